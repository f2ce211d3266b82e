"""The rule for one resident and one act: informed, eligible, available, motivated, in this order.

Written once: the engine (``month.py``), the explanation (``explain.py``) and the tests call these functions.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.agents.residents import Act, Hukou, Reason, Source
from sim.engine.numeric import exp, log, logistic
from sim.engine.streams import purpose
from sim.network.layers import Layer
from sim.participation.assumptions import TERMS
from sim.participation.columns import ANY_HOUR, Contacts, Offer, People, Person

FloatArray = NDArray[np.float64]

TERM_COUNT: Final = len(TERMS)
SOURCE_COUNT: Final = len(Source)
GATE_LUCK: Final = np.array([purpose(f"participation.{act.name.lower()}") for act in Act], dtype=np.int64)
MONTH_LUCK: Final = purpose("participation.month")
YEAR: Final = np.uint64(2**12 - 1)
TERM_OF_OFFICE: Final = np.uint64(2**36 - 1)
SETTLING_YEARS: Final = 2.0

VOTE: Final = int(Act.VOTE)
DELIBERATE: Final = int(Act.DELIBERATE)
SUGGEST: Final = int(Act.SUGGEST)
COMPLAIN: Final = int(Act.COMPLAIN)
STAND: Final = int(Act.STAND)
SAME_STREET: Final = int(Hukou.SAME_STREET)
OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
FRIEND: Final = int(Layer.FRIEND)
HOMETOWN: Final = int(Layer.HOMETOWN)
COMPANION: Final = int(Layer.COMPANION)
# Who stood, deliberated or proposed in the last year is on the committee's list for what it runs itself.
COMMITTEE_RUN: Final = (VOTE, DELIBERATE, SUGGEST)
IN_TOUCH: Final = 1 << STAND | 1 << DELIBERATE | 1 << SUGGEST
DID: Final = int(Reason.DID)
NOT_INFORMED: Final = int(Reason.NOT_INFORMED)
NOT_ELIGIBLE: Final = int(Reason.NOT_ELIGIBLE)
NO_TIME: Final = int(Reason.NO_TIME)
NOT_INTERESTED: Final = int(Reason.NOT_INTERESTED)
VISIT: Final = int(Source.VISIT)
ONLINE: Final = int(Source.ONLINE)


@njit(cache=True, error_model="numpy")
def count_bits(bits: int) -> int:
    """Count the months set in a history."""
    rest, count = np.uint64(bits), 0
    while rest:
        rest &= rest - np.uint64(1)
        count += 1
    return count


@njit(cache=True, inline="always")
def active_contacts(
    i: int, settled: float, people: People, contacts: Contacts, strength: Any, active: Any
) -> float:
    """Fill ``active`` (acts,) with the summed strength of contacts who did each act; return all contacts'.

    Args:
        i: row of the resident.
        settled: part for which friends and people of the same home town count, see :func:`settled_here`.
        people: columns.
        contacts: the network.
        strength: (layers,) influence by layer.
        active: (acts,) to fill.
    """
    active[:] = 0.0
    total = 0.0
    for tie in range(contacts.start[i], contacts.start[i + 1]):
        layer = contacts.layer[tie]
        weight = strength[layer]
        if layer in (FRIEND, HOMETOWN):
            weight *= settled
        total += weight
        add_active(people.active[contacts.target[tie]], weight, active)
    for slot in range(contacts.partner.shape[1]):
        partner = contacts.partner[i, slot]
        if partner >= 0:
            total += strength[COMPANION]
            add_active(people.active[partner], strength[COMPANION], active)
    return total


@njit(cache=True, inline="always")
def add_active(mask: int, weight: float, active: FloatArray) -> None:
    """Add a contact's weight to every act in its mask."""
    rest, act = mask, 0
    while rest:
        if rest & 1:
            active[act] += weight
        rest >>= 1
        act += 1


@njit(cache=True, error_model="numpy")
def settled_here(years_here: float) -> float:
    """Friends and people from the same home town count in part during the first two years here."""
    return min(1.0, years_here / SETTLING_YEARS)


@njit(cache=True, error_model="numpy")
def saturating(odds: float) -> float:
    """Chance to be reached when messages that are twice as many are partly heard twice: odds / (1 + odds)."""
    return odds / (1.0 + odds)


@njit(cache=True, error_model="numpy")
def habit_of(act: int, history: int) -> float:
    """Share of the last twelve months in which it was done; for voting, whether at the last election."""
    if act == VOTE:
        return 1.0 if history & TERM_OF_OFFICE else 0.0
    return count_bits(history & YEAR) / 12.0  # type: ignore[arg-type]


@njit(cache=True, error_model="numpy", inline="always")
def hearing(
    act: int, person: Person, offer: Offer, active: float, at_meeting: bool, way: Any, chance: FloatArray
) -> None:
    """Gate 1. Fill ``chance`` (sources,) with the chance to hear of the act this month from each source.

    Args:
        act: number of the act.
        person: the resident.
        offer: what is offered and how it is made known.
        active: summed strength of the contacts who did it.
        at_meeting: takes part in a meeting this month, where proposals are asked for.
        way: the assumptions of :class:`Hearing`.
        chance: to fill; 0 for nobody.
    """
    invited = act != VOTE or person.elector
    contact = person.neighbour_contact / 6.0
    door = way.visit_base + way.visit_known * person.acquaintance * person.acquaintance
    did_before = bool((person.active >> act) & 1)
    on_its_list = act in COMMITTEE_RUN and bool(person.active & IN_TOUCH)
    chance[0] = 0.0
    chance[1] = way.recall if invited and (did_before or on_its_list) else 0.0
    chance[2] = 1.0 - exp(-offer.visits * door) if invited and offer.visits > 0.0 else 0.0
    if act == SUGGEST and at_meeting:
        chance[2] = 1.0
    chance[3] = offer.notice * (way.notice_base + way.notice_contact * contact)
    chance[4] = saturating(way.talk * active)
    chance[5] = saturating(offer.organisation)
    chance[6] = offer.online * uses_internet(person, way) if offer.online > 0.0 else 0.0


@njit(cache=True, error_model="numpy")
def uses_internet(person: Person, way: Any) -> float:
    """Chance to read local pages online: odds of the reference person, changed by age and education."""
    if way.online_use <= 0.0 or way.online_use >= 1.0:
        return way.online_use  # type: ignore[no-any-return]
    base = log(way.online_use / (1.0 - way.online_use))
    age_term = way.online_age * (person.age - 30.0) / 10.0
    return logistic(base + age_term + way.online_education * (person.education - 2.0))


@njit(cache=True, error_model="numpy")
def heard_from(chance: FloatArray, u: float) -> int:
    """Pick the first source at which the chance to have heard nothing falls below ``u``; 0 for nobody."""
    silent = 1.0
    for source in range(1, chance.size):
        silent *= 1.0 - chance[source]
        if u > silent:
            return source
    return 0


@njit(cache=True, error_model="numpy")
def eligible(act: int, person: Person, offer: Offer, u: float) -> bool:
    """Gate 2. Whether the rules admit the resident.

    Voting and standing ask for hukou here, or for years of residence and papers; voting also for being an
    elector under the community's form of election. A resident with an open proposal or complaint waits for
    its answer before making another.
    """
    if act == SUGGEST:
        return person.voice_since < 0
    if act == COMPLAIN:
        return person.complaint_since < 0
    if act not in (VOTE, STAND):
        return True
    lived_here = person.years_here >= offer.residence_years
    admitted = person.hukou == SAME_STREET or (lived_here and u < offer.papers)
    return bool(admitted and (act == STAND or person.elector))


@njit(cache=True, error_model="numpy")
def hours_needed(act: int, source: int, hours: float, online_part: float) -> float:
    """Hours that the act takes; a proposal or complaint brought online takes part of them."""
    online = source == ONLINE and act in (SUGGEST, COMPLAIN)
    return hours * (online_part if online else 1.0)


@njit(cache=True, error_model="numpy")
def free_this_month(free_hours: float, swing: float, u: float) -> float:
    """Free hours of this month: the ordinary month's, more or less by up to ``swing``."""
    return free_hours * (1.0 + swing * (2.0 * u - 1.0))


@njit(cache=True, error_model="numpy")
def presence(act: int, person: Person, daytime: float, childcare: float, source: int) -> float:
    """Gate 3, second half: chance to be free at the hour at which the act takes place.

    Online any hour will do; who was told of the voters' roll at the door is at home and registers there.
    Where children are looked after, evenings that their care takes are free again.
    """
    if daytime == ANY_HOUR or source == ONLINE or (act == VOTE and source == VISIT):
        return 1.0
    cared_for = (1.0 - person.evening_lost * (1.0 - childcare)) / (1.0 - person.evening_lost)
    return daytime * person.daytime + (1.0 - daytime) * person.evening * cared_for


@njit(cache=True, error_model="numpy")
def votes_on_the_day(person: Person, daytime: float, proxy: float, u: float) -> bool:
    """Polling day, for who is on the roll: votes if free at that hour, or else by proxy."""
    at_the_poll = presence(VOTE, person, daytime, 0.0, 0)
    return u < at_the_poll + (1.0 - at_the_poll) * proxy


@njit(cache=True, error_model="numpy")
def fill_terms(person: Person, concern: bool, x: FloatArray) -> None:
    """Fill the terms of the choice that are the same for every act; ``x`` is (terms,), as in ``TERMS``."""
    decades = (person.age - 40.0) / 10.0
    x[0] = 1.0
    x[1] = decades
    x[2] = decades * decades
    x[3] = person.female
    x[4] = person.education - 2.0
    x[5] = person.party
    x[6] = person.hukou not in (SAME_STREET, OUTSIDE)
    x[7] = person.hukou == OUTSIDE
    x[8] = person.owner
    x[9] = person.agricultural
    x[10] = log((person.years_here + 1.0) / 11.0)
    x[11] = person.neighbour_contact / 6.0
    x[12] = person.lends_tools
    x[13] = person.income
    x[14] = (person.trust - 0.6) / 0.2
    x[15] = (person.efficacy_internal - 0.5) * 5.0
    x[16] = (person.efficacy_external - 0.5) * 5.0
    x[17] = (person.belonging - 0.5) / 0.2
    x[21] = concern
    x[22] = person.response


@njit(cache=True, error_model="numpy")
def motivation(
    coefficient: FloatArray, habit: float, asked: bool, share_active: float, x: FloatArray
) -> float:
    """Gate 4. Log-odds of doing it; completes ``x`` with the terms that belong to the act.

    Args:
        coefficient: (terms,) of the act.
        habit: see :func:`habit_of`.
        asked: was visited about it.
        share_active: weighted share of contacts who did it.
        x: terms filled by :func:`fill_terms`.
    """
    x[18] = habit
    x[19] = asked
    x[20] = share_active
    z = 0.0
    for term in range(x.size):
        z += coefficient[term] * x[term]
    return z


@njit(cache=True, error_model="numpy", inline="always")
def consider(
    act: int,
    person: Person,
    offer: Offer,
    luck: tuple[float, float, float, float],
    habit: float,
    active: float,
    total: float,
    at_meeting: bool,
    hours_left: float,
    hours: float,
    coefficient: FloatArray,
    scalars: Any,
    chance: FloatArray,
    x: FloatArray,
) -> tuple[int, int]:
    """Take one resident through the four gates for one act.

    Args:
        act: number of the act.
        person: the resident.
        offer: the act's offer in the resident's community.
        luck: four draws: to hear, to be admitted, to be present, to choose.
        habit: see :func:`habit_of`.
        active: summed strength of contacts who did it; ``total`` of all contacts.
        total: see ``active``.
        at_meeting: takes part in a meeting this month.
        hours_left: free hours left this month.
        hours: hours that the act takes.
        coefficient: (terms,) of the act.
        scalars: the assumptions that are single numbers, see :class:`Scalars`.
        chance: (sources,) scratch.
        x: (terms,) filled by :func:`fill_terms`.

    Returns:
        The reason and the source of the news.
    """
    hearing(act, person, offer, active, at_meeting, scalars.hearing, chance)
    source = heard_from(chance, luck[0])
    if source == 0:
        return NOT_INFORMED, source
    if not eligible(act, person, offer, luck[1]):
        return NOT_ELIGIBLE, source
    too_long = hours_needed(act, source, hours, scalars.online) > hours_left
    if too_long or luck[2] > presence(act, person, offer.daytime, offer.childcare, source):
        return NO_TIME, source
    share_active = active / total if total > 0.0 else 0.0
    z = motivation(coefficient, habit, source == VISIT, share_active, x)
    return (DID if luck[3] < logistic(z) else NOT_INTERESTED), source

"""The rule for one resident and one act: informed, eligible, available, motivated, in this order.

Written once: the engine (``month.py``), the explanation (``explain.py``) and the tests call these functions.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.agents.residents import ACT_COUNT, Act, Hukou, Reason, Source
from sim.engine.numeric import exp, log, logistic
from sim.engine.streams import purpose
from sim.network.layers import Layer
from sim.participation.assumptions import TERMS
from sim.participation.columns import ANY_HOUR, Contacts, Offer, People, Person

FloatArray = NDArray[np.float64]
Chances = tuple[float, float, float, float, float, float, float]

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
CERTAIN: Final = 700.0  # visits to expect that make the chance of one exactly 1


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
    """Add a contact's weight to every act in its mask; without a branch, so that acts are added at once."""
    for act in range(ACT_COUNT):
        active[act] += weight * (mask >> act & 1)


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
def hearing_at_most(
    act: int, person: Person, offer: Offer, active: float, at_meeting: bool, reads: float, way: Any
) -> Chances:
    """Gate 1. The chance to hear of the act this month from each source, by number of :class:`Source`.

    That of a visit is given as the number of visits to expect at an open door, which is never less than the
    chance of at least one: :func:`visited` makes it exact.

    Args:
        act: number of the act.
        person: the resident.
        offer: what is offered and how it is made known.
        active: summed strength of the contacts who did it.
        at_meeting: takes part in a meeting this month, where proposals are asked for.
        reads: see :func:`uses_internet`; without meaning where nothing is announced online.
        way: the assumptions of :class:`Hearing`.
    """
    invited = act != VOTE or person.elector
    contact = person.neighbour_contact / 6.0
    door = way.visit_base + way.visit_known * person.acquaintance * person.acquaintance
    did_before = bool((person.active >> act) & 1)
    on_its_list = act in COMMITTEE_RUN and bool(person.active & IN_TOUCH)
    recall = way.recall if invited and (did_before or on_its_list) else 0.0
    visits = offer.visits * door if invited else 0.0
    if act == SUGGEST and at_meeting:
        visits = CERTAIN
    notice = offer.notice * (way.notice_base + way.notice_contact * contact)
    talk = saturating(way.talk * active)
    online = offer.online * reads if offer.online > 0.0 else 0.0
    told = saturating(offer.organisation)
    if person.at_culture:
        told = 1.0 - (1.0 - told) * (1.0 - offer.at_culture)
    return 0.0, recall, visits, notice, talk, told, online


@njit(cache=True, error_model="numpy", inline="always")
def visited(most: Chances) -> Chances:
    """Make the chance of at least one visit exact, when so many visits are to be expected at an open door."""
    visits = most[VISIT]
    visit = 1.0 - exp(-visits) if visits > 0.0 else 0.0
    return most[0], most[1], visit, most[3], most[4], most[5], most[6]


@njit(cache=True, error_model="numpy", inline="always")
def surely_unheard(most: Chances, u: float) -> bool:
    """Whether ``u`` stays below the chance to hear nothing even with the largest chance to be visited.

    Most residents hear nothing of most acts; this spares them an exponential. The margin covers rounding.
    """
    silent = (1.0 - most[1]) * (1.0 - most[2]) * (1.0 - most[3])
    silent *= (1.0 - most[4]) * (1.0 - most[5]) * (1.0 - most[6])
    return u < silent * (1.0 - 1e-9)


@njit(cache=True, error_model="numpy", inline="always")
def hears(
    act: int, person: Person, offer: Offer, active: float, at_meeting: bool, reads: float, way: Any, u: float
) -> int:
    """Gate 1. The source from which the resident heard of the act, 0 for none.

    Args as in :func:`hearing_at_most`; ``u`` is the luck.
    """
    most = hearing_at_most(act, person, offer, active, at_meeting, reads, way)
    if surely_unheard(most, u):
        return 0
    return heard_from(visited(most), u)


@njit(cache=True, error_model="numpy")
def uses_internet(person: Person, way: Any) -> float:
    """Chance to read local pages online: odds of the reference person, changed by age and education."""
    if way.online_use <= 0.0 or way.online_use >= 1.0:
        return way.online_use  # type: ignore[no-any-return]
    base = log(way.online_use / (1.0 - way.online_use))
    age_term = way.online_age * (person.age - 30.0) / 10.0
    return logistic(base + age_term + way.online_education * (person.education - 2.0))


@njit(cache=True, error_model="numpy")
def heard_from(chance: Chances, u: float) -> int:
    """Pick the first source at which the chance to have heard nothing falls below ``u``; 0 for nobody."""
    silent = 1.0
    for source in range(1, SOURCE_COUNT):
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
def responds(
    act: int,
    source: int,
    person: Person,
    offer: Offer,
    luck: tuple[float, float, float],
    history: int,
    share_active: float,
    hours_left: float,
    hours: float,
    coefficient: FloatArray,
    scalars: Any,
    x: FloatArray,
) -> int:
    """Gates 2 to 4: take a resident who has heard of an act on to the decision.

    Args:
        act: number of the act.
        source: from whom it was heard.
        person: the resident.
        offer: what is offered.
        luck: three draws: to be admitted, to be present, to choose.
        history: months in which it was done, see :func:`habit_of`.
        share_active: weighted share of contacts who did it.
        hours_left: free hours left this month.
        hours: hours that the act takes.
        coefficient: (terms,) of the act.
        scalars: the assumptions that are single numbers, see :class:`Scalars`.
        x: (terms,) filled by :func:`fill_terms`.

    Returns:
        The reason.
    """
    if not eligible(act, person, offer, luck[0]):
        return NOT_ELIGIBLE
    too_long = hours_needed(act, source, hours, scalars.online) > hours_left
    if too_long or luck[1] > presence(act, person, offer.daytime, offer.childcare, source):
        return NO_TIME
    z = motivation(coefficient, habit_of(act, history), source == VISIT, share_active, x)
    return DID if luck[2] < logistic(z) else NOT_INTERESTED


@njit(cache=True, error_model="numpy")
def share_of(active: float, total: float) -> float:
    """Weighted share of contacts who did it; 0 without contacts."""
    return active / total if total > 0.0 else 0.0

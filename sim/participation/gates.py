"""The rule for one resident and one act: informed, eligible, available, motivated, in this order.

Written once. The engine (``month.py``), the explanation (``explain.py``) and the tests all call these functions.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.agents.residents import Act, Hukou, Reason, Source
from sim.engine.numeric import log, logistic
from sim.engine.streams import draws, purpose
from sim.network.layers import Layer
from sim.participation.assumptions import TERMS, Rules
from sim.participation.columns import ANY_HOUR, Contacts, Offers, People

FloatArray = NDArray[np.float64]

TERM_COUNT: Final = len(TERMS)
SOURCE_COUNT: Final = len(Source)
GATE_LUCK: Final = np.array([purpose(f"participation.{act.name.lower()}") for act in Act], dtype=np.int64)
MONTH_LUCK: Final = purpose("participation.month")
YEAR: Final = np.uint64(2**12 - 1)
TERM_OF_OFFICE: Final = np.uint64(2**36 - 1)
SETTLING_YEARS: Final = 2.0

VOTE: Final = int(Act.VOTE)
SUGGEST: Final = int(Act.SUGGEST)
COMPLAIN: Final = int(Act.COMPLAIN)
STAND: Final = int(Act.STAND)
SAME_STREET: Final = int(Hukou.SAME_STREET)
OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
FRIEND: Final = int(Layer.FRIEND)
HOMETOWN: Final = int(Layer.HOMETOWN)
COMPANION: Final = int(Layer.COMPANION)
DID: Final = int(Reason.DID)
NOT_INFORMED: Final = int(Reason.NOT_INFORMED)
NOT_ELIGIBLE: Final = int(Reason.NOT_ELIGIBLE)
NO_TIME: Final = int(Reason.NO_TIME)
NOT_INTERESTED: Final = int(Reason.NOT_INTERESTED)
VISIT: Final = int(Source.VISIT)


@njit(cache=True)
def count_bits(bits: int) -> int:
    """Count the months set in a history."""
    rest, count = np.uint64(bits), 0
    while rest:
        rest &= rest - np.uint64(1)
        count += 1
    return count


@njit(cache=True)
def active_contacts(i: int, people: People, contacts: Contacts, rules: Rules, active: FloatArray) -> float:
    """Fill ``active`` (acts,) with the summed strength of contacts who did each act; return that of all contacts.

    Friends and people from the same home town count in part during the first two years here.
    """
    active[:] = 0.0
    total = 0.0
    settled = min(1.0, people.years_here[i] / SETTLING_YEARS)
    for tie in range(contacts.start[i], contacts.start[i + 1]):
        layer = contacts.layer[tie]
        strength = rules.strength[layer]
        if layer in (FRIEND, HOMETOWN):
            strength *= settled
        total += strength
        _add_active(people.active[contacts.target[tie]], strength, active)
    for partner in contacts.partner[i]:
        if partner >= 0:
            total += rules.strength[COMPANION]
            _add_active(people.active[partner], rules.strength[COMPANION], active)
    return total


@njit(cache=True)
def _add_active(mask: int, strength: float, active: FloatArray) -> None:
    if mask == 0:
        return
    for act in range(active.size):
        if mask >> act & 1:
            active[act] += strength


@njit(cache=True)
def saturating(odds: float) -> float:
    """Chance to be reached when messages that are twice as many are partly heard twice: odds / (1 + odds)."""
    return odds / (1.0 + odds)


@njit(cache=True)
def habit(i: int, act: int, people: People) -> float:
    """Share of the last twelve months in which the resident did it; for voting, whether at the last election."""
    if act == VOTE:
        return 1.0 if people.history[i, act] & TERM_OF_OFFICE else 0.0
    return count_bits(people.history[i, act] & YEAR) / 12.0


@njit(cache=True)
def hearing(
    i: int, act: int, people: People, offers: Offers, active: FloatArray, rules: Rules, chance: FloatArray
) -> None:
    """Gate 1. Fill ``chance`` (sources,) with the chance to hear of the act this month from each source."""
    c = people.community[i]
    way = rules.hearing
    chance[:] = 0.0
    invited = act != VOTE or people.elector[i]
    did_before = people.active[i] >> act & 1
    contact = people.neighbour_contact[i] / 6.0
    door = way.visit_base + way.visit_known * people.acquaintance[i]
    chance[1] = way.recall if did_before and invited else 0.0
    chance[2] = saturating(offers.visits[c, act] * door) if invited else 0.0
    chance[3] = offers.notice[c, act] * (way.notice_base + way.notice_contact * contact)
    chance[4] = saturating(way.talk * active[act])
    chance[5] = saturating(offers.organisation[c, act])
    chance[6] = offers.online[c, act] * uses_internet(i, people, rules) if offers.online[c, act] > 0.0 else 0.0


@njit(cache=True)
def uses_internet(i: int, people: People, rules: Rules) -> float:
    """Chance to read local pages online: odds of the reference person, changed by age and education."""
    way = rules.hearing
    base = log(way.online_use / (1.0 - way.online_use)) if 0.0 < way.online_use < 1.0 else 0.0
    z = base + way.online_age * (people.age[i] - 30.0) / 10.0 + way.online_education * (people.education[i] - 2.0)
    return way.online_use if way.online_use in (0.0, 1.0) else logistic(z)


@njit(cache=True)
def heard_from(chance: FloatArray, u: float) -> int:
    """Pick the source: the first at which the chance to have heard nothing falls below ``u``; 0 for nobody."""
    silent = 1.0
    for source in range(1, chance.size):
        silent *= 1.0 - chance[source]
        if u > silent:
            return source
    return 0


@njit(cache=True)
def eligible(i: int, act: int, people: People, rules: Rules, u: float) -> bool:
    """Gate 2. Whether the rules admit the resident.

    Voting and standing ask for hukou here, or for years of residence and papers; voting also for being an
    elector under the community's form of election, standing for a place on the roll. A resident with an open
    proposal or complaint waits for its answer before making another.
    """
    if act == SUGGEST:
        return bool(people.voice_since[i] < 0)
    if act == COMPLAIN:
        return bool(people.complaint_since[i] < 0)
    if act not in (VOTE, STAND):
        return True
    lived_here = people.years_here[i] >= rules.admission.residence_years
    admitted = people.hukou[i] == SAME_STREET or (lived_here and u < rules.admission.papers)
    return bool(admitted and (act == STAND or people.elector[i]))


@njit(cache=True)
def hours_needed(act: int, source: int, rules: Rules) -> float:
    """Hours that the act takes; a proposal or complaint brought online takes part of them."""
    online = source == 6 and act in (SUGGEST, COMPLAIN)
    return rules.hours[act] * (rules.online if online else 1.0)


@njit(cache=True)
def free_this_month(i: int, month: int, seed: int, people: People, rules: Rules) -> float:
    """Free hours of this month: the ordinary month's, more or less by up to ``swing``."""
    u = draws(seed, people.identity[i], month, MONTH_LUCK, 0)[0]
    return people.free_hours[i] * (1.0 + rules.swing * (2.0 * u - 1.0))


@njit(cache=True)
def presence(i: int, act: int, people: People, offers: Offers) -> float:
    """Gate 3, second half: chance to be free at the hour at which the act takes place."""
    daytime = offers.daytime[people.community[i], act]
    if daytime == ANY_HOUR:
        return 1.0
    return daytime * people.daytime[i] + (1.0 - daytime) * people.evening[i]


@njit(cache=True)
def fill_terms(i: int, people: People, concern: bool, x: FloatArray) -> None:
    """Fill the terms of the choice that are the same for every act; ``x`` is (terms,), in the order of ``TERMS``."""
    decades = (people.age[i] - 40.0) / 10.0
    x[0] = 1.0
    x[1] = decades
    x[2] = decades * decades
    x[3] = people.female[i]
    x[4] = people.education[i] - 2.0
    x[5] = people.party[i]
    x[6] = people.hukou[i] not in (SAME_STREET, OUTSIDE)
    x[7] = people.hukou[i] == OUTSIDE
    x[8] = people.owner[i]
    x[9] = people.agricultural[i]
    x[10] = log((people.years_here[i] + 1.0) / 11.0)
    x[11] = people.neighbour_contact[i] / 6.0
    x[12] = people.lends_tools[i]
    x[13] = people.income[i]
    x[14] = (people.trust[i] - 0.6) / 0.2
    x[15] = (people.efficacy_internal[i] - 0.5) * 5.0
    x[16] = (people.efficacy_external[i] - 0.5) * 5.0
    x[17] = (people.belonging[i] - 0.5) / 0.2
    x[21] = concern
    x[22] = people.response[i]


@njit(cache=True)
def motivation(
    i: int, act: int, people: People, rules: Rules, asked: bool, share_active: float, x: FloatArray
) -> float:
    """Gate 4. Log-odds of doing it; completes ``x`` with the terms that belong to the act."""
    x[18] = habit(i, act, people)
    x[19] = asked
    x[20] = share_active
    z = 0.0
    for term in range(x.size):
        z += rules.coefficients[act, term] * x[term]
    return z


@njit(cache=True)
def consider(
    i: int,
    act: int,
    month: int,
    seed: int,
    people: People,
    offers: Offers,
    rules: Rules,
    active: FloatArray,
    total: float,
    hours_left: float,
    chance: FloatArray,
    x: FloatArray,
) -> tuple[int, int]:
    """Take one resident through the four gates for one act; return (reason, source of the news)."""
    u_heard, u_rule, u_present, u_choice = draws(seed, people.identity[i], month, GATE_LUCK[act], 0)
    hearing(i, act, people, offers, active, rules, chance)
    source = heard_from(chance, u_heard)
    if source == 0:
        return NOT_INFORMED, source
    if not eligible(i, act, people, rules, u_rule):
        return NOT_ELIGIBLE, source
    too_long = hours_needed(act, source, rules) > hours_left
    if too_long or u_present > presence(i, act, people, offers):
        return NO_TIME, source
    share_active = active[act] / total if total > 0.0 else 0.0
    z = motivation(i, act, people, rules, source == VISIT, share_active, x)
    return (DID if u_choice < logistic(z) else NOT_INTERESTED), source

"""The rule for one resident who has heard of an act: eligible, available, motivated, in this order.

Written once, like gate 1 (``hearing.py``): the engine (``blocks``), the explanation and the tests call it.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from sim.engine.arithmetic import logistic
from sim.engine.compiling import inner, njit
from sim.engine.random import draws, purpose
from sim.residents.choice import VISIT, FloatArray, does_others, motivation
from sim.residents.offers import ANY_HOUR, Offer
from sim.residents.person import Person
from sim.vocabulary import Act, Hukou, Informant, Reason

GATE_DRAWS: Final = np.array([purpose(f"participation.{act.name.lower()}") for act in Act], dtype=np.int64)
# What the month holds, four numbers to a draw: the free hours, a concern, then who hears of each act. Only
# who hears of an act draws what it is answered by, with ``GATE_DRAWS``: numbers 1 to 3 are gates 2 to 4.
MONTH_DRAWS: Final = purpose("participation.month")
TIME_DRAW: Final = 0
CONCERN_DRAW: Final = 1
HEARING_DRAWS: Final = 2
FOUR: Final = 4  # numbers to a draw
MONTH_NUMBERS: Final = FOUR * math.ceil((HEARING_DRAWS + len(Act)) / FOUR)
YEAR: Final = np.uint64(2**12 - 1)
TERM_OF_OFFICE: Final = np.uint64(2**36 - 1)
VOTE: Final = int(Act.VOTE)
SUGGEST: Final = int(Act.SUGGEST)
COMPLAIN: Final = int(Act.COMPLAIN)
STAND: Final = int(Act.STAND)
SAME_STREET: Final = int(Hukou.SAME_STREET)
OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
DID: Final = int(Reason.DID)
NOT_INFORMED: Final = int(Reason.NOT_INFORMED)
NOT_ELIGIBLE: Final = int(Reason.NOT_ELIGIBLE)
NO_TIME: Final = int(Reason.NO_TIME)
NOT_INTERESTED: Final = int(Reason.NOT_INTERESTED)
ONLINE: Final = int(Informant.ONLINE)
# What is done online itself, where it was heard of: at any hour, in part of the time.
DONE_ONLINE: Final = 1 << SUGGEST | 1 << COMPLAIN | 1 << Act.SUPERVISE | 1 << Act.DONATE


@njit(cache=True, inline="always")
def hearing_draw(act: int) -> int:
    """Which of the month's numbers decides on hearing of an act."""
    return HEARING_DRAWS + act


@njit(cache=True, error_model="numpy")
def hearing_number(seed: int, identity: int, month: int, act: int) -> float:
    """The number that decides whether one resident hears of one act."""
    four, number = divmod(hearing_draw(act), FOUR)
    return draws(seed, identity, month, MONTH_DRAWS, four)[number]


@njit(cache=True, error_model="numpy")
def count_bits(bits: int) -> int:
    """Count the months set in a history."""
    rest, count = np.uint64(bits), 0
    while rest:
        rest &= rest - np.uint64(1)
        count += 1
    return count


@njit(cache=True, error_model="numpy")
def habit_of(act: int, history: int) -> float:
    """Share of the last twelve months in which it was done; for voting, whether at the last election."""
    if act == VOTE:
        return 1.0 if history & TERM_OF_OFFICE else 0.0
    return count_bits(history & YEAR) / 12.0  # type: ignore[arg-type]


@njit(cache=True, error_model="numpy")
def eligible(act: int, person: Person, offer: Offer, u: float) -> bool:
    """Gate 2. Whether the rules admit the resident.

    Voting and standing ask for hukou here, or for years of residence and papers; voting also for being an
    elector under the community's form of election. A resident with an open proposal or complaint waits for
    its answer before making another.
    """
    if act == SUGGEST:
        return bool(person.voice_since < 0)
    if act == COMPLAIN:
        return bool(person.complaint_since < 0)
    if act not in (VOTE, STAND):
        return True
    admitted = admits(person.hukou, person.years_here, offer.residence_years, offer.papers, u)
    return bool(admitted and (act == STAND or person.elector))


@njit(cache=True, error_model="numpy")
def admits(hukou: int, years_here: float, residence_years: float, papers: float, u: float) -> bool:
    """Hukou here, or years of residence and papers."""
    return (hukou == SAME_STREET) | ((years_here >= residence_years) & (u < papers))


@njit(cache=True, error_model="numpy")
def hours_needed(act: int, source: int, hours: float, online_part: float) -> float:
    """Hours that the act takes; what is done online takes part of them."""
    return hours * (online_part if done_online(act, source) else 1.0)


@inner(cache=True, error_model="numpy")
def done_online(act: int, source: int) -> bool:
    """Whether the act is done where it was heard of, online; a meeting, a shift or a poll never is."""
    return source == ONLINE and bool(DONE_ONLINE >> act & 1)


@njit(cache=True, error_model="numpy")
def free_this_month(free_hours: float, swing: float, u: float) -> float:
    """Free hours of this month: the ordinary month's, more or less by up to ``swing``."""
    return free_hours * (1.0 + swing * (2.0 * u - 1.0))


@njit(cache=True, error_model="numpy")
def presence(act: int, person: Person, daytime: float, childcare: float, source: int) -> float:
    """Gate 3, second half: chance to be free at the hour at which the act takes place.

    What is done online is done at any hour; who was told of the voters' roll at the door is at home and
    registers there.
    Where children are looked after, evenings that their care takes are free again.
    """
    if at_any_hour(act, daytime, source):
        return 1.0
    cared_for = evenings_with(childcare, person.evening_lost)
    return free_then(daytime, person.daytime, person.evening, cared_for)


@inner(cache=True, error_model="numpy")
def at_any_hour(act: int, daytime: float, source: int) -> bool:
    """Whether the act takes place whenever the resident has time; see :func:`presence`."""
    return (daytime == ANY_HOUR) | done_online(act, source) | ((act == VOTE) & (source == VISIT))


@inner(cache=True, error_model="numpy")
def free_then(daytime: float, by_day: float, evening: float, cared_for: float) -> float:
    """Chance to be free at an hour that is in working hours with the chance ``daytime``; see above."""
    return float(daytime * by_day + (1.0 - daytime) * evening * cared_for)


@inner(cache=True, error_model="numpy")
def evenings_with(childcare: float, evening_lost: float) -> float:
    """Free evenings where a share of children is looked after, as a multiple of what they are otherwise."""
    if childcare == 0.0:
        return 1.0
    return (1.0 - evening_lost * (1.0 - childcare)) / (1.0 - evening_lost)


@njit(cache=True, error_model="numpy")
def votes_on_the_day(person: Person, daytime: float, proxy: float, u: float) -> bool:
    """Polling day, for who is on the roll: votes if free at that hour, or else by proxy."""
    at_the_poll = presence(VOTE, person, daytime, 0.0, 0)
    return u < at_the_poll + (1.0 - at_the_poll) * proxy


@njit(cache=True, error_model="numpy", inline="always")
def responds(
    act: int,
    source: int,
    person: Person,
    offer: Offer,
    drawn: tuple[float, float, float],
    history: int,
    share_active: float,
    disposition: float,
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
        drawn: three draws: to be admitted, to be present, to choose.
        history: months in which it was done, see :func:`habit_of`.
        share_active: weighted share of contacts who did it.
        disposition: see :class:`sim.residents.lasting.Lasting`.
        hours_left: free hours left this month.
        hours: hours that the act takes.
        coefficient: (terms,) of the act.
        scalars: the assumptions that are single numbers, see :class:`Scalars`.
        x: (terms,) filled by :func:`fill_terms`.

    Returns:
        The reason.
    """
    hindered = hindrance(act, source, person, offer, drawn[0], drawn[1], hours_left, hours, scalars)
    if hindered:
        return hindered
    habit, others = habit_of(act, history), does_others(act, person.active)
    z = motivation(coefficient, habit, source, share_active, others, disposition, x)
    return DID if drawn[2] < logistic(z) else NOT_INTERESTED


@njit(cache=True, error_model="numpy", inline="always")
def hindrance(
    act: int,
    source: int,
    person: Person,
    offer: Offer,
    u_admitted: float,
    u_present: float,
    hours_left: float,
    hours: float,
    scalars: Any,
) -> int:
    """Gates 2 and 3: why who has heard of an act cannot do it, 0 for no reason; see :func:`responds`."""
    if not eligible(act, person, offer, u_admitted):
        return NOT_ELIGIBLE
    too_long = hours_needed(act, source, hours, scalars.online) > hours_left
    if too_long or u_present > presence(act, person, offer.daytime, offer.childcare, source):
        return NO_TIME
    return 0

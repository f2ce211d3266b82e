"""Gate 1, informed: from whom one resident hears of one act this month, if from anybody."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from sim.engine.arithmetic import exp, log, logistic
from sim.engine.compiling import inner, njit
from sim.residents.lasting import Lasting
from sim.residents.offers import Offer
from sim.residents.person import Person
from sim.vocabulary import Act, Informant

Chances = tuple[float, float, float, float, float, float, float, float, float, float]
SOURCE_COUNT: Final = len(Informant)
VOTE: Final = int(Act.VOTE)
DELIBERATE: Final = int(Act.DELIBERATE)
SUGGEST: Final = int(Act.SUGGEST)
STAND: Final = int(Act.STAND)
# Who stood, deliberated or proposed in the last year is on the committee's list for what it runs itself.
COMMITTEE_RUN: Final = (VOTE, DELIBERATE, SUGGEST)
IN_TOUCH: Final = 1 << STAND | 1 << DELIBERATE | 1 << SUGGEST
NOBODY: Final = int(Informant.NOBODY)
CALL: Final = int(Informant.CALL)
VISIT: Final = int(Informant.VISIT)
MEETING: Final = int(Informant.MEETING)
HABIT: Final = int(Informant.HABIT)
NOTICE: Final = int(Informant.NOTICE)
LETTER: Final = int(Informant.LETTER)
CONTACT: Final = int(Informant.CONTACT)
ORGANISATION: Final = int(Informant.ORGANISATION)
ONLINE: Final = int(Informant.ONLINE)


@njit(cache=True, error_model="numpy")
def settled_here(years_here: float, settling: float) -> float:
    """Friends and people from the same home town count in part during the first years here."""
    return min(1.0, years_here / settling)


@inner(cache=True, error_model="numpy")
def saturating(odds: float) -> float:
    """Chance to be reached when messages that are twice as many are partly heard twice: odds / (1 + odds)."""
    return odds / (1.0 + odds)


class Hearer(NamedTuple):
    """What decides how easily a resident hears of anything.

    Attributes:
        alert: factor on the odds to take note of notices, letters and announcements.
        seen: share of notices that the resident comes to see.
        door: visits to expect for each door passed.
        known: square of acquaintance: ordinary visits to expect, see :class:`sim.residents.offers.Offers`.
        elector: may vote.
        done: acts done lately, as a mask.
        at_culture: was at a cultural activity last month.
        reads: reads local pages.
    """

    alert: float
    seen: float
    door: float
    known: float
    elector: bool
    done: int
    at_culture: bool
    reads: bool


@njit(cache=True, error_model="numpy", inline="always")
def hearer_of(person: Person, mine: Lasting, way: Any) -> Hearer:
    """How easily a person hears; a door is more open to a visitor who knows the resident."""
    known = person.acquaintance * person.acquaintance
    door, seen = open_door(person.dormitory, known, way), notices_seen(person.neighbour_contact, way)
    reads = reads_local_pages(person.age, person.education, mine.reader, way)
    return Hearer(mine.alert, seen, door, known, person.elector, person.active, person.at_culture, reads)


@inner(cache=True, error_model="numpy")
def open_door(dormitory: bool, known: float, way: Any) -> float:
    """Visits to expect for each door passed; ``known`` is the square of acquaintance."""
    return float((way.visit_dormitory if dormitory else way.visit_base) + way.visit_known * known)


@inner(cache=True, error_model="numpy")
def notices_seen(neighbour_contact: float, way: Any) -> float:
    """Share of notices that a resident with so much contact with neighbours comes to see."""
    return min(1.0, float(way.notice_base + way.notice_contact * (neighbour_contact / 6.0)))


@njit(cache=True, error_model="numpy", inline="always")
def hearing_at_most(
    act: int, person: Person, offer: Offer, active: float, at_meeting: bool, mine: Lasting, way: Any
) -> Chances:
    """Gate 1. The chance to hear of the act this month from each source, by number of :class:`Informant`.

    Those of a visit and a call are given as the number to expect, which is never less than the chance of at
    least one: :func:`visited` makes them exact.

    Args:
        act: number of the act.
        person: the resident.
        offer: what is offered and how it is made known.
        active: summed strength of the contacts who did it.
        at_meeting: takes part in a meeting this month, where proposals are asked for.
        mine: what the person keeps, see :class:`sim.residents.lasting.Lasting`.
        way: the assumptions of :class:`Hearing`.
    """
    return chances_at_most(act, hearer_of(person, mine, way), offer, active, at_meeting, way)


@njit(cache=True, error_model="numpy", inline="always")
def chances_at_most(
    act: int, hearer: Hearer, offer: Offer, active: float, at_meeting: bool, way: Any
) -> Chances:
    """The same for who is known as a :class:`Hearer`."""
    invited = act != VOTE or hearer.elector
    recall = way.recall if invited and hearer.done & known_by(act) else 0.0
    meeting = 1.0 if act == SUGGEST and at_meeting else 0.0
    visits = offer.visits * hearer.door + offer.familiar * hearer.known if invited else 0.0
    calls = offer.calls * way.call_answered if invited else 0.0
    notice = noted(offer.notice * hearer.seen, hearer.alert)
    letter = noted(min(1.0, offer.letters) * way.letter_read, hearer.alert)
    talk = saturating(way.talk * active)
    told = saturating(offer.organisation * hearer.alert)
    if hearer.at_culture:
        told = told_there(told, offer.at_culture)
    online = offer.online if hearer.reads else 0.0
    return 0.0, meeting, visits, calls, recall, notice, letter, talk, told, online


@njit(cache=True, inline="always")
def known_by(act: int) -> int:
    """Acts, as a mask, whose doers know of this one: itself, and those of the committee's list."""
    return 1 << act | (IN_TOUCH if act in COMMITTEE_RUN else 0)


@inner(cache=True, error_model="numpy")
def told_there(told: float, at_culture: float) -> float:
    """Chance to be told by organisations of who was at a cultural activity, where it is told as well."""
    return 1.0 - (1.0 - told) * (1.0 - at_culture)


@njit(cache=True, error_model="numpy", inline="always")
def noted(chance: float, alert: float) -> float:
    """Chance to take note of what an ordinarily attentive person notes with ``chance``."""
    return chance * alert / (1.0 - chance + chance * alert)


@njit(cache=True, error_model="numpy", inline="always")
def at_least_one(expected: float) -> float:
    """Chance that at least one comes of so many to be expected; of none, exactly 0."""
    return 1.0 - exp(-expected)


@njit(cache=True, error_model="numpy", inline="always")
def visited(most: Chances) -> Chances:
    """Make the chances of at least one visit, and one call, exact when so many are to be expected."""
    visit, call = at_least_one(most[VISIT]), at_least_one(most[CALL])
    return most[0], most[1], visit, call, most[4], most[5], most[6], most[7], most[8], most[9]


@njit(cache=True, error_model="numpy", inline="always")
def surely_unheard(most: Chances, u: float) -> bool:
    """Whether ``u`` stays below the chance to hear nothing even with the largest chance to be visited.

    Most residents hear nothing of most acts; this spares them an exponential. The margin covers rounding.
    """
    if most[1] >= 1.0 or most[2] >= 1.0 or most[3] >= 1.0:  # two factors below zero would look like a chance
        return False
    silent = (1.0 - most[1]) * (1.0 - most[2]) * (1.0 - most[3])
    silent *= (1.0 - most[4]) * (1.0 - most[5]) * (1.0 - most[6])
    silent *= (1.0 - most[7]) * (1.0 - most[8]) * (1.0 - most[9])
    return u < silent * (1.0 - 1e-9)


@njit(cache=True, error_model="numpy", inline="always")
def hears(
    act: int,
    person: Person,
    offer: Offer,
    active: float,
    at_meeting: bool,
    mine: Lasting,
    way: Any,
    u: float,
    surely: int = 0,
) -> int:
    """Gate 1. The source from which the resident heard of the act, 0 for none.

    Args as in :func:`hearing_at_most`; ``u`` is the draw, ``surely`` the sources that reach the resident for
    certain, as bits, see :class:`sim.residents.exposure.Exposure`.
    """
    most = hearing_at_most(act, person, offer, active, at_meeting, mine, way)
    if surely == 0 and surely_unheard(most, u):
        return 0
    return heard_from(visited(most), u, surely)


@njit(cache=True, error_model="numpy")
def reads_local_pages(age: float, education: float, reader: float, way: Any) -> bool:
    """Whether somebody is among the audience: users of the internet, of whom a part reads local pages."""
    if reader >= way.online_local:  # not even if everybody of this age and schooling used the internet
        return False
    return reader < way.online_local * uses_internet(age, education, way)  # type: ignore[no-any-return]


@njit(cache=True, error_model="numpy")
def uses_internet(age: float, education: float, way: Any) -> float:
    """Chance to use the internet often: odds of the reference person, changed by age and education."""
    if way.online_use <= 0.0 or way.online_use >= 1.0:
        return way.online_use  # type: ignore[no-any-return]
    base = log(way.online_use / (1.0 - way.online_use))
    age_term = way.online_age * (age - 30.0) / 10.0
    return logistic(base + age_term + way.online_education * (education - 2.0))


@inner(cache=True, error_model="numpy")
def heard_from(chance: Chances, u: float, surely: int = 0) -> int:
    """Pick the first source at which the chance to have heard nothing falls below ``u``; 0 for nobody.

    A source that surely reaches the resident has the chance 1.
    """
    silent, heard = 1.0, 0
    for source in range(1, SOURCE_COUNT):
        silent *= 1.0 - chance[source]
        told = u > silent or surely >> source & 1
        heard = source if told and heard == 0 else heard  # without a way out, which would be guessed wrong
    return heard

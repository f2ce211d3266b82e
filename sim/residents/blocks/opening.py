"""What is noted of everybody in a block before any act is considered: array by array, several at once."""

from __future__ import annotations

from typing import Any

from sim.engine.compiling import inner
from sim.engine.random import draws
from sim.residents.blocks.block import CALLS, LETTERS, ORGANISATION, VISITS, Floats, Noted, Rows
from sim.residents.gates import FOUR, MONTH_DRAWS, MONTH_NUMBERS, NOT_INFORMED, TIME_DRAW, free_this_month
from sim.residents.hearing import NOBODY, notices_seen, open_door, settled_here
from sim.residents.lasting import alertness, lasting_of
from sim.residents.numbers import Scalars
from sim.residents.offers import ADDITIONS, Offers
from sim.residents.person import audiences_of, person_of
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT, ADULT_AGE


@inner(cache=True, nogil=True)
def draw_month(size: int, identity: Rows, month: int, seed: int, drawn: Floats) -> None:
    """Draw what the month holds for each resident of a block, four numbers at a time."""
    for four in range(MONTH_NUMBERS // FOUR):
        at = FOUR * four
        for k in range(size):
            drawn[at, k], drawn[at + 1, k], drawn[at + 2, k], drawn[at + 3, k] = draws(
                seed, identity[k], month, MONTH_DRAWS, four
            )


@inner(cache=True, nogil=True)
def find_adults(age: Rows, adult: Rows) -> None:
    """Note who is of age."""
    for k in range(age.size):
        adult[k] = age[k] >= ADULT_AGE


@inner(cache=True, nogil=True, error_model="numpy")
def note_residents(
    first: int, last: int, people: People, scalars: Scalars, noted: Noted, settled: Floats
) -> None:
    """Note of the residents of a block what every act asks for."""
    way, size, acquaintance = scalars.hearing, last - first, people.acquaintance[first:last]
    free_hours, years_here = people.free_hours[first:last], people.years_here[first:last]
    contact, dormitory = people.neighbour_contact[first:last], people.dormitory[first:last]
    for k in range(size):
        noted.hours[k] = free_this_month(free_hours[k], scalars.swing, noted.drawn[TIME_DRAW, k])
    for k in range(size):
        noted.seen[k] = notices_seen(contact[k], way)
    for k in range(size):
        known = acquaintance[k] * acquaintance[k]
        noted.known[k], noted.door[k] = known, open_door(dormitory[k], known, way)
    for k in range(size):
        settled[k] = settled_here(years_here[k], way.settling)
    party, age, female = people.party[first:last], people.age[first:last], people.female[first:last]
    workplace, hukou = people.workplace[first:last], people.hukou[first:last]
    owner, rung = people.owner[first:last], people.rung[first:last]
    for k in range(size):
        noted.profile[k] = audiences_of(
            party[k], age[k], female[k], workplace[k], hukou[k], owner[k], rung[k]
        )
    noted.acts[:], noted.spent[:] = 0, 0.0


@inner(cache=True, nogil=True)
def begin(adult: Rows, reason: Rows, told_by: Rows) -> None:
    """Begin with all adults as not informed of an act that is offered."""
    for k in range(reason.size):
        reason[k] = NOT_INFORMED if adult[k] else reason[k]
        told_by[k] = NOBODY if adult[k] else told_by[k]


@inner(cache=True, nogil=True)
def open_roll(phase: int, adult: Rows, registered: Rows, reason: Rows, told_by: Rows) -> None:
    """Begin a drive for the voters' roll anew; additions are for who is not on it."""
    for k in range(registered.size):
        if adult[k] and not (phase == ADDITIONS and registered[k]):
            registered[k], reason[k], told_by[k] = False, NOT_INFORMED, NOBODY


@inner(cache=True, nogil=True, error_model="numpy")
def note_lasting(
    disposition: Rows, attention: Rows, scalars: Scalars, alert: Floats, leaning: Floats
) -> None:
    """Note what sets each resident of a block apart, where everything lasts."""
    for k in range(disposition.size):
        alert[k] = alertness(disposition[k], attention[k], scalars.hearing)
    for k in range(disposition.size):
        leaning[k] = scalars.disposition * disposition[k]


@inner(cache=True, nogil=True, error_model="numpy")
def draw_anew(
    first: int,
    last: int,
    act: int,
    month: int,
    seed: int,
    people: People,
    scalars: Scalars,
    alert: Floats,
    reader: Floats,
    leaning: Floats,
) -> None:
    """The same where not everything lasts, as this act is considered."""
    for k in range(last - first):
        mine = lasting_of(person_of(first + k, people), act, month, seed, scalars)
        alert[k], reader[k], leaning[k] = mine.alert, mine.reader, mine.disposition


@inner(cache=True, nogil=True)
def note_channels(community: int, offers: Offers, used: Any) -> None:
    """Note by which channels anything is told of each act in a community: fills (acts, channels)."""
    for act in range(ACT_COUNT):
        if offers.phase[community, act]:
            familiar = offers.familiar[community, act] > 0.0
            used[act, VISITS] = anything(offers.visits[community, act]) | familiar
            used[act, CALLS] = anything(offers.calls[community, act])
            used[act, LETTERS] = anything(offers.letters[community, act])
            used[act, ORGANISATION] = anything(offers.organisation[community, act])


@inner(cache=True, nogil=True)
def anything(told: Floats) -> bool:
    """Whether any number is not 0: where there is one, the first mostly is; else all are looked at."""
    if told[0] != 0.0:
        return True
    found = False
    for number in told:
        found |= number != 0.0
    return found

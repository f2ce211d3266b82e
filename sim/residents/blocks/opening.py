"""What is noted of everybody in a block before any act is considered: array by array, several at once."""

from __future__ import annotations

from typing import Any

from sim.engine.compiling import njit
from sim.engine.random import draws
from sim.residents.blocks.block import CALLS, LETTERS, ORGANISATION, VISITS, Block, Floats, Rows
from sim.residents.gates import FOUR, MONTH_DRAWS, MONTH_NUMBERS, TIME_DRAW, free_this_month
from sim.residents.hearing import notices_seen, open_door, settled_here
from sim.residents.lasting import alertness, lasting_of
from sim.residents.numbers import Scalars
from sim.residents.offers import Offers
from sim.residents.person import audiences_of, person_of
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT, ADULT_AGE


@njit(cache=True, nogil=True)
def draw_month(size: int, identity: Rows, month: int, seed: int, drawn: Floats) -> None:
    """Draw what the month holds for each resident of a block, four numbers at a time."""
    for four in range(MONTH_NUMBERS // FOUR):
        at = FOUR * four
        for k in range(size):
            drawn[at, k], drawn[at + 1, k], drawn[at + 2, k], drawn[at + 3, k] = draws(
                seed, identity[k], month, MONTH_DRAWS, four
            )


@njit(cache=True, nogil=True)
def find_adults(age: Rows, adult: Rows, grown: Rows) -> int:
    """Note who is of age; give the number."""
    for k in range(age.size):
        adult[k] = age[k] >= ADULT_AGE
    adults = 0
    for k in range(age.size):
        grown[adults] = k
        adults += adult[k]
    return adults


@njit(cache=True, nogil=True, error_model="numpy")
def note_residents(first: int, last: int, people: People, scalars: Scalars, block: Block) -> None:
    """Note of the residents of a block what every act asks for."""
    way, free_hours, years_here = (
        scalars.hearing,
        people.free_hours[first:last],
        people.years_here[first:last],
    )
    contact, dormitory = people.neighbour_contact[first:last], people.dormitory[first:last]
    acquaintance = people.acquaintance[first:last]
    for k in range(last - first):
        block.hours[k] = free_this_month(free_hours[k], scalars.swing, block.drawn[TIME_DRAW, k])
    for k in range(last - first):
        block.seen[k] = notices_seen(contact[k], way)
    for k in range(last - first):
        known = acquaintance[k] * acquaintance[k]
        block.known[k], block.door[k] = known, open_door(dormitory[k], known, way)
    for k in range(last - first):
        block.tally.settled[k] = settled_here(years_here[k], way.settling)
    party, age, female = people.party[first:last], people.age[first:last], people.female[first:last]
    workplace, hukou = people.workplace[first:last], people.hukou[first:last]
    owner, rung = people.owner[first:last], people.rung[first:last]
    for k in range(last - first):
        block.profile[k] = audiences_of(
            party[k], age[k], female[k], workplace[k], hukou[k], owner[k], rung[k]
        )
    block.acts[:], block.spent[:], block.filled[:] = 0, 0.0, False


@njit(cache=True, nogil=True, error_model="numpy")
def note_lasting(
    disposition: Rows, attention: Rows, scalars: Scalars, alert: Floats, leaning: Floats
) -> None:
    """Note what sets each resident of a block apart, where everything lasts."""
    for k in range(disposition.size):
        alert[k] = alertness(disposition[k], attention[k], scalars.hearing)
    for k in range(disposition.size):
        leaning[k] = scalars.disposition * disposition[k]


@njit(cache=True, nogil=True, error_model="numpy")
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


@njit(cache=True, nogil=True)
def note_channels(community: int, offers: Offers, used: Any) -> None:
    """Note by which channels anything is told of each act in a community: fills (acts, channels)."""
    for act in range(ACT_COUNT):
        if offers.phase[community, act]:
            used[act, VISITS] = anything(offers.visits[community, act]) | (
                offers.familiar[community, act] > 0.0
            )
            used[act, CALLS] = anything(offers.calls[community, act])
            used[act, LETTERS] = anything(offers.letters[community, act])
            used[act, ORGANISATION] = anything(offers.organisation[community, act])


@njit(cache=True, nogil=True)
def anything(told: Floats) -> bool:
    """Whether any number is not 0: all are looked at, several at once."""
    found = False
    for profile in range(told.size):
        found |= told[profile] != 0.0
    return found

"""Who may hear of something this month: a bound that a block of residents is held against at once.

Most residents hear nothing of most acts. The numbers of all are drawn in short loops over a block, and held
against a bound below the chance to hear nothing; only who stays above it is asked by the rule itself (gate 1,
:func:`sim.residents.hearing.hears`). So the bound spares work and decides nothing.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws
from sim.network.acting import Tally, new_tally
from sim.residents.gates import (
    FOUR,
    MONTH_DRAWS,
    MONTH_NUMBERS,
    TERM_COUNT,
    TIME_DRAW,
    free_this_month,
    hearing_draw,
)
from sim.residents.hearing import VOTE, hearer_of, known_by, settled_here
from sim.residents.lasting import lasting_of
from sim.residents.numbers import Rules
from sim.residents.offers import Offers
from sim.residents.person import person_of
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT, ADULT_AGE

Floats = NDArray[np.float64]
Rows = NDArray[Any]
BLOCK: Final = 1024  # residents: what is kept of them stays near the processor
SLACK: Final = 1e-9  # covers the rounding of the bound
SIXTH: Final = 1.0 / 6.0
CHANNELS: Final = 4  # that speak to audiences apart
VISITS, CALLS, LETTERS, ORGANISATION = range(CHANNELS)


class Block(NamedTuple):
    """What is kept of the adults of a block while they decide; (block,) arrays but where a shape is told.

    Attributes:
        row: their rows.
        identity: keys of their draws.
        profile: audiences that each belongs to.
        alert: see :class:`sim.residents.hearing.Hearer`, as the seven that follow.
        seen: see there.
        door: see there.
        known: see there.
        elector: see there, 1 or 0.
        done: see there.
        at_culture: see there, 1 or 0.
        reads: see there, 1 or 0.
        leaning: disposition, see :class:`sim.residents.lasting.Lasting`.
        drawn: (draws, block) what the month holds: free hours, a concern, then hearing of each act, see
            :func:`sim.residents.gates.hearing_draw`.
        used: (acts, channels) whether anything is told of an act by each of ``CHANNELS`` in the community.
        invited: 1 for all.
        silent: of the act that is considered: a bound below the chance to hear nothing is ``silent``.
        reached: divided by this.
        may: who may hear.
        acts: done so far this month, as a mask.
        hours: free hours that are left.
        spent: hours given so far.
        filled: whose ``terms`` are filled.
        terms: (block, terms) of the choice, see :func:`sim.residents.gates.fill_terms`.
        who: places in the block of those who are still considering the act.
        source: from whom they heard of it, by place in ``who``, as all that follow.
        answer: (3, block) draws of gates 2 to 4.
        odds: log-odds of doing it.
        tally: contacts who did each act.
    """

    row: Rows
    identity: Rows
    profile: Rows
    alert: Floats
    seen: Floats
    door: Floats
    known: Floats
    elector: Floats
    done: Rows
    at_culture: Floats
    reads: Floats
    leaning: Floats
    drawn: Floats
    used: Rows
    invited: Floats
    silent: Floats
    reached: Floats
    may: Rows
    acts: Rows
    hours: Floats
    spent: Floats
    filled: Rows
    terms: Floats
    who: Rows
    source: Rows
    answer: Floats
    odds: Floats
    tally: Tally


@njit(cache=True, nogil=True)
def new_block(ties: int) -> Block:
    """Make room for a block with so many ties at most."""
    return Block(
        row=np.zeros(BLOCK, dtype=np.int64),
        identity=np.zeros(BLOCK, dtype=np.uint64),
        profile=np.zeros(BLOCK, dtype=np.uint8),
        alert=np.zeros(BLOCK),
        seen=np.zeros(BLOCK),
        door=np.zeros(BLOCK),
        known=np.zeros(BLOCK),
        elector=np.zeros(BLOCK),
        done=np.zeros(BLOCK, dtype=np.int64),
        at_culture=np.zeros(BLOCK),
        reads=np.zeros(BLOCK),
        leaning=np.zeros(BLOCK),
        drawn=np.zeros((MONTH_NUMBERS, BLOCK)),
        used=np.zeros((ACT_COUNT, CHANNELS), dtype=np.bool_),
        invited=np.ones(BLOCK),
        silent=np.zeros(BLOCK),
        reached=np.zeros(BLOCK),
        may=np.zeros(BLOCK, dtype=np.bool_),
        acts=np.zeros(BLOCK, dtype=np.int64),
        hours=np.zeros(BLOCK),
        spent=np.zeros(BLOCK),
        filled=np.zeros(BLOCK, dtype=np.bool_),
        terms=np.zeros((BLOCK, TERM_COUNT)),
        who=np.zeros(BLOCK, dtype=np.int64),
        source=np.zeros(BLOCK, dtype=np.int64),
        answer=np.zeros((3, BLOCK)),
        odds=np.zeros(BLOCK),
        tally=new_tally(ties, BLOCK),
    )


@njit(cache=True, nogil=True)
def end_of_block(first: int, last: int, community: Rows) -> int:
    """Row after the block that starts at ``first``: one community's, and no more than there is room for."""
    end = min(first + BLOCK, last)
    while community[end - 1] != community[first]:
        end -= 1
    return end


@njit(cache=True, inline="always")
def gather_adults(first: int, last: int, people: People, block: Block) -> int:
    """Note the rows of the adults of a block; give their number."""
    adults = 0  # who is no adult is written over by the next
    for i in range(first, last):
        block.row[adults], block.identity[adults] = i, people.identity[i]
        adults += people.age[i] >= ADULT_AGE
    return adults


@njit(cache=True, error_model="numpy", inline="always")
def gather_hearers(
    adults: int, act: int, month: int, seed: int, people: People, rules: Rules, block: Block
) -> None:
    """Note how easily each adult of a block hears; where nothing lasts, of this act."""
    way = rules.scalars.hearing
    for k in range(adults):
        person = person_of(block.row[k], people)
        mine = lasting_of(person, act, month, seed, rules.scalars)
        hearer = hearer_of(person, mine, way)
        block.alert[k], block.leaning[k] = mine.alert, mine.disposition
        block.seen[k], block.door[k], block.known[k] = hearer.seen, hearer.door, hearer.known
        block.elector[k], block.done[k] = hearer.elector, hearer.done
        block.at_culture[k], block.reads[k] = hearer.at_culture, hearer.reads
        block.profile[k] = person.profile
        block.tally.settled[k] = settled_here(person.years_here, way.settling)


@njit(cache=True, error_model="numpy", inline="always")
def open_month(adults: int, free_hours: Floats, swing: float, block: Block) -> None:
    """Nobody has done anything yet, and everybody has the hours of this month, which are drawn."""
    for k in range(adults):
        block.acts[k], block.spent[k], block.filled[k] = 0, 0.0, False
        block.hours[k] = free_this_month(free_hours[block.row[k]], swing, block.drawn[TIME_DRAW, k])


@njit(cache=True, nogil=True)
def draw_month(adults: int, month: int, seed: int, block: Block) -> None:
    """Draw what the month holds for the adults of a block, four numbers at a time."""
    for four in range(MONTH_NUMBERS // FOUR):
        at = FOUR * four
        for k in range(adults):
            drawn = draws(seed, block.identity[k], month, MONTH_DRAWS, four)
            block.drawn[at, k], block.drawn[at + 1, k], block.drawn[at + 2, k], block.drawn[at + 3, k] = drawn


@njit(cache=True, inline="always")
def note_channels(community: int, offers: Offers, block: Block) -> None:
    """Note by which channels anything is told of each act in a community."""
    for act in range(ACT_COUNT):
        if offers.phase[community, act] == 0:
            continue
        block.used[act, VISITS] = offers.visits[community, act].any() or offers.familiar[community, act] > 0.0
        block.used[act, CALLS] = offers.calls[community, act].any()
        block.used[act, LETTERS] = offers.letters[community, act].any()
        block.used[act, ORGANISATION] = offers.organisation[community, act].any()


@njit(cache=True, error_model="numpy", inline="always")
def silent_at_least(x: float) -> float:
    """A bound below exp(-x), the chance that none of x messages to be expected comes; for x from 0 on."""
    bound = 1.0 - x * (1.0 - x * (0.5 - x * SIXTH))
    return bound if bound > 0.0 else 0.0


@njit(cache=True, error_model="numpy", inline="always")
def mark(act: int, community: int, adults: int, offers: Offers, way: Any, block: Block) -> None:
    """Mark in ``block.may`` who may hear of an act.

    As chances to hear nothing are products of odds, 1 - c a / (1 - c + c a) = (1 - c) / (1 - c + c a), the
    bound needs no division: it is ``silent / reached``. Each way of hearing is a short loop of its own.
    """
    at_home(act, offers.notice[community, act], adults, way, block)
    if block.used[act, VISITS]:
        be_visited(act, offers.visits[community, act], offers.familiar[community, act], adults, block)
    if block.used[act, CALLS]:
        be_called(act, offers.calls[community, act], adults, way.call_answered, block)
    if block.used[act, LETTERS]:
        get_letters(offers.letters[community, act], adults, way.letter_read, block)
    if block.used[act, ORGANISATION]:
        be_told(offers.organisation[community, act], adults, block)
    if offers.at_culture[community, act] > 0.0:
        be_reached(block.at_culture, offers.at_culture[community, act], adults, block)
    if offers.online[community, act] > 0.0:
        be_reached(block.reads, offers.online[community, act], adults, block)
    for k in range(adults):
        block.may[k] = block.reached[k] >= block.silent[k] * (1.0 - SLACK)


@njit(cache=True, error_model="numpy", inline="always")
def at_home(act: int, notice: float, adults: int, way: Any, block: Block) -> None:
    """Begin the bound with the own memory, notices and contacts; ``reached`` begins with the draw."""
    asked = block.elector if act == VOTE else block.invited
    known, number = known_by(act), hearing_draw(act)
    for k in range(adults):
        recall = way.recall * asked[k] * ((block.done[k] & known) != 0)
        block.silent[k] = (1.0 - recall) * (1.0 - notice * block.seen[k])
    for k in range(adults):
        noticed = notice * block.seen[k]
        told = 1.0 + way.talk * block.tally.strength[act, k]
        block.reached[k] = block.drawn[number, k] * (1.0 - noticed + noticed * block.alert[k]) * told


@njit(cache=True, error_model="numpy", inline="always")
def be_visited(act: int, visits: Floats, familiar: float, adults: int, block: Block) -> None:
    """Visits: doors passed, and ordinary visits."""
    asked = block.elector if act == VOTE else block.invited
    for k in range(adults):
        expected = visits[block.profile[k]] * block.door[k] + familiar * block.known[k]
        block.silent[k] *= silent_at_least(asked[k] * expected)


@njit(cache=True, error_model="numpy", inline="always")
def be_called(act: int, calls: Floats, adults: int, answered: float, block: Block) -> None:
    """Calls."""
    asked = block.elector if act == VOTE else block.invited
    for k in range(adults):
        block.silent[k] *= silent_at_least(asked[k] * calls[block.profile[k]] * answered)


@njit(cache=True, error_model="numpy", inline="always")
def get_letters(letters: Floats, adults: int, read: float, block: Block) -> None:
    """Letters."""
    for k in range(adults):
        letter = min(1.0, letters[block.profile[k]]) * read
        block.silent[k] *= 1.0 - letter
        block.reached[k] *= 1.0 - letter + letter * block.alert[k]


@njit(cache=True, error_model="numpy", inline="always")
def be_told(organisation: Floats, adults: int, block: Block) -> None:
    """Announcements through organisations."""
    for k in range(adults):
        block.reached[k] *= 1.0 + organisation[block.profile[k]] * block.alert[k]


@njit(cache=True, error_model="numpy", inline="always")
def be_reached(there: Floats, chance: float, adults: int, block: Block) -> None:
    """What reaches those who are there with one chance: programmes of culture, local pages."""
    for k in range(adults):
        block.silent[k] *= 1.0 - chance * there[k]

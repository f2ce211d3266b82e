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
from sim.residents.exposure import Exposure
from sim.residents.gates import FOUR, MONTH_DRAWS, MONTH_NUMBERS, hearing_draw
from sim.residents.hearing import (
    COMMITTEE_RUN,
    IN_TOUCH,
    VOTE,
    door_of,
    reads_local_pages,
    seen_by,
    settled_here,
)
from sim.residents.lasting import everything_lasts, lasting_of
from sim.residents.numbers import Rules
from sim.residents.offers import POLLING_DAY, Offers
from sim.residents.person import person_of
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT, ADULT_AGE

Floats = NDArray[np.float64]
Rows = NDArray[Any]
BLOCK: Final = 256  # residents: what is kept of them stays near the processor
SLACK: Final = 1e-9  # covers the rounding of the bound


class Block(NamedTuple):
    """What is kept of the adults of a block while they decide; (block,) arrays but for ``drawn``.

    Attributes:
        row: their rows.
        identity: keys of their draws.
        profile: audiences that each belongs to.
        mine: acts done lately, as a mask.
        alert: see :class:`sim.residents.lasting.Lasting`.
        leaning: disposition, as there.
        seen: share of notices that each comes to see.
        door: visits to expect for each door passed.
        known: square of acquaintance.
        elector: 1 for electors, else 0.
        at_culture: 1 for who was at a cultural activity last month, else 0.
        reads: 1 for readers of local pages, else 0.
        drawn: (draws, block) what the month holds: free hours, a concern, then hearing of each act, see
            :func:`sim.residents.gates.hearing_draw`.
        may: acts of which each may hear, as a mask.
        tally: contacts who did each act.
    """

    row: Rows
    identity: Rows
    profile: Rows
    mine: Rows
    alert: Floats
    leaning: Floats
    seen: Floats
    door: Floats
    known: Floats
    elector: Floats
    at_culture: Floats
    reads: Floats
    drawn: Floats
    may: Rows
    tally: Tally


@njit(cache=True, nogil=True)
def new_block(ties: int) -> Block:
    """Make room for a block with so many ties at most."""
    return Block(
        row=np.zeros(BLOCK, dtype=np.int64),
        identity=np.zeros(BLOCK, dtype=np.uint64),
        profile=np.zeros(BLOCK, dtype=np.int64),
        mine=np.zeros(BLOCK, dtype=np.int64),
        alert=np.zeros(BLOCK),
        leaning=np.zeros(BLOCK),
        seen=np.zeros(BLOCK),
        door=np.zeros(BLOCK),
        known=np.zeros(BLOCK),
        elector=np.zeros(BLOCK),
        at_culture=np.zeros(BLOCK),
        reads=np.zeros(BLOCK),
        drawn=np.zeros((MONTH_NUMBERS, BLOCK)),
        may=np.zeros(BLOCK, dtype=np.int64),
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
    adults = 0
    for i in range(first, last):
        block.row[adults], block.identity[adults] = i, people.identity[i]
        adults += people.age[i] >= ADULT_AGE
    return adults


@njit(cache=True, error_model="numpy", inline="always")
def gather_traits(adults: int, month: int, seed: int, people: People, rules: Rules, block: Block) -> None:
    """Note what the bound needs to know of each adult of a block."""
    way = rules.scalars.hearing
    for k in range(adults):
        person = person_of(block.row[k], people)
        mine = lasting_of(person, 0, month, seed, rules.scalars)
        block.alert[k], block.leaning[k] = mine.alert, mine.disposition
        block.profile[k], block.mine[k] = person.profile, person.active
        block.seen[k], block.door[k] = seen_by(person, way), door_of(person, way)
        block.known[k] = person.acquaintance * person.acquaintance
        block.elector[k], block.at_culture[k] = person.elector, person.at_culture
        block.reads[k] = reads_local_pages(person, mine.reader, way)
        block.tally.settled[k] = settled_here(person.years_here, way.settling)


@njit(cache=True, nogil=True)
def draw_month(adults: int, month: int, seed: int, block: Block) -> None:
    """Draw what the month holds for the adults of a block, four numbers at a time."""
    for four in range(MONTH_NUMBERS // FOUR):
        at = FOUR * four
        for k in range(adults):
            drawn = draws(seed, block.identity[k], month, MONTH_DRAWS, four)
            block.drawn[at, k], block.drawn[at + 1, k], block.drawn[at + 2, k], block.drawn[at + 3, k] = drawn


@njit(cache=True, error_model="numpy", inline="always")
def silent_at_least(x: float) -> float:
    """A bound below exp(-x), the chance that none of x messages to be expected comes; for x from 0 on."""
    return max(0.0, 1.0 - x * (1.0 - x * (0.5 - x / 6.0)))


@njit(cache=True, error_model="numpy", inline="always")
def mark(act: int, community: int, adults: int, offers: Offers, way: Any, block: Block) -> None:
    """Mark in ``block.may`` who may hear of an act.

    As chances to hear nothing are products of odds, 1 - c a / (1 - c + c a) = (1 - c) / (1 - c + c a), the
    bound needs no division: it is ``silent / reached``.
    """
    notice, online = offers.notice[community, act], offers.online[community, act]
    familiar, culture = offers.familiar[community, act], offers.at_culture[community, act]
    known_by = 1 << act | (IN_TOUCH if act in COMMITTEE_RUN else 0)
    for k in range(adults):
        profile = block.profile[k]
        asked = block.elector[k] if act == VOTE else 1.0
        visits = offers.visits[community, act, profile] * block.door[k] + familiar * block.known[k]
        calls = offers.calls[community, act, profile] * way.call_answered
        letter = min(1.0, offers.letters[community, act, profile]) * way.letter_read
        noticed = notice * block.seen[k]
        recall = way.recall if block.mine[k] & known_by else 0.0
        silent = silent_at_least(asked * visits) * silent_at_least(asked * calls) * (1.0 - asked * recall)
        silent *= (1.0 - noticed) * (1.0 - letter)
        silent *= (1.0 - culture * block.at_culture[k]) * (1.0 - online * block.reads[k])
        alert = block.alert[k]
        reached = (1.0 - noticed + noticed * alert) * (1.0 - letter + letter * alert)
        reached *= 1.0 + way.talk * block.tally.strength[act, k]
        reached *= 1.0 + offers.organisation[community, act, profile] * alert
        surely_not = block.drawn[hearing_draw(act), k] * reached < silent * (1.0 - SLACK)
        block.may[k] |= (not surely_not) << act


@njit(cache=True, error_model="numpy", inline="always")
def mark_all(
    community: int, adults: int, offers: Offers, rules: Rules, exposure: Exposure, block: Block
) -> None:
    """Fill ``block.may``: what nobody can tell in advance is left to the rule."""
    block.may[:] = 0
    for act in range(ACT_COUNT):
        if offers.phase[community, act] in (0, POLLING_DAY):
            continue
        if everything_lasts(rules.scalars):
            mark(act, community, adults, offers, rules.scalars.hearing, block)
        else:
            for k in range(adults):
                block.may[k] |= 1 << act
        if exposure.told.shape[0] > 0:
            for k in range(adults):
                block.may[k] |= (exposure.told[block.row[k], act] != 0) << act

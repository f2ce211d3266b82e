"""What is kept of a block of residents while they decide: side by side, so that loops do several at once.

A loop is done several residents at a time where it reads and writes whole arrays in order, a few at most.
So what is told of everybody is computed array by array, and those who are left at a gate are listed in
``who``, their numbers drawn together into arrays of their own.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.network.acting import FIELDS, Tally, new_tally
from sim.residents.gates import MONTH_NUMBERS, TERM_COUNT
from sim.vocabulary import ACT_COUNT

Floats = NDArray[np.float64]
Rows = NDArray[Any]
PLACE: Final = np.uint32  # without a sign, or each look-up would ask whether it counts from the end
BLOCK: Final = 1024  # residents: what is kept of them stays near the processor
CHANNELS: Final = 4  # that speak to audiences apart
# For compiled functions that make no array: where a hundred arrays are handed on, counting references to each
# took a fifth of the month and much of the compiling.
UNCOUNTED: Final[dict[str, Any]] = {"_nrt": False}
VISITS, CALLS, LETTERS, ORGANISATION = range(CHANNELS)


class Considering(NamedTuple):
    """Those of a block who are still considering an act; (block,) arrays, of which so many places are used.

    Attributes:
        who: their places in the block.
        source: from whom they heard of it, 0 for nobody.
        draw: what decides on hearing.
        left: chance to have heard nothing from the sources asked so far.
        chance: of the source that is asked.
        alert: see :class:`sim.residents.hearing.Hearer`.
    """

    who: Rows
    source: Rows
    draw: Floats
    left: Floats
    chance: Floats
    alert: Floats


class Block(NamedTuple):
    """What is kept of the residents of a block; (block,) arrays but where a shape is told.

    Attributes:
        identity: keys of their draws, in words as wide as the arithmetic of draws.
        adult: who is of age; nobody else is asked anything.
        grown: places in the block of the adults.
        profile: audiences that each belongs to.
        alert: see :class:`sim.residents.hearing.Hearer`, as the three that follow.
        seen: see there.
        door: see there.
        known: see there.
        reader: place in the order of readers of local pages, see :class:`sim.residents.lasting.Lasting`.
        leaning: disposition, see there.
        elector: 1 for who may vote, else 0.
        invited: 1 for all.
        drawn: (draws, block) what the month holds: free hours, a concern, then hearing of each act, see
            :func:`sim.residents.gates.hearing_draw`.
        fields: (fields,) of the words of contacts, those that are asked for first.
        used: (acts, channels) whether anything is told of an act by each of ``CHANNELS`` in the community.
        silent: of the act that is considered: a bound below the chance to hear nothing is ``silent``.
        reached: divided by this.
        expected: a number of the act for each, on the way to these.
        may: who may hear.
        acts: done so far this month, as a mask.
        hours: free hours that are left.
        spent: hours given so far.
        filled: whose ``terms`` are filled.
        fresh: places of those whose are to be filled.
        terms: (block, terms) of the choice, see :func:`sim.residents.gates.fill_terms`.
        weighing: (acts, terms) numbers of the terms that weigh anything in the choice of each act, in order.
        weighed: (acts,) how many these are.
        listed: those who are still considering the act.
        key: identity of the draws of those listed.
        admitted: whether the rules admit them.
        present: whether they are free at the hour.
        answer: (3, block) their draws of gates 2 to 4.
        odds: their log-odds of doing it.
        does: whether they do it.
        tally: contacts who did each act.
    """

    identity: Rows
    adult: Rows
    grown: Rows
    profile: Rows
    alert: Floats
    seen: Floats
    door: Floats
    known: Floats
    reader: Floats
    leaning: Floats
    elector: Floats
    invited: Floats
    drawn: Floats
    fields: Rows
    used: Rows
    silent: Floats
    reached: Floats
    expected: Floats
    may: Rows
    acts: Rows
    hours: Floats
    spent: Floats
    filled: Rows
    fresh: Rows
    terms: Floats
    weighing: Rows
    weighed: Rows
    listed: Considering
    key: Rows
    admitted: Rows
    present: Rows
    answer: Floats
    odds: Floats
    does: Rows
    tally: Tally


def new_block(coefficients: Floats, slots: int) -> Block:
    """Make room for a block; choices are weighed by (acts, terms), ``slots`` is how many companions fit."""
    block = Block(
        identity=np.zeros(BLOCK, dtype=np.uint64),
        adult=np.zeros(BLOCK, dtype=np.bool_),
        grown=np.zeros(BLOCK, dtype=PLACE),
        profile=np.zeros(BLOCK, dtype=np.uint8),
        alert=np.zeros(BLOCK),
        seen=np.zeros(BLOCK),
        door=np.zeros(BLOCK),
        known=np.zeros(BLOCK),
        reader=np.zeros(BLOCK),
        leaning=np.zeros(BLOCK),
        elector=np.zeros(BLOCK),
        invited=np.ones(BLOCK),
        drawn=np.zeros((MONTH_NUMBERS, BLOCK)),
        fields=np.zeros(FIELDS, dtype=np.int64),
        used=np.zeros((ACT_COUNT, CHANNELS), dtype=np.bool_),
        silent=np.zeros(BLOCK),
        reached=np.zeros(BLOCK),
        expected=np.zeros(BLOCK),
        may=np.zeros(BLOCK, dtype=np.bool_),
        acts=np.zeros(BLOCK, dtype=np.int64),
        hours=np.zeros(BLOCK),
        spent=np.zeros(BLOCK),
        filled=np.zeros(BLOCK, dtype=np.bool_),
        fresh=np.zeros(BLOCK, dtype=PLACE),
        terms=np.zeros((BLOCK, TERM_COUNT)),
        weighing=np.zeros((ACT_COUNT, TERM_COUNT), dtype=np.int64),
        weighed=np.zeros(ACT_COUNT, dtype=np.int64),
        listed=new_list(),
        key=np.zeros(BLOCK, dtype=np.uint64),
        admitted=np.zeros(BLOCK, dtype=np.bool_),
        present=np.zeros(BLOCK, dtype=np.bool_),
        answer=np.zeros((3, BLOCK)),
        odds=np.zeros(BLOCK),
        does=np.zeros(BLOCK, dtype=np.bool_),
        tally=new_tally(BLOCK, slots),
    )
    note_weighing(coefficients, block.weighing, block.weighed)
    return block


def new_list() -> Considering:
    """Make room for a list of residents of a block."""
    return Considering(
        who=np.zeros(BLOCK, dtype=PLACE),
        source=np.zeros(BLOCK, dtype=np.int64),
        draw=np.zeros(BLOCK),
        left=np.zeros(BLOCK),
        chance=np.zeros(BLOCK),
        alert=np.zeros(BLOCK),
    )


def note_weighing(coefficients: Floats, weighing: Rows, weighed: Rows) -> None:
    """Note which terms weigh anything in the choice of each act: adding nothing changes no bit of a sum."""
    for act, weighs in enumerate(coefficients != 0.0):
        terms = np.flatnonzero(weighs)
        weighing[act, : terms.size], weighed[act] = terms, terms.size


@njit(cache=True, nogil=True)
def end_of_block(first: int, last: int, community: Rows) -> int:
    """Row after the block that starts at ``first``: one community's, and no more than there is room for."""
    end = min(first + BLOCK, last)
    while community[end - 1] != community[first]:
        end -= 1
    return end


@njit(cache=True, nogil=True)
def copy_rows(source: Rows, target: Rows) -> None:
    """Copy to the beginning of another array, whatever numbers it holds."""
    for k in range(source.size):
        target[k] = source[k]

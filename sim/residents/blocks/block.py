"""What is kept of a block of residents while they decide: side by side, so that loops do several at once.

A loop is done several residents at a time where it reads and writes whole arrays in order, a few at most.
So what is told of everybody is computed array by array, and those who are left at a gate are listed in
``who``, their numbers drawn together into arrays of their own.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.network.acting import Tally
from sim.residents.table_columns import People

Floats = NDArray[np.float64]
Rows = NDArray[Any]
PLACE: Final = np.uint32  # without a sign, or each look-up would ask whether it counts from the end
BLOCK: Final = 2048  # residents, most communities in one: what is kept of them stays near the processor
CHANNELS: Final = 4  # that speak to audiences apart
# For compiled functions that make no array: where a hundred arrays are handed on, counting references to each
# took a fifth of the month and much of the compiling.
UNCOUNTED: Final[dict[str, Any]] = {"_nrt": False}
VISITS, CALLS, LETTERS, ORGANISATION = range(CHANNELS)


class Noted(NamedTuple):
    """What is noted of all residents of a block this month; (block,) arrays but where a shape is told.

    Attributes:
        identity: keys of their draws, in words as wide as the arithmetic of draws.
        adult: who is of age; nobody else is asked anything.
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
        acts: done so far this month, as a mask.
        hours: free hours that are left.
        spent: hours given so far.
    """

    identity: Rows
    adult: Rows
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
    acts: Rows
    hours: Floats
    spent: Floats


class Screened(NamedTuple):
    """Who of a block may hear of the act that is considered; (block,) arrays.

    Attributes:
        silent: a bound below the chance to hear nothing is ``silent``.
        reached: divided by this.
        expected: a number of the act for each, on the way to these.
        may: who may hear.
    """

    silent: Floats
    reached: Floats
    expected: Floats
    may: Rows


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


class Choosing(NamedTuple):
    """What decides for those listed at gates 2 to 4; (block,) arrays but where a shape is told.

    Attributes:
        key: identity of their draws.
        admitted: whether the rules admit them.
        present: whether they are free at the hour.
        answer: (3, block) their draws of gates 2 to 4.
        odds: their log-odds of doing it.
        does: whether they do it.
        filled: by place in the block, whose ``terms`` are filled.
        fresh: places of those whose are to be filled.
        terms: (block, terms) of the choice by place in the block, see ``residents/choice.py``.
        weighing: (acts, terms) numbers of the terms that weigh anything in the choice of each act, in order.
        weighed: (acts,) how many these are.
    """

    key: Rows
    admitted: Rows
    present: Rows
    answer: Floats
    odds: Floats
    does: Rows
    filled: Rows
    fresh: Rows
    terms: Floats
    weighing: Rows
    weighed: Rows


class Block(NamedTuple):
    """Room for a block; handed on in parts, since each mention of a tuple unpacks all that it holds.

    Attributes:
        noted: what is noted of everybody.
        screened: who may hear.
        listed: those who are still considering the act.
        choosing: what decides for them.
        tally: contacts who did each act.
        fields: (fields,) of the words of contacts, those that are asked for first.
        used: (acts, channels) whether anything is told of an act by each of ``CHANNELS`` in the community.
    """

    noted: Noted
    screened: Screened
    listed: Considering
    choosing: Choosing
    tally: Tally
    fields: Rows
    used: Rows


class BlockColumns(NamedTuple):
    """The rows of a block in the residents' columns that the gates read and write; (block,) views."""

    age: Rows
    education: Rows
    disposition: Rows
    attention: Rows
    reader: Rows
    hukou: Rows
    years_here: Rows
    elector: Rows
    daytime: Rows
    evening: Rows
    evening_lost: Rows
    active: Rows
    voice_since: Rows
    complaint_since: Rows
    registered: Rows
    acts: Rows
    hours: Rows


@njit(cache=True, nogil=True, inline="always")
def columns_of(first: int, last: int, people: People) -> BlockColumns:
    """View rows ``first`` to ``last - 1``."""
    return BlockColumns(
        people.age[first:last], people.education[first:last], people.disposition[first:last],
        people.attention[first:last], people.reader[first:last], people.hukou[first:last],
        people.years_here[first:last], people.elector[first:last], people.daytime[first:last],
        people.evening[first:last], people.evening_lost[first:last], people.active[first:last],
        people.voice_since[first:last], people.complaint_since[first:last], people.registered[first:last],
        people.acts[first:last], people.hours[first:last],
    )  # fmt: skip


@inner(cache=True, nogil=True)
def end_of_block(first: int, last: int, room: int, community: Rows) -> int:
    """Row after the block that starts at ``first``: one community's, and no more than there is room for."""
    here = community[first : min(first + room, last)]
    return first + int(np.searchsorted(here, here[0], side="right"))


@inner(cache=True, nogil=True)
def copy_rows(source: Rows, target: Rows) -> None:
    """Copy to the beginning of another array, whatever numbers it holds."""
    for k in range(source.size):
        target[k] = source[k]

"""What the month does to the residents of a block, in short loops.

The rules stand in ``residents/experience.py``. Attitudes and skill, which move for everybody, are computed
array by array; who did something lately, or stands on the ladder, is listed and looked at one by one.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from sim.engine.compiling import inner, njit
from sim.engine.random import draws
from sim.residents.blocks.attitude_changes import be_known, belong, drift, feel_able, forget_answers, practise
from sim.residents.blocks.block import PLACE, UNCOUNTED, Floats, Rows, end_of_block
from sim.residents.blocks.opening import find_adults
from sim.residents.blocks.screen import list_marked
from sim.residents.experience import (
    CULTURE,
    LEARN_DRAWS,
    ON_THE_LADDER,
    VOLUNTEER,
    climbs,
    learns_formation,
    remembered,
    rung_of,
    stays_registered,
)
from sim.residents.gates import YEAR, count_bits
from sim.residents.hearing import VISIT
from sim.residents.numbers import Rules
from sim.residents.offers import OFFERED, Offers
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT

ROWS: Final = 8192  # of a block: little is kept of each, and longer columns come faster from memory


class Living(NamedTuple):
    """What is noted of a block of residents; (block,) arrays.

    Attributes:
        adult: who is of age; nothing happens to others.
        visited: whom the committee called on.
        in_class: who was in a class (S5.5); before that is known, whose history grows older.
        busy: adults who did an act lately, hold an office, are registered or stand on the ladder.
        who: places in the block of the busy; the two that follow are in the same order.
        registers: draws by which they register as volunteers.
        months: of the last twelve, in which they did an act of the ladder.
    """

    adult: Rows
    visited: Rows
    in_class: Rows
    busy: Rows
    who: Rows
    registers: Floats
    months: Rows


def live_through(
    first: int, last: int, month: int, seed: int, people: People, offers: Offers, rules: Rules
) -> None:
    """Update residents ``first`` to ``last - 1`` for what they did and heard this month."""
    adult, visited, in_class, busy = np.zeros((4, ROWS), dtype=np.bool_)
    listed = np.zeros(ROWS, PLACE), np.zeros(ROWS), np.zeros(ROWS, dtype=np.int64)
    room = Living(adult, visited, in_class, busy, *listed)
    live_in_blocks(first, last, month, seed, people, offers, rules, room)


@njit(cache=True, nogil=True, error_model="numpy", **UNCOUNTED)
def live_in_blocks(
    first: int, last: int, month: int, seed: int, people: People, offers: Offers, rules: Rules, room: Living
) -> None:
    """The same with room for a block."""
    learned, adult, who, start = rules.scalars.experience, room.adult, room.who, first
    while start < last:
        stop = end_of_block(start, last, ROWS, people.community)
        community, size = people.community[start], stop - start
        acts, active, history = people.acts[start:stop], people.active[start:stop], people.history
        office, rung, climbed = people.office[start:stop], people.rung[start:stop], people.climbed[start:stop]
        head, registered = people.representative[start:stop], people.registered_volunteer[start:stop]
        skill, internal = people.skill[start:stop], people.efficacy_internal[start:stop]
        trust, external = people.trust[start:stop], people.efficacy_external[start:stop]
        find_adults(people.age[start:stop], adult)
        find_visited(start, stop, people.told_by, offers.phase[community], room.visited)
        find_busy(adult, acts, active, office, head, rung, registered, climbed, room.busy)
        grow_older(start, stop, adult, room.busy, history, room.in_class, who)
        busy = list_marked(size, room.busy, who)
        attend(
            busy, month, seed, people.identity[start:stop], acts, offers.classes[community], learned.learns,
            people.knows_formation[start:stop], room,
        )  # fmt: skip
        remember(start, busy, who, acts, active, history, room.months)
        be_known(people.acquaintance[start:stop], acts, room.visited, learned, adult)
        drift(trust, people.trust_set[start:stop], learned.drift, adult)
        drift(external, people.efficacy_external_set[start:stop], learned.drift, adult)
        feel_able(internal, people.efficacy_internal_set[start:stop], acts, learned, adult)
        forget_answers(people.response[start:stop], learned.response_fade, adult)
        practise(skill, acts, room.in_class, learned, adult)
        belong(people.belonging[start:stop], acts, learned, adult)
        volunteers = history[start:stop, VOLUNTEER]
        register(busy, who, volunteers, room.registers, rules.scalars.ladder.registers, registered)
        climb(busy, who, room.months, office, head, skill, rules.scalars.ladder, rung, climbed)
        start = stop


@inner(cache=True, nogil=True)
def find_visited(start: int, stop: int, told_by: Rows, phase: Rows, visited: Rows) -> None:
    """Note who heard of an act on offer at the door."""
    visited[:] = False
    for act in range(ACT_COUNT):
        if phase[act] == OFFERED:
            source = told_by[start:stop, act]
            for k in range(source.size):
                visited[k] |= source[k] == VISIT


@inner(cache=True, nogil=True)
def find_busy(
    adult: Rows,
    acts: Rows,
    active: Rows,
    office: Rows,
    head: Rows,
    rung: Rows,
    registered: Rows,
    climbed: Rows,
    busy: Rows,
) -> None:
    """Mark whose history, registration or rung may change otherwise than by growing older."""
    for k in range(acts.size):  # there is room for more
        stands = (office[k] != 0) | head[k] | (rung[k] != 0) | registered[k] | climbed[k]
        busy[k] = adult[k] & (((acts[k] | active[k]) != 0) | stands)


@inner(cache=True, nogil=True)
def grow_older(start: int, stop: int, adult: Rows, busy: Rows, history: Rows, older: Rows, who: Rows) -> None:
    """What the others did long ago grows a month older; of most it is nothing, and nothing is written."""
    for k in range(stop - start):
        ever = np.uint64(0)
        for act in range(ACT_COUNT):
            ever |= history[np.uint64(start + k), np.uint64(act)]
        older[k] = (ever != np.uint64(0)) & adult[k] & (not busy[k])
    found = list_marked(stop - start, older, who)
    for j in range(found):
        for act in range(ACT_COUNT):
            history[start + who[j], act] <<= np.uint64(1)


@inner(cache=True, nogil=True, error_model="numpy")
def attend(
    busy: int,
    month: int,
    seed: int,
    identity: Rows,
    acts: Rows,
    classes: float,
    learns: float,
    knows_formation: Rows,
    room: Living,
) -> None:
    """Draw what comes of acts: classes, knowing how the committee is formed, registering."""
    room.in_class[:] = False
    for j in range(busy):
        k = room.who[j]
        if acts[k]:  # nothing that is drawn happens to who did nothing
            u_learn, u_class, room.registers[j], _ = draws(seed, identity[k], month, LEARN_DRAWS, 0)
            room.in_class[k] = bool(acts[k] >> CULTURE & 1) and u_class < classes
            knows_formation[k] |= room.in_class[k] or learns_formation(acts[k], u_learn, learns)


@inner(cache=True, nogil=True)
def remember(start: int, busy: int, who: Rows, acts: Rows, active: Rows, history: Rows, months: Rows) -> None:
    """Add the month to histories, and find which acts count as recent."""
    for j in range(busy):
        k = who[j]
        recent, steps = 0, np.uint64(0)
        for act in range(ACT_COUNT):
            bits = (history[start + k, act] << np.uint64(1)) | np.uint64(acts[k] >> act & 1)
            history[start + k, act] = bits
            recent |= remembered(act, bits) << act
            steps |= bits if ON_THE_LADDER >> act & 1 else np.uint64(0)
        active[k] = recent
        months[j] = count_bits(steps & YEAR)  # type: ignore[arg-type]


@inner(cache=True, nogil=True)
def register(busy: int, who: Rows, history: Rows, u: Floats, share: float, registered: Rows) -> None:
    """Registration as a volunteer; who serves this month has drawn for it."""
    for j in range(busy):
        k = who[j]
        registered[k] = stays_registered(registered[k], history[k], u[j], share)


@inner(cache=True, nogil=True)
def climb(
    busy: int,
    who: Rows,
    months: Rows,
    office: Rows,
    head: Rows,
    skill: Rows,
    ladder: Any,
    rung: Rows,
    climbed: Rows,
) -> None:
    """The ladder of S5.3; who is not listed stays below it, for every rung asks for a month at least."""
    for j in range(busy):
        k = who[j]
        before = rung[k]
        rung[k] = rung_of(office[k], head[k], months[j], skill[k], ladder)
        climbed[k] = climbs(before, rung[k], climbed[k])

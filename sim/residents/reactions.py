"""What events do to whom they befall: an answer, silence, a result nearby, a course, a breach of trust."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws
from sim.residents.experience import toward
from sim.residents.numbers import Rules
from sim.residents.table_columns import People
from sim.vocabulary import ADULT_AGE

Array = NDArray[np.int64]
Floats = NDArray[np.float32]


def be_trained(rows: Array, share: NDArray[np.float64], people: People) -> None:
    """A course, an expert or others' experience raises skill by a share (rows,) of the distance to 1."""
    move(people.skill, rows, 1.0, share)


def hear_back(rows: Array, solved: bool, people: People, rules: Rules) -> None:
    """A proposal or complaint was answered (or solved): its author gains trust and external efficacy."""
    if not rows.size:
        return
    learned = rules.scalars.experience
    share = np.full(rows.size, learned.solved if solved else learned.answered)
    move(people.trust, rows, 1.0, share)
    move(people.efficacy_external, rows, 1.0, share)
    remembered_before = people.response[rows]
    people.response[rows] = 1.0 if solved else np.maximum(remembered_before, learned.answered_memory)


@njit(cache=True, nogil=True)
def move(feeling: Floats, rows: Array, goal: float, share: NDArray[np.float64]) -> None:
    """Move a feeling of these residents by a share of its distance to a goal; of who stands twice, twice.

    Args:
        feeling: (residents,) column; written.
        rows: residents' rows.
        goal: to which it moves.
        share: (rows,) of the distance.
    """
    for k in range(rows.size):
        feeling[rows[k]] = toward(feeling[rows[k]], goal, share[k])


def see_results(
    first: Array,
    last: Array,
    draw: Array,
    month: int,
    seed: int,
    use: int,
    chance: float,
    felt: float,
    people: People,
) -> None:
    """Something came of what residents asked for: neighbours who notice feel it.

    Args:
        first: (results,) first row of the neighbours of each result, ``last`` the first row after them.
        last: see there.
        draw: (results,) which draw decides, another for each result that may reach the same person.
        month: month of the run.
        seed: seed of the run.
        use: what the draw is for, see :func:`sim.engine.random.purpose`.
        chance: share of adults who notice.
        felt: share of the distance to 1 by which their trust, external efficacy and belonging rise.
        people: columns to write.
    """
    if not first.size:
        return
    rows = who_notice(first, last, draw, month, seed, use, chance, people.age, people.identity)
    share = np.full(rows.size, felt)
    for feeling in (people.trust, people.efficacy_external, people.belonging):
        move(feeling, rows, 1.0, share)


@njit(cache=True, nogil=True)
def who_notice(
    first: Array,
    last: Array,
    draw: Array,
    month: int,
    seed: int,
    use: int,
    chance: float,
    age: Floats,
    identity: NDArray[np.uint32],
) -> Array:
    """Rows of the adults who notice, result after result; see :func:`see_results`."""
    reached = found = 0
    for k in range(first.size):
        reached += last[k] - first[k]
    rows = np.empty(reached, dtype=np.int64)
    for k in range(first.size):
        for i in range(first[k], last[k]):
            if age[i] >= ADULT_AGE and draws(seed, identity[i], month, use, draw[k])[0] < chance:
                rows[found] = i
                found += 1
    return rows[:found]


def be_let_down(rows: Array, share: float, people: People) -> None:
    """An organisation in which these residents take part misused its money: they lose a share of trust."""
    move(people.trust, rows, 0.0, np.full(rows.size, share))


def meet_silence(rows: Array, people: People, rules: Rules) -> None:
    """Patience with a proposal or complaint has ended: its author loses trust and external efficacy."""
    if rows.size:
        share = np.full(rows.size, rules.scalars.experience.silence)
        move(people.trust, rows, 0.0, share)
        move(people.efficacy_external, rows, 0.0, share)
        people.response[rows] = -1.0

"""Who may hear of something this month: a bound that a block of residents is held against at once.

Most residents hear nothing of most acts. The numbers of all are drawn in short loops over a block, and held
against a bound below the chance to hear nothing; only who stays above it is asked by the rule itself (gate 1,
``informing.py``). So the bound spares work and decides nothing. It is kept in two arrays: ``silent``, divided
by ``reached``, which begins with the draw.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.compiling import inner, njit
from sim.residents.blocks.block import Floats, Rows
from sim.residents.hearing import DELIBERATE
from sim.residents.person import LAST_MONTH

SLACK: Final = 1e-9  # covers the rounding of the bound
SIXTH: Final = 1.0 / 6.0


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def silent_at_least(x: float) -> float:
    """A bound below exp(-x), the chance that none of x messages to be expected comes; for x from 0 on."""
    bound = 1.0 - x * (1.0 - x * (0.5 - x * SIXTH))
    return bound if bound > 0.0 else 0.0


@inner(cache=True, nogil=True, error_model="numpy")
def begin(
    recall: float,
    known_by: int,
    notice: float,
    talk: float,
    done: Rows,
    asked: Floats,
    drawn: Floats,
    seen: Floats,
    alert: Floats,
    strength: Floats,
    silent: Floats,
    reached: Floats,
) -> None:
    """Begin the bound with the own memory and notices; the divisor with the draw, notices and contacts."""
    for k in range(done.size):
        remembered, noticed = recall * asked[k] * ((done[k] & known_by) != 0), notice * seen[k]
        silent[k] = (1.0 - remembered) * (1.0 - noticed)
        reached[k] = drawn[k] * (1.0 - noticed + noticed * alert[k]) * (1.0 + talk * strength[k])


@inner(cache=True, nogil=True, error_model="numpy")
def be_visited(
    size: int,
    visits: Floats,
    familiar: float,
    profile: Rows,
    door: Floats,
    known: Floats,
    asked: Floats,
    expected: Floats,
    silent: Floats,
) -> None:
    """Visits: doors passed, and ordinary visits."""
    for k in range(size):
        expected[k] = visits[profile[k]]
    for k in range(size):
        silent[k] *= silent_at_least(asked[k] * (expected[k] * door[k] + familiar * known[k]))


@inner(cache=True, nogil=True, error_model="numpy")
def be_called(
    size: int, calls: Floats, answered: float, profile: Rows, asked: Floats, expected: Floats, silent: Floats
) -> None:
    """Calls."""
    for k in range(size):
        expected[k] = calls[profile[k]]
    for k in range(size):
        silent[k] *= silent_at_least(asked[k] * expected[k] * answered)


@inner(cache=True, nogil=True, error_model="numpy")
def get_letters(
    size: int,
    letters: Floats,
    read: float,
    profile: Rows,
    alert: Floats,
    expected: Floats,
    silent: Floats,
    reached: Floats,
) -> None:
    """Letters."""
    for k in range(size):
        expected[k] = min(1.0, letters[profile[k]]) * read
    for k in range(size):
        silent[k] *= 1.0 - expected[k]
        reached[k] *= 1.0 - expected[k] + expected[k] * alert[k]


@inner(cache=True, nogil=True, error_model="numpy")
def be_told(
    size: int, organisation: Floats, profile: Rows, alert: Floats, expected: Floats, reached: Floats
) -> None:
    """Announcements through organisations."""
    for k in range(size):
        expected[k] = organisation[profile[k]]
    for k in range(size):
        reached[k] *= 1.0 + expected[k] * alert[k]


@inner(cache=True, nogil=True, error_model="numpy")
def be_there(chance: float, history: Rows, silent: Floats) -> None:
    """Programmes of culture, for who was there last month; ``history`` is of that act."""
    for k in range(history.size):
        silent[k] *= 1.0 - chance * np.float64(history[k] & LAST_MONTH)


@inner(cache=True, nogil=True, error_model="numpy")
def read_pages(size: int, chance: float, readers: float, reader: Floats, silent: Floats) -> None:
    """Local pages, as if everybody used the internet."""
    for k in range(size):
        silent[k] *= 1.0 - chance * (reader[k] < readers)


@inner(cache=True, nogil=True, error_model="numpy")
def who_may(size: int, adult: Rows, silent: Floats, reached: Floats, may: Rows) -> None:
    """Mark who may hear."""
    for k in range(size):
        may[k] = adult[k] & (reached[k] >= silent[k] * (1.0 - SLACK))


@inner(cache=True, nogil=True)
def leave_unregistered(registered: Rows, may: Rows) -> None:
    """Who is on the roll already needs not hear of it."""
    for k in range(registered.size):
        may[k] &= not registered[k]


@inner(cache=True, nogil=True)
def admit_deliberators(size: int, acts: Rows, may: Rows) -> None:
    """Who deliberates this month hears of proposals."""
    for k in range(size):
        may[k] |= (acts[k] >> DELIBERATE & 1) != 0


@inner(cache=True, nogil=True)
def admit_told(told: Rows, adult: Rows, may: Rows) -> None:
    """Whom a trial tells hears of it."""
    for k in range(told.size):
        may[k] |= adult[k] & (told[k] != 0)


@inner(cache=True, nogil=True)
def list_marked(size: int, marked: Rows, who: Rows) -> int:
    """List the places of those who are marked; give the number."""
    left = 0
    for k in range(size):
        who[left] = k
        left += marked[k]
    return left

"""Gate 1 for those of a block who may hear: source by source, in the order of :class:`Informant`.

The same chances as in :func:`sim.residents.hearing.chances_at_most`, and the first source at which the chance
to have heard nothing falls below the draw, as in :func:`sim.residents.hearing.heard_from`. A way that
nothing is told by is passed over: a chance of nothing multiplies by 1. Each source first gathers what it asks
for, then loops over arrays side by side, several residents at once.
"""

from __future__ import annotations

from typing import Any

from sim.engine.compiling import inner, njit
from sim.residents.blocks.block import Considering, Floats, Rows
from sim.residents.hearing import (
    CALL,
    CONTACT,
    DELIBERATE,
    HABIT,
    LETTER,
    MEETING,
    NOBODY,
    NOTICE,
    ONLINE,
    ORGANISATION,
    SOURCE_COUNT,
    VISIT,
    at_least_one,
    noted,
    reads_local_pages,
    saturating,
    told_there,
)
from sim.residents.person import LAST_MONTH


@inner(cache=True, nogil=True)
def begin_hearing(size: int, drawn: Floats, alert: Floats, listed: Considering) -> None:
    """Nobody has heard yet."""
    for j in range(size):
        k = listed.who[j]
        listed.draw[j], listed.alert[j] = drawn[k], alert[k]
    listed.left[:size], listed.source[:size] = 1.0, NOBODY


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def tell(source: int, size: int, listed: Considering) -> None:
    """Let one source tell each with a chance, who has not heard before."""
    for j in range(size):
        listed.left[j] *= 1.0 - listed.chance[j]
        first = (listed.source[j] == NOBODY) & (listed.draw[j] > listed.left[j])
        listed.source[j] = source if first else listed.source[j]


@inner(cache=True, nogil=True, error_model="numpy")
def at_a_meeting(size: int, acts: Rows, listed: Considering) -> None:
    """Who deliberates this month is asked for proposals."""
    for j in range(size):
        listed.chance[j] = acts[listed.who[j]] >> DELIBERATE & 1
    tell(MEETING, size, listed)


@inner(cache=True, nogil=True, error_model="numpy")
def by_visits(
    size: int,
    visits: Floats,
    familiar: float,
    profile: Rows,
    door: Floats,
    known: Floats,
    asked: Floats,
    listed: Considering,
) -> None:
    """Visits: doors passed, and ordinary visits."""
    for j in range(size):
        k = listed.who[j]
        listed.chance[j] = asked[k] * (visits[profile[k]] * door[k] + familiar * known[k])
    for j in range(size):
        listed.chance[j] = at_least_one(listed.chance[j])
    tell(VISIT, size, listed)


@inner(cache=True, nogil=True, error_model="numpy")
def by_calls(
    size: int, calls: Floats, answered: float, profile: Rows, asked: Floats, listed: Considering
) -> None:
    """Calls."""
    for j in range(size):
        k = listed.who[j]
        listed.chance[j] = asked[k] * (calls[profile[k]] * answered)
    for j in range(size):
        listed.chance[j] = at_least_one(listed.chance[j])
    tell(CALL, size, listed)


@inner(cache=True, nogil=True, error_model="numpy")
def by_habit(size: int, recall: float, known_by: int, done: Rows, asked: Floats, listed: Considering) -> None:
    """The own memory."""
    for j in range(size):
        k = listed.who[j]
        listed.chance[j] = recall * asked[k] * ((done[k] & known_by) != 0)
    tell(HABIT, size, listed)


@inner(cache=True, nogil=True, error_model="numpy")
def by_notices(size: int, notice: float, seen: Floats, listed: Considering) -> None:
    """Notices."""
    for j in range(size):
        listed.chance[j] = notice * seen[listed.who[j]]
    for j in range(size):
        listed.chance[j] = noted(listed.chance[j], listed.alert[j])
    tell(NOTICE, size, listed)


@inner(cache=True, nogil=True, error_model="numpy")
def by_letters(size: int, letters: Floats, read: float, profile: Rows, listed: Considering) -> None:
    """Letters."""
    for j in range(size):
        listed.chance[j] = min(1.0, letters[profile[listed.who[j]]]) * read
    for j in range(size):
        listed.chance[j] = noted(listed.chance[j], listed.alert[j])
    tell(LETTER, size, listed)


@inner(cache=True, nogil=True, error_model="numpy")
def by_contacts(size: int, talk: float, strength: Floats, listed: Considering) -> None:
    """Contacts who did it."""
    for j in range(size):
        listed.chance[j] = talk * strength[listed.who[j]]
    for j in range(size):
        listed.chance[j] = saturating(listed.chance[j])
    tell(CONTACT, size, listed)


@inner(cache=True, nogil=True, error_model="numpy")
def by_organisations(
    size: int, organisation: Floats, at_culture: float, profile: Rows, history: Rows, listed: Considering
) -> None:
    """Announcements through organisations, and the programme of culture for who was there last month."""
    for j in range(size):
        listed.chance[j] = organisation[profile[listed.who[j]]] * listed.alert[j]
    for j in range(size):
        listed.chance[j] = saturating(listed.chance[j])
    if at_culture > 0.0:
        for j in range(size):
            if history[listed.who[j]] & LAST_MONTH:
                listed.chance[j] = told_there(listed.chance[j], at_culture)
    tell(ORGANISATION, size, listed)


@inner(cache=True, nogil=True, error_model="numpy")
def by_pages(
    size: int, online: float, age: Rows, education: Rows, reader: Floats, way: Any, listed: Considering
) -> None:
    """Local pages."""
    for j in range(size):
        k = listed.who[j]
        reads = reads_local_pages(age[k], education[k], reader[k], way)
        listed.chance[j] = online if reads else 0.0
    tell(ONLINE, size, listed)


@njit(cache=True, nogil=True)
def surely(size: int, told: Rows, listed: Considering) -> None:
    """What surely reaches some comes first where it stands before what did; ``told`` is (block,) bits."""
    for j in range(size):
        for source in range(SOURCE_COUNT - 1, NOBODY, -1):
            sooner = listed.source[j] == NOBODY or source < listed.source[j]
            if told[listed.who[j]] >> source & 1 and sooner:
                listed.source[j] = source


@inner(cache=True, nogil=True)
def leave_informed(size: int, listed: Considering) -> int:
    """Leave those who heard."""
    heard = 0
    for j in range(size):
        listed.who[heard], listed.source[heard] = listed.who[j], listed.source[j]
        heard += listed.source[j] != NOBODY
    return heard

"""How acquaintance, attitudes and skill of all residents of a block move in a month, several at once."""

from __future__ import annotations

from typing import Any

from sim.engine.compiling import inner
from sim.residents.blocks.block import Rows
from sim.residents.experience import belonging_after, efficacy_after, known_after, skill_after, toward


@inner(cache=True, nogil=True, error_model="numpy")
def be_known(acquaintance: Rows, acts: Rows, visited: Rows, learned: Any, adult: Rows) -> None:
    """The committee gets to know some."""
    for k in range(acquaintance.size):
        known = known_after(acquaintance[k], visited[k], acts[k], learned)
        acquaintance[k] = known if adult[k] else acquaintance[k]


@inner(cache=True, nogil=True, error_model="numpy")
def drift(feeling: Rows, own_level: Rows, share: float, adult: Rows) -> None:
    """A feeling returns to each person's own level."""
    for k in range(feeling.size):
        moved = toward(feeling[k], own_level[k], share)
        feeling[k] = moved if adult[k] else feeling[k]


@inner(cache=True, nogil=True, error_model="numpy")
def feel_able(efficacy: Rows, own_level: Rows, acts: Rows, learned: Any, adult: Rows) -> None:
    """Internal efficacy."""
    for k in range(efficacy.size):
        able = efficacy_after(efficacy[k], own_level[k], acts[k], learned)
        efficacy[k] = able if adult[k] else efficacy[k]


@inner(cache=True, nogil=True, error_model="numpy")
def forget_answers(response: Rows, share: float, adult: Rows) -> None:
    """What came of proposals is forgotten."""
    for k in range(response.size):
        response[k] *= 1.0 - share if adult[k] else 1.0


@inner(cache=True, nogil=True, error_model="numpy")
def practise(skill: Rows, acts: Rows, in_class: Rows, learned: Any, adult: Rows) -> None:
    """Skill."""
    for k in range(skill.size):
        practised = skill_after(skill[k], acts[k], in_class[k], learned)
        skill[k] = practised if adult[k] else skill[k]


@inner(cache=True, nogil=True, error_model="numpy")
def belong(belonging: Rows, acts: Rows, learned: Any, adult: Rows) -> None:
    """Belonging."""
    for k in range(belonging.size):
        belongs = belonging_after(belonging[k], acts[k], learned)
        belonging[k] = belongs if adult[k] else belonging[k]

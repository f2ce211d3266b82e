"""Where the seeds of a question live: by default in the plausible worlds that ship."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from experiments.worlds.ensemble import PLAUSIBLE

if TYPE_CHECKING:
    from experiments.asking.question_file import Asked

ONE_WORLD: Final = ""


def living_in(asked: Asked, worlds: str | None = None) -> Asked:
    """The question, its seeds in worlds.

    Args:
        asked: any question.
        worlds: name or path of an ensemble; :data:`ONE_WORLD` for the world of the settings; None for what
            the question says, else the plausible worlds, unless it measures uncertainty in a way of its own.

    Raises:
        BadInput: the ensemble cannot be used, or the question measures uncertainty in a way of its own.
    """
    wanted = _default(asked) if worlds is None else worlds
    if wanted == asked.question.worlds:
        return asked
    question = replace(asked.question, worlds=wanted)
    question.check()
    return replace(asked, question=question, typed_worlds=typed_worlds(worlds))


def _default(asked: Asked) -> str:
    question = asked.question
    of_its_own = not asked.design.over_worlds or question.doubt.draws or question.precision.half_width
    return question.worlds or (ONE_WORLD if of_its_own else PLAUSIBLE)


def typed_worlds(worlds: str | None) -> tuple[str, ...]:
    """What is typed for an ensemble: nothing for the default, None."""
    if worlds is None:
        return ()
    return ("--worlds", worlds) if worlds else ("--one-world",)

"""Question files: one TOML file asks one question; whatever is wrong in it is one clear line."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from experiments.asking.question import Question
from experiments.asking.shipped_files import QUESTIONS
from experiments.designs import DESIGNS, Design
from sim.engine.refusal import shown
from sim.engine.settings import BadInput, Flat, Given, build, flatten, nearest
from sim.engine.settings_files import SettingsFiles, read_override
from sim.scenario import Scenario

SCENARIO_KEYS: Final = ("policies", "assumptions", "calendar", "place")
DESIGN: Final = "design."


@dataclass(frozen=True)
class Asked:
    """A question with its design.

    Attributes:
        question: what all questions say.
        design: which runs answer it.
        overrides: ``PATH=VALUE`` laid over the file, for the command that reproduces it.
        words: of the command that asks it, without overrides, where that is not ``shequ experiment NAME``.
        typed_worlds: options that say where its seeds live, where that is not the default.
    """

    question: Question
    design: Design
    overrides: tuple[str, ...]
    words: tuple[str, ...] = ()
    typed_worlds: tuple[str, ...] = ()

    @functools.cached_property
    def runs(self) -> int:
        """How many there will be; more if seeds are added until precise enough."""
        return self.design.check(self.question) + self.question.doubt.runs

    @functools.cached_property
    def arms(self) -> tuple[Scenario, ...]:
        """What is compared, the baseline first."""
        return tuple(self.design.arms(self.question))

    def resolved(self) -> dict[str, Any]:
        """Every key of the file as plain data."""
        return asdict(self.question) | {"design": asdict(self.design)}  # type: ignore[call-overload]


def shipped_questions() -> dict[str, Path]:
    """Question files that ship, by name."""
    return QUESTIONS.by_name()


def load_question(name: str, overrides: Sequence[str] = ()) -> Asked:
    """Load a question.

    Args:
        name: of one that ships, or a path.
        overrides: ``PATH=VALUE``; settings of scenarios (policies.*, assumptions.*, calendar.*, place.*) are
            laid
            over every arm, others over the file's own keys.

    Raises:
        BadInput: with file, key, allowed values and nearest spelling.
    """
    path = QUESTIONS.find(name)
    of_scenarios = tuple(one for one in overrides if one.partition(".")[0] in SCENARIO_KEYS)
    given = SettingsFiles([QUESTIONS.folder], shipped_questions()).flat(path)
    for text in overrides:
        if text not in of_scenarios:
            given |= read_override(text)
    given |= {"name": Given(path.stem, str(path))}
    asked = _asked(given, str(path), tuple(overrides), of_scenarios)
    return replace(asked, words=() if name in shipped_questions() else ("shequ", "experiment", name))


def question_of(
    resolved: dict[str, Any],
    overrides: Sequence[str],
    origin: str,
    kept: Mapping[str, dict[str, Any]] | None = None,
) -> Asked:
    """Make a question again from what :meth:`Asked.resolved` gave.

    Args:
        resolved: every key, those laid over the file included.
        overrides: what was laid over the file then.
        origin: where this comes from, for messages.
        kept: scenarios as they were then, by name, for those whose files are gone.

    Raises:
        BadInput: it is no question of this version.
    """
    asked = _asked(flatten(resolved, origin), origin, (), kind=_remembering(kept or {}))
    return replace(asked, overrides=tuple(overrides))


def _remembering(kept: Mapping[str, dict[str, Any]]) -> type[Question]:
    """Questions that take a scenario whose files are gone as it was."""

    class Remembering(Question):
        def load(self, name: str) -> Scenario:
            try:
                return super().load(name)
            except BadInput:
                if name not in kept:
                    raise
                return build(Scenario, flatten(kept[name], name))

    return Remembering


def _asked(
    given: Flat,
    origin: str,
    overrides: tuple[str, ...],
    of_scenarios: tuple[str, ...] = (),
    kind: type[Question] = Question,
) -> Asked:
    design = _design(given, origin)
    rest = {key: value for key, value in given.items() if not key.startswith(DESIGN)}
    question = build(kind, rest, origin=origin)
    question = replace(question, settings=(*question.settings, *of_scenarios))
    try:
        question.check()
        design.check(question)
    except BadInput as error:
        raise BadInput(f"{origin}: {error}") from None
    return Asked(question, design, overrides)


def _design(given: Flat, origin: str) -> Design:
    kind = given.get(DESIGN + "kind")
    if kind is None:
        raise BadInput(f"{origin}: design.kind: missing; give one of {', '.join(DESIGNS)}")
    if not isinstance(kind.value, str) or kind.value not in DESIGNS:
        word = shown(kind.value)
        raise BadInput(f"{kind.origin}: design.kind: no {word}{nearest(word, list(DESIGNS))}")
    mine = {key: value for key, value in given.items() if key.startswith(DESIGN)}
    return build(DESIGNS[kind.value], mine, DESIGN, origin)

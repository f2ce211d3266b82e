"""Levers of a package, put together by section or clause of the source, or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from experiments.asking.lever_axes import changed_levers
from sim.engine.settings import BadInput
from sim.policies import levers
from sim.policies.clauses import CLAUSES
from sim.priors import Value, with_values
from sim.scenario import Scenario
from sim.wording.labels import Language, label

BY: Final = ("section", "clause", "lever")


@dataclass(frozen=True)
class LeverGroup:
    """Levers that move together.

    Attributes:
        name: section or clause id, or the path of the only lever.
        label_en: name in English.
        label_zh: name in Chinese.
        values: their settings in the package.
    """

    name: str
    label_en: str
    label_zh: str
    values: tuple[tuple[str, Value], ...]

    def short(self, language: Language) -> str:
        """Its id where it has one, else the lever's name: a path tells people nothing."""
        return self.name if self.name in CLAUSES else label(self, language)


def lever_groups(base: Scenario, package: Scenario, by: str) -> tuple[LeverGroup, ...]:
    """What a package changes, in groups.

    Raises:
        BadInput: the package moves no lever, or changes anything but levers.
    """
    if not base.same_burn_in(package):
        raise BadInput(f"{package.name}: changes more than levers")
    moved = changed_levers(base, package)
    if not moved:
        raise BadInput(f"{package.name}: moves no lever of {base.name}")
    found: dict[str, list[str]] = {}
    for path in moved:
        found.setdefault(_group_name(path, by), []).append(path)
    return tuple(_group(name, paths, moved, by) for name, paths in found.items())


def _group_name(path: str, by: str) -> str:
    clause = levers()[path].clause
    return {"section": clause.partition(".")[0], "clause": clause, "lever": path}[by]


def _group(name: str, paths: list[str], moved: dict[str, Value], by: str) -> LeverGroup:
    about = CLAUSES.get(name, levers()[paths[0]])
    prefix = "" if by == "lever" else f"{name} "
    values = tuple((path, moved[path]) for path in paths)
    return LeverGroup(name, prefix + about.label_en, prefix + about.label_zh, values)


def with_groups(base: Scenario, groups: Sequence[LeverGroup], name: str) -> Scenario:
    """The base with some groups of levers moved."""
    values = {path: value for group in groups for path, value in group.values}
    return with_values(rename(base, name), values)


def rename(scenario: Scenario, name: str) -> Scenario:
    """The scenario under another name."""
    return with_values(scenario, {"name": name})

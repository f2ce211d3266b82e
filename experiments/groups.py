"""Levers of a package, put together by section or clause of the source, or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from experiments.axes import Value, changed_levers, with_values
from sim.engine.settings import BadInput
from sim.measures.wording import Language, label
from sim.policies import levers
from sim.scenario import Scenario, load_scenario

BY: Final = ("section", "clause", "lever")

# Headings of the five sections of the source, which the clause ids begin with.
SECTIONS: Final = {
    "S1": ("Bounds of what government does", "规范政府与社区的事权边界"),
    "S2": ("Reform of the share companies", "推动社区股份合作公司发展改革"),
    "S3": ("Pilots of community management", "社区管理体制改革试点"),
    "S4": ("Community social organisations", "培育和发展社区社会组织"),
    "S5": ("Residents as the main body", "发挥居民群众的主体作用"),
}


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
    if by == "section" and name in SECTIONS:
        en, zh = SECTIONS[name]
    else:
        en, zh = (_labels(paths, language) for language in ("en", "zh"))
    prefix = "" if by == "lever" else f"{name} "
    return LeverGroup(name, prefix + en, prefix + zh, tuple((path, moved[path]) for path in paths))


def _labels(paths: list[str], language: Language) -> str:
    """Name of the first lever; where others follow, without what it says of itself after a colon."""
    first = label(levers()[paths[0]], language)
    return first if len(paths) == 1 else first.replace("：", ":").partition(":")[0]


def with_groups(base: Scenario, groups: Sequence[LeverGroup], name: str) -> Scenario:
    """The base with some groups of levers moved."""
    values = {path: value for group in groups for path, value in group.values}
    return with_values(rename(base, name), values)


def rename(scenario: Scenario, name: str) -> Scenario:
    """The scenario under another name."""
    return with_values(scenario, {"name": name})


def load_package(base: str, package: str, overrides: Sequence[str]) -> Scenario:
    """A package of policies in the place of the base."""
    return load_scenario(f"{base}+{package}", seed=0, overrides=overrides)

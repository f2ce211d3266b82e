"""Priors: every assumption that is uncertain, with its plausible range, and the rival structures.

The one place where plausible values are drawn: a part of a range, from 0 to 1, becomes a value of the setting
in :meth:`Prior.at`, whatever the setting is (a number, a whole number, a list, a choice among structures).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final, TypeVar

from sim.engine.plausible import Evidence
from sim.engine.settings import BadInput, Setting, build, nearest
from sim.policies.lever import declared_settings
from sim.scenario import Assumptions, Scenario, baseline
from sim.wording.assumption_words import ASSUMED

Tree = TypeVar("Tree")
Value = float | int | str | bool | tuple[float, ...]
MIDDLE: Final = {"factors": 1.0, "shifts": 0.0, "tilts": 0.0}


@dataclass(frozen=True)
class Prior:
    """What is believed of one assumption before any run.

    Attributes:
        path: dotted, ``assumptions.*``.
        declared: its declaration.
        value: what is assumed, in the scenario or in ``scenarios/baseline.toml``.
    """

    path: str
    declared: Setting
    value: Any

    @property
    def is_structure(self) -> bool:
        """Whether it is a choice among rival readings instead of a number."""
        return bool(self.declared.choices)

    @property
    def whole(self) -> bool:
        """Whether only whole numbers are meant."""
        return isinstance(self.value, int)

    @property
    def evidence(self) -> Evidence:
        """What the range rests on.

        Raises:
            ValueError: a structure, or a number without evidence, has none.
        """
        if self.declared.evidence is None:
            raise ValueError(f"{self.path} has no plausible range")
        return self.declared.evidence

    @property
    def ends(self) -> tuple[Value, Value]:
        """Values at both ends of the range; a structure's first and last reading."""
        return self.at(0.0), self.at(1.0)

    def at(self, part: float) -> Value:
        """The value at a part of what is plausible.

        Args:
            part: 0 for the lowest, 1 for the highest; of a structure, whose readings are equally likely.
        """
        if self.is_structure:
            choices = self.declared.choices
            return choices[min(int(part * len(choices)), len(choices) - 1)]
        if self.whole and self.evidence.ends == "values":
            steps = int(self.evidence.high) - int(self.evidence.low) + 1
            return int(self.evidence.low) + min(int(part * steps), steps - 1)
        return self._with_handle(self.handle(part))

    def handle(self, part: float) -> float:
        """The number that is drawn: the value itself, or the factor, shift or tilt of what is assumed."""
        middle = MIDDLE.get(self.evidence.ends)
        return self.evidence.at(part, self.value if middle is None else middle)

    def _with_handle(self, handle: float) -> Value:
        if isinstance(self.value, tuple):
            if self.evidence.ends == "tilts":
                return tilted(self.value, handle)
            return tuple(self._allowed(moved(one, handle, self.evidence.ends)) for one in self.value)
        found = self._allowed(moved(self.value, handle, self.evidence.ends))
        return round(found) if self.whole else found

    def _allowed(self, value: float) -> float:
        """The nearest value that can be run."""
        low, high = self.declared.low, self.declared.high
        return min(max(value, -math.inf if low is None else low), math.inf if high is None else high)


def moved(value: float, handle: float, ends: str) -> float:
    """A value after what is drawn was done with it."""
    if ends == "factors":
        return value * handle
    return value + handle if ends == "shifts" else handle


def tilted(shares: tuple[float, ...], tilt: float) -> tuple[float, ...]:
    """Shares moved toward the last (tilt above 0) or the first, adding up to what they did."""
    steps = max(len(shares) - 1, 1)
    raw = [share * math.exp(tilt * (place / steps - 0.5)) for place, share in enumerate(shares)]
    scale = sum(shares) / (sum(raw) or 1.0)
    return tuple(scale * one for one in raw)


@cache
def reference() -> Assumptions:
    """The assumptions as ``scenarios/baseline.toml`` has them: what ranges are ranges around."""
    return build(Assumptions, baseline(), ASSUMED)


def value_in(tree: Any, path: str) -> Any:
    """The setting at a dotted path."""
    for part in path.split("."):
        tree = getattr(tree, part)
    return tree


def every_assumption(scenario: Scenario | None = None) -> Mapping[str, Prior]:
    """Every assumption by dotted path, uncertain or not, in the order of the declarations.

    Args:
        scenario: whose values the ranges are around; by default those of the baseline.
    """
    return _every_assumption(scenario.assumptions if scenario else reference())


@lru_cache(maxsize=16)
def _every_assumption(assumed: Assumptions) -> Mapping[str, Prior]:
    known = declared_settings(Assumptions)
    return {ASSUMED + path: Prior(ASSUMED + path, one, value_in(assumed, path)) for path, one, _ in known}


def priors(scenario: Scenario | None = None) -> Mapping[str, Prior]:
    """What is uncertain, by dotted path: numbers and lists with a range, and structures with rivals.

    A coefficient of 0 is not in the choice at all, so what is a range around it is none.

    Args:
        scenario: whose values the ranges are around; by default those of the baseline.
    """
    return priors_around(scenario.assumptions if scenario else reference())


@lru_cache(maxsize=16)
def priors_around(assumed: Assumptions) -> Mapping[str, Prior]:
    """The same, around any assumptions."""
    return {path: one for path, one in _every_assumption(assumed).items() if _is_uncertain(one)}


def _is_uncertain(one: Prior) -> bool:
    if one.is_structure:
        return len(one.declared.choices) > 1
    if one.declared.evidence is None or (one.evidence.ends != "values" and not one.value):
        return False
    low, high = one.ends
    return low != high


def with_assumptions(scenario: Scenario, values: Mapping[str, Value]) -> Scenario:
    """The scenario with some assumptions changed.

    Args:
        scenario: any.
        values: by dotted path, ``assumptions.*``.

    Raises:
        BadInput: a value that cannot be run.
    """
    plain = {path.removeprefix(ASSUMED): value for path, value in values.items()}
    return replace(scenario, assumptions=with_values(scenario.assumptions, plain))


def with_values(tree: Tree, values: Mapping[str, Any]) -> Tree:
    """A copy of nested settings with those at some dotted paths changed; each table is copied once.

    Raises:
        BadInput: a value that cannot be run, in a tree that checks itself, as a scenario does.
    """
    here: dict[str, Any] = {}
    below: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        name, _, rest = path.partition(".")
        if rest:
            below.setdefault(name, {})[rest] = value
        else:
            here[name] = value
    inner = {name: with_values(getattr(tree, name), some) for name, some in below.items()}
    changed: Tree = replace(tree, **here, **inner)  # type: ignore[type-var]
    return changed


def drawn(parts: Mapping[str, float], scenario: Scenario | None = None) -> dict[str, Value]:
    """Values at parts of the ranges: a member of the plausible worlds.

    Args:
        parts: 0 to 1 by dotted path; what is not named stays as assumed.
        scenario: whose values the ranges are around; by default those of the baseline.

    Raises:
        BadInput: nothing uncertain has that path.
    """
    known = priors(scenario)
    for path in parts:
        if path not in known:
            raise BadInput(f"{path}: is no assumption with a plausible range{nearest(path, list(known))}")
    return {path: known[path].at(part) for path, part in parts.items()}

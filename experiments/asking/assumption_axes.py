"""Assumptions as axes of a question: which are uncertain, and between which values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from sim.engine.settings import BadInput, Setting, nearest, number, setting
from sim.policies import levers
from sim.policies.lever import declared_settings
from sim.priors import Prior, Value, priors, value_in
from sim.scenario import Assumptions, Scenario
from sim.wording.assumption_words import ASSUMED, sentence_zh


@dataclass(frozen=True, kw_only=True)
class AssumptionAxis:
    """An assumption, or all that match a pattern, and where to look; by default its plausible range."""

    path: str = setting(None, "text", "dotted path, assumptions.*, or a pattern with *")
    range: tuple[float, ...] = setting((), "two numbers", "lowest and highest value")
    within: float = number(0.0, "share", 0.0, 1.0, "of the value, by which it varies up and down")
    source: str = setting("", "text", "why this range")


@dataclass(frozen=True)
class Uncertain:
    """An assumption with the range that a question looks at.

    Attributes:
        path: dotted path.
        low: lowest value; of a list, what is done with all of it; of a structure its first reading, 0.
        high: highest value; of a list what is done with it at most; of a structure its last reading.
        whole: whether only whole numbers are meant.
        sentence: what it says.
        sentence_zh: the same in Chinese.
        prior: what is believed of it; None if the question gives a range of its own, which is even.
    """

    path: str
    low: float
    high: float
    whole: bool
    sentence: str
    sentence_zh: str
    prior: Prior | None = None

    def at(self, part: float) -> Value:
        """The value at a part of the range, 0 for the lowest and 1 for the highest."""
        if self.prior is not None:
            return self.prior.at(part)
        if self.whole:
            steps = int(self.high) - int(self.low) + 1
            return int(self.low) + min(int(part * steps), steps - 1)
        return self.low + part * (self.high - self.low)

    def shown(self, part: float) -> float | int | str:
        """The value as a table shows it: of a list, what is done with all of it."""
        value = self.at(part)
        if isinstance(value, tuple):
            return self.prior.handle(part) if self.prior else str(value)
        return value

    @property
    def is_number(self) -> bool:
        """Whether it is one number, so that any value between the ends may be set."""
        return not isinstance(self.at(0.0), tuple | str)

    @property
    def name(self) -> str:
        """Path without its first word."""
        return self.path.removeprefix(ASSUMED)


@cache
def assumptions() -> dict[str, Setting]:
    """Every assumption by its dotted path."""
    return {path: declared for path, declared, _ in declared_settings(Assumptions, ASSUMED)}


def uncertain(axes: Sequence[AssumptionAxis], scenario: Scenario, where: str) -> tuple[Uncertain, ...]:
    """Assumptions and their ranges; of several axes that match one assumption the last counts.

    A share of a value of zero is no range, and what is known exactly has none, so these are left out.

    Raises:
        BadInput: no assumption of that path, or a range outside what is allowed.
    """
    found: dict[str, Uncertain] = {}
    known = priors(scenario)
    for axis in axes:
        for path in _matching(axis.path, where):
            one = _uncertain(axis, path, scenario, known.get(path), f"{where}: {path}")
            if one is not None and one.low < one.high:
                found[path] = one
    return tuple(found.values())


def _matching(pattern: str, where: str) -> list[str]:
    if pattern in levers():
        raise BadInput(f"{where}: {pattern} is a lever, not an assumption")
    paths = [path for path in assumptions() if fnmatchcase(path, pattern)]
    if not paths:
        raise BadInput(f"{where}: no assumption {pattern!r}{nearest(pattern, list(assumptions()))}")
    return paths


def _uncertain(
    axis: AssumptionAxis, path: str, scenario: Scenario, known: Prior | None, where: str
) -> Uncertain | None:
    """The assumption with the axis's range, else with what is known of it; None if that is no range."""
    declared, value = assumptions()[path], value_in(scenario, path)
    if axis.range and axis.within:
        raise BadInput(f"{where}: give range or within, not both")
    prior = None if axis.range or axis.within else known
    if prior is None and not (axis.range or axis.within):
        return None
    if prior is None and (isinstance(value, tuple | bool | str) or declared.low is None):
        raise BadInput(f"{where}: is not one number with a range; leave range and within out")
    low, high = _ends(axis, value, declared, where) if prior is None else _plausible_ends(prior)
    return Uncertain(path, low, high, isinstance(value, int), declared.sentence, sentence_zh(path), prior)


def _plausible_ends(prior: Prior) -> tuple[float, float]:
    """Ends of what is plausible as numbers, see :class:`Uncertain`."""
    if prior.is_structure:
        return 0.0, float(len(prior.declared.choices) - 1)
    low, high = prior.ends
    if isinstance(low, tuple) or isinstance(high, tuple):
        return prior.handle(0.0), prior.handle(1.0)
    return min(float(low), float(high)), max(float(low), float(high))


def _ends(axis: AssumptionAxis, value: float, declared: Setting, where: str) -> tuple[float, float]:
    least, most = float(declared.low or 0.0), float(declared.high or 0.0)
    if axis.within:
        reach = abs(value) * axis.within
        return max(least, value - reach), min(most, value + reach)
    if len(axis.range) != 2 or not least <= axis.range[0] < axis.range[1] <= most:
        given = list(axis.range)
        raise BadInput(f"{where}: range {given} must be two rising numbers within {declared.allowed()}")
    return axis.range

"""Levers as axes of a question: what each is set to, or between what it may be searched."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.asking.assumption_axes import assumptions
from sim.engine.settings import BadInput, check, nearest, setting
from sim.policies import Lever, levers
from sim.priors import Value, value_in
from sim.scenario import Scenario

Single = float | int | str | bool  # what a lever may be set to


@dataclass(frozen=True, kw_only=True)
class LeverAxis:
    """A lever and the values that it takes; without any, its status quo and its recommended setting."""

    path: str = setting(None, "text", "dotted path, policies.*")
    values: tuple[float, ...] = setting((), "list of numbers", "values of a lever that is a number")
    choices: tuple[str, ...] = setting((), "list of texts", "values of a lever that is a choice")


@dataclass(frozen=True)
class LeverRange:
    """A lever that a search may set.

    Attributes:
        path: dotted path.
        low: lowest value.
        high: highest value.
        choices: instead, for a lever that is a choice.
        whole: whether only whole numbers are meant.
    """

    path: str
    low: float = 0.0
    high: float = 0.0
    choices: tuple[Single, ...] = ()
    whole: bool = False


def changed_levers(before: Scenario, after: Scenario) -> dict[str, Value]:
    """Levers that a policy moves, with its settings, in the order of the source."""
    moved = {path: value_in(after, path) for path in levers()}
    return {path: value for path, value in moved.items() if value != value_in(before, path)}


def lever_values(axis: LeverAxis, where: str) -> tuple[Single, ...]:
    """Values of a lever axis, checked against the lever's declaration.

    Raises:
        BadInput: no lever of that path, or a value that it cannot take.
    """
    lever = _lever(axis.path, where)
    if not axis.values and not axis.choices:
        return tuple(dict.fromkeys((lever.status_quo, lever.recommended)))
    if lever.choices and axis.values:
        raise BadInput(f"{where}: {axis.path} is a choice: give choices, not values")
    if not lever.choices and axis.choices:
        raise BadInput(f"{where}: {axis.path} is a number: give values, not choices")
    kind = type(lever.status_quo)
    given: tuple[Single, ...] = (*axis.values, *axis.choices)
    return tuple(_checked(kind, lever, one, f"{where}: {axis.path}") for one in given)


def lever_range(axis: LeverAxis, where: str) -> LeverRange:
    """The range in which a lever may be searched: lowest and highest of its values, else the declared one.

    Raises:
        BadInput: no lever of that path, a value that it cannot take, or no range.
    """
    lever = _lever(axis.path, where)
    if lever.choices or isinstance(lever.status_quo, bool):
        return LeverRange(axis.path, choices=axis.choices or lever.choices or (False, True))
    declared = () if lever.low is None or lever.high is None else (lever.low, lever.high)
    given = [float(one) for one in lever_values(axis, where)] if axis.values else declared
    if not given or min(given) >= max(given):
        raise BadInput(f"{where}: {axis.path}: give the lowest and the highest value to search")
    return LeverRange(axis.path, min(given), max(given), whole=isinstance(lever.status_quo, int))


def _lever(path: str, where: str) -> Lever:
    known = levers()
    if path in assumptions():
        raise BadInput(f"{where}: {path} is an assumption, not a lever")
    if path not in known:
        raise BadInput(f"{where}: no lever {path!r}{nearest(path, list(known))}")
    return known[path]


def _checked(kind: type, lever: Lever, value: Single, where: str) -> Single:
    whole = isinstance(value, float) and value == int(value) and kind in (int, bool)
    checked: Single = check(kind(value) if whole else value, kind, lever, where)
    return checked

"""Policies as points: how far each lever stands from the status quo, in units of what the source recommends.

A number is 0 as it is today and 1 as recommended; a choice has a coordinate for each other reading, 0 or 1.
Only NumPy and the declarations are needed, so that an answer does not wait for the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.settings import BadInput
from sim.policies import Lever, Policies, levers

if TYPE_CHECKING:
    from sim.scenario import Scenario

Floats = NDArray[np.float64]
REACH: Final = (
    1.5  # how far levers are tried, in what is recommended, unless a policy that ships goes further
)
# Where a reform is in force is no lever of what it does there; and nothing is recommended for the quorum.
LEFT_OUT: Final = ("policies.pilots.", "policies.committee.fund_threshold")
PREFIX: Final = "policies."
PLACE: Final = "baoan_sample"  # where policies are learned
_ROUNDING: Final = 1e-5


@dataclass(frozen=True)
class Coordinate:
    """One lever, or one reading of a lever that is a choice.

    Attributes:
        path: of the lever.
        choice: the reading; empty for a number.
        reach: largest coordinate that is tried.
    """

    path: str
    choice: str = ""
    reach: float = 1.0

    @property
    def name(self) -> str:
        """Path, and the reading of a choice."""
        return f"{self.path}={self.choice}" if self.choice else self.path

    @cached_property
    def lever(self) -> Lever:
        """Its declaration."""
        return levers()[self.path]

    @property
    def step(self) -> float:
        """From the status quo to what is recommended, in the lever's unit."""
        return float(self.lever.recommended) - float(self.lever.status_quo)

    @property
    def whole(self) -> bool:
        """Whether only whole numbers are meant."""
        return isinstance(self.lever.status_quo, int)

    def of(self, value: Any) -> float:
        """Where a value of the lever stands."""
        if self.choice:
            return float(value == self.choice)
        return (float(value) - float(self.lever.status_quo)) / self.step

    def value(self, position: float) -> float | int | str:
        """The value of the lever at a position."""
        if self.choice:
            return self.choice if position > 0.0 else str(self.lever.status_quo)
        found = float(self.lever.status_quo) + position * self.step
        return round(found) if self.whole else float(f"{found:.4g}")


@dataclass(frozen=True)
class LeverSpace:
    """The levers that an emulator knows.

    Attributes:
        axes: in the order of the source.
    """

    axes: tuple[Coordinate, ...]

    @cached_property
    def place(self) -> dict[str, int]:
        """Column of each coordinate by name."""
        return {one.name: k for k, one in enumerate(self.axes)}

    @cached_property
    def parents(self) -> tuple[tuple[int, ...], ...]:
        """For each coordinate those without which it has nothing to act on."""
        return tuple(
            tuple(k for path in one.lever.within for k, other in enumerate(self.axes) if other.path == path)
            for one in self.axes
        )

    @cached_property
    def acted_on(self) -> tuple[tuple[int, list[int]], ...]:
        """Coordinates, each with the readings of a lever without which it has nothing to act on."""
        return tuple(
            (k, [j for j in above if self.axes[j].path == path])
            for k, above in enumerate(self.parents)
            for path in dict.fromkeys(self.axes[j].path for j in above)
        )

    def acting(self, positions: Floats) -> Floats:
        """The same policies (policies, coordinates), without levers that have nothing to act on."""
        found = positions.copy()
        for k, readings in self.acted_on:
            found[:, k] *= (found[:, readings] > 0.0).any(axis=1)
        return found if np.array_equal(found, positions) else self.acting(found)

    def position(self, policies: Policies) -> Floats:
        """Where a policy stands, (coordinates,).

        Raises:
            BadInput: it sets a lever that is left out, or one further than was tried.
        """
        known = {one.path for one in self.axes}
        for path, lever in levers().items():
            if path not in known and _at(policies, path) != lever.status_quo:
                raise BadInput(f"{path}: the emulator has not learned this lever; run it: shequ compare")
        found = np.array([one.of(_at(policies, one.path)) for one in self.axes])
        for one, position in zip(self.axes, found, strict=True):
            self._refuse_far(one, float(position), policies)
        return found

    def _refuse_far(self, one: Coordinate, position: float, policies: Policies) -> None:
        if -_ROUNDING <= position <= one.reach + _ROUNDING:
            return
        low, high = sorted((one.value(0.0), one.value(one.reach)))
        raise BadInput(
            f"{one.path}: {_at(policies, one.path)} is outside {low} to {high}, which the emulator has "
            "learned; run it: shequ compare"
        )

    def policies(self, position: Iterable[float]) -> Policies:
        """The policy at a point; of several readings of a choice the last that is on counts."""
        found = Policies()
        for one, at in zip(self.axes, position, strict=True):
            if at != 0.0:
                found = with_lever(found, one.path, one.value(float(at)))
        return found

    def settings(self, position: Iterable[float]) -> dict[str, Any]:
        """Levers that a point moves, with their values."""
        pairs = zip(self.axes, position, strict=True)
        return {one.path: one.value(float(at)) for one, at in pairs if at != 0.0}


def with_lever(policies: Policies, path: str, value: Any) -> Policies:
    """The policies with one lever set."""
    part, name = path.removeprefix(PREFIX).split(".")
    return replace(policies, **{part: replace(getattr(policies, part), **{name: value})})


def _at(policies: Policies, path: str) -> Any:
    part, name = path.removeprefix(PREFIX).split(".")
    return getattr(getattr(policies, part), name)


def lever_space(policies: Mapping[str, Scenario]) -> LeverSpace:
    """All levers that are emulated, tried as far as the policies that ship go, and at least to :data:`REACH`.

    Args:
        policies: scenarios by name of the policy.
    """
    axes = [
        one for path, lever in levers().items() if not path.startswith(LEFT_OUT) for one in _axes(path, lever)
    ]
    return LeverSpace(tuple(_reaching(one, policies) for one in axes))


def _axes(path: str, lever: Lever) -> list[Coordinate]:
    if lever.choices:
        return [Coordinate(path, one) for one in lever.choices if one != lever.status_quo]
    return [Coordinate(path)]


def _reaching(one: Coordinate, policies: Mapping[str, Scenario]) -> Coordinate:
    if one.choice:
        return one
    furthest = max([REACH, *(one.of(_at(scenario.policies, one.path)) for scenario in policies.values())])
    ends = [one.of(end) for end in (one.lever.low, one.lever.high) if end is not None]
    return replace(one, reach=round(min(furthest, max(ends)), 6))

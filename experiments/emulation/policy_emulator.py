"""What a policy would do in each of some plausible worlds, without running it; NumPy alone is needed.

A Gaussian process over policies, with a part that all worlds share and a part of each world's own. Its
kernels are a line and a square of how far levers stand from the status quo, weighted by how much each
matters: main effects, and interactions of every two levers. Shares are emulated in log-odds of the world's
own status quo, where effects of several levers nearly add up; other outcomes as they are. At the status quo
the change is zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.lever_coordinates import LeverSpace
from sim.engine.settings import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]
Key = tuple[str, str]
RANGE: Final = (5.0, 95.0)  # per cent
SMALLEST: Final = 1e-4  # of a share, where log-odds are taken of it
SHARES: Final = ("civic",)  # outcomes that are emulated in log-odds
PARTS: Final = 20  # of equal probability, at whose middles the emulator's error is looked at


@cache
def error_quantiles() -> Floats:
    """A normal error spread out over equal parts of probability."""
    normal = NormalDist()
    return np.array([normal.inv_cdf((part + 0.5) / PARTS) for part in range(PARTS)])


def curves(positions: Floats, weights: Floats) -> Floats:
    """What kernels see of policies: lines and roots of the coordinates, (policies, 2 * coordinates).

    Args:
        positions: (policies, coordinates) from 0, the status quo.
        weights: (2 * coordinates,) of lines, then of roots.
    """
    return np.concatenate([positions, np.sqrt(positions)], axis=1) * weights


def on_scale(values: Floats, before: Floats, is_share: bool) -> Floats:
    """Changes on the scale on which they are emulated.

    Args:
        values: under a policy.
        before: under the status quo of the same world and draws.
        is_share: whether log-odds are taken.
    """
    return log_odds(values) - log_odds(before) if is_share else values - before


def from_scale(changes: Floats, before: Floats, is_share: bool) -> Floats:
    """Changes as people read them."""
    if not is_share:
        return changes
    after: Floats = 1.0 / (1.0 + np.exp(-(log_odds(before) + changes)))
    return after - before


def log_odds(shares: Floats) -> Floats:
    """Of shares that are not quite 0 or 1."""
    kept = np.clip(shares, SMALLEST, 1.0 - SMALLEST)
    found: Floats = np.log(kept / (1.0 - kept))
    return found


def kernel(line: Floats, same: NDArray[np.bool_], amplitudes: Floats) -> Floats:
    """How alike what two policies do is.

    Args:
        line: inner products of their curves.
        same: whether they are in the same world.
        amplitudes: of line and square in all worlds, then in the same world.
    """
    square = line**2
    shared: Floats = amplitudes[0] * line + amplitudes[1] * square
    return shared + np.where(same, amplitudes[2] * line + amplitudes[3] * square, 0.0)


@dataclass(frozen=True)
class Kernels:
    """How alike policies are for one outcome.

    Attributes:
        weights: (2 * coordinates,) of the curves.
        amplitudes: (5,) see :func:`kernel`; the last is the noise.
    """

    weights: Floats
    amplitudes: Floats


@dataclass(frozen=True)
class Process:
    """One outcome of one group.

    Attributes:
        is_share: whether it is emulated in log-odds.
        kernels: of the outcome.
        pull: (runs,) of each run of the archive.
        error: standard deviation of what is said for a policy at the status quo, and how much it grows with
            the policy's length, both on the scale of emulation; random draws of a run are in it.
        before: (worlds,) under the status quo.
    """

    is_share: bool
    kernels: Kernels
    pull: Floats
    error: Floats
    before: Floats


@dataclass(frozen=True)
class PolicyEmulator:
    """What policies would do.

    Attributes:
        space: of the levers.
        keys: (outcome, group).
        processes: one a key.
        runs: (runs, coordinates), policies of the archive.
        world: (runs,) in which each was run, from 0.
        made: how: versions, plan, worlds, and how well it does on what it had not seen.
    """

    space: LeverSpace
    keys: tuple[Key, ...]
    processes: tuple[Process, ...]
    runs: Floats
    world: NDArray[np.int64]
    made: Mapping[str, Any]

    @cached_property
    def worlds(self) -> int:
        """How many there are."""
        return len(self.processes[0].before)

    def process(self, key: Key) -> Process:
        """What is emulated of an outcome and group.

        Raises:
            BadInput: nothing is.
        """
        if key not in self.keys:
            known = ", ".join(dict.fromkeys(one for one, _ in self.keys))
            groups = ", ".join(group for outcome, group in self.keys if outcome == key[0])
            raise BadInput(
                f"{key[0]} of {key[1]}: the emulator has not learned it; it knows "
                + (f"{key[0]} of {groups}" if groups else known)
            )
        return self.processes[self.keys.index(key)]

    def label(self, outcome: str) -> Mapping[str, str]:
        """Names, unit and better direction of an outcome."""
        found: Mapping[str, str] = self.made["outcomes"][outcome]
        return found

    def changes(self, positions: Floats, key: Key) -> tuple[Floats, Floats]:
        """Changes to the status quo, on the scale of emulation.

        Args:
            positions: (policies, coordinates).
            key: (outcome, group).

        Returns:
            (policies, worlds) what is said, and (policies,) the standard deviation of being wrong.
        """
        process = self.process(key)
        mine, theirs = (curves(one, process.kernels.weights) for one in (positions, self.runs))
        line, amplitudes = mine @ theirs.T, process.kernels.amplitudes
        square = line**2
        shared = (amplitudes[0] * line + amplitudes[1] * square) @ process.pull
        own = (amplitudes[2] * line + amplitudes[3] * square) * process.pull
        by_world = own @ (self.world[:, np.newaxis] == np.arange(self.worlds)).astype(np.float64)
        length = np.sqrt((mine**2).sum(axis=1))
        return shared[:, np.newaxis] + by_world, process.error[0] + process.error[1] * length

    def effects(self, positions: Floats, key: Key) -> Floats:
        """Changes as people read them, (policies, worlds, errors): in each world what may be true."""
        process = self.process(key)
        said, error = self.changes(positions, key)
        spread = said[:, :, np.newaxis] + error[:, np.newaxis, np.newaxis] * error_quantiles()
        return from_scale(spread, process.before[:, np.newaxis], process.is_share)

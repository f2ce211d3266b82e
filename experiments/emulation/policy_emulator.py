"""What a policy would do in each of some plausible worlds, without running it; NumPy alone is needed.

A Gaussian process over policies, with a part that all worlds share, in which worlds differ by how strongly
policies act there (coregionalisation of rank 1), and a part of each world's own. What the draws of one life
of a world do to all its policies alike, a lucky status quo above all, is told apart and not said. Its kernels
are a line and a square of how far levers stand from the status quo, weighted by how much each matters: main
effects, and interactions of every two levers. A lever that has nothing to act on counts as not moved. Shares
are emulated in log-odds of the world's own status quo, where effects of several levers nearly add up; other
outcomes as they are. At the status quo the change is zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.lever_coordinates import LeverSpace
from experiments.storing.versions import model_version
from sim.engine.settings import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]
Key = tuple[str, str]
RANGE: Final = (5.0, 95.0)  # per cent
SMALLEST: Final = 1e-4  # of a share, where log-odds are taken of it
SHARES: Final = ("civic",)  # outcomes that are emulated in log-odds
JITTER: Final = 1e-6
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


def kernel(line: Floats, world: NDArray[np.int64], life: NDArray[np.int64], kernels: Kernels) -> Floats:
    """How alike what runs of an archive show is, noise included, (runs, runs).

    Args:
        line: inner products of the curves of their policies.
        world: (runs,) in which each was run.
        life: (runs,) of that world, under draws of its own.
        kernels: of the outcome.
    """
    amplitudes, strength = kernels.amplitudes, kernels.strengths[world]
    alike = _line_and_square(line, amplitudes[:2])
    alike *= strength[:, np.newaxis]
    alike *= strength
    for rows in _rows_of_each(world):
        alike[rows] += _line_and_square(line[rows], amplitudes[2:4])
    for rows in _rows_of_each(life):
        alike[rows] += amplitudes[5] * kernels.scatter[world[rows[0]]]
    alike[np.diag_indices_from(alike)] += amplitudes[4] * kernels.scatter[world] + JITTER
    return alike


def _line_and_square(line: Floats, amplitudes: Floats) -> Floats:
    found: Floats = line * amplitudes[1]
    found += amplitudes[0]
    found *= line
    return found


def _rows_of_each(labels: NDArray[np.int64]) -> list[tuple[NDArray[np.int64], ...]]:
    """The blocks of a matrix that rows and columns of one label meet in."""
    order, starts = np.argsort(labels, kind="stable"), np.cumsum(np.bincount(labels))[:-1]
    return [np.ix_(rows, rows) for rows in np.split(order, starts)]


@dataclass(frozen=True)
class Kernels:
    """How alike policies are for one outcome.

    Attributes:
        weights: (2 * coordinates,) of the curves.
        amplitudes: (6,) of line and square in all worlds, of those that each world has for itself, of noise
            of a run, and of what the draws of a life do to all of its policies.
        strengths: (worlds,) how strongly policies act in each, 1 in the mean.
        scatter: (worlds,) how widely draws scatter runs in each, in variance, 1 in the mean.
    """

    weights: Floats
    amplitudes: Floats
    strengths: Floats
    scatter: Floats


@dataclass(frozen=True)
class Process:
    """One outcome of one group.

    Attributes:
        is_share: whether it is emulated in log-odds.
        kernels: of the outcome.
        pull: (runs,) of each run of the archive.
        error: standard deviation of what is said for a policy at the status quo, and how much it grows with
            the policy's length, both on the scale of emulation, where draws scatter as widely as in the mean
            world; random draws of a run are in it.
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
        runs: (runs, coordinates), policies of the archive, without levers that have nothing to act on.
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

    @property
    def is_of_another_model(self) -> bool:
        """Whether the model has changed since it was learned, and nobody has written down that it has not."""
        return model_version() not in (self.made["versions"]["model"], *self.made.get("same_under", ()))

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

    def smallest(self, key: Key) -> float:
        """The smallest effect of interest."""
        return float(self.made.get("smallest", {}).get("|".join(key), np.finfo(np.float64).tiny))

    def changes(self, positions: Floats, key: Key) -> tuple[Floats, Floats]:
        """Changes to the status quo, on the scale of emulation.

        Args:
            positions: (policies, coordinates).
            key: (outcome, group).

        Returns:
            (policies, worlds) what is said, and the standard deviation of being wrong.
        """
        process = self.process(key)
        kernels, amplitudes = process.kernels, process.kernels.amplitudes
        acting = self.space.acting(positions)
        mine, theirs = curves(acting, kernels.weights), self._unweighted * kernels.weights
        line = mine @ theirs.T
        square = line**2
        pull = process.pull * kernels.strengths[self.world]
        shared = (amplitudes[0] * line + amplitudes[1] * square) @ pull
        own = ((amplitudes[2] * line + amplitudes[3] * square) * process.pull) @ self._of_world
        error = process.error[0] + process.error[1] * np.sqrt((mine**2).sum(axis=1))
        return np.outer(shared, kernels.strengths) + own, np.outer(error, np.sqrt(kernels.scatter))

    @cached_property
    def _unweighted(self) -> Floats:
        """Curves of the runs before any weights: their roots take as long as all the rest."""
        return curves(self.runs, np.ones(2 * self.runs.shape[1]))

    @cached_property
    def _of_world(self) -> Floats:
        """(runs, worlds) 1 where a run is of a world, else 0."""
        found: Floats = (self.world[:, np.newaxis] == np.arange(self.worlds)).astype(np.float64)
        return found

    def effects(self, positions: Floats, key: Key) -> Floats:
        """Changes as people read them, (policies, worlds, errors): in each world what may be true."""
        process = self.process(key)
        said, error = self.changes(positions, key)
        spread = said[:, :, np.newaxis] + error[:, :, np.newaxis] * error_quantiles()
        return from_scale(spread, process.before[:, np.newaxis], process.is_share)

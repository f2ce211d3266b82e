"""Fit an emulator to an archive of runs.

Which levers matter is told by automatic relevance determination (scikit-learn) on main effects; how strong
main effects, interactions, and what worlds have for themselves are, by the marginal likelihood of the
process (SciPy). Groups of people share the kernels of their outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, optimize

from experiments.emulation.policy_emulator import (
    SHARES,
    Kernels,
    PolicyEmulator,
    Process,
    curves,
    kernel,
    on_scale,
)
from experiments.tools.needed import needed

if TYPE_CHECKING:
    from experiments.emulation.training_archive import TrainingArchive

Floats = NDArray[np.float64]
LEAST_WEIGHT: Final = 0.03  # of a lever, against the one that matters most
ITERATIONS: Final = 40
LEADING: Final = 3  # groups of an outcome, the first of which is everybody, that tell which levers matter
NO_PRUNING: Final = 1e9
# Amplitudes of line and square that worlds share, then of those that each has, and of noise.
START: Final = np.log([1.0, 0.1, 0.1, 0.02, 0.05])
BOUNDS: Final = [(-12.0, 4.0)] * 4 + [(-9.0, 1.0)]
EVALUATIONS: Final = 240
JITTER: Final = 1e-6


def fit_emulator(archive: TrainingArchive, known: Mapping[str, Kernels] | None = None) -> PolicyEmulator:
    """Fit all outcomes.

    Args:
        archive: runs to learn from.
        known: kernels that need not be found again, by outcome.

    Returns:
        An emulator without errors and without what made it.
    """
    processes: dict[Any, Process] = {}
    for outcome in dict.fromkeys(outcome for outcome, _ in archive.keys):
        mine = [k for k, key in enumerate(archive.keys) if key[0] == outcome]
        is_share, changes = outcome in SHARES, outcome_changes(archive, outcome)
        kernels = known[outcome] if known else kernels_of(archive, changes)
        pulls = _pulls(archive, changes, kernels)
        for k, pull in zip(mine, pulls.T, strict=True):
            before = archive.status_quo()[:, k]
            processes[archive.keys[k]] = Process(is_share, kernels, pull, np.zeros(2), before)
    return PolicyEmulator(
        archive.space, archive.keys, tuple(processes[key] for key in archive.keys), archive.positions,
        archive.world, {},
    )  # fmt: skip


def outcome_changes(archive: TrainingArchive, outcome: str) -> Floats:
    """Changes of an outcome on the scale of emulation, (runs, groups), everybody first."""
    mine = [k for k, key in enumerate(archive.keys) if key[0] == outcome]
    return on_scale(archive.values[:, mine], archive.before[:, mine], outcome in SHARES)


def kernels_of(archive: TrainingArchive, changes: Floats) -> Kernels:
    """Kernels of an outcome, from the changes (runs, groups) of its groups, everybody first."""
    weights = relevance(archive, changes)
    seen = curves(archive.positions, weights)
    return Kernels(weights, _amplitudes(seen, archive.world, changes[:, 0]))


def relevance(archive: TrainingArchive, changes: Floats) -> Floats:
    """Weights of the curves, the mean over groups, so that a policy's mean squared length is 1."""
    seen = curves(archive.positions, np.ones(2 * archive.positions.shape[1]))
    changes = changes[:, :LEADING]
    size = np.sqrt((seen**2).mean(axis=0))
    spread = np.where(size > 0.0, size, 1.0)
    squares = [_relevance_alone(seen / spread, column) ** 2 for column in changes.T]
    raw = np.sqrt(np.mean(squares, axis=0))
    weights = np.maximum(raw, LEAST_WEIGHT * raw.max()) / spread
    length = np.sqrt(((seen * weights) ** 2).sum(axis=1).mean())
    found: Floats = weights / length
    return found


def _relevance_alone(standard: Floats, change: Floats) -> Floats:
    models = needed("sklearn.linear_model", "lab")
    scale = float(change.std()) or 1.0
    model = models.ARDRegression(fit_intercept=False, threshold_lambda=NO_PRUNING, max_iter=ITERATIONS)
    found: Floats = 1.0 / np.sqrt(model.fit(standard, change / scale).lambda_)
    return found


def _amplitudes(mine: Floats, world: NDArray[np.int64], change: Floats) -> Floats:
    """Amplitudes and noise that make runs most likely, in units of the variance."""
    line, same = mine @ mine.T, world[:, np.newaxis] == world
    standard = change / (float(change.std()) or 1.0)
    diagonal = np.eye(len(line))

    def unlikely(logs: Floats) -> float:
        values = np.exp(logs)
        covariance = kernel(line, same, values) + (values[4] + JITTER) * diagonal
        factor = linalg.cholesky(covariance, lower=True, overwrite_a=True)
        left = linalg.solve_triangular(factor, standard, lower=True)
        return float(0.5 * left @ left + np.log(np.diag(factor)).sum())

    found = optimize.minimize(
        unlikely, START, method="L-BFGS-B", bounds=BOUNDS, options={"maxfun": EVALUATIONS, "ftol": 1e-5}
    )
    return np.asarray(np.exp(found.x), dtype=np.float64)


def _pulls(archive: TrainingArchive, changes: Floats, kernels: Kernels) -> Floats:
    """What each run contributes to what is said, (runs, groups)."""
    mine = curves(archive.positions, kernels.weights)
    same = archive.world[:, np.newaxis] == archive.world
    noise = (kernels.amplitudes[4] + JITTER) * np.eye(len(mine))
    covariance = kernel(mine @ mine.T, same, kernels.amplitudes) + noise
    pulls: Floats = linalg.cho_solve(linalg.cho_factor(covariance, lower=True), changes)
    return pulls

"""Fit an emulator to an archive of runs.

Which levers matter is told by automatic relevance determination (scikit-learn) on main effects; how strong
main effects, interactions, and what worlds have for themselves are, by the marginal likelihood of the
process (SciPy); how strongly policies act in each world, by least squares on what worlds share, in turns.
Groups of people share the kernels of their outcome.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, optimize
from scipy.linalg import lapack

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
BETWEEN: Final = {"gap.hukou": ("civic", ("local", "migrant"))}  # gaps: of what, between whom
NO_PRUNING: Final = 1e9
# Amplitudes of line and square that worlds share, of those that each has, of noise, of the draws of a life.
START: Final = np.log([1.0, 0.1, 0.1, 0.02, 0.05, 0.02])
BOUNDS: Final = [(-12.0, 4.0)] * 4 + [(-9.0, 1.0), (-12.0, 1.0)]
MOST: Final = 2500  # runs from which these are found: time grows with the cube
EVALUATIONS: Final = 240
TURNS: Final = 3  # of strengths and of what worlds share
DRAWN: Final = 10.0  # runs that would scatter as in the mean world
RIDGE: Final = 0.02  # towards a strength of 1, of the variance of what worlds share


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
        kernels = known[outcome] if known else kernels_of(archive, outcome)
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


def kernels_of(archive: TrainingArchive, outcome: str) -> Kernels:
    """Kernels of an outcome."""
    weights = relevance(archive, outcome)
    everybody, equal = outcome_changes(archive, outcome)[:, 0], np.ones(int(archive.world.max()) + 1)
    kernels = _with_amplitudes(Kernels(weights, np.exp(START), equal, equal), archive, everybody)
    return _with_amplitudes(of_worlds(kernels, archive, everybody), archive, everybody)


def of_worlds(kernels: Kernels, archive: TrainingArchive, change: Floats) -> Kernels:
    """The kernels, with how strongly policies act and how widely draws scatter in each of these worlds."""
    equal = np.ones(int(archive.world.max()) + 1)
    found = replace(kernels, strengths=equal, scatter=equal)
    line = _line(archive, kernels)
    shared = kernels.amplitudes[0] * line + kernels.amplitudes[1] * line**2
    for _ in range(TURNS):
        pull = _pulls(archive, change, found) * found.strengths[archive.world]
        found = replace(found, strengths=_strengths(archive.world, shared @ pull, change))
    return replace(found, scatter=_scatter(archive, found, change))


def _scatter(archive: TrainingArchive, kernels: Kernels, change: Floats) -> Floats:
    """Mean squares of what is wrong of runs that are left out one by one, drawn towards 1; 1 in the mean."""
    factor = _factor(_line(archive, kernels), archive, kernels)
    precision = np.diag(lapack.dpotri(factor, lower=True)[0])
    wrong = (linalg.cho_solve((factor, True), change) / precision) ** 2
    runs = np.bincount(archive.world)
    means = (np.bincount(archive.world, wrong / wrong.mean()) + DRAWN) / (runs + DRAWN)
    found: Floats = means / means.mean()
    return found


def _strengths(world: NDArray[np.int64], shared: Floats, change: Floats) -> Floats:
    """Slopes of changes over what worlds share, drawn towards 1; 1 in the mean."""
    runs, ridge = np.bincount(world), RIDGE * float((shared**2).mean())
    both = np.bincount(world, shared * change) + ridge * runs
    slopes = both / (np.bincount(world, shared**2) + ridge * runs)
    found: Floats = slopes / slopes.mean()
    return found


def relevance(archive: TrainingArchive, outcome: str) -> Floats:
    """Weights of the curves for an outcome, so that a policy's mean squared length is 1.

    They are the mean over its leading groups; for a gap, over it and the groups between which it lies, since
    what matters for either matters for the gap, and shows there more clearly.
    """
    seen = curves(archive.positions, np.ones(2 * archive.positions.shape[1]))
    changes = outcome_changes(archive, outcome)[:, :LEADING]
    if of := BETWEEN.get(outcome):
        sides = [archive.keys.index((of[0], group)) for group in of[1]]
        sides_changes = on_scale(archive.values[:, sides], archive.before[:, sides], of[0] in SHARES)
        changes = np.column_stack([changes, sides_changes])
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


def _line(archive: TrainingArchive, kernels: Kernels) -> Floats:
    """Inner products of the curves of runs, (runs, runs)."""
    seen = curves(archive.positions, kernels.weights)
    found: Floats = seen @ seen.T
    return found


def _with_amplitudes(kernels: Kernels, archive: TrainingArchive, change: Floats) -> Kernels:
    """The kernels, with amplitudes and noise that make runs most likely, in units of the variance."""
    rows = np.arange(len(change)) % math.ceil(len(change) / MOST) == 0
    some, standard = archive.some(rows), change[rows] / (float(change.std()) or 1.0)
    line = _line(some, kernels)
    alone = (replace(kernels, amplitudes=one) for one in np.eye(len(kernels.amplitudes)))
    parts = np.stack([kernel(line, some.world, some.life, one) for one in alone])
    found = optimize.minimize(
        _unlikely,
        np.log(kernels.amplitudes),
        (parts, standard),
        method="L-BFGS-B",
        jac=True,
        bounds=BOUNDS,
        options={"maxfun": EVALUATIONS, "ftol": 1e-7},
    )
    return replace(kernels, amplitudes=np.asarray(np.exp(found.x), dtype=np.float64))


def _unlikely(logs: Floats, parts: Floats, standard: Floats) -> tuple[float, Floats]:
    """Minus the log likelihood of runs, and how it changes with the logarithms of the amplitudes.

    Args:
        logs: (amplitudes,).
        parts: (amplitudes, runs, runs), the covariance that each makes when it is 1.
        standard: (runs,) changes.
    """
    amplitudes = np.exp(logs)
    factor = linalg.cholesky(np.tensordot(amplitudes, parts, 1), lower=True, overwrite_a=True)
    pull = linalg.cho_solve((factor, True), standard)
    value = float(0.5 * standard @ pull + np.log(np.diag(factor)).sum())
    lower = np.tril(lapack.dpotri(factor, lower=True)[0])
    left = lower + lower.T - np.diag(np.diag(lower)) - np.outer(pull, pull)
    slopes: Floats = 0.5 * amplitudes * np.tensordot(parts, left, 2)
    return value, slopes


def _factor(line: Floats, archive: TrainingArchive, kernels: Kernels) -> Floats:
    """Cholesky factor of the covariance of runs, noise included."""
    covariance = kernel(line, archive.world, archive.life, kernels)
    found: Floats = linalg.cholesky(covariance, lower=True, overwrite_a=True)
    return found


def _pulls(archive: TrainingArchive, changes: Floats, kernels: Kernels) -> Floats:
    """What each run contributes to what is said, of the shape of the changes."""
    factor = _factor(_line(archive, kernels), archive, kernels)
    pulls: Floats = linalg.cho_solve((factor, True), changes)
    return pulls

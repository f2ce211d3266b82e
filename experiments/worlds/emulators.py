"""Emulators: what a run would show at assumptions that were not run, with the error of saying so.

A trend of lines and curves over the assumptions that matter, and a Gaussian process (scikit-learn) on what it
leaves; its white noise holds what random draws do, and what assumptions do that were screened out.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.tools.needed import needed
from experiments.worlds.screening import bent, centred, screened

Floats = NDArray[np.float64]
ACTIVE: Final = 40  # assumptions that emulators look at
RIDGE: Final = 1.0  # of the trend, in points of the design
LEAST_NOISE: Final = 1e-6  # part of the variance
FOLDS: Final = 5
LEAST_WEIGHT: Final = 0.1  # of an assumption in a distance, against the one that matters most


@dataclass(frozen=True)
class Emulator:
    """One output.

    Attributes:
        mean: of the output over the design.
        scale: its standard deviation there.
        slopes: (2 * active,) of the trend: of its lines, then of its curves, see :func:`bent`.
        weights: (active,) of the assumptions in distances, per length of the process.
        centres: (points, active) of the design, weighted so.
        pull: (points,) of each of them on what the trend leaves.
        variance: of a run's output around what is said, the noise included, from leaving out each point.
        noise: variance of it that no assumption explains.
    """

    mean: float
    scale: float
    slopes: Floats
    weights: Floats
    centres: Floats
    pull: Floats
    variance: float
    noise: float

    def predict(self, x: Floats) -> Floats:
        """What runs would show.

        Args:
            x: (points, active) from -1 to 1.
        """
        z = x * self.weights
        squares = (z**2).sum(axis=1)[:, np.newaxis] + (self.centres**2).sum(axis=1) - 2.0 * z @ self.centres.T
        found: Floats = self.mean + self.scale * (bent(x) @ self.slopes + np.exp(-0.5 * squares) @ self.pull)
        return found


@dataclass(frozen=True)
class Emulators:
    """All outputs, as functions of the assumptions that matter.

    Attributes:
        active: columns of the design that are looked at.
        each: an emulator an output.
    """

    active: NDArray[np.int64]
    each: tuple[Emulator, ...]

    def predict(self, parts: Floats) -> tuple[Floats, Floats]:
        """Means (points, outputs) and variances (outputs,).

        Args:
            parts: (points, assumptions) from 0 to 1.
        """
        x = centred(parts[:, self.active])
        means = np.stack([one.predict(x) for one in self.each], axis=1)
        return means, np.array([one.variance for one in self.each])

    def only(self, wanted: Sequence[int]) -> Emulators:
        """Some of the outputs."""
        return Emulators(self.active, tuple(self.each[k] for k in wanted))


def fit_emulators(parts: Floats, outputs: Floats, most: int = ACTIVE) -> Emulators:
    """Fit an emulator to every output.

    Args:
        parts: (points, assumptions) from 0 to 1.
        outputs: (points, outputs); points without a value are left out of that output.
        most: assumptions that are looked at.
    """
    x = centred(parts)
    active = screened(x, outputs, most)
    return Emulators(active, tuple(_fit(x[:, active], column)[0] for column in outputs.T))


def that_know_their_error(parts: Floats, outputs: Floats, most: int = ACTIVE) -> Emulators:
    """The same with variances from points that had no part in anything: a fifth at a time is left out.

    For what is concluded in the end; where to run next, the cheaper ones say as well.

    Args:
        parts: as of :func:`fit_emulators`, and so the others.
        outputs: as there.
        most: as there.
    """
    x = centred(parts)
    active = screened(x, outputs, most)
    fitted = [_fit(x[:, active], column) for column in outputs.T]
    errors = _left_out_errors(x, outputs, most, [kernel for _, kernel in fitted])
    each = zip(fitted, errors, strict=True)
    known = tuple(replace(one, variance=max(one.noise, float(error))) for (one, _), error in each)
    return Emulators(active, known)


def _left_out_errors(x: Floats, outputs: Floats, most: int, kernels: Sequence[Any]) -> Floats:
    """(outputs,) mean squares of errors on points that had no part in what is said of them.

    Which of many assumptions matter is chosen from the points; an error on those same points would be too
    small, so assumptions are chosen anew without each fold. Lengths of the processes stay.
    """
    squares = np.full(outputs.shape, np.nan)
    for fold in range(FOLDS):
        out = np.arange(len(x)) % FOLDS == fold
        active = screened(x[~out], outputs[~out], most)
        for k, kernel in enumerate(kernels):
            said = _fit(x[~out][:, active], outputs[~out, k], kernel)[0].predict(x[out][:, active])
            squares[out, k] = (outputs[out, k] - said) ** 2
    found: Floats = np.nanmean(squares, axis=0)
    return found


def _fit(x: Floats, output: Floats, kernel: Any = None) -> tuple[Emulator, Any]:
    """One output: trend, then process.

    Args:
        x: (points, active) from -1 to 1.
        output: (points,), NaN where there is no value.
        kernel: of the process; by default one is fitted, and given back.
    """
    process = needed("sklearn.gaussian_process", "lab")
    kernels = needed("sklearn.gaussian_process.kernels", "lab")
    known = np.isfinite(output)
    x, y = x[known], output[known]
    mean, scale = float(y.mean()), float(y.std()) or 1.0
    standard = (y - mean) / scale
    terms = bent(x)
    gram = terms.T @ terms + RIDGE * np.eye(terms.shape[1])
    slopes = np.asarray(np.linalg.solve(gram, terms.T @ standard), dtype=np.float64)
    matters = np.abs(slopes).reshape(2, -1).max(axis=0)
    weights: Floats = np.maximum(matters / max(float(matters.max()), 1e-12), LEAST_WEIGHT)
    start = kernels.ConstantKernel(0.3, (1e-4, 10.0)) * kernels.RBF(2.0, (0.3, 30.0)) + kernels.WhiteKernel(
        0.3, (LEAST_NOISE, 2.0)
    )
    asked = {"kernel": start} if kernel is None else {"kernel": kernel, "optimizer": None}
    left = standard - terms @ slopes
    fitted = _quietly(process.GaussianProcessRegressor(**asked, alpha=1e-8), x * weights, left)
    amplitude, length = fitted.kernel_.k1.k1.constant_value, fitted.kernel_.k1.k2.length_scale
    precision = np.linalg.inv(fitted.L_ @ fitted.L_.T)
    emulator = Emulator(
        mean,
        scale,
        slopes,
        np.asarray(weights / length, dtype=np.float64),
        np.asarray(x * weights / length, dtype=np.float64),
        amplitude * fitted.alpha_,
        scale**2 * float(np.mean(1.0 / np.diag(precision))),
        scale**2 * float(fitted.kernel_.k2.noise_level),
    )
    return emulator, fitted.kernel_


def _quietly(process: Any, x: Floats, y: Floats) -> Any:
    """Fit; a length at the end of its range is an answer, not a fault."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return process.fit(x, y)

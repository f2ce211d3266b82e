"""What an observation that could be made would teach: its expected value (Raiffa and Schlaifer 1961).

Members of an ensemble take turns at being the truth. In each the observation is simulated with its sampling
error; the other members are weighed by how likely each makes it (the truth itself is left out, else a few
hundred members would find themselves again). What is left of the likely range of an effect, and what the
option that is then best brings in the truth beyond the one that is best now, are averaged over truths. Where
an observation has many numbers, or is an assumption that would be known exactly, no member is near enough to
be weighed: effects are regressed on it instead, each predicted by the others (Strong et al. 2014, 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtrc

from experiments.statistics.means import FloatArray

RANGE: Final = (0.05, 0.95)
PENALTIES: Final = (1e-2, 1e-1, 1.0, 10.0, 100.0, 1e3, 1e6)  # of a ridge; the last leaves only the mean
ROUNDING: Final = 1e-9  # of shares that are added up
DRAWS: Final = 4  # of an observation in each truth


@dataclass(frozen=True)
class Stake:
    """What hangs on what is learnt.

    Attributes:
        effects: (members,) whose range is to shrink.
        gains: (members, options), more is better; one of them is chosen.
    """

    effects: FloatArray
    gains: FloatArray

    @property
    def width(self) -> float:
        """Of the likely range as it is now."""
        return float(widths(self.effects, np.full((1, len(self.effects)), 1.0 / len(self.effects)))[0])

    @property
    def chosen(self) -> int:
        """The option that is best now."""
        return int(np.argmax(self.gains.mean(axis=0)))

    @property
    def perfect(self) -> float:
        """What knowing the world would bring: no observation brings more."""
        return float((self.gains.max(axis=1) - self.gains[:, self.chosen]).mean())


@dataclass(frozen=True)
class Learnt:
    """What an observation teaches on average.

    Attributes:
        range_after: width of the likely range that is left.
        choice_gain: what the choice brings more than the one that is best now.
        choice_error: standard error of it over truths.
        choice_changes: share of truths in which another option is chosen.
        effective: members that weigh, on average; NaN for a regression.
    """

    range_after: float
    choice_gain: float
    choice_error: float
    choice_changes: float
    effective: float


@dataclass(frozen=True)
class Observation:
    """Numbers that could be observed, as each member has them.

    Attributes:
        mean: (members, numbers).
        covariance: (members, numbers, numbers) of sampling, and of what the model is allowed.
    """

    mean: FloatArray
    covariance: FloatArray

    def drawn(self, rng: np.random.Generator) -> FloatArray:
        """(members, numbers) as they would be observed where each member is the truth."""
        root = np.linalg.cholesky(self.covariance)
        drawn: FloatArray = self.mean + np.einsum("kij,kj->ki", root, rng.normal(size=self.mean.shape))
        return drawn

    def likelihood(self, observed: FloatArray) -> FloatArray:
        """(truths, members) log-likelihood of what was observed in each truth.

        Args:
            observed: (truths, numbers).
        """
        inverse = np.linalg.inv(self.covariance)
        away = observed[:, np.newaxis, :] - self.mean
        squares = np.einsum("tki,kij,tkj->tk", away, inverse, away)
        found: FloatArray = -0.5 * (squares + np.linalg.slogdet(self.covariance)[1])
        return found


def weighed(observation: Observation, stake: Stake, rng: np.random.Generator) -> Learnt:
    """Weigh members by what would be observed.

    Args:
        observation: members in the order of the stake's.
        stake: what hangs on it.
        rng: draws, keyed by the observation.
    """
    members = len(stake.effects)
    observed = np.concatenate([observation.drawn(rng) for _ in range(DRAWS)])
    truth = np.tile(np.arange(members), DRAWS)
    likelihood = observation.likelihood(observed)
    likelihood[np.arange(truth.size), truth] = -np.inf
    weight = np.exp(likelihood - likelihood.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    effective = float((1.0 / (weight**2).sum(axis=1)).mean())
    range_after = float(widths(stake.effects, weight).mean())
    return _learnt(stake, truth, np.argmax(weight @ stake.gains, axis=1), range_after, effective)


def regressed(features: FloatArray, stake: Stake) -> Learnt:
    """Predict effects from what would be known, each member by the others.

    Args:
        features: (members, numbers).
        stake: what hangs on it.
    """
    left = stake.effects - predicted(features, stake.effects)
    members = np.arange(len(left))
    uniform = np.full((1, members.size), 1.0 / members.size)
    gains = np.stack([predicted(features, column) for column in stake.gains.T], axis=1)
    return _learnt(stake, members, np.argmax(gains, axis=1), float(widths(left, uniform)[0]), float("nan"))


def _learnt(
    stake: Stake, truth: NDArray[np.int64], chosen: NDArray[np.int64], range_after: float, effective: float
) -> Learnt:
    """Pay what each truth pays for what is chosen there."""
    paid = stake.gains[truth, chosen] - stake.gains[truth, stake.chosen]
    by_truth = paid.reshape(-1, len(stake.effects)).mean(axis=0)
    error = float(by_truth.std(ddof=1) / np.sqrt(by_truth.size))
    changes = float((chosen != stake.chosen).mean())
    return Learnt(range_after, float(by_truth.mean()), error, changes, effective)


def chance_of(features: FloatArray, values: FloatArray) -> float:
    """How likely it is by chance that features explain as much of values as they do (F test)."""
    x = _standardised(features)
    left, lengths, _ = np.linalg.svd(x, full_matrices=False)
    left = left[:, lengths > 1e-9 * max(lengths.max(initial=0.0), 1.0)]
    centred = values - values.mean()
    explained, total = float(((left.T @ centred) ** 2).sum()), float((centred**2).sum())
    free = len(values) - 1 - left.shape[1]
    if not left.shape[1] or free < 1 or not total > 0.0:
        return 1.0
    ratio = (explained / left.shape[1]) / max((total - explained) / free, 1e-300)
    return float(fdtrc(left.shape[1], free, ratio))


def _standardised(features: FloatArray) -> FloatArray:
    """Columns that vary, with mean 0 and variance 1."""
    spread = features.std(axis=0)
    x: FloatArray = (features - features.mean(axis=0))[:, spread > 0.0] / spread[spread > 0.0]
    return x


def predicted(features: FloatArray, values: FloatArray) -> FloatArray:
    """Predict each value from the others by a ridge, whose penalty is the one that predicts best."""
    x = _standardised(features)
    left, lengths, _ = np.linalg.svd(x, full_matrices=False)
    found = [_left_out(left, lengths**2 / (lengths**2 + one), values) for one in PENALTIES]
    best = int(np.argmin([float(((values - one) ** 2).sum()) for one in found]))
    return found[best]


def _left_out(left: FloatArray, shrunk: FloatArray, values: FloatArray) -> FloatArray:
    """What a ridge predicts for each value that it was not fitted to (Allen 1974)."""
    hat = (left * shrunk) @ left.T + 1.0 / len(values)
    leverage = np.minimum(np.diag(hat), 1.0 - 1e-9)
    found: FloatArray = values - (values - hat @ values) / (1.0 - leverage)
    return found


def widths(values: FloatArray, weight: FloatArray) -> FloatArray:
    """(rows,) width of the range that holds nine tenths of the weight.

    Args:
        values: (members,).
        weight: (rows, members), each row adding up to 1.
    """
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weight[:, order], axis=1)
    low, high = (np.argmax(below >= part - ROUNDING, axis=1) for part in RANGE)
    found: FloatArray = values[order][high] - values[order][low]
    return found

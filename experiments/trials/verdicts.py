"""The rule by which a number is judged against a published one: by size, by sign, as null, within a bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from experiments.null_models.responses import log_odds
from experiments.trials.interval_estimate import IntervalEstimate, gain
from experiments.trials.trial_file import PublishedNumber

POINTS: Final = 100.0
NEAR: Final = 2.0  # times as large or as small still counts as near where no interval was published
INTERVAL: Final = 1.96
# Verdicts, and which of them count as a hit.
INSIDE, NEARLY, AS_SAID, TOO_SMALL, TOO_LARGE, WRONG, UNDECIDED = (
    *("inside", "near", "as_published", "too_small", "too_large", "wrong_sign"),
    "undecided",
)
HITS: Final = (INSIDE, NEARLY, AS_SAID)


@dataclass(frozen=True)
class Judged:
    """A published number and what the model or a rival says.

    Attributes:
        said: number with interval, in points or as the ratio that it is.
        odds: gain in log-odds where that can be told.
        published_odds: the published gain, NaN without a published control.
        verdict: see :data:`HITS`.
    """

    said: IntervalEstimate
    odds: float
    published_odds: float
    verdict: str


def ends_of(claim: PublishedNumber) -> tuple[float, float]:
    """The published interval, from the standard error where none was given; NaN without either."""
    if claim.interval:
        return claim.interval[0], claim.interval[1]
    half = INTERVAL * claim.error if claim.error else float("nan")
    return claim.effect - half, claim.effect + half


def judged(claim: PublishedNumber, said: IntervalEstimate, control: float) -> Judged:
    """What to say of a number.

    Args:
        claim: what was published.
        said: the model's number, or a rival's, in the claim's unit.
        control: share without treatment, from which log-odds are reckoned.
    """
    odds, published = float("nan"), float("nan")
    if claim.quantity in ("effect", "per_contact", "level"):
        base = control if claim.quantity != "level" else 0.5
        more = said.value / POINTS
        odds = gain(base, base + more) if claim.quantity != "level" else log_odds(more)
        if claim.control >= 0.0:
            published = _published_gain(claim, claim.effect)
    return Judged(said, odds, published, _verdict(claim, said, odds))


def _published_gain(claim: PublishedNumber, effect: float) -> float:
    return gain(claim.control / POINTS, (claim.control + effect) / POINTS)


def _verdict(claim: PublishedNumber, said: IntervalEstimate, odds: float) -> str:
    if not np.isfinite(said.value):
        return UNDECIDED
    return _RULES[claim.judged](claim, said, odds)


def _by_size(claim: PublishedNumber, said: IntervalEstimate, odds: float) -> str:
    """Inside the published interval, on the log-odds scale where the published control is known."""
    low, high = ends_of(claim)
    value, middle = said.value, claim.effect
    if claim.control >= 0.0 and np.isfinite(odds):
        value, middle = odds, _published_gain(claim, claim.effect)
        low, high = (_published_gain(claim, end) for end in (low, high))
    if low <= value <= high:
        return INSIDE
    if value * middle < 0.0:
        return WRONG
    if not np.isfinite(low) and 1.0 / NEAR <= value / middle <= NEAR:
        return NEARLY
    return TOO_SMALL if abs(value) < abs(middle) else TOO_LARGE


def _by_sign(claim: PublishedNumber, said: IntervalEstimate, odds: float) -> str:
    if said.low <= 0.0 <= said.high:
        return UNDECIDED
    return AS_SAID if said.value * claim.effect > 0.0 else WRONG


def _null(claim: PublishedNumber, said: IntervalEstimate, odds: float) -> str:
    if abs(said.value - claim.effect) <= claim.tolerance:
        return AS_SAID
    return TOO_LARGE if said.value > claim.effect else WRONG


def _at_most(claim: PublishedNumber, said: IntervalEstimate, odds: float) -> str:
    return AS_SAID if said.value <= claim.effect else TOO_LARGE


def _at_least(claim: PublishedNumber, said: IntervalEstimate, odds: float) -> str:
    return AS_SAID if said.value >= claim.effect else TOO_SMALL


_RULES: Final[dict[str, Callable[[PublishedNumber, IntervalEstimate, float], str]]] = {
    "size": _by_size,
    "sign": _by_sign,
    "null": _null,
    "at_most": _at_most,
    "at_least": _at_least,
}

"""Trials as targets of calibration: a published number with its error beside the model's with its own.

For a plausible world, run the trial under its assumptions (``overrides``) and ask how far apart the two are.
Rows from memory, signs, nulls, bounds and numbers without an interval are no targets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.statistics import half_width
from experiments.trials.trial_file import PublishedNumber, Trial
from experiments.trials.verdicts import ends_of

if TYPE_CHECKING:
    from experiments.asking.answer_question import Answered

TO_ERROR: Final = 1.96


@dataclass(frozen=True)
class TrialTarget:
    """A published number and the model's, on one scale.

    Attributes:
        id: row of the collection of trials.
        label: what it is about.
        published: the number, in points or as the ratio that it is.
        published_error: its standard error.
        said: what the model says.
        said_error: standard error over seeds, which more seeds make smaller.
    """

    id: str
    label: str
    published: float
    published_error: float
    said: float
    said_error: float

    def distance(self, discrepancy: float = 0.0) -> float:
        """Implausibility: how many standard deviations apart, all variances taken together.

        Args:
            discrepancy: standard deviation that the model is allowed beside the errors.
        """
        variance = self.published_error**2 + self.said_error**2 + discrepancy**2
        return float(abs(self.said - self.published) / np.sqrt(variance))


def target_claims(trial: Trial) -> list[tuple[int, PublishedNumber]]:
    """Published numbers that are targets, each with its place among all of the trial's."""
    return [
        (place, claim)
        for place, claim in enumerate(trial.published)
        if claim.judged == "size" and np.isfinite(ends_of(claim)[0]) and claim.confidence != "memory"
    ]


def trial_targets(answered: Answered) -> tuple[TrialTarget, ...]:
    """Targets that a trial's result in one world holds.

    Raises:
        ValueError: it is over plausible worlds, whose range is no error of a mean.
    """
    if "claims" not in answered.answer["tables"]:
        return ()
    confidence = answered.table("rivals").confidence.to_numpy()
    claims = answered.table("claims").assign(confidence=confidence)
    if "hits_in" in claims:
        raise ValueError("a target is what the model says in one world; this result is over plausible ones")
    is_size = (claims.judged == "size") & np.isfinite(claims.published_low) & np.isfinite(claims.model_low)
    rows = claims[is_size & (claims.confidence != "memory")]
    return tuple(_target(row, answered.runs) for row in rows.to_dict("records"))


def _target(row: dict[Any, Any], seeds: int) -> TrialTarget:
    t = float(half_width(np.array([1.0]), np.array([seeds]))[0] * np.sqrt(seeds))
    return TrialTarget(
        str(row["id"]),
        str(row["label_en"]),
        float(row["published"]),
        float(row["published_high"] - row["published_low"]) / (2.0 * TO_ERROR),
        float(row["model"]),
        float(row["model_high"] - row["model_low"]) / (2.0 * t),
    )

"""Observations that could be made, of the status quo or of both sides of a trial, and which teach most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.calibration.survey_questions import QUESTIONS
from experiments.deciding.weighing import Observation
from experiments.worlds.discrepancy import SMALLEST, discrepancy_of

if TYPE_CHECKING:
    import pandas as pd

    from experiments.calibration.survey_questions import SurveyQuestion
    from experiments.statistics import FloatArray

FEW: Final = 10.0  # members that weigh: with fewer the range that is left is too short
ENOUGH: Final = 0.9  # of what the most respondents teach


@dataclass(frozen=True)
class ToldShares:
    """What members tell to one question.

    Attributes:
        asked: (members,) share of respondents who are asked it.
        shares: (members, answers) of these.
    """

    asked: FloatArray
    shares: FloatArray

    def sampling(self, respondents: float) -> FloatArray:
        """(members, answers, answers) covariance of the shares among so many respondents.

        Answers of one question exclude each other, so a sample of them is multinomial.
        """
        p = np.clip(self.shares, SMALLEST, 1.0 - SMALLEST)
        diagonal = p[:, :, np.newaxis] * np.eye(p.shape[1])
        number = respondents * np.maximum(self.asked, SMALLEST)
        found: FloatArray = (diagonal - p[:, :, np.newaxis] * p[:, np.newaxis, :]) / number[
            :, np.newaxis, np.newaxis
        ]
        return found


def surveyed(told: ToldShares, respondents: int, design_effect: float) -> Observation:
    """Shares that a survey would show.

    Args:
        told: under the status quo.
        respondents: of the survey.
        design_effect: how many times a simple sample's variance.
    """
    allowed = [[discrepancy_of("share", float(one)) ** 2 for one in row] for row in told.shares]
    return Observation(told.shares, design_effect * told.sampling(respondents) + _diagonal(allowed))


def tried(without: ToldShares, under: ToldShares, respondents: int, design_effect: float) -> Observation:
    """Differences that a trial would show, half of whose respondents live under the policy.

    Args:
        without: what members tell under the status quo, at the trial's end.
        under: the same under the policy.
        respondents: of both sides.
        design_effect: how many times a simple sample's variance.
    """
    half = 0.5 * respondents
    apart = under.shares - without.shares
    allowed = [[(discrepancy_of("points", 100.0 * float(one)) / 100.0) ** 2 for one in row] for row in apart]
    sampling = design_effect * (under.sampling(half) + without.sampling(half))
    return Observation(apart, sampling + _diagonal(allowed))


def joined_up(observations: list[Observation]) -> Observation:
    """Several at once; that the same people answer all of them is left out."""
    width = sum(one.mean.shape[1] for one in observations)
    members = len(observations[0].mean)
    covariance, start = np.zeros((members, width, width)), 0
    for one in observations:
        end = start + one.mean.shape[1]
        covariance[:, start:end, start:end] = one.covariance
        start = end
    return Observation(np.concatenate([one.mean for one in observations], axis=1), covariance)


def _diagonal(rows: list[list[float]]) -> FloatArray:
    values = np.array(rows)
    found: FloatArray = values[:, :, np.newaxis] * np.eye(values.shape[1])
    return found


def told_in(values: FloatArray) -> dict[SurveyQuestion, ToldShares]:
    """Questions that every member answers, and not all alike.

    Args:
        values: (members, numbers) in the order of :data:`QUESTIONS`, of each the share asked and its answers.
    """
    found, start = {}, 0
    for one in QUESTIONS:
        end = start + 1 + len(one.answers)
        asked, shares = values[:, start], values[:, start + 1 : end]
        if np.isfinite(shares).all() and (asked > 0.0).all() and (np.ptp(shares, axis=0) > 0.0).any():
            found[one] = ToldShares(asked, shares)
        start = end
    return found


def trusted(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows in which enough members weigh, and those of regressions, in which none do."""
    return frame[~(frame.effective < FEW)]


def by_observation(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Rows of each observation by size, what shrinks the range most on average over its sizes first.

    Each row is an estimate with chance in it, so the best of hundreds of rows would be the luckiest.
    """
    each = [
        rows.sort_values("respondents", kind="stable")
        for _, rows in frame.groupby(["kind", "policy", "what"], sort=False)
    ]
    return sorted(each, key=lambda rows: -float(rows.shrinks.mean()))


def enough(rows: pd.DataFrame) -> pd.Series:
    """The row of the fewest respondents who teach nearly what the most of them do.

    Args:
        rows: of one observation, by size.
    """
    most = float(rows.shrinks.iloc[-1])
    return rows[rows.shrinks >= ENOUGH * most].iloc[0] if most > 0.0 else rows.iloc[-1]

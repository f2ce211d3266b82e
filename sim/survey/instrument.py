"""The survey instrument (Q5): interviews simulated residents as a real survey would, one row a respondent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.engine.random import purpose, uniform
from sim.engine.settings import BadInput, setting
from sim.survey.answers import ANSWER_DRAWS, answers_of
from sim.vocabulary import ADULT_AGE

if TYPE_CHECKING:
    import pandas as pd

Rows = NDArray[np.int64]
SAMPLE_DRAWS: Final = purpose("survey.sample")


@dataclass(frozen=True, kw_only=True)
class SurveyDesign:
    """How the survey departs from a complete and truthful one; everything off by default.

    Attributes:
        neighbourhoods: communities drawn; 0 for all.
        dormitory_missed: share of dormitory residents that household sampling misses.
        non_response: share of drawn residents who refuse.
        over_reporting: share of those who did not vote or volunteer who say that they did.
    """

    neighbourhoods: int = setting(0, "communities", "communities drawn; 0 for all", low=0, high=4095)
    dormitory_missed: float = setting(
        0.0, "share", "of dormitory residents that household sampling misses", low=0.0, high=1.0
    )
    non_response: float = setting(0.0, "share", "of drawn residents who refuse", low=0.0, high=0.95)
    over_reporting: float = setting(
        0.0, "share", "of those who did not, who say that they did", low=0.0, high=0.5
    )


def interview(district: District, n: int, seed: int, design: SurveyDesign | None = None) -> pd.DataFrame:
    """Interview adult residents; the district is not changed.

    Args:
        district: the district as it stands.
        n: interviews wanted; fewer if there are fewer adults.
        seed: key of the survey's own random draws.
        design: departures from a complete and truthful survey.

    Returns:
        One row a respondent, columns as in :data:`sim.survey.answers.CODEBOOK`.

    Raises:
        BadInput: n is not positive.
    """
    import pandas as pd

    if n < 1:
        raise BadInput(f"n: {n} is not a positive number of interviews")
    plan = design or SurveyDesign()
    rows = _sample(district, n, seed, plan)
    frame = pd.DataFrame(answers_of(district, rows))
    return _over_report(frame, district, rows, seed, plan.over_reporting)


def _lot(district: District, rows: Rows, seed: int, draw: int) -> NDArray[np.float64]:
    identity = district.residents.identity
    return np.array([uniform(seed, int(identity[i]), district.month, SAMPLE_DRAWS, draw) for i in rows])


def _sample(district: District, n: int, seed: int, plan: SurveyDesign) -> Rows:
    """Clustered sample: equally many adults from each drawn community, by keyed lot."""
    communities = np.arange(district.geography.communities)
    if plan.neighbourhoods and plan.neighbourhoods < communities.size:
        lot = np.array([uniform(seed, int(c), district.month, SAMPLE_DRAWS, 9) for c in communities])
        communities = np.sort(np.argsort(lot, kind="stable")[: plan.neighbourhoods])
    each = -(-n // communities.size)
    drawn = np.concatenate([_sample_community(district, int(c), each, seed, plan) for c in communities])
    if drawn.size > n:
        order = np.argsort(_lot(district, drawn, seed, 3), kind="stable")
        drawn = np.sort(drawn[order[:n]])
    return drawn


def _sample_community(district: District, community: int, each: int, seed: int, plan: SurveyDesign) -> Rows:
    first, last = district.rows_of(community)
    rows = first + np.flatnonzero(district.residents.age[first:last] >= ADULT_AGE)
    if plan.dormitory_missed:
        missed = district.residents.dormitory[rows] & (_lot(district, rows, seed, 1) < plan.dormitory_missed)
        rows = rows[~missed]
    drawn = rows[np.sort(np.argsort(_lot(district, rows, seed, 0), kind="stable")[:each])]
    if plan.non_response:
        drawn = drawn[_lot(district, drawn, seed, 2) >= plan.non_response]
    return drawn


def _over_report(
    frame: pd.DataFrame, district: District, rows: Rows, seed: int, share: float
) -> pd.DataFrame:
    if not share:
        return frame
    identity = district.residents.identity
    draw = np.array([uniform(seed, int(identity[i]), district.month, ANSWER_DRAWS, 1) for i in rows])
    claims = draw < share
    claim_to_have_voted = claims & (frame["voted_last"] == "no").to_numpy()
    for answer, claimed in (("voted_3y", 1), ("voted_last", "yes"), ("why_not_voted", "")):
        frame.loc[claim_to_have_voted, answer] = claimed
    frame.loc[claims, "volunteered_12m"] = 1
    return frame

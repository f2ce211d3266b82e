"""What a survey by the codebook asks beside who somebody is: each question with the answers that are counted.

Answers are conditions as facts have them (:mod:`experiments.calibration.facts`); those of one question
exclude each other, and the one that is left out follows from the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.calibration.facts import holds
from experiments.wording.sentences import named

if TYPE_CHECKING:
    from experiments.asking.question import Words

NO_ANSWER: Final = -1  # a number that is lacking
LABELS: Final = named("survey_questions")
# Who somebody is: the initialiser sets it, so no assumption is learnt from it.
BACKGROUND: Final = (
    "respondent", "neighbourhood", "neighbourhood_type", "weight", "hukou", "agricultural_hukou", "owner",
    "shareholder", "age", "sex", "education", "party", "income_z", "years_here", "dormitory",
)  # fmt: skip


@dataclass(frozen=True)
class SurveyQuestion:
    """A question.

    Attributes:
        column: of the codebook.
        answers: conditions that are counted.
        among: of whom; empty for everybody.
    """

    column: str
    answers: tuple[str, ...]
    among: str = ""

    @property
    def label(self) -> Words:
        """What is asked, for people."""
        return LABELS[self.column]

    def shares(self, answers: pd.DataFrame) -> NDArray[np.float64]:
        """Share of respondents who are asked, and of these the share of each answer; NaN if nobody is asked.

        Args:
            answers: one row a respondent, columns of the codebook.
        """
        is_asked = self.is_asked(answers)
        asked, weight = answers[is_asked], answers["weight"].to_numpy(dtype=np.float64)
        if not len(asked):
            return np.array([0.0, *[np.nan] * len(self.answers)])
        told = [np.average(holds(asked, one), weights=weight[is_asked]) for one in self.answers]
        return np.array([weight[is_asked].sum() / weight.sum(), *told])

    def is_asked(self, answers: pd.DataFrame) -> NDArray[np.bool_]:
        """Who is asked and gave an answer."""
        told = ~answers[self.column].isin((NO_ANSWER, ""))
        return holds(answers, self.among) & told.to_numpy(dtype=np.bool_)


def _yes(column: str) -> SurveyQuestion:
    return SurveyQuestion(column, (f"{column} is 1",))


QUESTIONS: Final = (
    SurveyQuestion("neighbour_contact", ("neighbour_contact from 0 to 1", "neighbour_contact from 4 to 6")),
    _yes("lends_tools"),
    SurveyQuestion("trust_government", ("trust_government from 4 to 5",)),
    SurveyQuestion("efficacy_internal", ("efficacy_internal from 4 to 5",)),
    SurveyQuestion("efficacy_external", ("efficacy_external from 4 to 5",)),
    _yes("knows_committee_formation"),
    _yes("registered_voter"),
    SurveyQuestion("voted_last", ("voted_last is yes", "voted_last is not_eligible")),
    _yes("voted_3y"),
    SurveyQuestion(
        "why_not_voted",
        tuple(f"why_not_voted names {one}" for one in ("not_informed", "no_time", "not_eligible")),
        among="voted_3y is 0",
    ),
    _yes("committee_work_3y"),
    _yes("suggested_3y"),
    _yes("contacted_government_3y"),
    _yes("volunteered_12m"),
    _yes("registered_volunteer"),
    SurveyQuestion("culture_12m", ("culture_12m is never", "culture_12m is monthly")),
    SurveyQuestion(
        "homeowners_committee", ("homeowners_committee is exists", "homeowners_committee is unsure")
    ),
    SurveyQuestion("voted_homeowners", ("voted_homeowners is 1",), among="homeowners_committee is exists"),
    _yes("would_take_part"),
    SurveyQuestion("rung", ("rung from 1 to 2", "rung from 3 to 5")),
)

"""One seed for the value of information: every adult is asked at the policy date and at each arm's end.

Everybody answers, truthfully: what a sample would show beside that is sampling error, which is added where an
observation is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.calibration.survey_questions import QUESTIONS
from sim.district import District
from sim.simulation import Recorder
from sim.survey.answers import answers_of
from sim.vocabulary import ADULT_AGE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from experiments.calibration.survey_questions import SurveyQuestion
    from sim.outcomes.register import Key
    from sim.scenario import Scenario
    from sim.simulation import OnMonth, Run

BEFORE, AFTER = "before", "after"


def keys_of(question: SurveyQuestion, when: str) -> tuple[Key, ...]:
    """Columns of a run: the share who are asked, then each answer's share of these."""
    parts = ("asked", *question.answers)
    return tuple((f"{when}: {question.column}: {part}", "all") for part in parts)


KEYS: Final = tuple(key for when in (BEFORE, AFTER) for one in QUESTIONS for key in keys_of(one, when))


def simulate_asked(scenarios: Sequence[Scenario], *, on_month: OnMonth | None = None) -> list[Run]:
    """Run scenarios from one burn-in, asking everybody at its end and at theirs.

    Args:
        scenarios: with seed; they share their burn-in.
        on_month: told the number of each month that has ended.
    """
    with closing(District(scenarios[0], views=False)) as district:
        trunk = Recorder(district)
        trunk.advance(scenarios[0].calendar.burn_in, on_month)
        before = told_by_all(district)
        return [_branch(trunk, scenario, before, on_month) for scenario in scenarios]


def _branch(
    trunk: Recorder, scenario: Scenario, before: NDArray[np.float64], on_month: OnMonth | None
) -> Run:
    with closing(trunk.district.fork(scenario)) as district:
        branch = Recorder(district, trunk)
        branch.advance(district.last_month, on_month)
        return with_answers(branch.result(), np.concatenate([before, told_by_all(district)]))


def with_answers(run: Run, told: NDArray[np.float64]) -> Run:
    """A run whose last month holds what was told, too.

    Args:
        run: of a scenario.
        told: a number for each of :data:`KEYS`.
    """
    columns = np.full((len(run.values), len(KEYS)), np.nan)
    columns[-1] = told
    return replace(run, keys=(*run.keys, *KEYS), values=np.concatenate([run.values, columns], axis=1))


def told_by_all(district: District) -> NDArray[np.float64]:
    """What all adults say to all questions: of each the share who are asked, and its answers' shares."""
    import pandas as pd

    adults = np.flatnonzero(district.residents.age >= ADULT_AGE)
    answers = pd.DataFrame(answers_of(district, adults))
    return np.concatenate([one.shares(answers) for one in QUESTIONS])

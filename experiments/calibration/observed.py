"""What a run shows of facts: a district lived through, interviewed after the burn-in, then measured."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from experiments.calibration.facts import Fact, in_survey
from sim.district import District
from sim.scenario import Scenario
from sim.simulation import OnMonth, Recorder
from sim.survey.instrument import interview
from sim.vocabulary import Office

OUTCOME, MEMBERS = "outcome", "members"
LATER: Final = (OUTCOME,)  # kinds that the months after the burn-in are needed for


@dataclass(frozen=True)
class Observed:
    """A run as facts see it.

    Attributes:
        survey: interviews at the end of the burn-in, one row a respondent.
        members: of a residents' committee, on average, then.
        headline: means over the months after it, by outcome, of everybody; empty where nobody asked.
    """

    survey: pd.DataFrame
    members: float
    headline: dict[str, float]

    def of(self, fact: Fact) -> float:
        """What the run gives for a fact; NaN where it has no value."""
        if fact.kind == OUTCOME:
            return self.headline.get(fact.of, float("nan"))
        return self.members if fact.kind == MEMBERS else in_survey(fact, self.survey)


def observe(
    scenario: Scenario, facts: Sequence[Fact], interviews: int, on_month: OnMonth | None = None
) -> Observed:
    """Live through a scenario as far as the facts need it.

    Args:
        scenario: its seed is also the key of the interviews' random draws.
        facts: what will be asked for.
        interviews: respondents.
        on_month: told the number of each month that has ended.
    """
    calendar = scenario.calendar
    with closing(District(scenario, views=False)) as district:
        recorder = Recorder(district)
        _live(recorder, calendar.burn_in, facts, on_month)
        survey = interview(district, interviews, scenario.seed)
        members = np.count_nonzero(district.residents.office == Office.COMMITTEE)
        headline: dict[str, float] = {}
        if any(fact.kind in LATER for fact in facts):
            recorder.advance(district.last_month, on_month)
            found = recorder.result().headline()
            headline = {outcome: value for (outcome, group), value in found.items() if group == "all"}
        return Observed(survey, members / district.geography.communities, headline)


def _live(recorder: Recorder, until: int, facts: Sequence[Fact], on_month: OnMonth | None) -> None:
    """The burn-in; nobody measures it where no fact asks for what comes after."""
    if any(fact.kind in LATER for fact in facts):
        recorder.advance(until, on_month)
        return
    while recorder.district.month < until:
        recorder.district.step()
        if on_month is not None:
            on_month(recorder.district.month)

"""Through time and by group: what the arms that change the leading outcome most did, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from experiments.answering.answer import Figure, Table
from experiments.answering.arm_effects import effects
from experiments.answering.arm_names import Labels, with_labels
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question
from experiments.asking.sampled_arms import Sampled, of_keys
from experiments.statistics.time_paths import month_rows
from experiments.wording.sentences import named, sentences
from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import groups_of
from sim.scenario import Scenario

MOST_ARMS: Final = 4  # beside the baseline
MOST_OUTCOMES: Final = 4
BAND: Final = named("details.band")
SAY: Final = sentences("details")


def details(
    question: Question, laboratory: RunLaboratory, sampled: Sampled, arms: Sequence[Scenario], labels: Labels
) -> tuple[list[Table], list[Figure]]:
    """Tables and figures of the months and of the groups of residents.

    Args:
        question: what is asked.
        laboratory: that has run the arms.
        sampled: what it found; its first scenario is the baseline.
        arms: the baseline first.
        labels: names of the arms for people.
    """
    chosen = _that_matter(sampled, arms)
    by_group = _by_group(question, laboratory, sampled, chosen, labels)
    by_month = _by_month(question, laboratory, sampled, chosen, labels)
    tables = [
        Table("groups", by_group, title=SAY("table_groups")),
        Table("months", by_month, BAND, title=SAY("table_months")),
    ]
    return tables, [Figure("groups", "groups", question.lead), Figure("paths", "months")]


def _that_matter(sampled: Sampled, arms: Sequence[Scenario]) -> list[Scenario]:
    """The baseline, then the arms that change the leading outcome most, in the order of the arms."""
    mean = pd.DataFrame(sampled.headlines.values[:, :, 0]).mean(axis=1)
    size = (mean - mean.iloc[0]).abs().iloc[1:].sort_values(ascending=False, kind="stable")
    kept = sorted(int(row) for row in size.index[:MOST_ARMS])
    by_name = {arm.name: arm for arm in arms}
    return [by_name[sampled.headlines.scenarios[row]] for row in (0, *kept)]


def _by_group(
    question: Question, laboratory: RunLaboratory, sampled: Sampled, arms: Sequence[Scenario], labels: Labels
) -> pd.DataFrame:
    keys = [(question.lead, group) for group in groups_of(question.lead)]
    frame = effects(of_keys(sampled, laboratory, arms, keys), labels).frame
    return frame[frame.seeds > 0].reset_index(drop=True)


def _by_month(
    question: Question, laboratory: RunLaboratory, sampled: Sampled, arms: Sequence[Scenario], labels: Labels
) -> pd.DataFrame:
    outcomes = question.outcomes[:MOST_OUTCOMES]
    keys = [(outcome, EVERYBODY) for outcome in outcomes]
    values = laboratory.measuring(keys).months(arms, sampled.headlines.seeds)
    names, burn_in = [arm.name for arm in arms], arms[0].calendar.burn_in
    blocks = [
        month_rows(values[..., k], names, outcome, burn_in, sampled.confidence, in_worlds=sampled.in_worlds)
        for k, outcome in enumerate(outcomes)
    ]
    return with_labels(pd.concat(blocks, ignore_index=True), labels)

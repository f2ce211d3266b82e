"""How policies stand over worlds or draws, as a table, a figure and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Figure, Table, outcome_words, row_words
from experiments.answering.arm_names import Labels, with_labels
from experiments.answering.difference_words import amount_over_worlds
from experiments.deciding.standing import Standing, standing
from experiments.statistics.shares import share_of
from experiments.wording.sentences import sentences

if TYPE_CHECKING:
    from experiments.asking.question import Question, Words
    from experiments.statistics import FloatArray

SAY: Final = sentences("standing_table")
TABLE: Final = "standing"
REGRETS: Final = ("expected_regret", "largest_regret")


def stand(
    question: Question, names: Sequence[str], gains: FloatArray, labels: Labels, rows: Words | None = None
) -> tuple[list[Words], list[Table], list[Figure]]:
    """Say how options stand; nothing where there are not two of them with values in a world.

    Args:
        question: whose leading outcome they are for.
        names: of the options, the first of which is to do nothing.
        gains: (worlds, options) for the leading outcome, more being better.
        labels: names for people.
        rows: what worlds are called, if they are only draws of assumptions.
    """
    known = gains[np.isfinite(gains).all(axis=1)]
    if len(names) < 3 or len(known) < 2:
        return [], [], []
    found = standing(known)
    frame = with_labels(standing_frame(names, found), labels)
    return (
        _said(question, frame, found, rows or SAY("worlds")),
        [_table(question, frame)],
        [Figure("standing", TABLE, question.lead)],
    )


def standing_frame(names: Sequence[str], found: Standing) -> pd.DataFrame:
    """A row an option, the one that is best in most worlds first."""
    ranks = found.ranks
    chance = [share_of(round(found.worlds * float(share)), found.worlds) for share in ranks[:, 0]]
    frame = pd.DataFrame(
        {
            "scenario": names,
            "first": ranks[:, 0],
            "first_low": [one.low for one in chance],
            "first_high": [one.high for one in chance],
            "second": ranks[:, 1],
            "third": ranks[:, 2],
            "later": ranks[:, 3:].sum(axis=1),
            "mean_rank": ranks @ np.arange(1, len(names) + 1),
            "expected_regret": found.expected_regret,
            "largest_regret": found.largest_regret,
            "worlds": found.worlds,
        }
    )
    return frame.sort_values(
        ["first", "mean_rank"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _table(question: Question, frame: pd.DataFrame) -> Table:
    return Table(TABLE, frame, outcomes=dict.fromkeys(REGRETS, question.lead), title=SAY("table_standing"))


def _said(question: Question, frame: pd.DataFrame, found: Standing, rows: Words) -> list[Words]:
    best, safest = frame.iloc[0], frame.iloc[int(frame.largest_regret.argmin())]
    told = SAY(
        "best",
        best=row_words(best),
        share=best["first"],
        worlds=found.worlds,
        rows=rows,
        low=best.first_low,
        high=best.first_high,
        outcome=outcome_words(question.lead),
        expected=amount_over_worlds(question.lead, best.expected_regret),
        largest=amount_over_worlds(question.lead, best.largest_regret),
    )
    if best.scenario == safest.scenario:
        return [told, SAY("safest_too")]
    return [
        told,
        SAY(
            "safest_other",
            safest=row_words(safest),
            least=amount_over_worlds(question.lead, safest.largest_regret),
        ),
    ]

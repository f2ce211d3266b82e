"""What designs that compare arms with a baseline have in common: tables, and how certain they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, words
from experiments.answering.arm_certainty import certainty_in_worlds
from experiments.answering.arm_effects import differences, effects, lead_rows, pairing
from experiments.answering.arm_names import Labels, scenario_label, with_labels
from experiments.answering.details import details
from experiments.answering.difference_words import change_words
from experiments.answering.no_value import lacking, names_lacking, without_value
from experiments.answering.smallest_effects import sign_of_better
from experiments.answering.uncertainty import measure_uncertainty
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import Sampled, of_keys, sample, stopping
from experiments.deciding.standing_table import stand
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import listing, sentences
from sim.outcomes.register import OUTCOMES, outcome_keys
from sim.scenario import Scenario
from sim.wording.labels import label

SAY: Final = sentences("arms")

DIFFERENCES: Final = "differences"  # the table of every outcome and group
Say = Callable[["pd.DataFrame", dict[str, "Words"]], "Words"]


def answer_arms(
    question: Question,
    laboratory: RunLaboratory,
    arms: Sequence[Scenario],
    labels: dict[str, Words],
    say: Say,
    besides: Callable[[Sampled], list[Words]] = lambda _: [],
) -> Answer:
    """Run arms against the first and say what came out.

    Args:
        question: what is asked.
        laboratory: where runs are done.
        arms: the baseline first.
        labels: a name for people for each arm, by its name.
        say: gives the answer in a sentence from the leading outcome's rows that have a value.
        besides: gives what else is said of what was found.
    """
    labels = {arms[0].name: scenario_label(arms[0])} | labels
    sampled = sample(question, laboratory, arms)
    table = effects(sampled, labels)
    lead = lead_rows(table.frame, question)
    valued = lead[lead.difference.notna()]
    sentence = say(valued, labels) if len(valued) else without_value(question.lead)
    chosen = [arms[0], _that_moves_most(valued, arms)]
    hinges, tables = list[Table](), list[Table]()
    if sampled.in_worlds:
        certainty, hinges = certainty_in_worlds(question, sampled, arms, labels, chosen[1].name)
    else:
        certainty, tables = measure_uncertainty(question, laboratory, chosen, labels)
    more_tables, more_figures = details(question, laboratory, sampled, arms, labels)
    figures = (Figure("effects", "effects"), *more_figures, *(Figure("levels", "spread") for _ in tables[:1]))
    left_out = lacking(question.lead, names_lacking(lead, "difference")) if len(valued) else []
    ranks, rank_tables, rank_figures = _standing(question, sampled, labels)
    if question.everything:
        more_tables.append(every_difference(laboratory, sampled, arms, labels))
    how_sure = (*marks(table.frame), *stopping(sampled), *pairing(table.frame, question), *certainty)
    return Answer(
        sentence,
        (*left_out, *ranks, *besides(sampled), *how_sure),
        (table, *hinges, *rank_tables, *more_tables, *looks(sampled), *tables),
        (figures[0], *rank_figures, *figures[1:]),
    )


def _standing(
    question: Question, sampled: Sampled, labels: Labels
) -> tuple[list[Words], list[Table], list[Figure]]:
    """Chances of ranks and regret, where each seed lived in a world of its own."""
    if not sampled.in_worlds:
        return [], [], []
    values = sampled.headlines.values[:, :, 0]
    gains = sign_of_better(question.lead) * (values - values[0]).T
    return stand(question, sampled.headlines.scenarios, gains, labels)


def every_difference(
    laboratory: RunLaboratory, sampled: Sampled, arms: Sequence[Scenario], labels: Labels
) -> Table:
    """Differences of every outcome in every group, unmarked: among thousands some are large by chance."""
    frame = differences(of_keys(sampled, laboratory, arms, outcome_keys()))
    unmarked = frame.drop(columns=["interval", "p"])
    return Table(DIFFERENCES, with_labels(unmarked, labels), title=SAY("table_differences"))


def _that_moves_most(valued: pd.DataFrame, arms: Sequence[Scenario]) -> Scenario:
    """The arm that changes the leading outcome most; the first reform if none has a value."""
    if not len(valued):
        return arms[1]
    most = valued.scenario[valued.difference.abs().sort_values(ascending=False, kind="stable").index[0]]
    return next(arm for arm in arms if arm.name == most)


def looks(sampled: Sampled) -> list[Table]:
    """The table of looks, if seeds were added one look after another."""
    return [Table("looks", sampled.looks, title=SAY("table_looks"))] if sampled.sequential else []


def by_gain(rows: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Rows from the best difference to the worst."""
    gain = rows.difference * sign_of_better(outcome)
    return rows.loc[gain.sort_values(ascending=False, kind="stable").index]


def marks(frame: pd.DataFrame) -> list[Words]:
    """How many differences are certain although many were looked at."""
    known = int(frame.p.notna().sum())
    if not known:
        return []
    clear = int(frame.clear.sum())
    return [SAY("marks", clear=clear, known=known)]


def lead_label(question: Question) -> Words:
    """Name of the leading outcome."""
    return in_both(lambda language: f"“{label(OUTCOMES[question.lead], language)}”")


def listed(rows: pd.DataFrame, question: Question, labels: dict[str, Words], most: int = 3) -> Words:
    """The first few arms, as half sentences; where only a few are wanted, those that are clear."""
    if most < len(rows):
        rows = rows[rows.clear] if rows.clear.any() else rows.head(1)
    first: list[Any] = list(rows.head(most).itertuples())
    return listing(
        change_words(
            question, row, row.difference, labels.get(row.scenario, words(row.scenario, row.scenario))
        )
        for row in first
    )

"""What designs over assumptions have in common: points, what is measured there, and how it is told.

Studied is the level of each outcome in the question's scenario and, if a policy is named, the policy's
effect: its difference to that scenario under the same assumptions, seed by seed. A point's value is the mean
over the question's seeds, the same at every point, so what differs between points is not chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Table, joined, outcome_words
from experiments.answering.arm_effects import lead_rows
from experiments.answering.arm_names import Labels, arm_labels
from experiments.answering.difference_words import change_alone
from experiments.answering.no_value import without_value
from experiments.answering.uncertainty import measure_under, share_sentence, spread_rows
from experiments.asking.assumption_axes import AssumptionAxis, Uncertain, uncertain
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.statistics import FloatArray
from experiments.wording.assumption_names import assumption_name
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import listing, sentences
from sim.engine.settings import BadInput, setting
from sim.scenario import Scenario
from sim.wording.labels import Language

SAY: Final = sentences("over_assumptions")

SEED: Final = 20140114  # of the choice of points; the day the study was published


@dataclass(frozen=True, kw_only=True)
class OverAssumptions:
    """What designs over assumptions are told."""

    assumptions: tuple[AssumptionAxis, ...] = ()
    policy: str = setting(
        "", "text", "whose effect is studied; without one, the level of the question's scenario"
    )

    def uncertainties(self, question: Question) -> tuple[Uncertain, ...]:
        """The assumptions with their ranges; unless the design names some, those that the question draws.

        Raises:
            BadInput: there is none.
        """
        found = uncertain(self.assumptions, question.base(), "design.assumptions") or question.uncertainties()
        if not found:
            raise BadInput("design.assumptions: give at least one, here or as doubt.assumptions")
        return found

    def arms(self, question: Question) -> list[Scenario]:
        """The question's scenario, and the policy if there is one."""
        more = [question.load(f"{question.scenario}+{self.policy}")] if self.policy else []
        return [question.base(), *more]

    def runs(self, question: Question, points: int) -> int:
        """Number of runs at some points."""
        return points * question.seeds.number * len(self.arms(question))


@dataclass(frozen=True)
class Studied:
    """What was measured at points.

    Attributes:
        values: (arms, points, seeds, keys).
        labels: of the arms, in their order.
        laboratory: that measured.
    """

    values: FloatArray
    labels: Labels
    laboratory: RunLaboratory

    def quantities(self) -> list[tuple[str, FloatArray]]:
        """Means over seeds, (points, keys), of the level and, with a policy, of its effect."""
        levels = self.values.mean(axis=2)
        effect = [("difference", levels[1] - levels[0])] if len(levels) > 1 else []
        return [("level", levels[0]), *effect]

    def gaps(self, question: Question) -> list[Words]:
        """At how many points the leading outcome has no value, in words; nothing if it has one at all."""
        lead = self._lead(question)
        missing = int(np.isnan(lead).sum())
        if not missing:
            return []
        return [SAY("gaps", missing=missing, points=len(lead), outcome=outcome_words(question.lead))]

    def nothing_to_rank(self, question: Question) -> Words:
        """Why no assumption can be ranked: no values, gaps, or values that are all the same."""
        lead = self._lead(question)
        if np.isnan(lead).all():
            return without_value(question.lead)
        for gap in self.gaps(question):
            return joined([gap, SAY("so_not_ranked")])
        return SAY("same_everywhere", outcome=outcome_words(question.lead))

    def _lead(self, question: Question) -> FloatArray:
        """Values of the leading outcome at the points: of the policy's effect, where there is a policy."""
        return self.quantities()[-1][1][:, self.laboratory.keys.index((question.lead, "all"))]

    def spread(self, question: Question, points: slice = slice(None)) -> tuple[Words, pd.DataFrame]:
        """Random draws and assumptions, from independent points."""
        frame = spread_rows(self.values[:, points], self.labels, self.laboratory.keys)
        return share_sentence(frame, question, list(self.labels)[-1]), frame


def study(
    question: Question,
    laboratory: RunLaboratory,
    arms: list[Scenario],
    uncertainties: tuple[Uncertain, ...],
    points: FloatArray,
) -> Studied:
    """Run the arms at points in parts of the ranges."""
    values = measure_under(laboratory, arms, uncertainties, points, question.fixed_seeds)
    return Studied(values, arm_labels(arms), laboratory)


def _rows(
    uncertainties: tuple[Uncertain, ...], quantity: str, key: tuple[str, str], **columns: object
) -> pd.DataFrame:
    """Rows of a sensitivity table, one an assumption."""
    cells = {
        "assumption": [one.name for one in uncertainties],
        "sentence_en": [one.sentence for one in uncertainties],
        "sentence_zh": [one.sentence_zh for one in uncertainties],
        "range_low": [one.low for one in uncertainties],
        "range_high": [one.high for one in uncertainties],
        "quantity": quantity,
        "outcome": key[0],
        "group": key[1],
    }
    return pd.DataFrame(cells | columns)


def sensitivity(
    uncertainties: tuple[Uncertain, ...],
    found: Studied,
    columns: Mapping[str, str],
    indices: Callable[[FloatArray], Mapping[str, FloatArray]],
) -> pd.DataFrame:
    """Indices of every quantity, outcome and group, a row an assumption; NaN where there are none.

    Args:
        uncertainties: the assumptions.
        found: what was measured at the points.
        columns: name of each column of the table, with the name of the index that it holds.
        indices: of one outcome's values at the points; nothing where they cannot be taken.
    """
    blocks = []
    for quantity, values in found.quantities():
        for k, key in enumerate(found.laboratory.keys):
            taken = indices(values[:, k])
            cells = {column: taken.get(index, np.nan) for column, index in columns.items()}
            blocks.append(_rows(uncertainties, quantity, key, **cells))
    return pd.concat(blocks, ignore_index=True)


def sensitivity_table(frame: pd.DataFrame) -> Table:
    """Rows of :func:`sensitivity` as a table of an answer."""
    return Table("sensitivity", frame, title=SAY("table_sensitivity"))


def largest(frame: pd.DataFrame, found: Studied, question: Question, column: str, how: Words) -> Words:
    """The assumptions on which the leading outcome hangs most, by a column, in a sentence."""
    rows = lead_rows(frame, question)
    rows = rows[(rows.quantity == rows.quantity.iloc[-1]) & rows[column].notna()]
    if not len(rows):
        return found.nothing_to_rank(question)
    order = rows[column].abs().sort_values(ascending=False, kind="stable").index[:3]
    first = [row for _, row in rows.loc[order].iterrows()]
    is_effect = rows.quantity.iloc[0] == "difference"
    return SAY(
        "hangs_effect" if is_effect else "hangs_level",
        outcome=outcome_words(question.lead),
        first=listing((_assumption(row, column) for row in first), "comma"),
        how=how,
    )


def _assumption(row: Any, column: str) -> Words:
    size = in_both(lambda language: _size_text(row, column, language))
    return SAY("assumption", name=row.assumption, sentence=assumption_name(row.assumption), size=size)


def _size_text(row: Any, column: str, language: Language) -> str:
    """A measure: an elementary effect in the outcome's unit, the others as they are."""
    if column == "mu_star":
        return change_alone(row.outcome, row[column], language)
    return f"{row[column]:.2f}".replace("-", "−")

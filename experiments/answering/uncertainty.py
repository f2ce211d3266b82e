"""How much of an answer's spread is random draws, and how much is what we do not know.

Arms are run again under draws of all uncertain assumptions together, each draw under the same few seeds.
Draws are independent, from what is plausible of each (or evenly from a range that the question gives), keyed
by assumption and number: more draws, or one more assumption, leave the other values as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Table, outcome_words, row_words, words
from experiments.answering.arm_effects import lead_rows
from experiments.answering.arm_names import Labels, arm_labels, with_labels
from experiments.answering.no_value import NO_VALUE
from experiments.asking.assumption_axes import Uncertain
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.statistics import FloatArray
from experiments.statistics.spread import spread
from experiments.wording.sentences import sentences
from sim.outcomes.register import Key
from sim.priors import with_values
from sim.scenario import Scenario

SAY: Final = sentences("uncertainty")


def draw_parts(uncertainties: Sequence[Uncertain], draws: int) -> FloatArray:
    """Uniform draws, (draws, assumptions), each in parts of its range."""
    return np.column_stack([_stream(one.path).random(draws) for one in uncertainties])


def _stream(path: str) -> np.random.Generator:
    key = int.from_bytes(hashlib.sha256(path.encode()).digest()[:16], "little")
    return np.random.Generator(np.random.Philox(key=key))


def under(scenario: Scenario, uncertainties: Sequence[Uncertain], parts: FloatArray, draw: int) -> Scenario:
    """A scenario under one draw of the assumptions."""
    values = {one.path: one.at(float(part)) for one, part in zip(uncertainties, parts, strict=True)}
    return with_values(scenario, values | {"name": f"{scenario.name} | draw {draw}"})


def measure_under(
    laboratory: RunLaboratory,
    arms: Sequence[Scenario],
    uncertainties: Sequence[Uncertain],
    parts: FloatArray,
    seeds: Sequence[int],
) -> FloatArray:
    """Numbers of the arms under draws, (arms, draws, seeds, keys)."""
    places = [(arm, draw) for arm in arms for draw in range(len(parts))]
    drawn = [under(arm, uncertainties, parts[draw], draw) for arm, draw in places]
    draws = {one.name: (arm.name, draw) for one, (arm, draw) in zip(drawn, places, strict=True)}
    found = laboratory.measure(drawn, seeds, draws=draws)
    return found.values.reshape(len(arms), len(parts), len(seeds), -1)


def draws_table(uncertainties: Sequence[Uncertain], parts: FloatArray, name: str = "draws") -> Table:
    """The values drawn, a row a draw."""
    rows = {one.name: [one.shown(float(part)) for part in parts[:, k]] for k, one in enumerate(uncertainties)}
    meanings = {one.name: words(one.sentence, one.sentence_zh) for one in uncertainties}
    frame = pd.DataFrame({"draw": range(len(parts)), **rows})
    return Table(name, frame, meanings, title=SAY(f"table_{name}"))


def spread_table(frame: pd.DataFrame) -> Table:
    """Rows of :func:`spread_rows` as a table of an answer."""
    return Table("spread", frame, title=SAY("table_spread"))


def spread_rows(values: FloatArray, labels: Labels, keys: Sequence[Key]) -> pd.DataFrame:
    """Random draws and assumptions in the level of each arm and in its difference to the first.

    Args:
        values: (arms, draws, seeds, keys).
        labels: of the arms, in their order.
        keys: the last axis.
    """
    rows, names = [], list(labels)
    for quantity, table in (("level", values), ("difference", (values - values[0])[1:])):
        for name, arm in zip(names[len(names) - len(table) :], table, strict=True):
            for k, (outcome, group) in enumerate(keys):
                one = spread(arm[:, :, k])
                numbers = (
                    one.mean,
                    one.random_draws,
                    one.assumptions,
                    one.share,
                    one.error,
                    one.draws,
                    one.seeds,
                )
                rows.append((name, quantity, outcome, group, *numbers))
    columns = ["scenario", "quantity", "outcome", "group", "mean", "luck", "assumptions", "assumption_share"]
    frame = pd.DataFrame(rows, columns=[*columns, "share_error", "draws", "seeds"])
    return with_labels(frame, labels)


def measure_uncertainty(
    question: Question, laboratory: RunLaboratory, arms: Sequence[Scenario], labels: Labels | None = None
) -> tuple[list[Words], list[Table]]:
    """Measure random draws against assumptions for the baseline and some arms, the baseline first.

    Args:
        question: what is asked.
        laboratory: where runs are done.
        arms: the baseline first.
        labels: names of arms for people; by default those of their policies.
    """
    asked = question.doubt
    if not asked.draws:
        return [_UNMEASURED], []
    uncertainties = question.uncertainties()
    parts = draw_parts(uncertainties, asked.draws)
    seeds = range(question.seeds.first, question.seeds.first + asked.seeds)
    values = measure_under(laboratory, arms, uncertainties, parts, list(seeds))
    named = {name: (labels or {}).get(name, usual) for name, usual in arm_labels(arms).items()}
    frame = spread_rows(values, named, laboratory.keys)
    return [share_sentence(frame, question, arms[-1].name)], [
        spread_table(frame),
        draws_table(uncertainties, parts),
    ]


_UNMEASURED = SAY("unmeasured")


def share_sentence(frame: pd.DataFrame, question: Question, arm: str) -> Words:
    """Random draws and assumptions in one arm's effect on the leading outcome, in a sentence."""
    row = lead_rows(frame[frame.scenario == arm], question).iloc[-1]
    if np.isnan(row["mean"]):
        return SAY("no_value", label=row_words(row), nothing=words(NO_VALUE["en"], NO_VALUE["zh"]))
    if np.isnan(row.assumption_share):
        return SAY("no_spread", label=row_words(row))
    error = SAY("no_error") if np.isnan(row.share_error) else SAY("error", error=row.share_error)
    return SAY(
        "share",
        what=SAY("effect" if row.quantity == "difference" else "level"),
        outcome=outcome_words(question.lead),
        label=row_words(row),
        share=row.assumption_share,
        error=error,
        rest=1 - row.assumption_share,
        draws=int(row.draws),
        seeds=int(row.seeds),
    )

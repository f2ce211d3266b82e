"""The front of a search measured again: on seeds, or in plausible worlds, that the search has not seen.

Whoever picks the best of many picks those favoured by chance too, and in a few worlds those that these worlds
favour: only what is measured again is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question
from experiments.asking.sampled_arms import Sampled, as_planned
from experiments.statistics import FloatArray, middle_and_range, paired
from experiments.statistics.pareto_front import front
from sim.scenario import Scenario

OBJECTIVES: Final = ("gain", "gap", "cost")
Numbers = Callable[["FloatArray"], "FloatArray"]


@dataclass(frozen=True)
class FrontAgain:
    """Candidates measured again.

    Attributes:
        frame: a row a candidate: each objective with its interval, whether the budget allows it.
        arms: the baseline, then the candidates in the order of the rows.
        sampled: what the arms showed, each seed in a plausible world of its own; None in one world.
    """

    frame: pd.DataFrame
    arms: Sequence[Scenario]
    sampled: Sampled | None


def search_seeds(question: Question, number: int, *, in_worlds: bool) -> list[int]:
    """Seeds of a search: in one world the question's first, else those of the worlds after its own."""
    first = question.seeds.first + (question.seeds.number if in_worlds else 0)
    return list(range(first, first + number))


def measured_again(
    question: Question,
    laboratory: RunLaboratory,
    arms: Sequence[Scenario],
    chosen: pd.DataFrame,
    numbers: Numbers,
    *,
    searched: int,
    yuan: float,
) -> FrontAgain:
    """Measure candidates where the search has not been.

    Args:
        question: what is asked.
        laboratory: where runs are done.
        arms: the baseline, then the candidates.
        chosen: the rows of the candidates.
        numbers: (arms, seeds, objectives) of what the laboratory measures.
        searched: seeds of the search.
        yuan: the budget.
    """
    if laboratory.worlds is None:
        first = question.seeds.first + max(searched, question.seeds.number)
        fresh = range(first, first + question.seeds.number)
        values = numbers(laboratory.measure(arms, list(fresh)).values)
        return FrontAgain(_frame(chosen, values, yuan, in_worlds=False), arms, None)
    found = laboratory.measure(arms, question.fixed_seeds)
    sampled = as_planned(found, question, laboratory, arms)
    return FrontAgain(_frame(chosen, numbers(found.values), yuan, in_worlds=True), arms, sampled)


def _frame(chosen: pd.DataFrame, values: FloatArray, yuan: float, *, in_worlds: bool) -> pd.DataFrame:
    """Rows of the candidates with what (arms, seeds, objectives) say of them."""
    frame = chosen.drop(columns=[*OBJECTIVES, "on_front", "affordable"]).assign(checked=True)
    for k, name in enumerate(OBJECTIVES):
        ends = [_interval(values[0, :, k : k + 1], arm[:, k : k + 1], in_worlds) for arm in values[1:]]
        frame[name], frame[f"{name}_low"], frame[f"{name}_high"] = zip(*ends, strict=True)
    frame["affordable"] = frame.cost <= yuan
    if in_worlds:
        dear = values[1:, :, OBJECTIVES.index("cost")] - values[0, :, OBJECTIVES.index("cost")]
        frame["affordable_in"] = (dear <= yuan).sum(axis=1)
    return frame.assign(on_front=on_front(frame), seeds=values.shape[1])


def _interval(baseline: FloatArray, reform: FloatArray, in_worlds: bool) -> tuple[float, float, float]:
    """Middle and ends of a difference of (seeds, 1)."""
    if in_worlds:
        middle, low, high = middle_and_range(reform - baseline)
        return float(middle[0]), float(low[0]), float(high[0])
    between = paired(baseline, reform).difference
    return float(between.mean[0]), float(between.low[0]), float(between.high[0])


def on_front(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Not dominated: more gain, less gap, less cost."""
    return front(np.column_stack([-frame.gain, frame.gap, frame.cost]))

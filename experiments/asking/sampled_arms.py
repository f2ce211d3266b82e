"""Arms under enough seeds: as many as were planned, or until the leading outcome is precise enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from experiments.answering.over_worlds import repeated
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import FEWEST_TO_STOP, Question, Words, seeds_again
from experiments.statistics import paired
from experiments.statistics.sequential import sequential_half_width
from experiments.storing.store import Headlines
from experiments.wording.sentences import sentences
from sim.outcomes.register import Key
from sim.scenario import Scenario

SAY: Final = sentences("sampled_arms")


@dataclass(frozen=True)
class Sampled:
    """Arms under enough seeds.

    Attributes:
        headlines: the first scenario is the baseline.
        looks: a row a look, with columns looked, widest, runs; empty with a fixed number of seeds.
        confidence: of intervals.
        precise: whether the precision asked for was reached; True if none was asked for.
        again: the first few worlds under other draws, where each seed lived in a plausible world of its own;
            None in one world.
    """

    headlines: Headlines
    looks: pd.DataFrame
    confidence: float
    precise: bool
    again: Headlines | None = None

    @property
    def in_worlds(self) -> bool:
        """Whether each seed lived in a plausible world of its own."""
        return self.again is not None

    @property
    def sequential(self) -> bool:
        """Whether seeds were added until the intervals were short enough."""
        return len(self.looks) > 0


def sample(question: Question, laboratory: RunLaboratory, arms: Sequence[Scenario]) -> Sampled:
    """Run the arms, the baseline first, under the question's seeds or until they are precise enough."""
    asked = question.precision
    if not asked.half_width:
        return measured_as_planned(question, laboratory, arms)
    looks: list[tuple[int, float, int]] = []
    count = max(FEWEST_TO_STOP, min(question.seeds.number, asked.most_seeds))
    while True:
        seeds = range(question.seeds.first, question.seeds.first + count)
        found = laboratory.measure(arms, list(seeds))
        widest = widest_half(found, asked.confidence)
        looks.append((count, widest, count * len(arms)))
        precise = widest <= asked.half_width
        if precise or count >= asked.most_seeds or np.isnan(widest):
            rows = pd.DataFrame(looks, columns=["looked", "widest", "runs"])
            return Sampled(found, rows, asked.confidence, precise)
        count = min(count + asked.batch, asked.most_seeds)


def measured_as_planned(question: Question, laboratory: RunLaboratory, arms: Sequence[Scenario]) -> Sampled:
    """Run the arms under the question's seeds, and beside them worlds lived through once more."""
    seeds, worlds = question.fixed_seeds, laboratory.worlds
    again = [] if worlds is None else seeds_again(seeds, len(worlds))
    laboratory.measure(arms, [*seeds, *again])
    return as_planned(laboratory.done(arms, seeds), question, laboratory, arms)


def as_planned(
    headlines: Headlines, question: Question, laboratory: RunLaboratory, arms: Sequence[Scenario]
) -> Sampled:
    """Arms under a fixed number of seeds; over worlds, some of these lived through once more."""
    nothing = pd.DataFrame({"looked": [], "widest": [], "runs": []})
    again = None if laboratory.worlds is None else repeated(laboratory, arms, headlines.seeds)
    return Sampled(headlines, nothing, question.precision.confidence, True, again)


def of_keys(
    sampled: Sampled, laboratory: RunLaboratory, arms: Sequence[Scenario], keys: Sequence[Key]
) -> Sampled:
    """The same runs, measured by something else."""
    other = laboratory.measuring(keys)
    again = None if sampled.again is None else other.done(arms, sampled.again.seeds)
    return replace(sampled, headlines=other.done(arms, sampled.headlines.seeds), again=again)


def widest_half(found: Headlines, confidence: float) -> float:
    """Widest half interval, valid at any time, of the leading outcome's difference of any arm that has one.

    Returns:
        NaN if no arm has a value: then more seeds are of no use.
    """
    first = found.values[0, :, 0]
    differences = (found.values[1:, :, 0] - first).T
    between = paired(np.zeros_like(differences), differences).difference
    half = sequential_half_width(between.deviation, between.seeds, confidence)
    valued = half[between.seeds > 0]
    return float(np.nan_to_num(valued, nan=np.inf).max()) if valued.size else float("nan")


def stopping(sampled: Sampled) -> list[Words]:
    """What the precision cost, in words; nothing if the number of seeds was fixed."""
    if not sampled.sequential:
        return []
    last = sampled.looks.iloc[-1]
    seeds, runs, looked = int(last.looked), int(last.runs), len(sampled.looks)
    reached = SAY("reached" if sampled.precise else "not_reached")
    said = {"seeds": seeds, "runs": runs, "looked": looked, "reached": reached}
    return [SAY("stopping", confidence=sampled.confidence, **said)]

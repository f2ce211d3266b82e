"""Arms against the baseline: runs until precise enough, paired differences, marks, what pairing saves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Table
from experiments.answering.arm_names import Labels, with_labels
from experiments.answering.no_value import NO_INTERVAL, NO_VALUE
from experiments.answering.over_worlds import (
    OVER_WORLDS,
    deviation_of_draws,
    over_worlds,
    repeated,
)
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import FEWEST_TO_STOP, Question, Words, seeds_again
from experiments.statistics import CONFIDENCE, FloatArray, middle_and_range, paired
from experiments.statistics.multiple import FAMILY_ERROR, holm, p_values
from experiments.statistics.sequential import evidence, sequential_half_width
from experiments.storing.store import Headlines
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import sentences, texts
from sim.outcomes.register import OUTCOMES, Key
from sim.scenario import Scenario
from sim.wording.labels import CARRIED, Language, label, scale

SAY: Final = sentences("arm_effects")
LISTS: Final = texts("lists")


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


def differences(sampled: Sampled) -> pd.DataFrame:
    """Paired differences of each arm to the first, by outcome and group."""
    names = sampled.headlines.scenarios[1:]
    return pd.concat([_block(sampled, name) for name in names], ignore_index=True)


def effects(sampled: Sampled, labels: Labels | None = None) -> Table:
    """Paired differences of each arm to the first, marked by Holm over all of them."""
    frame = differences(sampled)
    frame["p_holm"] = holm(frame.p.to_numpy(dtype=np.float64))
    apart = (frame.low > 0.0) | (frame.high < 0.0)
    frame["clear"] = apart & of_interest(frame) if sampled.in_worlds else frame.p_holm < FAMILY_ERROR
    return Table("effects", with_labels(frame, labels or {}), title=SAY("table_effects"))


def of_interest(frame: pd.DataFrame) -> pd.Series:
    """Whether each difference is at least the smallest effect of interest, in either direction."""
    return frame.difference.abs() >= frame.smallest


def _block(sampled: Sampled, name: str) -> pd.DataFrame:
    found = sampled.headlines
    pairs = paired(found.of(found.scenarios[0]), found.of(name), sampled.confidence)
    between = pairs.difference
    low, high, p = between.low, between.high, p_values(between)
    if sampled.sequential:
        half = sequential_half_width(between.deviation, between.seeds, sampled.confidence)
        low, high = between.mean - half, between.mean + half
        p = np.minimum(1.0 / evidence(between.mean, between.deviation, between.seeds), 1.0)
    cells: dict[str, Any] = {
        "scenario": name,
        "outcome": [outcome for outcome, _ in found.keys],
        "group": [group for _, group in found.keys],
        "baseline": pairs.baseline,
        "reform": pairs.reform,
        "difference": between.mean,
        "low": low,
        "high": high,
        "interval": "sequential" if sampled.sequential else "t",
        "seeds": between.seeds,
        "p": p,
        "variance_cut": pairs.variance_cut,
    }
    if sampled.again is not None:
        levels = found.of(found.scenarios[0]), found.of(name)
        draws = deviation_of_draws(found, sampled.again, name)
        cells |= over_worlds(*levels, cells["outcome"], draws) | {"interval": OVER_WORLDS, "p": np.nan}
    return pd.DataFrame(cells)


def lead_rows(frame: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Rows of the leading outcome for everybody."""
    return frame[(frame.outcome == question.lead) & (frame.group == "all")]


def sign_of_better(outcome: str) -> float:
    """+1 if more of an outcome is better, -1 if less is, +1 if neither."""
    return -1.0 if OUTCOMES[outcome].better == "-" else 1.0


def change(
    outcome: str, value: float, low: float, high: float, language: Language, interval: str = ""
) -> str:
    """A difference with its interval, in the unit of an outcome; says so where there is none.

    Args:
        outcome: its name.
        value: the difference.
        low: lower end.
        high: upper end.
        language: of the unit.
        interval: how the interval was made; over plausible worlds two significant figures are carried.
    """
    if np.isnan(value):
        return NO_VALUE[language]
    shown = scale(OUTCOMES[outcome].unit, language)
    marks, figures = LISTS[language], figures_of(interval)
    ends = marks["range"].format(low=shown.difference(low, figures), high=shown.difference(high, figures))
    if not (np.isfinite(low) and np.isfinite(high)):
        ends = NO_INTERVAL[language]
    around = marks["around"].format(inner=ends)
    return f"{shown.difference(value, figures)} {shown.difference_unit}".rstrip() + around


def change_words(question: Question, row: Any, value: float, of: Words | None = None) -> Words:
    """A difference of the leading outcome with the interval of its row; after a name, if one is given."""

    def said(language: Language) -> str:
        name = f"{getattr(of, language)} " if of else ""
        return name + change(question.lead, value, row.low, row.high, language, row.interval)

    return in_both(said)


def figures_of(interval: str) -> int:
    """Significant figures that a difference is told with: all, or over worlds no more than are known."""
    return CARRIED if interval == OVER_WORLDS else 0


def figures_in(question: Question) -> int:
    """The same of all that is estimated for a question."""
    return figures_of(OVER_WORLDS if question.worlds else "")


def change_alone(outcome: str, value: float, language: Language, interval: str = "") -> str:
    """A difference in the unit of an outcome, without an interval; says so where there is none.

    Args:
        outcome: its name.
        value: the difference.
        language: of the unit.
        interval: how it was found, as in :func:`change`.
    """
    if np.isnan(value):
        return NO_VALUE[language]
    shown = scale(OUTCOMES[outcome].unit, language)
    return f"{shown.difference(value, figures_of(interval))} {shown.difference_unit}".rstrip()


def outcome_label(outcome: str, language: Language) -> str:
    """Name of an outcome."""
    return label(OUTCOMES[outcome], language)


def stopping(sampled: Sampled) -> list[Words]:
    """What the precision cost, in words; nothing if the number of seeds was fixed."""
    if not sampled.sequential:
        return []
    last = sampled.looks.iloc[-1]
    seeds, runs, looked = int(last.looked), int(last.runs), len(sampled.looks)
    reached = SAY("reached" if sampled.precise else "not_reached")
    return [
        SAY(
            "stopping",
            seeds=seeds,
            runs=runs,
            looked=looked,
            confidence=sampled.confidence,
            reached=reached,
        )
    ]


def pairing(frame: pd.DataFrame, question: Question) -> list[Words]:
    """What common random numbers save for the leading outcome, in words."""
    cuts = lead_rows(frame, question).variance_cut.to_numpy(dtype=np.float64)
    finite = cuts[np.isfinite(cuts)]
    if not finite.size:
        return []
    low, high = finite.min(), finite.max()
    return [SAY("pairing", low=low, high=high)]


def over_seeds(
    values: FloatArray, confidence: float = CONFIDENCE, *, in_worlds: bool = False
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Middle and both ends of (seeds, ...) along the seeds, any further shape kept.

    Args:
        values: a number a seed.
        confidence: of Student's t interval of the mean.
        in_worlds: whether seeds live in plausible worlds: then the median, and where nine of ten lie.
    """
    if in_worlds:
        return middle_and_range(values)
    flat = values.reshape(len(values), -1)
    found = paired(np.zeros_like(flat), flat, confidence).difference
    shape = values.shape[1:]
    return found.mean.reshape(shape), found.low.reshape(shape), found.high.reshape(shape)

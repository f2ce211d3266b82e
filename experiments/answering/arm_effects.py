"""Arms against the baseline: paired differences, marks, what pairing saves."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Table
from experiments.answering.arm_names import Labels, with_labels
from experiments.answering.over_worlds import OVER_WORLDS, deviation_of_draws, over_worlds
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import Sampled
from experiments.statistics import CONFIDENCE, FloatArray, middle_and_range, paired
from experiments.statistics.multiple import FAMILY_ERROR, holm, p_values
from experiments.statistics.sequential import evidence, sequential_half_width
from experiments.wording.sentences import sentences

SAY: Final = sentences("arm_effects")


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


def pairing(frame: pd.DataFrame, question: Question) -> list[Words]:
    """What common random numbers save for the leading outcome, in words."""
    cuts = lead_rows(frame, question).variance_cut.to_numpy(dtype=np.float64)
    finite = cuts[np.isfinite(cuts)]
    return [SAY("pairing", low=finite.min(), high=finite.max())] if finite.size else []


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

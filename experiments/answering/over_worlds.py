"""Differences over plausible worlds: median, where nine worlds of ten lie, in how many it does good.

Each seed lives in a world of its own, so the spread over seeds is of assumptions, structures and draws
together; a few worlds are lived through twice, which tells the part that draws make.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.answering.answer import words
from experiments.answering.no_value import NO_INTERVAL
from experiments.wording.sentences import sentences
from sim.outcomes.register import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

    from experiments.asking.laboratory import RunLaboratory
    from experiments.asking.question import Words
    from experiments.statistics import FloatArray
    from sim.scenario import Scenario

RANGE: Final = (5.0, 95.0)  # per cent of the worlds
AGAIN: Final = 0.2  # of the seeds: worlds that are lived through twice
OVER_WORLDS: Final = "worlds"  # how an interval was made
SAY: Final = sentences("over_worlds")
NOTED: Final = SAY("noted")


def over_worlds(baseline: FloatArray, reform: FloatArray, outcomes: Sequence[str]) -> dict[str, Any]:
    """Columns of a table of differences.

    Args:
        baseline: (seeds, keys), each seed in a world of its own.
        reform: the same of an arm.
        outcomes: of the keys.
    """
    change = reform - baseline
    known = np.isfinite(change)
    better = np.array([-1.0 if OUTCOMES[one].better == "-" else 1.0 for one in outcomes])
    few = known.sum(axis=0) < 2
    low, high = (np.where(few, np.nan, _quantile(change, q)) for q in RANGE)
    return {
        "baseline": _quantile(np.where(known, baseline, np.nan), 50.0),
        "reform": _quantile(np.where(known, reform, np.nan), 50.0),
        "difference": _quantile(change, 50.0),
        "low": low,
        "high": high,
        "good_in": np.where(known, change * better > 0.0, False).sum(axis=0),
    }


def _quantile(values: FloatArray, per_cent: float) -> FloatArray:
    """Of each column, over what has a value."""
    found = np.full(values.shape[1], np.nan)
    for k, column in enumerate(values.T):
        known = column[np.isfinite(column)]
        found[k] = np.percentile(known, per_cent) if known.size else np.nan
    return found


def share_of_draws(
    laboratory: RunLaboratory, arms: Sequence[Scenario], seeds: Sequence[int]
) -> dict[str, float]:
    """Part of the variance of each arm's difference that draws make, for the leading outcome.

    Args:
        laboratory: whose worlds; some of them are lived through under a second seed.
        arms: the baseline first.
        seeds: that have been run.
    """
    assert laboratory.worlds is not None, "there is nothing to divide in one world"
    some = list(seeds)[: max(2, round(AGAIN * len(seeds)))]
    first = laboratory.done(arms, some).values[:, :, 0]
    second = laboratory.measure(arms, [seed + len(laboratory.worlds) for seed in some]).values[:, :, 0]
    every = laboratory.done(arms, seeds).values[:, :, 0]
    found = {}
    for k, arm in enumerate(arms[1:], start=1):
        apart = (first[k] - first[0]) - (second[k] - second[0])
        spread = float(np.nanvar(every[k] - every[0], ddof=1)) if len(seeds) > 1 else float("nan")
        found[arm.name] = (
            float(min(1.0, 0.5 * np.nanmean(apart**2) / spread)) if spread > 0.0 else float("nan")
        )
    return found


def in_worlds(lead: pd.DataFrame, labels: dict[str, Words], draws: dict[str, float]) -> list[Words]:
    """In how many worlds each arm does good, and what part draws have; then what the ranges are of.

    Args:
        lead: rows of the leading outcome that have a value.
        labels: of the arms, for people.
        draws: part of the variance that draws make, by arm.
    """
    told = [NOTED]
    for row in lead.itertuples():
        name = labels.get(str(row.scenario), words(str(row.scenario), str(row.scenario)))
        part = draws.get(str(row.scenario), float("nan"))
        en = f"{100.0 * part:.2g} %" if np.isfinite(part) else NO_INTERVAL["en"]
        zh = f"{100.0 * part:.2g}%" if np.isfinite(part) else NO_INTERVAL["zh"]
        told.append(SAY("good", name=name, good=row.good_in, seeds=row.seeds, part=words(en, zh)))
    return told

"""Differences over plausible worlds: median, where nine worlds of ten lie, in how many it does good.

Each seed lives in a world of its own, so the spread over seeds is of assumptions, structures and draws
together; a few worlds are lived through twice, under other draws, which tells the part that draws make.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.answering.answer import words
from experiments.answering.smallest_effects import sign_of_better, smallest_effects
from experiments.asking.question import Words, seeds_again
from experiments.statistics import FloatArray, middle_and_range, quantile
from experiments.storing.store import Headlines
from experiments.wording.sentences import sentences
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from experiments.asking.laboratory import RunLaboratory

FEWEST_FOR_RANGE: Final = 19  # of whose extremes 5 and 95 per cent are the expected ranks
OF_DRAWS: Final = 1.645  # standard deviations: the same nine tenths, of draws alone
OVER_WORLDS: Final = "worlds"  # how an interval was made
SAY: Final = sentences("over_worlds")
NOTED: Final = SAY("noted")


def over_worlds(
    baseline: FloatArray, reform: FloatArray, outcomes: Sequence[str], draws: FloatArray
) -> dict[str, Any]:
    """Columns of a table of differences.

    Args:
        baseline: (seeds, keys), each seed in a world of its own.
        reform: the same of an arm.
        outcomes: of the keys.
        draws: (keys,) standard deviation of a difference that draws alone make; NaN where it is not known.
    """
    change = reform - baseline
    known = np.isfinite(change)
    before = quantile(np.where(known, baseline, np.nan), 50.0)
    better = np.array([sign_of_better(one) for one in outcomes])
    smallest = smallest_effects(list(outcomes), before)
    middle, low, high = middle_and_range(change)
    return {
        "baseline": before,
        "reform": quantile(np.where(known, reform, np.nan), 50.0),
        "difference": middle,
        "low": low,
        "high": high,
        "smallest": smallest,
        "good_in": (known & (change * better > 0.0) & (change * better >= smallest)).sum(axis=0),
        "draws_low": middle - OF_DRAWS * draws,
        "draws_high": middle + OF_DRAWS * draws,
        "draws_share": share_of_draws(change, draws),
    }


def deviation_of_draws(found: Headlines, again: Headlines, arm: str) -> FloatArray:
    """(keys,) standard deviation of an arm's difference that draws alone make.

    Args:
        found: of all seeds.
        again: of the first few worlds under other draws.
        arm: its name; the first scenario is the baseline.
    """
    some = len(again.seeds)
    first, second = (one.of(arm)[:some] - one.of(one.scenarios[0])[:some] for one in (found, again))
    return deviation_between(first, second)


def deviation_between(first: FloatArray, second: FloatArray) -> FloatArray:
    """(keys,) standard deviation that draws alone make, from (worlds, keys) seen under two sets of draws."""
    apart = np.square(first - second)
    known = np.isfinite(apart)
    total = np.where(known, apart, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(known.any(axis=0), np.sqrt(0.5 * total), np.nan)


def share_of_draws(change: FloatArray, draws: FloatArray) -> FloatArray:
    """(keys,) part of the variance over worlds that draws make; NaN where nothing varies."""
    known = np.isfinite(change)
    count = known.sum(axis=0)
    mean = np.where(known, change, 0.0).sum(axis=0) / np.maximum(count, 1)
    spread = np.where(known, (change - mean) ** 2, 0.0).sum(axis=0) / np.maximum(count - 1, 1)
    found: FloatArray = np.full(len(spread), np.nan)
    np.divide(draws**2, spread, out=found, where=spread > 0.0)
    return np.minimum(found, 1.0)


def repeated(laboratory: RunLaboratory, arms: Sequence[Scenario], seeds: Sequence[int]) -> Headlines:
    """Some worlds lived through once more under other draws."""
    assert laboratory.worlds is not None, "there is nothing to divide in one world"
    return laboratory.measure(arms, seeds_again(seeds, len(laboratory.worlds)))


def what_ranges_hold(worlds: int) -> Words:
    """What the ranges are of; over few worlds they are from the lowest to the highest."""
    if worlds >= FEWEST_FOR_RANGE:
        return NOTED
    return SAY("noted_few", worlds=worlds, share=f"{100 * (worlds - 1) // (worlds + 1)}")


def good_words(name: Words, good: Any, worlds: Any, share: float) -> Words:
    """In how many worlds an arm does good, and what part draws have in the spread, where that is known."""
    if not np.isfinite(share):
        return SAY("good_alone", name=name, good=good, seeds=worlds)
    return SAY("good", name=name, good=good, seeds=worlds, part=f"{100.0 * share:.0f}")


def in_worlds(lead: pd.DataFrame, labels: dict[str, Words], again: int) -> list[Words]:
    """In how many worlds each arm does good, and what part draws have; then what the ranges are of.

    Args:
        lead: rows of the leading outcome that have a value.
        labels: of the arms, for people.
        again: worlds that were lived through twice.
    """
    told = [what_ranges_hold(int(lead.seeds.max()) if len(lead) else FEWEST_FOR_RANGE)]
    for row in lead.itertuples():
        name = labels.get(str(row.scenario), words(str(row.scenario), str(row.scenario)))
        told.append(good_words(name, row.good_in, row.seeds, float(row.draws_share)))  # type: ignore[arg-type]
    return [*told, SAY("how_draws", again=again)] if len(lead) and again else told

"""The numbers of a stored result as the page shows them: bands, months, and worlds with good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.answering.arms import DIFFERENCES
from experiments.answering.levels_and_prices import PRICED, price_in_worlds
from experiments.answering.over_worlds import over_worlds
from experiments.asking.question_file import Asked
from experiments.page.certainty_words import LEAD, Lived, said_of_rows, said_of_runs
from experiments.statistics import middle_and_range, paired, quantile
from experiments.tables.parquet import read_frame
from sim.outcomes.register import Key
from sim.scenario import Scenario
from sim.views.evidence import Band, ComparedRuns, OverWorlds

Values = NDArray[np.float64]
MONTHLY: Final = "monthly.parquet"
NUMBERS: Final = ("baseline", "reform", "difference", "low", "high")


# Tables of arms against the baseline; the first is the answer's.
COMPARED: Final = ("effects", "groups", DIFFERENCES)


HINGES: Final = "hinges"


def _compared(tables: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    found = [tables[name] for name in COMPARED if name in tables and set(NUMBERS) <= set(tables[name])]
    if not found:
        return None
    return pd.concat(found).drop_duplicates(["scenario", "outcome", "group"])


def evidence_of(
    tables: dict[str, pd.DataFrame], baseline: Scenario, arm: Scenario, folder: Path, asked: Asked
) -> ComparedRuns | None:
    """The stored differences of an arm, and its months with paired intervals where they were kept.

    Args:
        tables: of the answer, by name.
        baseline: what the arm is compared with.
        arm: whose numbers are wanted.
        folder: of the result.
        asked: what it answers.

    Returns:
        None if no table compares the arm with the baseline.
    """
    rows = _compared(tables)
    mine = rows[rows.scenario == arm.name] if rows is not None else None
    if mine is None or mine.empty:
        return None
    keys = tuple(zip(mine.outcome, mine.group, strict=True))
    headline = Band(*(mine[name].to_numpy(dtype=np.float64) for name in NUMBERS))
    months = None
    question = asked.question
    if (folder / MONTHLY).is_file():
        seeds = question.fixed_seeds if question.worlds else None  # those lived through twice tell only draws
        of_arms = (_months(folder, one, keys, seeds) for one in (baseline, arm))
        months = band(*of_arms, in_worlds=bool(question.worlds))
    confidence, more = question.precision.confidence, _over_worlds(mine, _of_arm(tables, arm), baseline)
    return ComparedRuns(keys, int(mine.seeds.max()), headline, months, folder.name, confidence, more)


def _of_arm(tables: dict[str, pd.DataFrame], arm: Scenario) -> pd.DataFrame:
    """On what an arm's effect hinges; no row where that is not told."""
    hinges = tables.get(HINGES, pd.DataFrame({"scenario": []}))
    return hinges[hinges.scenario == arm.name]


def _over_worlds(rows: pd.DataFrame, hinges: pd.DataFrame, baseline: Scenario) -> OverWorlds | None:
    """What the stored differences say of worlds; prices stand in the answer's sentences."""
    if not {"good_in", "smallest"} <= set(rows):
        return None
    good_in, smallest = (rows[name].to_numpy(dtype=np.float64) for name in ("good_in", "smallest"))
    return OverWorlds(good_in, smallest, said=said_of_rows(rows, hinges, baseline))


def over_worlds_of(
    keys: Sequence[Key], before: Values, after: Values, draws: Values, lived: Lived
) -> OverWorlds:
    """What is told of runs, each seed of which lived in a plausible world of its own.

    Args:
        keys: what was measured.
        before: (seeds, keys) under the status quo.
        after: the same under the reform.
        draws: (keys,) standard deviation of a difference that draws alone make; NaN where it is not known.
        lived: in which worlds.
    """
    cells = over_worlds(before, after, [outcome for outcome, _ in keys], draws)
    lead = keys.index(LEAD)
    said = said_of_runs(lived, after[:, lead] - before[:, lead], cells, lead)
    columns = [keys.index(key) for key in PRICED]
    price, without = price_in_worlds(before[:, columns], after[:, columns])
    told = price if np.isfinite(price.yuan) else None
    good_in = np.asarray(cells["good_in"], dtype=np.float64)
    return OverWorlds(good_in, cells["smallest"], told, without, said)


def band(before: Values, after: Values, *, in_worlds: bool = False) -> Band:
    """Paired means over seeds, the first axis, with the interval of their difference; over worlds medians."""
    shape = before.shape[1:]
    first, second = before.reshape(len(before), -1), after.reshape(len(after), -1)
    if in_worlds:
        change = second - first
        levels = (quantile(np.where(np.isfinite(change), one, np.nan), 50.0) for one in (first, second))
        return Band(*(column.reshape(shape) for column in (*levels, *middle_and_range(change))))
    pairs = paired(first, second)
    between = pairs.difference
    columns = (pairs.baseline, pairs.reform, between.mean, between.low, between.high)
    return Band(*(column.reshape(shape) for column in columns))


def _months(
    folder: Path, scenario: Scenario, keys: tuple[Key, ...], only: Sequence[int] | None = None
) -> Values:
    """Values of a scenario, (seeds, months, keys); perhaps of some seeds only."""
    months = read_frame(folder / MONTHLY, filters=[("scenario", "==", scenario.name)])
    months = months if only is None else months[months.seed.isin(only)]
    seeds = np.unique(months.seed)
    calendar = scenario.calendar
    values = np.full((len(seeds), calendar.burn_in + calendar.horizon, len(keys)), np.nan)
    column = {key: k for k, key in enumerate(keys)}
    placed = [column.get(key, -1) for key in zip(months.outcome, months.group, strict=True)]
    known = np.array(placed) >= 0
    months, where = months[known], np.array(placed)[known]
    values[np.searchsorted(seeds, months.seed), months.month.to_numpy() - 1, where] = months.value
    return values

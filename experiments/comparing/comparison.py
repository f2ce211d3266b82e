"""What a comparison found: paired differences to the first scenario, read from and shown as tables."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from experiments.running.experiment_plan import Experiment
from experiments.statistics import paired
from experiments.storing.manifest import manifest_of
from experiments.storing.parquet import read_frame
from experiments.storing.store import Headlines
from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import groups_of

FIELDS: Final = ("scenario", "outcome", "group", "baseline", "reform", "difference", "low", "high", "seeds")
HEADLINES, RUNS, DIFFERENCES = (f"{name}.parquet" for name in ("headlines", "runs", "differences"))


@dataclass(frozen=True)
class Comparison:
    """Result of a comparison.

    Attributes:
        experiment: what was compared.
        folder: where the result is.
        differences: a row a scenario, outcome and group, with columns :data:`FIELDS` and ``variance_cut``.
        failed: number of runs that failed.
    """

    experiment: Experiment
    folder: Path
    differences: pd.DataFrame
    failed: int

    def __repr__(self) -> str:
        """What was compared and where it is; :attr:`differences` holds the numbers."""
        rows = f"{len(self.differences)} differences, failed={self.failed}"
        return f"Comparison({self.experiment!r}, {rows}, folder={str(self.folder)!r})"

    @property
    def pairs(self) -> str:
        """Seeds in which a reform and the baseline both finished; a range if reforms differ in that."""
        of_reforms = self.differences.groupby("scenario").seeds.max()
        if not len(of_reforms):
            return "0"
        few, most = int(of_reforms.min()), int(of_reforms.max())
        return str(most) if few == most else f"{few}-{most}"


def read_comparison(experiment: Experiment, folder: Path) -> Comparison:
    """Read the result of an experiment from its folder.

    Raises:
        BadInput: a table is missing, or not what the manifest says.
    """
    hashes = manifest_of(folder)["tables"]
    differences = read_frame(folder / DIFFERENCES, digest=hashes.get(DIFFERENCES))
    runs = read_frame(folder / RUNS, digest=hashes.get(RUNS), columns=["status"])
    return Comparison(experiment, folder, differences, int((runs.status == "failed").sum()))


def differences_to_first(headlines: Headlines) -> pd.DataFrame:
    """Paired differences of each scenario to the first, by outcome and group."""
    baseline = headlines.of(headlines.scenarios[0])
    tables = []
    for scenario in headlines.scenarios[1:]:
        pairs = paired(baseline, headlines.of(scenario))
        cells: dict[str, Any] = {
            "scenario": scenario,
            "outcome": [outcome for outcome, _ in headlines.keys],
            "group": [group for _, group in headlines.keys],
            "baseline": pairs.baseline,
            "reform": pairs.reform,
            "difference": pairs.difference.mean,
            "low": pairs.difference.low,
            "high": pairs.difference.high,
            "seeds": pairs.difference.seeds,
            "variance_cut": pairs.variance_cut,
        }
        tables.append(pd.DataFrame(cells))
    return pd.concat(tables, ignore_index=True)


def select(
    differences: pd.DataFrame, outcomes: tuple[str, ...] | None, groups: tuple[str, ...] | None
) -> pd.DataFrame:
    """Rows of some outcomes and groups, None for all, in the order asked for.

    An outcome that is asked for and has no value anywhere has rows without numbers, which say so.
    """
    wanted = differences if outcomes is None else _with_rows_of(differences, outcomes, groups or (EVERYBODY,))
    if groups is not None:
        wanted = wanted[wanted.group.isin(groups)]
    if outcomes is not None:
        wanted = wanted[wanted.outcome.isin(outcomes)]
        wanted = wanted.sort_values("outcome", key=lambda names: names.map(outcomes.index), kind="stable")
    return wanted


def _with_rows_of(
    differences: pd.DataFrame, outcomes: tuple[str, ...], groups: tuple[str, ...]
) -> pd.DataFrame:
    """The table, with a row for each outcome and group that it lacks."""
    known = set(zip(differences.outcome, differences.group, strict=True))
    asked = [(one, group) for one in outcomes for group in groups if group in groups_of(one)]
    lacking = [key for key in asked if key not in known]
    rows = [
        {"scenario": scenario, "outcome": outcome, "group": group, "seeds": 0}
        for scenario in dict.fromkeys(differences.scenario)
        for outcome, group in lacking
    ]
    if not rows:
        return differences
    more = pd.DataFrame(rows).reindex(columns=differences.columns).astype(differences.dtypes)
    return pd.concat([differences, more], ignore_index=True)


def rows_of(differences: pd.DataFrame) -> list[Any]:
    """Rows as named tuples."""
    return list(differences.itertuples())


def as_json(differences: pd.DataFrame) -> str:
    """Differences as a JSON list of objects with :data:`FIELDS`; null where there is no value."""
    rows = differences[list(FIELDS)].to_dict("records")
    return json.dumps([{key: _plain(value) for key, value in row.items()} for row in rows], indent=1)


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value

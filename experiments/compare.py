"""Compare scenarios with the first of them under the same luck."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pyarrow.parquet as pq

from experiments import manifest, store
from experiments.experiment import Experiment
from experiments.files import write_json
from experiments.headlines import ADULTS, COST, EVERYBODY, GAIN
from experiments.progress import Console
from experiments.runner import Executor, run_experiment
from experiments.statistics import paired
from sim.simulate import simulate_forked

if TYPE_CHECKING:
    from experiments.runner import Simulate
    from experiments.shards import RunRecord

FIELDS: Final = ("scenario", "outcome", "group", "baseline", "reform", "difference", "low", "high", "seeds")
MONTHLY, HEADLINES, RUNS, DIFFERENCES = (
    f"{name}.parquet" for name in ("monthly", "headlines", "runs", "differences")
)
TABLES: Final = (MONTHLY, HEADLINES, RUNS, DIFFERENCES)


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


def compare(
    experiment: Experiment,
    folder: Path | None = None,
    *,
    console: Console | None = None,
    workers: int | None = None,
    executor: Executor = "process",
    simulate: Simulate = simulate_forked,
) -> Comparison:
    """Run an experiment and write its result folder, or take the result that is there already.

    Args:
        experiment: see :func:`experiments.experiment.plan`.
        folder: default: ``results/NAME-HASH`` in the current folder.
        console: where messages and progress go.
        workers: processes at once; default: one a core.
        executor: see :func:`experiments.runner.run_experiment`.
        simulate: runs scenarios that share their burn-in; a function of a module.

    Raises:
        BadInput: the folder cannot be written, or holds something else.
    """
    console = console or Console(bars=False)
    result = store.ResultFolder(folder or store.RESULTS / experiment.folder_name())
    if manifest.answers(result.final, experiment):
        console.say(f"already answered by this model in {result.final}")
        return read_comparison(experiment, result.final)
    result.open()
    records = run_experiment(
        experiment, result.shards, console=console, workers=workers, executor=executor, simulate=simulate
    )
    _write(experiment, records, result)
    return read_comparison(experiment, result.final)


def read_comparison(experiment: Experiment, folder: Path) -> Comparison:
    """Read the result of an experiment from its folder."""
    differences = pq.read_table(folder / DIFFERENCES).to_pandas()
    runs = pq.read_table(folder / RUNS, columns=["status"]).to_pandas()
    return Comparison(experiment, folder, differences, int((runs.status == "failed").sum()))


def _write(experiment: Experiment, records: tuple[RunRecord, ...], result: store.ResultFolder) -> None:
    from experiments.report import write_report

    folder, shards = result.partial, result.shards
    headlines = store.read_headlines(experiment, records, shards)
    store.write_monthly(folder / MONTHLY, records, shards)
    store.write_frame(folder / HEADLINES, headlines.frame())
    store.write_runs(folder / RUNS, records)
    store.write_frame(folder / DIFFERENCES, differences_to_first(headlines))
    tables = [folder / name for name in TABLES]
    write_json(folder / manifest.FILE, manifest.manifest(experiment, records, tables))
    write_report(read_comparison(experiment, folder))
    result.publish()


def differences_to_first(headlines: store.Headlines) -> pd.DataFrame:
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
    """Rows of some outcomes and groups, None for all, in the order asked for."""
    wanted = differences
    if groups is not None:
        wanted = wanted[wanted.group.isin(groups)]
    if outcomes is not None:
        wanted = wanted[wanted.outcome.isin(outcomes)]
        wanted = wanted.sort_values("outcome", key=lambda names: names.map(outcomes.index), kind="stable")
    return wanted


def rows_of(differences: pd.DataFrame) -> list[Any]:
    """Rows as named tuples."""
    return list(differences.itertuples())


def as_json(differences: pd.DataFrame) -> str:
    """Differences as a JSON list of objects with :data:`FIELDS`; null where there is no value."""
    rows = differences[list(FIELDS)].to_dict("records")
    return json.dumps([{key: _plain(value) for key, value in row.items()} for row in rows], indent=1)


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


@dataclass(frozen=True)
class PriceOfGain:
    """What one more participant costs the district a year, in yuan.

    Attributes:
        scenario: the reform.
        yuan: at the estimated gain.
        low: at the upper end of the gain's interval.
        high: at its lower end.
    """

    scenario: str
    yuan: float
    low: float
    high: float


def prices_of_gain(differences: pd.DataFrame) -> list[PriceOfGain]:
    """Cost per added participant of each reform whose gain in participants is certain to be above zero."""
    everybody = differences[differences.group == EVERYBODY].set_index(["scenario", "outcome"])
    prices = []
    for scenario in dict.fromkeys(differences.scenario):
        rows = {name: (scenario, name) for name in (GAIN, COST, ADULTS)}
        if not all(row in everybody.index for row in rows.values()):
            continue
        gain, cost = everybody.loc[rows[GAIN]], everybody.loc[rows[COST]]
        if gain.low > 0.0:
            yuan_an_adult = cost.difference / everybody.loc[rows[ADULTS]].reform
            per_share = [yuan_an_adult / share for share in (gain.difference, gain.high, gain.low)]
            prices.append(PriceOfGain(str(scenario), *sorted_ends(*per_share)))
    return prices


def sorted_ends(middle: float, one: float, other: float) -> tuple[float, float, float]:
    """Middle, lower end, upper end."""
    return float(middle), float(min(one, other)), float(max(one, other))

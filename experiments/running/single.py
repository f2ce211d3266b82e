"""One run, kept in a folder of its own."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa

from experiments.running.experiment_plan import Experiment
from experiments.running.progress import Console
from experiments.storing.folder import ResultFolder
from experiments.storing.manifest import manifest, write_manifest
from experiments.storing.store import write_table
from experiments.tables.run_tables import RUN_TABLES
from sim.scenario import Scenario
from sim.simulation import Run, simulate

FLOWS: Final = pa.schema(
    [
        ("month", pa.int16()),
        ("payer", pa.string()),
        ("payee", pa.string()),
        ("purpose", pa.string()),
        ("community", pa.int32()),
        ("fen", pa.int64()),
    ]
)


def run_once(scenario: Scenario, console: Console, threads: int = 1) -> Run:
    """Run a scenario on so many threads, showing progress."""
    calendar = scenario.calendar
    with console.bar(scenario.name, calendar.burn_in + calendar.horizon) as advance:
        return simulate(scenario, on_month=lambda _month: advance(1), threads=threads)


def place_of(scenario: Scenario, folder: Path, *, replace: bool = False) -> ResultFolder:
    """Where a run is kept."""
    return ResultFolder(folder, _alone(scenario).digest(), replace)


def _alone(scenario: Scenario) -> Experiment:
    return Experiment("run", (scenario,), (scenario.seed,))


def write_run(run: Run, result: ResultFolder, overrides: tuple[str, ...] = ()) -> None:
    """Write a run's months, flows of money and manifest into a folder that we hold, and let it appear."""
    tables = []
    for name, table in RUN_TABLES.items():
        tables.append(result.partial / f"{name}.parquet")
        table.write(run, tables[-1])
    flows = result.partial / "flows.parquet"
    columns = zip(*run.flows, strict=True) if run.flows else [[]] * len(FLOWS)
    write_table(
        flows,
        pa.table([pa.array(column, one.type) for column, one in zip(columns, FLOWS, strict=True)], FLOWS),
    )
    scenario = run.scenario
    told = manifest(
        "run",
        _alone(scenario).digest(),
        _command(scenario, overrides),
        scenarios=[scenario],
        overrides=overrides,
        tables=[*tables, flows],
        seeds=[scenario.seed],
        runs=[
            {"scenario": scenario.name, "seed": scenario.seed, "status": "finished", "digest": run.digest()}
        ],
    )
    write_manifest(result.partial, told)
    result.publish()


def _command(scenario: Scenario, overrides: Sequence[str]) -> str:
    """The command that runs it again."""
    settings = [word for one in overrides for word in ("--set", one)]
    return shlex.join(["shequ", "run", scenario.name, "--seed", str(scenario.seed), *settings])

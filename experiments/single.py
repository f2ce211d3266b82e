"""One run, kept in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.experiment import Experiment
from experiments.progress import Console
from experiments.storing.files import whole_file, write_json
from experiments.storing.manifest import FILE, manifest
from experiments.storing.shards import PARQUET_OPTIONS, RunRecord, monthly_table
from experiments.storing.store import ResultFolder, write_table
from sim.scenario import Scenario
from sim.simulate import Run, simulate

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


def run_once(scenario: Scenario, console: Console) -> Run:
    """Run a scenario, showing progress."""
    calendar = scenario.calendar
    with console.bar(scenario.name, calendar.burn_in + calendar.horizon) as advance:
        return simulate(scenario, on_month=lambda _month: advance(1))


def check_out(folder: Path | None) -> None:
    """Refuse a folder that a run could not be written to, before the run.

    Raises:
        BadInput: something else stands there, or it cannot be made.
    """
    if folder is not None:
        ResultFolder(folder).refuse_what_is_not_ours()


def write_run(run: Run, folder: Path, overrides: tuple[str, ...] = ()) -> None:
    """Write a run's months, flows of money and manifest into a folder that appears when it is complete."""
    result = ResultFolder(folder)
    result.open()
    monthly, flows = result.partial / "monthly.parquet", result.partial / "flows.parquet"
    with whole_file(monthly) as temporary:
        pq.write_table(monthly_table(run), temporary, **PARQUET_OPTIONS)
    columns = zip(*run.flows, strict=True) if run.flows else [[]] * len(FLOWS)
    write_table(
        flows,
        pa.table([pa.array(column, one.type) for column, one in zip(columns, FLOWS, strict=True)], FLOWS),
    )
    scenario = run.scenario
    experiment = Experiment("run", (scenario,), (scenario.seed,), overrides)
    run_id = experiment.jobs()[0].ids[0]
    record = RunRecord(run_id, scenario.name, scenario.seed, "finished", digest=run.digest())
    write_json(result.partial / FILE, manifest(experiment, [record], [monthly, flows]))
    result.publish()

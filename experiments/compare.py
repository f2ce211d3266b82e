"""Compare scenarios with the first of them under the same luck."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from experiments.comparison import (
    DIFFERENCES,
    HEADLINES,
    MONTHLY,
    RUNS,
    TABLES,
    Comparison,
    differences_to_first,
    read_comparison,
)
from experiments.experiment import Experiment
from experiments.progress import Console
from experiments.running.runner import Executor, run_experiment
from experiments.storing import manifest, store
from experiments.storing.files import write_json
from sim.simulate import simulate_forked

if TYPE_CHECKING:
    from experiments.running.runner import Simulate
    from experiments.storing.shards import RunRecord


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
        executor: see :func:`experiments.running.runner.run_experiment`.
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
    try:
        records = run_experiment(
            experiment, result.shards, console=console, workers=workers, executor=executor, simulate=simulate
        )
    except KeyboardInterrupt:
        console.say(f"finished runs are kept in {result.partial}; the same command goes on from them")
        raise
    _write(experiment, records, result)
    return read_comparison(experiment, result.final)


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

"""Compare scenarios with the first of them under the same luck."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from experiments.comparison import (
    DIFFERENCES,
    HEADLINES,
    RUNS,
    Comparison,
    differences_to_first,
    read_comparison,
)
from experiments.experiment import Experiment
from experiments.progress import Console
from experiments.running.batch import Batch
from experiments.running.options import RunOptions
from experiments.running.runner import in_order
from experiments.storing import manifest, store
from experiments.storing.files import write_json
from sim.simulate import simulate_forked

if TYPE_CHECKING:
    from experiments.running.bench import Simulate
    from experiments.storing.shards import RunRecord


def compare(
    experiment: Experiment,
    folder: Path | None = None,
    *,
    console: Console | None = None,
    options: RunOptions | None = None,
    simulate: Simulate = simulate_forked,
) -> Comparison:
    """Run an experiment and write its result folder, or take the result that is there already.

    Args:
        experiment: see :func:`experiments.experiment.plan`.
        folder: default: ``results/NAME-HASH`` in the current folder.
        console: where messages and progress go.
        options: where and how it is run; default: in one process a core.
        simulate: runs scenarios that share their burn-in; a function of a module.

    Raises:
        BadInput: the folder cannot be written, holds something else, or is being filled by another process.
        PartDone: our share is done, and another will write the result.
        OSError: a run or a table could not be written; finished runs are kept.
    """
    console, options = console or Console(bars=False), options or RunOptions()
    result = store.ResultFolder(folder or store.RESULTS / experiment.folder_name())
    if manifest.answers(result.final, experiment, resume=options.resume):
        console.say(f"already answered by this model in {result.final}")
        return read_comparison(experiment, result.final)
    with Batch(result, console=console, options=options, simulate=simulate) as batch:
        records = in_order(experiment, batch.run(experiment.jobs()))
        _write(experiment, records, result)
        batch.publish()
    return read_comparison(experiment, result.final)


def _write(experiment: Experiment, records: tuple[RunRecord, ...], result: store.ResultFolder) -> None:
    from experiments.report import write_report

    folder, shards = result.partial, result.shards
    headlines = store.read_headlines(experiment, records, shards)
    tables = store.write_run_tables(folder, records, shards)
    store.write_frame(folder / HEADLINES, headlines.frame())
    store.write_runs(folder / RUNS, records)
    store.write_frame(folder / DIFFERENCES, differences_to_first(headlines))
    tables += [folder / name for name in (HEADLINES, RUNS, DIFFERENCES)]
    write_json(folder / manifest.FILE, manifest.manifest(experiment, records, tables))
    write_report(read_comparison(experiment, folder))

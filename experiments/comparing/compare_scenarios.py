"""Compare scenarios with the first of them under the same luck."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.comparing.comparison import (
    DIFFERENCES,
    HEADLINES,
    RUNS,
    Comparison,
    differences_to_first,
    read_comparison,
)
from experiments.running.batch import Batch, fill
from experiments.running.experiment_plan import Experiment
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.running.runner import in_order
from experiments.storing import manifest, store
from sim.simulation import simulate_forked

if TYPE_CHECKING:
    from experiments.running.bench import Simulate


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
        experiment: see :func:`experiments.running.experiment_plan.plan`.
        folder: default: ``results/NAME-HASH`` in the current folder.
        console: this and what follows, and what is raised: see :func:`experiments.running.batch.fill`.
        options: as there.
        simulate: as there.
    """
    filled = fill(
        folder or store.RESULTS / experiment.folder_name(),
        experiment.digest(),
        partial(_fill, experiment),
        console=console,
        options=options,
        simulate=simulate,
    )
    return read_comparison(experiment, filled)


def _fill(experiment: Experiment, batch: Batch) -> None:
    from experiments.report import write_report

    folder, shards = batch.folder.partial, batch.shards
    records = in_order(experiment, batch.run(experiment.jobs()))
    headlines = store.read_headlines(experiment, records, shards)
    tables = store.write_run_tables(folder, records, shards)
    store.write_headlines(folder / HEADLINES, headlines)
    store.write_runs(folder / RUNS, records)
    store.write_frame(folder / DIFFERENCES, differences_to_first(headlines))
    tables += [folder / name for name in (HEADLINES, RUNS, DIFFERENCES)]
    manifest.write_manifest(folder, manifest.manifest(experiment, records, tables))
    write_report(read_comparison(experiment, folder), batch.say)

"""Compare scenarios with the first of them under the same luck."""

from __future__ import annotations

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
from experiments.running.batch import fill
from experiments.running.experiment_plan import Experiment
from experiments.running.options import RunOptions
from experiments.running.progress import Console
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
        experiment: see :func:`experiments.running.experiment_plan.plan`.
        folder: default: ``results/NAME-HASH`` in the current folder.
        console: this and what follows, and what is raised: see :func:`experiments.running.batch.fill`.
        options: as there.
        simulate: as there.
    """
    filled = fill(
        folder or store.RESULTS / experiment.folder_name(),
        lambda done, resume: manifest.answers(done, experiment, resume=resume),
        lambda batch: _write(experiment, in_order(experiment, batch.run(experiment.jobs())), batch.folder),
        console=console,
        options=options,
        simulate=simulate,
    )
    return read_comparison(experiment, filled)


def _write(experiment: Experiment, records: tuple[RunRecord, ...], result: store.ResultFolder) -> None:
    from experiments.report import write_report

    folder, shards = result.partial, result.shards
    headlines = store.read_headlines(experiment, records, shards)
    tables = store.write_run_tables(folder, records, shards)
    store.write_headlines(folder / HEADLINES, headlines)
    store.write_runs(folder / RUNS, records)
    store.write_frame(folder / DIFFERENCES, differences_to_first(headlines))
    tables += [folder / name for name in (HEADLINES, RUNS, DIFFERENCES)]
    write_json(folder / manifest.FILE, manifest.manifest(experiment, records, tables))
    write_report(read_comparison(experiment, folder))

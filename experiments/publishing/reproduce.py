"""Run a result again from its manifest and say whether every number is the same."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.publishing.published_results import WORLDS, published_folder
from experiments.publishing.reproduce_question import ask_again, changed_paths, changed_runs
from experiments.running.experiment_plan import Experiment
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.running.runner import run_experiment
from experiments.storing import manifest
from experiments.storing.crate import is_whole as is_whole_crate
from experiments.storing.files import refusal
from experiments.storing.run_store import RunStore
from experiments.storing.scenario_variants import scenario_trees
from experiments.tables.run_tables import RUN_TABLES
from experiments.worlds.ensemble import read_worlds
from experiments.worlds.rechecked import changes
from sim.engine.settings import BadInput, build, flatten
from sim.scenario import Scenario, load_scenario


@dataclass(frozen=True)
class Verification:
    """What came of running a result again.

    Attributes:
        name: name of the result's folder.
        runs: number of runs.
        differences: what is not the same, in words.
    """

    name: str
    runs: int
    differences: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    def line(self) -> str:
        """Say it in one line."""
        if self.is_same:
            return f"same       {self.name}: {self.runs} runs"
        more = f" (and {len(self.differences) - 1} more)" if len(self.differences) > 1 else ""
        return f"DIFFERENT  {self.name}: {self.differences[0]}{more}"


def verify(folder: Path, *, console: Console | None = None, workers: int | None = None) -> Verification:
    """Run a result again, or a few of an ensemble's worlds.

    Args:
        folder: holds a manifest; or the file of an ensemble.
        console: where progress goes.
        workers: processes at once; default: one a core.

    Raises:
        BadInput: there is no manifest.
    """
    if folder.suffix == WORLDS:
        return _verify_worlds(folder)
    try:
        told = manifest.read_manifest(folder)
    except BadInput as spoilt:
        return Verification(_name_in_print(folder), 0, (str(spoilt),))
    if told is None:
        raise refusal(folder, f"is not a result folder (it has no {manifest.FILE} of shequ)")
    console, differences = console or Console(bars=False), changed_files(folder, told)
    options = RunOptions(workers=workers)
    again = ask_again if "asked" in told else _run_again
    runs, more = again(folder, told, console, options)
    return Verification(_name_in_print(folder), runs, (*differences, *more))


def _verify_worlds(file: Path) -> Verification:
    """Live through a few plausible worlds again."""
    worlds = read_worlds(file)
    return Verification(file.stem, len(worlds.made.get("checked", ())), tuple(changes(worlds)))


def _name_in_print(folder: Path) -> str:
    """How a result is called: one that is published by its name, any other by its whole path."""
    return folder.name if folder.parent == published_folder() else str(folder)


def _run_again(
    folder: Path, told: dict[str, Any], console: Console, options: RunOptions
) -> tuple[int, list[str]]:
    """Run again what are runs and no answer to a question."""
    differences: list[str] = []
    try:
        trees = scenario_trees(told)
        scenarios = tuple(_load(name, then, told["overrides"], differences) for name, then in trees.items())
    except BadInput as error:
        return 0, [*differences, f"cannot be run any more: {error}"]
    experiment = Experiment(told["experiment"], scenarios, tuple(told["seeds"]))
    with tempfile.TemporaryDirectory(prefix="shequ-verify-") as scratch:
        records = run_experiment(experiment, RunStore(Path(scratch)), console=console, options=options)
    then = {(run["scenario"], run["seed"]): run["digest"] for run in told["runs"]}
    return len(records), [*differences, *changed_runs(then, records)]


def changed_files(folder: Path, told: dict[str, Any]) -> list[str]:
    """Files that are no longer what was written; figures, reports and large tables may lack.

    The manifest lists all but itself and the crate, and these two have a hash of themselves.
    """
    large = {f"{name}.parquet" for name in RUN_TABLES}
    needed = {name for name in told["tables"] if name not in large}
    found = [
        f"{name} is missing or was edited"
        for name in manifest.changed(folder, manifest.listed(told))
        if name in needed or (folder / name).exists()
    ]
    return found + ([] if is_whole_crate(folder) else [f"{manifest.CRATE} was edited"])


def _load(name: str, then: dict[str, Any], overrides: list[str], differences: list[str]) -> Scenario:
    """Load a scenario as it is today, noting what has changed; as it was then if its files are gone."""
    try:
        scenario = load_scenario(name, seed=0, overrides=overrides)
    except BadInput:
        return build(Scenario, flatten(then, manifest.FILE))
    now = json.loads(json.dumps(scenario.resolved()))
    differences += [f"scenario {name}: {path} has changed" for path in changed_paths(then, now)]
    return scenario

"""Ask a question again from the manifest of its result and compare every table and sentence."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from experiments.asking.answer_question import ANSWER, RUNS, Answered, ask
from experiments.asking.question_file import question_of
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.storing import manifest
from experiments.storing.files import read_json
from experiments.storing.run_store import RunRecord
from experiments.storing.scenario_variants import scenario_trees
from experiments.tables.parquet import read_table
from experiments.tables.values import FILE as VALUES
from sim.engine.settings import BadInput


def ask_again(
    folder: Path, told: dict[str, Any], console: Console, options: RunOptions
) -> tuple[int, list[str]]:
    """Ask a question again.

    Args:
        folder: of the result.
        told: its manifest.
        console: where progress goes.
        options: how to run.

    Returns:
        The number of runs, and what is not the same, in words.

    Raises:
        BadInput: the manifest holds no question of this version.
    """
    trees = scenario_trees(told)
    try:
        asked = question_of(told["asked"], told["overrides"], str(folder / manifest.FILE), trees)
    except BadInput as error:
        return 0, [f"cannot be asked any more: {error}"]
    differences = [
        f"scenario {arm.name}: {path} has changed"
        for arm in asked.arms
        if arm.name in trees
        for path in changed_paths(trees[arm.name], json.loads(json.dumps(arm.resolved())))
    ]
    with tempfile.TemporaryDirectory(prefix="shequ-verify-") as scratch:
        answered = ask(asked, Path(scratch) / "again", console=console, options=options)
        differences += _changed_digests(folder / RUNS, answered)
        differences += [
            f"{name} comes out differently"
            for name in told["tables"]
            if not _is_same(folder / name, answered.folder / name)
        ]
    return answered.runs + answered.failed, differences


def _changed_digests(then: Path, now: Answered) -> list[str]:
    """Runs whose numbers are others now; none if the table of then cannot be read."""
    try:
        runs = read_table(then).to_pylist()
    except BadInput:
        return []
    records = [RunRecord(**run) for run in read_table(now.folder / RUNS).to_pylist()]
    return changed_runs({(run["scenario"], run["seed"]): run["digest"] for run in runs}, records)


def changed_runs(then: Mapping[tuple[str, int], str], records: Iterable[RunRecord]) -> list[str]:
    """What is not the same of runs, in words.

    Args:
        then: digest of each run by scenario and seed; empty if it failed.
        records: of the runs of now.
    """
    now = {(record.scenario, record.seed): record for record in records}
    return [
        f"run {scenario}, seed {seed}: {_change(digest, now.get((scenario, seed)))}"
        for (scenario, seed), digest in then.items()
        if (scenario, seed) not in now or now[scenario, seed].digest != digest
    ]


def _change(digest: str, record: RunRecord | None) -> str:
    if record is None:
        return "is of no scenario and seed of this result"
    if record.status == "failed":
        return f"fails now: {record.traceback.strip().splitlines()[-1]}"
    return f"digest was {digest[:12]}, is {record.digest[:12]}"


def _is_same(then: Path, now: Path) -> bool:
    """Whether two files say the same; one that is missing was complained of already.

    Ids of runs hold the version of the model, which changes with every comment; digests are the numbers.
    """
    if not then.exists():
        return True
    try:
        return _says_the_same(_content(then), _content(now))
    except BadInput:
        return False


def _says_the_same(then: Any, now: Any) -> bool:
    """Whether all that was said then is said now; tables may have got columns that say more."""
    if not isinstance(then, pa.Table):
        return bool(then == now)
    return set(then.column_names) <= set(now.column_names) and bool(then == now.select(then.column_names))


def _content(file: Path) -> Any:
    """What an answer or a table says.

    Raises:
        BadInput: it is missing or spoilt.
    """
    if file.name == ANSWER:
        return read_json(file)
    table = read_table(file)
    of_version = {RUNS: "id", VALUES: "run"}.get(file.name, "")
    return table.drop_columns(of_version) if of_version in table.column_names else table


def changed_paths(then: Any, now: Any, path: str = "") -> list[str]:
    """Dotted paths of the settings that differ between two trees; the seed does not count."""
    if isinstance(then, dict) and isinstance(now, dict):
        keys = dict.fromkeys([*then, *now])
        return [
            one
            for key in keys
            for one in changed_paths(then.get(key), now.get(key), f"{path}.{key}".strip("."))
        ]
    return [] if then == now or path == "seed" else [path]

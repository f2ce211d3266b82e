"""Ask a question again from the manifest of its result and compare every table and sentence."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa

from experiments.asking.answer_question import ANSWER, RUNS, ask
from experiments.asking.question_file import question_of
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.storing import manifest
from experiments.storing.files import read_json
from experiments.storing.parquet import read_table
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
    try:
        asked = question_of(told["asked"], told["overrides"], str(folder / manifest.FILE))
        base = json.loads(json.dumps(asked.question.base().resolved()))
    except BadInput as error:
        return 0, [f"cannot be asked any more: {error}"]
    then = told["scenarios"].get(asked.question.scenario, {})
    differences = [f"scenario {base['name']}: {path} has changed" for path in changed_paths(then, base)]
    with tempfile.TemporaryDirectory(prefix="shequ-verify-") as scratch:
        answered = ask(asked, Path(scratch) / "again", console=console, options=options)
        differences += [
            f"{name} comes out differently"
            for name in told["tables"]
            if not _is_same(folder / name, answered.folder / name)
        ]
    return answered.runs + answered.failed, differences


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

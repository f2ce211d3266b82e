"""What a result folder says of itself: question, resolved scenarios, versions, sources, runs, hashes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from experiments.storing.files import read_json, refusal, sha256, write_json
from experiments.storing.manifest_shape import misshapen
from experiments.storing.scenario_variants import differing
from experiments.storing.seal import is_sealed, sealed
from experiments.storing.versions import commit, versions
from sim.policies.lever import declared_settings
from sim.scenario import Scenario

FILE: Final = "manifest.json"
CRATE: Final = "ro-crate-metadata.json"  # written after the manifest, which it lists
MAKER: Final = "shequ"


def manifest(
    name: str,
    question: str,
    command: str,
    *,
    scenarios: Sequence[Scenario],
    overrides: Sequence[str],
    tables: Iterable[Path],
    **more: Any,
) -> dict[str, Any]:
    """Describe a result, for ``manifest.json``.

    Args:
        name: of the question.
        question: hash of everything that decides the numbers, save the version of the model.
        command: that makes it again.
        scenarios: what it hangs on; the first is told whole, of the others how they differ.
        overrides: settings laid over what was asked.
        tables: files whose hashes are told.
        more: what results of this kind say besides: ``runs``, and ``asked`` or ``seeds``.
    """
    first, *others = scenarios
    return {
        "made_by": MAKER,
        "experiment": name,
        "question": question,
        "command": command,
        "versions": versions(),
        "commit": commit(),
        "overrides": list(overrides),
        **more,
        "tables": {table.name: sha256(table) for table in tables},
        "scenarios": {first.name: first.resolved()},
        "variants": {scenario.name: differing(first, scenario) for scenario in others},
        "sources": sources(),
    }


def sources() -> dict[str, str]:
    """Source of every setting that has one, by dotted path."""
    settings = declared_settings(Scenario)
    return {path: one.source for path, one, _ in settings if one.source not in ("", "assumed")}


def write_manifest(folder: Path, content: dict[str, Any]) -> None:
    """Write what a folder says of itself, with the hash of that."""
    write_json(folder / FILE, sealed(content))


def seal(folder: Path) -> None:
    """Have the manifest of a finished folder list every other file there is, with its hash.

    Raises:
        BadInput: the folder has no manifest.
    """
    told = read_manifest(folder)
    if told is None:
        raise refusal(folder / FILE, "no such file")
    known = {FILE, CRATE, *told["tables"]}
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*"))}
    more = {name: sha256(file) for name, file in files.items() if file.is_file() and name not in known}
    write_manifest(folder, {**told, "files": more})


def listed(told: dict[str, Any]) -> dict[str, str]:
    """Every file that a manifest lists, by its name in the folder, with its hash."""
    return {**told["tables"], **told.get("files", {})}


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Manifest of a result folder; None if it has no file of that name.

    Raises:
        BadInput: it is not one of ours, or not what was written.
    """
    file = folder / FILE
    if not os.path.lexists(file):
        return None
    found = read_json(file)
    if not (isinstance(found, dict) and found.get("made_by") == MAKER):
        raise refusal(file, "is not a manifest of shequ")
    if not is_sealed(found):
        raise refusal(file, "is spoilt or edited: its hash of itself does not fit, or it has none")
    wrong = misshapen(found)
    if wrong is not None:
        raise refusal(file, f"is not a manifest of this version of shequ (see {wrong!r})")
    return found


def manifest_of(folder: Path) -> dict[str, Any]:
    """Manifest of what must be a result folder.

    Raises:
        BadInput: it has none, or a spoilt one.
    """
    told = read_manifest(folder)
    if told is None:
        raise refusal(folder, f"is not a result folder (it has no {FILE} of shequ)")
    return told


def answers(folder: Path, question: str, *, resume: bool = False) -> bool:
    """Whether a folder already holds the answer to a question by this very model, unchanged.

    Args:
        folder: of a result, or of nothing.
        question: hash of the question.
        resume: take it for no answer if some of its runs failed.

    Raises:
        BadInput: its manifest is spoilt.
    """
    told = read_manifest(folder)
    if told is None or told["question"] != question or told["versions"] != versions():
        return False
    return not (resume and has_failures(told)) and not changed(folder, told["tables"])


def planned_runs(told: dict[str, Any]) -> int:
    """How many runs a result has, failed ones too."""
    runs = told["runs"]
    return runs["finished"] + runs["failed"] if isinstance(runs, dict) else len(runs)


def has_failures(told: dict[str, Any]) -> bool:
    """Whether runs of a result failed."""
    runs = told["runs"]
    if isinstance(runs, dict):
        return bool(runs["failed"])
    return any(run["status"] != "finished" for run in runs)


def changed(folder: Path, files: dict[str, str]) -> list[str]:
    """Names of files that are missing or not what their hashes say."""
    return [name for name, digest in files.items() if not is_unchanged(folder / name, digest)]


def is_unchanged(table: Path, digest: str) -> bool:
    """Whether a table is there and has the content that its hash says."""
    return table.is_file() and sha256(table) == digest

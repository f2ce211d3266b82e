"""What a result folder says of itself: question, resolved scenarios, versions, sources, runs, hashes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import is_dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from experiments.storing.files import read_json, refusal, sha256, write_json
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


def differing(first: Any, other: Any) -> dict[str, Any]:
    """Settings of another scenario, or part of one, that the first has not so; None where it lacks one."""
    before, after = _entries(first), _entries(other)
    found: dict[str, Any] = {key: None for key in before if key not in after}
    for key, value in after.items():
        if key not in before or value != before[key]:
            nested = key in before and _is_nested(value) and _is_nested(before[key])
            found[key] = differing(before[key], value) if nested else _plain(value)
    return found


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or is_dataclass(value)


def _entries(nested: Any) -> dict[str, Any]:
    return nested if isinstance(nested, dict) else vars(nested)


def _plain(value: Any) -> Any:
    """What JSON makes of it; most are numbers and words, of which there can be a million."""
    return value if isinstance(value, str | int | float) else json.loads(json.dumps(value, default=vars))


def scenario_trees(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every scenario of a manifest with all its settings, by name, the first first."""
    whole: dict[str, dict[str, Any]] = told["scenarios"]
    first = next(iter(whole.values()))
    return whole | {
        name: _laid_over(first, differing) for name, differing in told.get("variants", {}).items()
    }


def _laid_over(first: dict[str, Any], differing: dict[str, Any]) -> dict[str, Any]:
    tree = dict(first)
    for key, value in differing.items():
        if value is None:
            del tree[key]
        elif isinstance(value, dict) and isinstance(tree.get(key), dict):
            tree[key] = _laid_over(tree[key], value)
        else:
            tree[key] = value
    return tree


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
    wrong = next((key for key, fits in _SHAPE.items() if not fits(found.get(key))), None)
    if wrong is None and not _is_of_one_kind(found):
        wrong = "runs"
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


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _are_files(value: Any) -> bool:
    """Hashes by the name of a file that stands in the folder itself or below it, and nowhere else."""
    return _are_texts(value) and all(_is_inside(PurePosixPath(name)) for name in value)


def _is_inside(name: PurePosixPath) -> bool:
    return bool(name.parts) and not name.is_absolute() and ".." not in name.parts


def _are_trees(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(tree, dict) for tree in value.values())


def _are_runs(value: Any) -> bool:
    """A row a run, or how many there were."""
    if isinstance(value, dict):
        return all(type(value.get(key)) is int for key in ("planned", "finished", "failed"))
    return isinstance(value, list) and all(map(_is_run, value))


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(type(one) is int for one in value)


def _is_of_one_kind(found: dict[str, Any]) -> bool:
    """Whether it has what a question says of itself, or what a list of scenarios says."""
    if "asked" in found:
        return isinstance(found["runs"], dict)
    return isinstance(found["runs"], list) and _are_numbers(found.get("seeds"))


def _is_run(value: Any) -> bool:
    if not (isinstance(value, dict) and type(value.get("seed")) is int):
        return False
    return all(_is_text(value.get(key)) for key in ("scenario", "status", "digest"))


_SHAPE: Final[dict[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(("experiment", "question", "command"), _is_text),
    "versions": lambda value: _are_texts(value) and "model" in value,
    "commit": lambda value: value is None or _is_text(value),
    "overrides": _is_texts,
    "runs": _are_runs,
    "tables": _are_files,
    "files": lambda value: value is None or _are_files(value),
    "scenarios": lambda value: _are_trees(value) and bool(value),
    "variants": lambda value: value is None or _are_trees(value),
    "seeds": lambda value: value is None or _are_numbers(value),
    "asked": lambda value: value is None or isinstance(value, dict),
    "sources": _are_texts,
}


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

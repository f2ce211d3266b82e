"""What a manifest must look like: its parts and their types, so that whoever reads it may rely on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, Final


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


def misshapen(found: dict[str, Any]) -> str | None:
    """Key of what is not as a manifest has it; None where all is."""
    wrong = next((key for key, fits in _SHAPE.items() if not fits(found.get(key))), None)
    return "runs" if wrong is None and not _is_of_one_kind(found) else wrong

"""A few worlds of an ensemble lived through again: does the model still show the same there?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from experiments.worlds.ensemble import Worlds
from experiments.worlds.reference_runs import Size, run_point

CHECKED: Final = 3  # worlds
FIGURES: Final = 9  # of each number: more than any answer shows, fewer than libraries may round differently


def shown_in(worlds: Worlds, numbers: Iterable[int], size: Size) -> Iterator[dict[str, Any]]:
    """What some worlds show, each as its number and a hash; world k with seed k + 1."""
    for number in numbers:
        parts = dict(zip(worlds.paths, worlds.parts[number].tolist(), strict=True))
        yield {"world": number, "digest": _digest(run_point(parts, number + 1, size))}


def first_shown(worlds: Worlds, size: Size) -> list[dict[str, Any]]:
    """What the first few worlds show, for the file of an ensemble."""
    return list(shown_in(worlds, range(min(CHECKED, len(worlds))), size))


def changes(worlds: Worlds) -> list[str]:
    """What is not the same as when the ensemble was made, in words."""
    if "checked" not in worlds.made:
        return ["does not say what its worlds showed"]
    edited = ["its worlds were edited"] if worlds.digest() != worlds.made["digest"] else []
    then = {one["world"]: one["digest"] for one in worlds.made["checked"]}
    now = shown_in(worlds, then, size_of(worlds.made["size"]))
    return edited + [
        f"world {one['world']} shows something else" for one in now if one["digest"] != then[one["world"]]
    ]


def size_of(plain: Mapping[str, Any]) -> Size:
    """A size from the plain data of a file."""
    known: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()
    }
    return Size(**known)


def _digest(values: Mapping[str, float]) -> str:
    plain = {name: f"{value:.{FIGURES}g}" for name, value in values.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:20]

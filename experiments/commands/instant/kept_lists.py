"""Lists that take seconds of loading to make, kept as they were made: read at once, and checked by a test.

A kept list counts only while the files that it tells of are those that it was made from; else it is made
anew. ``python -m experiments.publishing.model_tables`` writes them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from experiments.storing.files import read_json
from sim.wording.labels import LANGUAGES, Language

Entry = dict[str, Any]
Lister = Callable[[Language], Iterator[Entry]]

FILE: Final = Path(__file__).with_name("kept_lists.json")
# Folders, seen from those of sim and experiments, and the files there that a list tells of.
TELLS_OF: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "outcomes": (
        ("sim/outcomes", "*.py"),
        ("sim/institutions", "*/outcomes*.py"),
        ("sim/wording", "units_zh.*"),
    ),
    "scenarios": (
        ("scenarios/places", "**/*.toml"),
        *(("sim/population", f"{rules}.py") for rules in ("map", "place")),  # how many people live there
    ),
    "experiments": (("experiments/questions", "**/*.toml"),),
    "trials": (("experiments/trials/files", "**/*.toml"),),
}


def kept(kind: str, language: Language) -> list[Entry] | None:
    """A list as it was made last; None if none is kept, or what it tells of has changed."""
    if kind not in TELLS_OF or not FILE.is_file():
        return None
    found = read_json(FILE)[kind]
    entries: list[Entry] = found[language]
    return entries if found["of"] == state(kind) else None


def state(kind: str) -> str:
    """Hash of the files that a list tells of."""
    told = hashlib.sha256()
    root = FILE.parents[3]
    for folder, pattern in TELLS_OF[kind]:
        for file in sorted(root.joinpath(folder).glob(pattern)):
            told.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return told.hexdigest()[:16]


def made_anew(listers: Mapping[str, Lister]) -> str:
    """Text of the file, from what makes each list."""
    content = {
        kind: {"of": state(kind), **{language: list(listers[kind](language)) for language in LANGUAGES}}
        for kind in TELLS_OF
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

"""Which mutants are tried: the first in a keyed order of all lines.

A line's place depends on what it says and where, so a change elsewhere draws no others.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from pathlib import Path
from typing import Final

from tests.mutation.mutants import Mutant, mutants_of

# Where faults are put, and how many of a hundred there.
STRATA: Final = {("sim",): 80, ("experiments/statistics",): 10, ("experiments/storing",): 10}


def sample(root: Path, seed: int, count: int) -> list[Mutant]:
    """Draw lines, and of each line one mutant; more of them begin with the same ones.

    Args:
        root: folder of the project.
        seed: key of the draws.
        count: mutants in all.
    """
    drawn = []
    for folders, share in STRATA.items():
        files = sorted(file for folder in folders for file in (root / folder).rglob("*.py"))
        lines = sorted(
            (line for file in files for line in _by_line(root, file)), key=lambda line: _key(seed, line[0])
        )
        drawn += [
            (place / share, _one_of(root, seed, line))
            for place, line in enumerate(lines[: count * share // 100])
        ]
    return [one for _, one in sorted(drawn, key=lambda pair: pair[0])]


def _by_line(root: Path, file: Path) -> list[list[Mutant]]:
    """The mutants of a file, line by line."""
    found = mutants_of(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
    found.sort(key=lambda one: one.line)
    return [list(line) for _, line in groupby(found, key=lambda one: one.line)]


def _one_of(root: Path, seed: int, line: list[Mutant]) -> Mutant:
    """The first in the keyed order that can be read as Python."""
    source = (root / line[0].file).read_text(encoding="utf-8")
    first = line[0].start
    ordered = sorted(line, key=lambda one: _key(seed, one, str(one.start - first), one.change))
    return next(one for one in ordered if one.is_python(source))


def _key(seed: int, one: Mutant, *more: str) -> str:
    """A draw that depends on what the line says and where, not on its number."""
    return hashlib.sha256("\0".join((str(seed), one.file, one.where, one.text, *more)).encode()).hexdigest()

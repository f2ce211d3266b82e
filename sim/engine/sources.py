"""Which source files a module rests on: its own and those of all that it imports, near and far."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

# A home with what is taken from it, in brackets or on the line; or modules.
IMPORT: Final = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]*))", re.MULTILINE
)
NAME: Final = re.compile(r"(?<!as )\b[\w.]+")


@cache
def digest(root: Path, module: str) -> str:
    """Hash the sources that a module rests on; a change anywhere else leaves it as it is.

    Args:
        root: folder in which the package stands.
        module: full name, e.g. ``"sim.residents.gates"``.
    """
    told = hashlib.sha256()
    for name in sorted(closure(root, module)):
        told.update(name.encode() + b"\0" + source_of(root, name) + b"\0")
    return told.hexdigest()[:16]


@cache
def source_of(root: Path, module: str) -> bytes:
    """The source of a module; many modules rest on the same few."""
    return file_of(root, module).read_bytes()


def closure(root: Path, module: str) -> set[str]:
    """Name the module and all of its package that it imports, directly or through others."""
    found, waiting = {module}, [module]
    while waiting:
        new = imported(root, waiting.pop()) - found
        found |= new
        waiting.extend(sorted(new))
    return found


@cache
def imported(root: Path, module: str) -> frozenset[str]:
    """Name the modules of the same package that one module imports itself, anywhere in its text."""
    text = source_of(root, module).decode()
    top = module.partition(".")[0]
    own = [name for name in names_imported(text) if name.partition(".")[0] == top]
    return frozenset(name for name in own if file_of(root, name).is_file())


def names_imported(text: str) -> Iterator[str]:
    """What the imports of a text may mean: ``from a import b`` reads a, and a.b where that is a module.

    Read by pattern: to parse whole modules takes a quarter of the time in which all of them are imported, in
    every process. A line of a comment that looks like an import only names one module more.
    """
    for home, names, modules in IMPORT.findall(text):
        if home:
            yield home
        yield from (f"{home}.{name}" if home else name for name in NAME.findall(names or modules))


@cache
def file_of(root: Path, module: str) -> Path:
    """File of a module; of a package, the one that opens it."""
    path = root.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")

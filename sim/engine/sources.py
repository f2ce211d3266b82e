"""Which source files a module rests on: its own and those of all that it imports, near and far."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def digest(root: Path, module: str) -> str:
    """Hash the sources that a module rests on; a change anywhere else leaves it as it is.

    Args:
        root: folder in which the package stands.
        module: full name, e.g. ``"sim.residents.gates"``.
    """
    told = hashlib.sha256()
    for name in sorted(closure(root, module)):
        told.update(name.encode() + b"\0" + file_of(root, name).read_bytes() + b"\0")
    return told.hexdigest()[:16]


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
    tree = ast.parse(file_of(root, module).read_bytes())
    top = module.partition(".")[0]
    named = [name for node in ast.walk(tree) for name in _names(node)]
    own = [name for name in named if name.partition(".")[0] == top]
    return frozenset(name for name in own if file_of(root, name).is_file())


def _names(node: ast.AST) -> Iterator[str]:
    """What an import may mean: ``from a import b`` reads a, and a.b where that is a module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def file_of(root: Path, module: str) -> Path:
    """File of a module; of a package, the one that opens it."""
    path = root.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")

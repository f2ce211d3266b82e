"""A book is written by the folder that founds it; who else writes in one is named here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.institutions.shelf import BOOKS

ROOT = Path(__file__).parents[2]
NAMES = {book.__name__ for book in BOOKS}
HOME = {book.__name__: book.__module__.split(".")[2] for book in BOOKS}
# Folders of ``sim/institutions`` that write in a book of another one.
GUESTS = {
    "Workstations": {"committee", "tasks"},  # staff moves to the committee; hours go to tasks
    "Committees": {"elections", "tasks"},  # who is seated; hours that go to tasks
}


def book_in(node: ast.AST) -> str | None:
    """The book that an expression gives: ``district[Companies]``, ``Companies`` or ``book: Companies``."""
    match node:
        case ast.Subscript(slice=ast.Name(id=name)) if name in NAMES:
            return name
        case ast.Name(id=name) if name in NAMES:
            return name
    return None


def bound(function: ast.FunctionDef) -> dict[str, str]:
    """Variables of a function that are books."""
    known = {
        one.arg: name for one in function.args.args if one.annotation and (name := book_in(one.annotation))
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = (
                    zip(target.elts, node.value.elts, strict=False)
                    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                    else [(target, node.value)]
                )
                for variable, value in pairs:
                    if isinstance(variable, ast.Name) and (name := book_in(value)):
                        known[variable.id] = name
    return known


def targets(node: ast.AST) -> Iterator[ast.expr]:
    """What a statement writes to."""
    match node:
        case ast.Assign(targets=several):
            for one in several:
                yield from one.elts if isinstance(one, ast.Tuple) else [one]
        case ast.AugAssign(target=one):
            yield one
        case ast.Call(func=ast.Attribute(attr="at"), args=[one, *_]):  # np.add.at(book.column, ...)
            yield one


def written(text: str) -> set[str]:
    """Books in whose columns or other attributes a module writes."""
    found = set()
    for function in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)):
        known = bound(function)
        for node in ast.walk(function):
            for target in targets(node):
                place = target.value if isinstance(target, ast.Subscript) else target
                while isinstance(place, ast.Subscript):
                    place = place.value
                if isinstance(place, ast.Attribute):
                    owner = place.value
                    name = known.get(owner.id) if isinstance(owner, ast.Name) else book_in(owner)
                    found |= {name} if name else set()
    return found


def test_a_book_is_written_by_its_own_folder_but_for_the_named_guests() -> None:
    guests: dict[str, set[str]] = {}
    files = sorted((ROOT / "sim").rglob("*.py"))
    for file in files:
        parts = file.relative_to(ROOT / "sim").parts
        folder = parts[1] if parts[0] == "institutions" and len(parts) > 2 else ".".join(parts)
        for book in written(file.read_text(encoding="utf-8")):
            if folder != HOME[book]:
                guests.setdefault(book, set()).add(folder)
    assert len(files) > 100
    assert guests == GUESTS


WRITES = {
    "a column": "book = district[Companies]\n    book.assets[:] = 1.0",
    "a part of one": "book, c = district[Companies], 3\n    book.assets[c] += 1.0",
    "without a name": "district[Companies].opening[:] = 0",
    "a cell of a wide one": "district[Companies].costs[3][1] = 0",
    "many at once": "book = district[Companies]\n    np.add.at(book.opening, rows, fen)",
}


@pytest.mark.parametrize("write", WRITES)
def test_such_a_write_would_be_seen(write: str) -> None:
    assert written(f"def rule(district):\n    {WRITES[write]}\n") == {"Companies"}


def test_a_book_that_is_given_is_known_and_one_that_is_read_is_not_written() -> None:
    assert written("def rule(district, book: Companies):\n    book.assets += 1.0\n") == {"Companies"}
    assert written("def rule(district):\n    x = district[Companies].assets\n    x = x + 1\n") == set()

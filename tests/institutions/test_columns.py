"""Institutions are columns: no rule goes through communities or bodies one by one in plain Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.institutions.shelf import BOOKS

INSTITUTIONS = Path(__file__).parents[2] / "sim" / "institutions"
NAMES = "|".join(book.__name__ for book in BOOKS)
# What is gone through: numbers of communities, their sizes, their rows, those picked by a flag, the bodies
# of a book, an array as a list.
ONE_BY_ONE = re.compile(
    rf"communities|geography\.size|community_start|flatnonzero|argwhere|nonzero|rows_where|tolist"
    rf"|\.views|\bbook\b|\[({NAMES})\]"
)


def loops_of(tree: ast.AST) -> Iterator[ast.expr]:
    """What each loop and comprehension goes through; what is written out is few and known."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and not isinstance(node.iter, ast.Tuple):
            yield node.iter
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            yield from (part.iter for part in node.generators if not isinstance(part.iter, ast.Tuple))


def is_compiled(function: ast.FunctionDef) -> bool:
    """Whether Numba compiles it: loops in it cost nothing."""
    return any("njit" in ast.unparse(decorator) for decorator in function.decorator_list)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """All functions and methods that Python itself runs, but those that found a book."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not is_compiled(node) and node.name != "founded":
            yield node


def one_by_one(text: str) -> set[str]:
    """Names of the functions that go through communities or bodies one by one."""
    found = functions(ast.parse(text))
    return {one.name for one in found if any(ONE_BY_ONE.search(ast.unparse(over)) for over in loops_of(one))}


def test_no_rule_goes_through_communities_one_by_one() -> None:
    files = sorted(INSTITUTIONS.rglob("*.py"))
    found = {
        f"{file.relative_to(INSTITUTIONS).with_suffix('').as_posix()}:{name}"
        for file in files
        for name in one_by_one(file.read_text(encoding="utf-8"))
    }
    assert len(files) > 60
    assert found == set()


LOOPS = {
    "numbers of communities": "for c in range(district.geography.communities): pass",
    "their sizes": "for c, size in enumerate(district.geography.size): pass",
    "those with a flag": "for c in np.flatnonzero(wanted): pass",
    "in a helper": "for c in (first + rows_where(where[first:last])).tolist(): work(c)",
    "rows of each": "parts = [np.arange(*community_start[c : c + 2]) for c in chosen.tolist()]",
    "the bodies of a book": "for one in district[Organisations]: pass",
    "a comprehension": "x = [one.paid for one in district[ServiceCentres]]",
}


@pytest.mark.parametrize("loop", LOOPS)
def test_such_a_loop_would_be_seen(loop: str) -> None:
    assert one_by_one(f"def rule(district):\n    {LOOPS[loop]}\n") == {"rule"}


def test_compiled_passes_and_founding_may_go_through_them() -> None:
    text = "@njit(cache=True)\ndef rule(start):\n    for c in range(communities): pass\n"
    assert one_by_one(text) == set()
    assert one_by_one(text.replace("@njit(cache=True)\ndef rule", "def founded")) == set()

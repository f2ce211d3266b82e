"""Names are the literature's, and each class is the only one of its name."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("sim", "experiments", "tests", "benchmarks")

# What was once a word of our own: the literature's.
TERMS = {
    "luck": "random draws; common random numbers",
    "doubt": "uncertainty",
    "outset": "start, attitudes",
    "portrait": "status-quo check",
    "paging": "background runs",
    "deeds": "acts of residents, actions of a visitor",
    "mended": "patched",
    "shards": "run store",
    "bao_an": "baoan",
}
# Keys of files that people wrote: a setting of questions, and one assumption.
KEYS = {"doubt", "discount_luck"}

Trees = Mapping[str, ast.Module]


def parsed(root: Path) -> Trees:
    """All modules under a root, by path."""
    files = [file for folder in FOLDERS for file in sorted((root / folder).rglob("*.py"))]
    return {str(file.relative_to(root)): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def classes(trees: Trees) -> dict[str, list[str]]:
    """Where each name of a class is declared."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path)
    return found


def named(tree: ast.Module) -> Iterator[str]:
    """Every name that a module gives: of functions, classes, arguments, variables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def private_words(path: str, names: Iterator[str]) -> list[str]:
    """Names of a module and its file that hold a word of our own."""
    words = re.compile(rf"(?<![a-z])({'|'.join(TERMS)})(?![a-z])")
    every = [*names, Path(path).stem]
    return [f"{path}: {name}" for name in every if name not in KEYS and words.search(_snake(name))]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


@pytest.fixture(scope="module")
def trees() -> Trees:
    return parsed(ROOT)


def test_no_two_classes_have_one_name(trees: Trees) -> None:
    assert {name: paths for name, paths in classes(trees).items() if len(paths) > 1} == {}


def test_names_are_the_literatures(trees: Trees) -> None:
    assert [one for path, tree in trees.items() for one in private_words(path, named(tree))] == []


def test_a_second_class_and_a_private_word_would_be_seen() -> None:
    twice = {path: ast.parse("class Share: ...") for path in ("a.py", "b.py")}
    assert classes(twice) == {"Share": ["a.py", "b.py"]}
    slip = ast.parse("GATE_LUCK = 1\ndef f(by_luck, lucky): ...\nclass PlaceDoubt: ...")
    assert len(private_words("sim/portrait.py", named(slip))) == 4

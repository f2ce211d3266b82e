"""What is compiled ahead of a world is what worlds run; imports are read as a parser finds them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from numba import typeof

from sim import ahead
from sim.engine import sources
from sim.month import Phase, Step
from sim.residents.decision import decide
from sim.scenario import load_scenario
from tests.institutions.worlds import district, lived


def test_what_is_compiled_ahead_has_the_types_of_every_world() -> None:
    one = lived(district("tiny+report_package"), 2)
    given = one.people, one.offers, one.contacts, one.rules
    kind: Any = typeof
    assert [kind(part) for part in ahead.one_resident()] == [kind(part) for part in given]


def test_the_residents_month_comes_first_then_the_steps_from_the_last_even_past_one_that_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    happened: list[str] = []

    def step(name: str) -> Step:
        def act(world: Any) -> None:
            happened.append(f"{name} in month {world.month}")
            raise ValueError(name)

        return Step(act, name)

    month = Phase("one", (step("first"), step("second"))), Phase("two", (step("third"),))
    monkeypatch.setattr(ahead, "MONTH", month)
    monkeypatch.setattr(ahead, "compile_residents_month", lambda: happened.append("residents"))
    ahead.compile_from_the_end(load_scenario("tiny"))
    assert happened == ["residents", "third in month 1", "second in month 1", "first in month 1"]


def test_the_residents_month_is_compiled_without_a_world() -> None:
    ahead.compile_residents_month()
    assert decide.signatures


ROOT = Path(__file__).parents[2]


def parsed(text: str) -> Iterator[str]:
    """What the imports of a text may mean, by Python's own parser."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_pattern_finds_in_every_module_what_a_parser_finds() -> None:
    files = sorted((ROOT / "sim").rglob("*.py"))
    assert len(files) > 200
    for file in files:
        module = file.parent if file.name == "__init__.py" else file.with_suffix("")
        own = {name for name in parsed(file.read_text(encoding="utf-8")) if name.partition(".")[0] == "sim"}
        found = {name for name in own if sources.file_of(ROOT, name).is_file()}
        assert sources.imported(ROOT, ".".join(module.relative_to(ROOT).parts)) == found, file


def test_imports_in_brackets_in_functions_and_under_other_names_are_found() -> None:
    text = "import a.b as c, d\ndef f():\n    from e.f import (\n        g as h,  # kept\n        i,\n    )\n"
    assert {"a.b", "d", "e.f", "e.f.g", "e.f.i"} <= set(sources.names_imported(text))
    assert {"c", "e.f.h"} & set(sources.names_imported(text)) == set()

"""The imports of a module are read by pattern, and are those that a parser finds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from sim.engine import sources

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

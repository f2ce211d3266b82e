"""The model's coverage table against mission and code: no clause without a lever, no lever without one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from sim.policies import levers

PAGES: Final = Path(__file__).parents[1] / "docs" / "model"
COUNTS: Final = {"A": 13, "Q": 6, "D": 4}
SECTIONS: Final = {"S1": 3, "S2": 5, "S3": 4, "S4": 4, "S5": 5}
CLAUSES: Final = [f"{letter}{n + 1}" for letter, count in COUNTS.items() for n in range(count)] + [
    f"{section}.{n + 1}" for section, count in SECTIONS.items() for n in range(count)
]
# D4 is a setting of the source's principle; the other clauses with letters are actors, findings and measures.
WITH_LEVERS: Final = {clause for clause in CLAUSES if clause[0] == "S"} | {"D4"}


def coverage() -> dict[str, str]:
    """State of each clause as the table tells it."""
    page = (PAGES / "coverage.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z][0-9.]+) \| (.+?) \|$", page, flags=re.MULTILINE)
    assert len(dict(rows)) == len(rows), "a clause has two rows"
    return dict(rows)


def test_every_clause_of_the_mission_has_a_row_and_nothing_else_has() -> None:
    assert sorted(coverage()) == sorted(CLAUSES)


def test_every_clause_that_recommends_something_has_a_lever_and_every_lever_such_a_clause() -> None:
    assert {lever.clause for lever in levers().values()} == WITH_LEVERS


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_row_says_how_the_clause_is_modelled(clause: str) -> None:
    told = coverage()[clause]
    assert "not yet" not in told
    assert len(told.split()) >= 3


def test_the_lever_table_names_the_clause_of_every_lever() -> None:
    table = (PAGES / "levers.md").read_text(encoding="utf-8")
    for path, lever in levers().items():
        assert f"| `{path}` | {lever.clause} |" in table, path

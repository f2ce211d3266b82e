"""MODEL.md is true: its tables are those of the declarations, and it names every clause of the source."""

from __future__ import annotations

import re

import pytest

from experiments.publishing.model_tables import MODEL, with_tables
from sim import District, load_scenario, month
from sim.month import Phase, Step, as_text


def test_the_tables_of_the_model_document_are_those_of_the_declarations() -> None:
    text = MODEL.read_text(encoding="utf-8")
    assert with_tables(text) == text, "run: python -m experiments.publishing.model_tables"


def test_the_coverage_table_names_every_section_of_the_source() -> None:
    coverage = MODEL.read_text(encoding="utf-8").split("## 10.")[1]
    for clause in ("S1.1", "S1.2", "S1.3", "S2.4", "S3.3", "S4.1", "S5.2", "Q1", "Q6", "D1", "D4", "A13"):
        assert clause in coverage


def test_submodels_are_numbered_in_their_order_and_every_reference_meets_one() -> None:
    text = MODEL.read_text(encoding="utf-8")
    submodels = text.split("## 7. Submodels")[1].split("## 8.")[0]
    headings = re.findall(r"^### (\S+)", submodels, re.MULTILINE)
    assert headings == [f"7.{k}" for k in range(1, len(headings) + 1)]
    in_words = text.split("<!-- levers -->")[0] + text.split("<!-- /assumptions -->")[1]
    references = set(re.findall(r"(?<![\d.])7\.\d+(?:\.\d+)?", in_words))
    assert references <= set(headings), references - set(headings)


def test_the_step_the_document_and_the_docstring_are_one_list() -> None:
    text, told = MODEL.read_text(encoding="utf-8"), as_text()
    assert f"<!-- month -->\n{told}\n<!-- /month -->" in text
    assert told in str(District.step.__doc__)


def test_a_step_added_to_the_list_is_lived_through(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    toy = Phase("Toy", (Step(lambda world: seen.append(world.month), "Does nothing"),))
    monkeypatch.setattr(month, "MONTH", (*month.MONTH, toy))
    one = District(load_scenario("tiny"), views=False)
    month.live(one, month.MONTH)
    assert seen == [0]
    assert "10.1 Does nothing." in month.as_text()

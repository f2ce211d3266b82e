"""MODEL.md is true: its tables are those of the declarations, and it names every clause of the source."""

from __future__ import annotations

from experiments.model_tables import MODEL, with_tables


def test_the_tables_of_the_model_document_are_those_of_the_declarations() -> None:
    text = MODEL.read_text(encoding="utf-8")
    assert with_tables(text) == text, "run: python -m experiments.model_tables"


def test_the_coverage_table_names_every_section_of_the_source() -> None:
    coverage = MODEL.read_text(encoding="utf-8").split("## 10.")[1]
    for clause in ("S1.1", "S1.2", "S1.3", "S2.4", "S3.3", "S4.1", "S5.2", "Q1", "Q6", "D1", "D4", "A13"):
        assert clause in coverage

"""The table of patterns tells each published line once, and what rests on it as the sources do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments.calibration.facts import facts as published
from experiments.publishing.pattern_table import CALIBRATION, USES, lines_by_fact, pattern_table, patterns
from sim.policies.lever import declared_settings
from sim.scenario import Assumptions


def test_every_published_fact_belongs_to_one_pattern() -> None:
    told = [fact for one in patterns() for fact in one.facts]
    assert sorted(told) == sorted({fact.fact for fact in published()})
    assert {one.use for one in patterns()} <= set(USES)


def test_every_line_of_the_calibration_is_counted() -> None:
    page = CALIBRATION.read_text(encoding="utf-8")
    counted = sum(map(len, lines_by_fact(page).values()))
    told = re.search(r"^Inside, of (\d+)", page, re.MULTILINE)
    assert told is not None
    assert counted == int(told[1])
    inside = re.findall(r": (\d+) of (\d+) lines inside", pattern_table())
    assert sum(int(whole) for _, whole in inside) == counted


def test_a_fact_from_which_a_number_was_taken_is_not_called_a_comparison() -> None:
    sources = " ".join(one.source for _, one, _ in declared_settings(Assumptions))
    compared = {fact for one in patterns() if one.use == "compared" for fact in one.facts}
    assert compared & set(re.findall(r"\b[A-F]\d\d\b", sources)) == set()


@pytest.mark.parametrize(
    ("verdicts", "result"),
    [(("yes", "yes"), "passed: 2 of 2"), (("yes", "**no**"), "**not passed**: 1 of 2")],
)
def test_a_pattern_passes_if_all_its_lines_lie_inside(
    verdicts: tuple[str, ...], result: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = "\n".join(f"| A10 | place | what | 0.4 | 0-1 | 0.4 | 0-1 | {one}, 1 of 2 |" for one in verdicts)
    assert lines_by_fact(page) == {"A10": [one == "yes" for one in verdicts]}
    file = tmp_path / "calibration.md"
    file.write_text(page)
    monkeypatch.setattr("experiments.publishing.pattern_table.CALIBRATION", file)
    row = next(line for line in pattern_table().splitlines() if "| A10 |" in line)
    assert result in row

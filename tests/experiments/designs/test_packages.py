"""Attribution and factorial: shares of a package, and what strengthens what."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from experiments.designs import attribution
from experiments.report.display_table import display_table
from sim.wording.labels import LANGUAGES
from tests.experiments.designs.questions import answer, asked, leading
from tests.experiments.truth import BODY, CATALOGUE, JOINT, ONLINE, TOGETHER

ATTRIBUTION = '[design]\nkind = "attribution"\n'
FEW = 'package = "first_levers"\n'  # with five parts all combinations are tried in a moment
JOINTLY = 0.8 * 0.8 * TOGETHER
TRUTH = {"S1.1": 0.8 * CATALOGUE + JOINTLY / 2, "S5.2": 0.8 * ONLINE + 2.0 * BODY + JOINTLY / 2, "S2.4": 0.0}


def test_exact_shares_are_those_of_the_model_and_add_up(tmp_path: Path) -> None:
    found = answer(tmp_path, ATTRIBUTION + FEW)
    rows = leading(found.table("attribution"), "member")
    for member, value in TRUTH.items():
        assert_allclose(rows.value[member], value, atol=5 * JOINT)
        assert rows.low[member] - JOINT <= value <= rows.high[member] + JOINT
    frame = found.table("attribution")
    for _, cell in frame.groupby(["outcome", "group"]):
        assert_allclose(cell.value.iloc[:-1].sum(), cell.value.iloc[-1], atol=1e-12)
    assert_allclose(rows.share_of_whole.iloc[:-1].sum(), 1.0)
    assert "S1.1 What government may ask of a community" in found.sentence.en
    assert "明确政府进社区事项的内容及责任" in found.sentence.zh
    assert found.figures[0].kind == "waterfall"


def test_sampled_shares_add_up_and_hold_the_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attribution, "MOST_EXACT", 2)
    planned = asked(tmp_path, ATTRIBUTION, "seeds.number=8").runs
    found = answer(tmp_path, ATTRIBUTION, "seeds.number=8")
    rows = leading(found.table("attribution"), "member")
    assert_allclose(rows.value.iloc[:-1].sum(), rows.value.iloc[-1], atol=1e-12)
    for member, value in TRUTH.items():
        assert rows.low[member] - 3 * JOINT <= value <= rows.high[member] + 3 * JOINT
    runs = len(list((tmp_path / "out.partial" / "runs").glob("*.zip")))
    assert runs == planned < 8 * 2 ** (len(rows) - 1)
    assert f"({runs} runs)" in found.more[0].en


def test_sections_and_levers_can_be_the_parts(tmp_path: Path) -> None:
    rows = answer(tmp_path, ATTRIBUTION + 'by = "section"\n').table("attribution")
    sections = list(dict.fromkeys(rows.member))
    assert {"S1", "S2", "S3", "S5"} < set(sections)
    assert sections[-1] == "whole"
    assert "S1 规范政府与社区的事权边界" in set(rows.label_zh)


def test_a_factorial_finds_the_interaction(tmp_path: Path) -> None:
    found = answer(tmp_path, '[design]\nkind = "factorial"\n' + FEW)
    rows = leading(found.table("factorial"), "factors")
    assert_allclose(rows.effect["S1.1"], 0.8 * CATALOGUE + JOINTLY / 2, atol=2 * JOINT)
    assert_allclose(rows.effect["S1.1 x S5.2"], JOINTLY, atol=4 * JOINT)  # beyond the sum of each alone
    assert rows.clear["S1.1 x S5.2"]
    assert set(rows.aliases) == {""}
    assert np.isclose(rows.effect["S1.2 x S2.4"], 0.0, atol=2 * JOINT)
    assert "most so S1.1 × S5.2" in found.sentence.en


def test_a_factorial_of_low_resolution_names_what_it_cannot_tell_apart(tmp_path: Path) -> None:
    rows = answer(tmp_path, '[design]\nkind = "factorial"\nresolution = 3\n').table("factorial")
    assert "S1.1" in set(", ".join(rows.aliases).split(", "))


def test_levers_are_told_by_their_names_alone_and_together(tmp_path: Path) -> None:
    text = '[design]\nkind = "factorial"\nby = "lever"\nresolution = 3\n' + FEW
    found = answer(tmp_path, text)
    table = next(one for one in found.tables if one.name == "factorial")
    rows = table.frame
    said = {"en": [*rows.label_en, found.sentence.en], "zh": [*rows.label_zh, found.sentence.zh]}
    for language in LANGUAGES:
        page = "\n".join("|".join(line) for line in display_table(table, 999, language).lines)
        for one in (*said[language], page):
            assert "policies." not in one
            assert "_" not in one
    assert any(" × " in name for name in rows.label_en)

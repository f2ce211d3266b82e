"""Figures and report: same bytes, no missing character, nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from scipy.stats import ttest_rel

from experiments.comparing.compare_scenarios import compare
from experiments.comparing.comparison import Comparison
from experiments.figures.bars import BETTER, UNCLEAR, WORSE
from experiments.figures.effects import effect_colour
from experiments.figures.paths import spread
from experiments.fonts.characters import FONT, letters_of
from experiments.running.options import SERIAL
from sim.outcomes.register import OUTCOMES
from sim.scenario import scenario_folder
from tests.experiments import fakes
from tests.experiments.fakes import content, fake_run, small_question

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("pictures") / "x"
    return compare(small_question(3), folder, options=SERIAL, simulate=fakes.fake_forked)


def test_the_same_result_gives_the_same_bytes(
    comparison: Comparison, tmp_path: Path, with_pictures: None
) -> None:
    again = compare(small_question(3), tmp_path / "x", options=SERIAL, simulate=fakes.fake_forked)
    before = content(comparison.folder)
    assert content(again.folder) == before
    drawn = {
        f"{name}_{lang}.{kind}"
        for name in ("effects", "groups", "paths")
        for lang in ("en", "zh")
        for kind in ("svg", "png")
    }
    assert drawn <= set(before)
    page = before["report.html"].decode()
    addresses = re.findall(r'(?:src|href)="([^"]{0,12})', page)
    assert len(addresses) == 6
    assert set(addresses) == {"data:image/s"}
    assert not re.search(r"<script|@import|url\(", page)
    assert 'lang="zh-Hans"' in page


def test_a_result_without_values_has_a_report_without_figures(tmp_path: Path, with_pictures: None) -> None:
    def fails(*_: object, **__: object) -> list[object]:
        raise ZeroDivisionError

    found = compare(small_question(2), tmp_path / "x", options=SERIAL, simulate=fails)  # type: ignore[arg-type]
    assert found.failed == 6
    assert (found.folder / "report.html").exists()
    assert not list(found.folder.glob("*.svg"))


def test_the_font_has_every_character_of_every_label() -> None:
    files = [
        *(ROOT / "sim").rglob("*.py"),
        *(ROOT / "experiments").rglob("*.py"),
        *(ROOT / "experiments").rglob("*.toml"),
        *scenario_folder().rglob("*.toml"),
    ]
    used = {
        character
        for file in files
        for character in file.read_text(encoding="utf-8")
        if character.isprintable()
    }
    font = TTFont(FONT)
    missing = {character for character in used if ord(character) not in font.getBestCmap()}
    font.close()
    assert missing == set(), "make the font again: experiments/fonts/README.md"


def test_the_font_has_the_names_of_all_counties_greek_letters_and_units() -> None:
    places = FONT.with_name("place_characters.txt").read_text(encoding="utf-8").replace("\n", "")
    assert set("深圳闵鄞瓯衢") < set(places)
    assert len(places) == len(set(places)) > 1200
    assert set(places + "αβΔΩ㎡㎥℃Ⅳ③é") - letters_of(str(FONT)) == set()


def test_the_page_has_the_font_of_the_figures() -> None:
    packed = (ROOT / "sim" / "views" / "fonts" / "ShequSansSC-Regular.woff2").read_bytes()
    assert packed[:4] == b"wOF2"
    unpacked_size = int.from_bytes(packed[16:20], "big")  # field totalSfntSize of the file's head
    assert unpacked_size == FONT.stat().st_size, "make both again: experiments/fonts/README.md"


def test_colours_say_for_the_better_or_for_the_worse() -> None:
    assert effect_colour(OUTCOMES["civic"], 0.1, 0.2) == BETTER
    assert effect_colour(OUTCOMES["gap.hukou"], 0.1, 0.2) == WORSE
    assert effect_colour(OUTCOMES["gap.hukou"], -0.2, -0.1) == BETTER
    assert effect_colour(OUTCOMES["civic"], -0.1, 0.2) == UNCLEAR
    assert effect_colour(OUTCOMES["civic"], np.nan, np.nan) == UNCLEAR


def test_bands_are_those_of_the_paired_difference(comparison: Comparison) -> None:
    rows = comparison.table("months")
    rows = rows[rows.outcome == "civic"]
    names = [arm.name for arm in comparison.asked.arms]
    assert list(dict.fromkeys(rows.scenario)) == names
    of_first, of_second = (
        np.array([fake_run(scenario.with_seed(seed)).values[:, 0] for seed in (1, 2, 3)])
        for scenario in comparison.asked.arms[:2]
    )
    reform, baseline = rows[rows.scenario == names[1]], rows[rows.scenario == names[0]]
    np.testing.assert_allclose(reform["mean"], of_second.mean(axis=0))
    low = ttest_rel(of_second, of_first).confidence_interval(0.95).low
    np.testing.assert_allclose(reform.low, of_first.mean(axis=0) + low)
    np.testing.assert_array_equal(baseline.low, baseline.high)
    assert baseline.month.tolist() == [-1, 0, 1, 2, 3]


def test_names_at_the_ends_of_lines_do_not_overlap() -> None:
    places = spread(np.array([0.5, 0.5, 0.5, 0.9]), 0.1, 0.0, 1.0)
    assert (np.diff(places) > 0.099).all()
    assert places.min() >= 0.0
    assert places.max() <= 1.0

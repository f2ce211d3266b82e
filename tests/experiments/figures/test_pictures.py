"""Figures and report: same bytes, no missing character, nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from scipy.stats import ttest_rel

from experiments.answering.over_worlds import OVER_WORLDS
from experiments.figures.bars import BETTER, PLAIN, THICK, THIN, UNCLEAR, WORSE
from experiments.figures.effects import WORDS as EFFECT_WORDS
from experiments.figures.effects import effect_bar, effect_colour, effect_panels
from experiments.figures.paths import spread
from experiments.fonts.characters import FONT, letters_of
from sim.outcomes.register import OUTCOMES
from sim.scenario import scenario_folder
from sim.wording.labels import Language, scale
from tests.experiments.fakes import content, fake_run
from tests.experiments.small_questions import small_comparison

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_the_same_result_gives_the_same_bytes(tmp_path: Path, with_pictures: None) -> None:
    first, again = (small_comparison(tmp_path / name / "x") for name in ("first", "again"))
    before = content(first.folder)
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

    found = small_comparison(tmp_path / "x", 2, simulate=fails)  # type: ignore[arg-type]
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


def test_bands_are_those_of_the_paired_difference(tmp_path: Path) -> None:
    comparison = small_comparison(tmp_path / "x")
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


def _differences(**more: object) -> pd.DataFrame:
    """Two outcomes of one reform; the cost is below the smallest effect of interest."""
    columns = {
        "scenario": "reform",
        "outcome": ["civic", "cost.district"],
        "difference": [0.03, 0.3],
        "low": [0.01, 0.1],
        "high": [0.08, 0.5],
    }
    return pd.DataFrame(columns | more)


OF_WORLDS = {
    "draws_low": [0.025, np.nan],
    "draws_high": [0.035, np.nan],
    "smallest": [0.01, 1.0],
    "good_in": 19,
    "interval": OVER_WORLDS,
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_effects_over_worlds_have_a_thick_bar_of_all_uncertainty_and_a_thin_one_of_draws(
    language: Language,
) -> None:
    rows = _differences(**OF_WORLDS)
    figure = effect_panels(rows, ["civic", "cost.district"], {"reform": "R"}, "", "", language)
    civic, cost = figure.axes[:2]
    assert _bars(civic, THICK) == [[1.0, 8.0]]
    assert _bars(civic, THIN) == [[2.5, 3.5]]
    assert _bars(cost, THICK) == [[0.1, 0.5]]
    assert _bars(cost, THIN) == [], "what draws make of it is not known"
    assert {"all_uncertainty", "draws_alone"} <= _words_of(figure, language)


def test_effects_in_one_world_have_one_bar_and_no_word_of_two() -> None:
    figure = effect_panels(_differences(), ["civic"], {"reform": "R"}, "", "", "en")
    assert _bars(figure.axes[0], PLAIN) == [[1.0, 8.0]]
    assert _bars(figure.axes[0], THICK) == _bars(figure.axes[0], THIN) == []
    assert not {"all_uncertainty", "draws_alone"} & _words_of(figure, "en")


def test_an_effect_below_the_smallest_of_interest_is_no_clear_change() -> None:
    rows = _differences(**OF_WORLDS).set_index("scenario")
    bars = [
        effect_bar(
            rows[rows.outcome == name], "reform", OUTCOMES[name], scale(OUTCOMES[name].unit, "en"), "en"
        )
        for name in ("civic", "cost.district")
    ]
    assert [bar.colour for bar in bars] == [BETTER, UNCLEAR]


def test_effects_over_worlds_are_written_with_two_figures_as_in_sentences() -> None:
    rows = _differences(**OF_WORLDS | {"difference": [0.034567, 0.3]}).set_index("scenario")
    civic = OUTCOMES["civic"]
    bar = effect_bar(rows[rows.outcome == "civic"], "reform", civic, scale(civic.unit, "en"), "en")
    assert bar.text == "+3.5"


def _bars(panel: Axes, width: float) -> list[list[float]]:
    """Ends of the bars of a width."""
    lines = [line for line in panel.lines if line.get_linewidth() == width]
    return [[round(float(end), 6) for end in np.asarray(line.get_xdata())] for line in lines]


def _words_of(figure: Figure, language: Language) -> set[str]:
    """Keys of the words of effects that stand in a figure."""
    written = {text.get_text() for text in figure.findobj(Text)}
    return {key for key, word in EFFECT_WORDS[language].items() if word in written}

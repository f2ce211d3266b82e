"""Figures of questions, each from a small made-up table."""

from __future__ import annotations

import itertools
from typing import Any, cast

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pytest
from matplotlib.figure import Figure as Drawn
from matplotlib.offsetbox import TextArea

from experiments.answering.answer import Figure
from experiments.figures import ELSEWHERE, KINDS, draw
from experiments.figures.bars import BETTER, WORSE
from experiments.figures.drawing import Rendered
from experiments.figures.picture import Picture
from experiments.figures.style import style, wrapped
from experiments.fonts.characters import FONT, letters_of
from experiments.residents.who_text import ANSWERS
from experiments.wording.assumption_names import assumption_name
from sim.explain.moved import ProposalResult
from tests.experiments.answers import FIGURES, LEAD, TABLES

# Rows that each figure must name at its side.
MATTERING = ("participation.hearing.talk", "participation.motives.deliberate.contacts")
NAMED = {
    "effects": ("Task catalogue", "Self-governance fund", "Four open channels"),
    "levers": ("task catalogue → administrative hours", "open channels → volunteered"),
    "levels": ("Former villages", "Commodity housing"),
    "attribution": ("S3 committee restored as organiser", "S1 government and society apart"),
    "groups": ("all adults", "locals", "migrants"),
    "factorial": ("S1 government and society apart", "S2 company and society apart", "S1 × S2"),
    "sensitivity": tuple(assumption_name(path).en for path in MATTERING),
    "statements": ('"Task catalogue" beats "Self-governance fund"', "the whole order"),
}


def figure_of(kind: str) -> Any:
    """The module that draws a kind of figure."""
    return __import__(f"experiments.figures.{kind}", fromlist=["draw"])


def drawn(one: Figure, language: Any = "en") -> Drawn:
    """The figure as matplotlib knows it."""
    with style():
        figure = figure_of(one.kind).draw(Picture(one.table, one.outcome, TABLES), language)
        assert isinstance(figure, Drawn)
        figure.draw_without_rendering()
    return figure


def test_every_kind_that_answers_ask_for_is_drawn() -> None:
    assert {one.kind for one in FIGURES} == set(KINDS) - set(ELSEWHERE)


@pytest.mark.parametrize("one", FIGURES, ids=lambda one: f"{one.kind}-{one.table}")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_label_overlaps_another_and_all_stay_inside(one: Figure, language: str) -> None:
    figure = drawn(one, language)
    for panel in figure.axes:
        if not panel.get_visible():
            continue
        boxes = [label.get_window_extent() for label in panel.get_yticklabels() if label.get_text()]
        boxes.sort(key=lambda box: box.y0)
        assert all(low.y1 <= high.y0 + 1.0 for low, high in itertools.pairwise(boxes))
        assert all(box.x0 >= 0.0 for box in boxes)
        written = [text.get_window_extent() for text in panel.texts if text.get_text()]
        assert all(box.x0 >= 0.0 and box.x1 <= figure.bbox.x1 for box in written)
        unit = [box for box in written if box.y0 > panel.bbox.y1]
        title = panel.title if not panel.get_title(loc="left") else panel._left_title  # type: ignore[attr-defined]
        assert all(box.y1 <= title.get_window_extent().y0 + 1.0 for box in unit)
    assert all(text.get_window_extent().x1 <= figure.bbox.x1 for text in figure.texts)


@pytest.mark.parametrize("table", NAMED)
def test_each_row_is_named(table: str) -> None:
    one = next(one for one in FIGURES if one.table == table)
    labels = [label.get_text().replace("\n", " ") for label in drawn(one).axes[0].get_yticklabels()]
    for name in NAMED[table]:
        assert name in labels


def test_effects_are_placed_and_coloured_by_their_intervals() -> None:
    panel = drawn(Figure("effects", "effects")).axes[0]
    dots = [line for line in panel.lines if line.get_marker() == "o"]
    assert [float(np.asarray(dot.get_xdata())[0]) for dot in dots] == pytest.approx([1.0, -2.0, 0.1])
    assert [dot.get_color() for dot in dots[:2]] == [BETTER, WORSE]
    unknown = drawn(Figure("effects", "effects")).axes[1]
    assert len([line for line in unknown.lines if line.get_marker() == "o"]) == 2
    assert [text.get_text() for text in unknown.texts if "value" in text.get_text()] == ["no value"]


def test_over_worlds_lines_are_called_medians_and_a_bar_that_nothing_has_is_not_explained() -> None:
    rows = TABLES["effects"].assign(good_in=3, draws_low=np.nan, draws_high=np.nan)
    with style():
        over_worlds = {**TABLES, "effects": rows}
        paths = figure_of("paths").draw(Picture("months", "", over_worlds), "en")
        effects = figure_of("effects").draw(Picture("effects", "", over_worlds), "en")
    notes = [text.get_text() for text in paths.texts]
    assert any("plausible worlds" in note for note in notes)
    assert not any("95 %" in note for note in notes)
    legend = [part.get_text() for part in effects.findobj(TextArea)]
    assert "range over worlds: all uncertainty" in legend
    assert "random draws alone" not in legend


def test_the_waterfall_ends_where_the_whole_does() -> None:
    bars: Any = drawn(Figure("waterfall", "attribution", LEAD)).axes[0].patches
    assert [bar.get_x() for bar in bars] == pytest.approx([0.0, 3.0, 5.0, 0.0])
    assert bars[2].get_x() + bars[2].get_width() == pytest.approx(bars[3].get_width())


def test_sensitivity_shows_the_difference_largest_first() -> None:
    panel = drawn(Figure("sensitivity", "sensitivity", LEAD)).axes[0]
    assert [label.get_text() for label in panel.get_yticklabels()] == [
        wrapped(assumption_name(path).en, 46) for path in MATTERING
    ]


def test_power_has_a_panel_a_length_and_a_line_an_estimator() -> None:
    panels = drawn(Figure("power", "evaluation", LEAD)).axes
    assert [panel.get_title(loc="left") for panel in panels] == ["12 months", "24 months"]
    lines = [line for line in panels[0].lines if line.get_marker() == "o"]
    assert [np.asarray(line.get_ydata()).tolist() for line in lines] == [
        pytest.approx([30.0, 60.0, 85.0])
    ] * 2


def test_draws_that_fail_are_set_apart() -> None:
    lines = drawn(Figure("scatter", "holds")).axes[0].lines
    assert {str(line.get_label()): len(np.asarray(line.get_xdata())) for line in lines} == {
        "holds": 2,
        "fails": 1,
    }


def test_an_empty_table_gives_no_figure_and_an_unknown_kind_is_refused() -> None:
    for one in FIGURES:
        tables = {name: rows.head(0) for name, rows in TABLES.items()}
        outcome = one.outcome or LEAD
        assert draw(one.kind, Picture(one.table, outcome, tables), "en") == Rendered()
    with pytest.raises(KeyError):
        draw("pie", Picture("effects", "", TABLES), "en")


def test_drawing_leaves_the_settings_of_others_alone() -> None:
    before = dict(mpl.rcParams)
    draw("ranking", Picture("statements", "", TABLES), "zh")
    assert dict(mpl.rcParams) == before


STATEMENTS = Picture("statements", "", TABLES)
STYLES: dict[str, dict[str, Any]] = {
    "LaTeX for all texts": {"text.usetex": True},
    "a dark page": dict(cast(Any, mpl.style.library["dark_background"])),
    "a huge font and a grid": {"font.size": 40.0, "axes.grid": True, "lines.linewidth": 9.0},
    "tight pages of other sizes": {"savefig.bbox": "tight", "savefig.dpi": 30, "figure.dpi": 30},
    "texts as letters": {"svg.fonttype": "none", "svg.hashsalt": None},
    "sketches": {"path.sketch": (1.0, 100.0, 2.0)},
}


@pytest.mark.parametrize("style_of_the_user", STYLES.values(), ids=STYLES)
def test_a_style_of_the_users_own_changes_no_byte(style_of_the_user: dict[str, Any]) -> None:
    plain = draw("ranking", STATEMENTS, "en")
    with mpl.rc_context(cast(Any, style_of_the_user)):
        assert draw("ranking", STATEMENTS, "en") == plain
    assert plain.notes == ()


def renamed(name: str) -> Picture:
    """Statements of which one is called so."""
    rows = TABLES["statements"].assign(label_en=[name, "the whole order"])
    return Picture("statements", "", TABLES | {"statements": rows})


def test_a_character_beyond_the_font_is_drawn_with_a_font_of_the_system() -> None:
    letter = next(one for one in "ħĸŁŋƀ" if one not in letters_of(str(FONT)))  # DejaVu comes with matplotlib
    drawn = draw("ranking", renamed(f"a {letter}"), "en")
    assert drawn.notes == ()
    assert b"DejaVuSans-" in drawn.files["svg"]
    assert b"DejaVuSans-" not in draw("ranking", STATEMENTS, "en").files["svg"]


def test_a_character_that_no_font_has_is_named_once_in_a_line() -> None:
    drawn = draw("ranking", renamed("a \U0001f9ff b \U0001f9ff"), "en")
    (note,) = drawn.notes
    assert note.en.count("U+1F9FF") == note.zh.count("U+1F9FF") == 1
    assert drawn.files["svg"]


def test_dollar_signs_in_a_name_are_no_formula() -> None:
    drawn = draw("ranking", renamed("$5_a to $\\frac"), "en")
    assert drawn.notes == ()
    assert drawn.files["svg"]


def test_every_answer_to_a_proposal_has_words() -> None:
    assert set(ANSWERS) == set(ProposalResult)

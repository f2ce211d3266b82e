"""Figures of a comparison: effects with their intervals, and the way of outcomes through time with bands.

The same data give the same bytes: one font that ships, no dates, fixed ids.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager

from experiments.headlines import EVERYBODY, HEADLINES, PATHS
from experiments.paths import Path95, months_after_policy, paths
from experiments.summary import scenario_labels
from experiments.wording import Language, label, scale
from sim.measures.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from experiments.compare import Comparison

FONT: Final = Path(__file__).parent / "fonts" / "ShequSansSC-Regular.otf"
INK: Final = "#24292f"
QUIET: Final = "#6e7781"
RULE: Final = "#d0d7de"
BETTER: Final = "#0f7b6c"
WORSE: Final = "#c4532d"
UNCLEAR: Final = "#9aa4ae"
NEUTRAL: Final = "#33658a"
COLOURS: Final = ("#57606a", "#b0713a", "#7a6fac", "#3d85c6", "#a64d79", "#6a994e", "#c9a227", "#0f7b6c")
_STYLE: Final[Any] = {
    "svg.hashsalt": "shequ",
    "svg.fonttype": "path",
    "axes.edgecolor": RULE,
    "axes.labelcolor": QUIET,
    "axes.unicode_minus": True,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "text.color": INK,
    "font.size": 9.0,
}
WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "effects": "What each reform changes, compared with {baseline}",
        "effects_note": "Mean difference over the {months} months from the policy date on; {seeds} paired seeds; "
        "bars: 95 % intervals.",
        "better": "better",
        "worse": "worse",
        "unclear": "no clear change",
        "paths": "Through time",
        "paths_note": "Means of {seeds} seeds; bands: 95 % intervals. Year 0 is the policy date.",
        "years": "years from the policy date",
    },
    "zh": {
        "effects": "各项改革与{baseline}相比的变化",
        "effects_note": "自政策实施起 {months} 个月的平均差异;{seeds} 对随机种子;横线为 95% 区间。",
        "better": "改善",
        "worse": "变差",
        "unclear": "无明显变化",
        "paths": "随时间的变化",
        "paths_note": "{seeds} 个随机种子的平均值;色带为 95% 区间。第 0 年为政策实施时点。",
        "years": "距政策实施的年数",
    },
}


@functools.cache
def family() -> str:
    """Name of the font that ships, after making it known."""
    fontManager.addfont(FONT)
    return FontProperties(fname=FONT).get_name()


@contextmanager
def style() -> Iterator[None]:
    """Settings of all figures."""
    with mpl.rc_context(_STYLE | {"font.family": family()}):
        yield


def write_figure(figure: Figure, stem: Path) -> None:
    """Write a figure as SVG and as PNG."""
    figure.savefig(stem.with_suffix(".svg"), metadata={"Date": None, "Creator": "shequ"})
    figure.savefig(stem.with_suffix(".png"), dpi=160, metadata={"Software": None})


def write_figures(comparison: Comparison, folder: Path) -> None:
    """Write all figures of a comparison in both languages."""
    languages: tuple[Language, ...] = ("en", "zh")
    of_months = paths(comparison, PATHS)
    for language in languages:
        with style():
            write_figure(effects(comparison, language), folder / f"effects_{language}")
            write_figure(time_paths(comparison, of_months, language), folder / f"paths_{language}")


def effects(comparison: Comparison, language: Language) -> Figure:
    """Draw the paired differences of the headline outcomes: a panel an outcome, a row a reform."""
    rows = comparison.differences[comparison.differences.group == EVERYBODY]
    outcomes = [OUTCOMES[name] for name in HEADLINES if name in set(rows.outcome)]
    reforms = list(dict.fromkeys(rows.scenario))
    across = min(5, len(outcomes))
    down = -(-len(outcomes) // across)
    labels = scenario_labels(comparison.experiment, language)
    height = 1.55 + down * (0.75 + 0.27 * len(reforms))
    figure = Figure(figsize=(12.0, height))
    panels = figure.subplots(down, across, squeeze=False, sharey=True)
    for panel, outcome in zip(panels.flat, outcomes, strict=False):
        _draw_effects(
            panel, outcome, rows[rows.outcome == outcome.name].set_index("scenario"), reforms, language
        )
    for panel in panels.flat[len(outcomes) :]:
        panel.set_visible(False)
    for first in panels[:, 0]:
        first.set_yticks(range(len(reforms)), [labels[name] for name in reforms])
    panels[0, 0].set_ylim(len(reforms) - 0.4, -0.6)
    _frame(figure, comparison, language, "effects", height)
    _legend(figure, language, height)
    return figure


def _draw_effects(
    panel: Axes, outcome: Outcome, rows: pd.DataFrame, reforms: list[str], language: Language
) -> None:
    shown = scale(outcome.unit, language)
    panel.axvline(0.0, color=QUIET, linewidth=0.8, zorder=1)
    for position, name in enumerate(reforms):
        if name not in rows.index:
            continue
        middle, low, high = (
            float(rows.loc[name, end]) * shown.factor for end in ("difference", "low", "high")
        )
        colour = effect_colour(outcome, low, high)
        panel.plot(
            [low, high], [position, position], color=colour, linewidth=2.2, solid_capstyle="butt", zorder=2
        )
        panel.plot([middle], [position], "o", color=colour, markersize=5.0, zorder=3)
        text = shown.difference(middle / shown.factor)
        panel.annotate(
            text, (high, position), (5, 0), "data", "offset points", va="center", fontsize=7.5, color=colour
        )
    panel.set_title(label(outcome, language), loc="left", fontsize=9.5, pad=17)
    panel.text(0.0, 1.03, shown.difference_unit, transform=panel.transAxes, fontsize=7.5, color=QUIET)
    _plain_axes(panel)
    panel.margins(x=0.12)
    low_end, high_end = panel.get_xlim()
    panel.set_xlim(low_end, high_end + 0.28 * (high_end - low_end))
    panel.xaxis.set_major_locator(mpl.ticker.MaxNLocator(4))


def effect_colour(outcome: Outcome, low: float, high: float) -> str:
    """Colour of an effect: is it for the better, for the worse, or not clear?"""
    if not (low > 0.0 or high < 0.0):
        return UNCLEAR
    if not outcome.better:
        return NEUTRAL
    return BETTER if (low > 0.0) == (outcome.better == "+") else WORSE


def _plain_axes(panel: Axes) -> None:
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    panel.tick_params(axis="both", length=0, labelsize=8.5)
    panel.tick_params(axis="x", labelsize=7.5)
    panel.grid(axis="x", color=RULE, linewidth=0.5, alpha=0.6)
    panel.set_axisbelow(True)


def _frame(figure: Figure, comparison: Comparison, language: Language, kind: str, height: float) -> None:
    """Title, note and margins, the same in inches whatever the height."""
    words, experiment = WORDS[language], comparison.experiment
    first = experiment.scenarios[0]
    facts = {
        "baseline": scenario_labels(experiment, language)[first.name],
        "months": first.calendar.horizon,
        "seeds": len(experiment.seeds),
    }
    figure.text(0.015, 1.0 - 0.30 / height, words[kind].format(**facts), fontsize=14, va="center")
    figure.text(
        0.015,
        1.0 - 0.58 / height,
        words[f"{kind}_note"].format(**facts),
        fontsize=9,
        color=QUIET,
        va="center",
    )


def _legend(figure: Figure, language: Language, height: float) -> None:
    figure.subplots_adjust(
        left=0.17, right=0.985, top=1.0 - 1.2 / height, bottom=0.35 / height, wspace=0.12, hspace=0.62
    )
    right = 0.985
    for word, colour in (("unclear", UNCLEAR), ("worse", WORSE), ("better", BETTER)):
        text = figure.text(
            right, 1.0 - 0.30 / height, "● " + WORDS[language][word], color=colour, ha="right", va="center"
        )
        right -= 0.016 + 0.0092 * _length(text.get_text())


def _length(text: str) -> float:
    return sum(1.55 if ord(character) > 0x2E80 else 0.85 for character in text) * 0.75


def time_paths(comparison: Comparison, of_months: list[Path95], language: Language) -> Figure:
    """Draw outcomes through time: a panel an outcome, a line a scenario, named at its end."""
    across = 2
    down = -(-len(PATHS) // across)
    height = 0.95 + 2.75 * down
    figure = Figure(figsize=(12.0, height))
    panels = figure.subplots(down, across, squeeze=False)
    for panel, name in zip(panels.flat, PATHS, strict=False):
        _draw_paths(
            panel, OUTCOMES[name], [one for one in of_months if one.outcome == name], comparison, language
        )
    for panel in panels[-1]:
        panel.set_xlabel(WORDS[language]["years"], fontsize=8.5)
    _frame(figure, comparison, language, "paths", height)
    figure.subplots_adjust(
        left=0.05, right=0.86, top=1.0 - 1.15 / height, bottom=0.5 / height, wspace=0.5, hspace=0.42
    )
    return figure


def _draw_paths(
    panel: Axes, outcome: Outcome, lines: list[Path95], comparison: Comparison, language: Language
) -> None:
    shown = scale(outcome.unit, language)
    labels = scenario_labels(comparison.experiment, language)
    ends = []
    for number, line in enumerate(lines):
        colour = (
            COLOURS[0]
            if number == 0
            else COLOURS[-1]
            if number == len(lines) - 1
            else COLOURS[1 + (number - 1) % 6]
        )
        strong = number in (0, len(lines) - 1)
        years = months_after_policy(comparison, line) / 12.0
        panel.fill_between(
            years, line.low * shown.factor, line.high * shown.factor, color=colour, alpha=0.13, linewidth=0
        )
        panel.plot(
            years, line.mean * shown.factor, color=colour, linewidth=2.0 if strong else 1.1, zorder=3 + strong
        )
        ends.append((float(line.mean[-1]) * shown.factor, labels[line.scenario], colour))
    panel.axvline(0.0, color=QUIET, linewidth=0.8, linestyle=(0, (3, 3)))
    panel.set_title(label(outcome, language), loc="left", fontsize=10.5, pad=17)
    panel.text(0.0, 1.03, shown.unit, transform=panel.transAxes, fontsize=8, color=QUIET)
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    panel.tick_params(length=0, labelsize=8)
    panel.grid(axis="y", color=RULE, linewidth=0.5, alpha=0.6)
    panel.margins(x=0.0)
    _name_lines(panel, ends)


def _name_lines(panel: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Write each line's name beside its end, moved apart where they would overlap."""
    bottom, top = panel.get_ylim()
    step = 0.085 * (top - bottom)
    ordered = sorted(ends)
    places = spread(np.array([end[0] for end in ordered]), step, bottom, top)
    for (value, name, colour), place in zip(ordered, places, strict=True):
        panel.annotate(
            name,
            (1.0, value),
            (1.045, place),
            panel.get_yaxis_transform(),
            panel.get_yaxis_transform(),
            va="center",
            fontsize=8.5,
            color=colour,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.6, "shrinkA": 1, "shrinkB": 1},
            annotation_clip=False,
        )


def spread(wanted: np.ndarray, step: float, bottom: float, top: float) -> np.ndarray:
    """Move sorted places apart to at least a step, keeping them near where they were and inside the ends."""
    places = wanted.astype(float).copy()
    for k in range(1, len(places)):
        places[k] = max(places[k], places[k - 1] + step)
    shift = np.mean(places - wanted)
    places -= shift
    places += max(0.0, bottom - places[0])
    return np.asarray(places - max(0.0, places[-1] - top))

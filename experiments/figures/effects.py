"""Effects with their intervals: a panel an outcome, a row a reform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.offsetbox import AnchoredOffsetbox, HPacker, TextArea
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from experiments.figures.style import QUIET, RULE, WIDTH, head, panel_title
from experiments.summary import scenario_labels
from sim.measures.headlines import EVERYBODY, HEADLINES
from sim.measures.outcomes import OUTCOMES, Outcome
from sim.measures.wording import Language, scale

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from experiments.comparison import Comparison

BETTER: Final = "#0f7b6c"
WORSE: Final = "#c4532d"
UNCLEAR: Final = "#9aa4ae"
NEUTRAL: Final = "#33658a"
ACROSS: Final = 5
WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "title": "What each reform changes",
        "note": "Difference from: {baseline}. Means of the {months} months from the policy date; "
        "{seeds} paired seeds; bars: 95 % intervals.",
        "better": "better",
        "worse": "worse",
        "unclear": "no clear change",
    },
    "zh": {
        "title": "各项改革带来的变化",
        "note": "与“{baseline}”的差异；自政策实施起 {months} 个月的平均值；"
        "{seeds} 对随机种子；横线为 95% 区间。",
        "better": "改善",
        "worse": "变差",
        "unclear": "无明显变化",
    },
}


def effects(comparison: Comparison, language: Language) -> Figure:
    """Draw the paired differences of the headline outcomes of everybody."""
    rows = comparison.differences[comparison.differences.group == EVERYBODY]
    outcomes = [OUTCOMES[name] for name in HEADLINES if name in set(rows.outcome)]
    reforms = list(dict.fromkeys(rows.scenario))
    down = -(-len(outcomes) // ACROSS)
    body = 0.26 * len(reforms)
    height = 0.95 + down * (body + 0.9)
    figure = Figure(figsize=(WIDTH, height))
    panels = figure.subplots(down, ACROSS, squeeze=False, sharey=True)
    for panel, outcome in zip(panels.flat, outcomes, strict=False):
        of_outcome = rows[rows.outcome == outcome.name].set_index("scenario")
        _draw_panel(panel, outcome, of_outcome, reforms, language)
    for panel in panels.flat[len(outcomes) :]:
        panel.set_visible(False)
    _name_rows(panels, comparison, reforms, language)
    _write_head(figure, comparison, language)
    margins = {"left": 0.17, "right": 0.985, "top": 1.0 - 1.35 / height, "bottom": 0.30 / height}
    figure.subplots_adjust(**margins, wspace=0.12, hspace=0.9 / body)
    return figure


def _draw_panel(
    panel: Axes, outcome: Outcome, rows: pd.DataFrame, reforms: list[str], language: Language
) -> None:
    shown = scale(outcome.unit, language)
    panel.axvline(0.0, color=QUIET, linewidth=0.8, zorder=1)
    for position, name in enumerate(reforms):
        panel.axhline(position, color=RULE, linewidth=0.4, zorder=0)
        cells = rows.loc[name, ["difference", "low", "high"]].to_numpy(dtype=np.float64)
        middle, low, high = (float(cell) for cell in cells)
        if np.isnan(middle):
            continue
        colour = effect_colour(outcome, low, high)
        ends = [low * shown.factor, high * shown.factor]
        panel.plot(ends, [position] * 2, color=colour, linewidth=2.4, solid_capstyle="butt", zorder=2)
        panel.plot([middle * shown.factor], [position], "o", color=colour, markersize=5.0, zorder=3)
        outer = (np.nanmin if middle < 0.0 else np.nanmax)([*ends, middle * shown.factor])
        _write_number(panel, shown.difference(middle), (float(outer), position), colour)
    panel_title(panel, outcome, shown.difference_unit, language, 26)
    panel.tick_params(axis="x", labelsize=7.5)
    panel.grid(axis="x", alpha=0.6)
    panel.set_ylim(len(reforms) - 0.4, -0.6)
    _leave_room_for_numbers(panel, rows.difference.to_numpy(dtype=np.float64))


def _write_number(panel: Axes, text: str, at: tuple[float, int], colour: str) -> None:
    """Write a difference outside its interval, on the side away from zero."""
    is_negative = text.startswith("−")
    panel.annotate(
        text,
        at,
        (-6 if is_negative else 5, 0),
        textcoords="offset points",
        ha="right" if is_negative else "left",
        va="center",
        fontsize=7.5,
        color=colour,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        zorder=2,
    )


def _leave_room_for_numbers(panel: Axes, differences: NDArray[np.float64]) -> None:
    panel.margins(x=0.1)
    low, high = panel.get_xlim()
    on_the_left = 0.3 * (high - low) if (differences < 0.0).any() else 0.0
    on_the_right = 0.3 * (high - low) if (differences >= 0.0).any() else 0.0
    panel.set_xlim(low - on_the_left, high + on_the_right)
    panel.xaxis.set_major_locator(MaxNLocator(4))


def effect_colour(outcome: Outcome, low: float, high: float) -> str:
    """Colour of an effect: is it for the better, for the worse, or not clear?"""
    is_clear = low > 0.0 or high < 0.0
    if not is_clear:
        return UNCLEAR
    if not outcome.better:
        return NEUTRAL
    return BETTER if (low > 0.0) == (outcome.better == "+") else WORSE


def _name_rows(panels: np.ndarray, comparison: Comparison, reforms: list[str], language: Language) -> None:
    labels = scenario_labels(comparison.experiment, language)
    for first in panels[:, 0]:
        first.set_yticks(range(len(reforms)), [labels[name] for name in reforms])
        first.tick_params(axis="y", labelsize=8.5)
    for panel in panels[:, 1:].flat:
        panel.tick_params(axis="y", labelleft=False)


def _write_head(figure: Figure, comparison: Comparison, language: Language) -> None:
    words, experiment = WORDS[language], comparison.experiment
    first = experiment.scenarios[0]
    baseline = scenario_labels(experiment, language)[first.name]
    note = words["note"].format(baseline=baseline, months=first.calendar.horizon, seeds=len(experiment.seeds))
    head(figure, words["title"], note)
    colours = {"better": BETTER, "worse": WORSE, "unclear": UNCLEAR}
    entries: list[Artist] = [
        TextArea("● " + words[word], textprops={"color": colour}) for word, colour in colours.items()
    ]
    legend = AnchoredOffsetbox(
        "upper right",
        child=HPacker(children=entries, sep=14, pad=0),
        frameon=False,
        borderpad=0,
        bbox_to_anchor=(0.985, 1.0 - 0.22 / figure.get_figheight()),
        bbox_transform=figure.transFigure,
    )
    figure.add_artist(legend)

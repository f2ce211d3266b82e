"""Outcomes through time: a panel an outcome, a line a scenario, named at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow.parquet as pq
from matplotlib.figure import Figure
from numpy.typing import NDArray

from experiments.figures.style import QUIET, WIDTH, head, panel_title
from experiments.statistics import estimate, paired
from experiments.summary import scenario_labels
from sim.measures.headlines import EVERYBODY, PATHS
from sim.measures.outcomes import OUTCOMES
from sim.measures.wording import Language, scale

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from experiments.comparison import Comparison

FloatArray = NDArray[np.float64]
FIRST: Final = "#57606a"
LAST: Final = "#0f7b6c"
BETWEEN: Final = ("#b0713a", "#7a6fac", "#3d85c6", "#a64d79", "#6a994e", "#c9a227")
YEARS_BEFORE: Final = 2.0
WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "title": "Through time",
        "note": "Means of {seeds} seeds; bands: 95 % intervals of the paired difference from: {baseline}.",
        "years": "years from the policy date",
    },
    "zh": {
        "title": "随时间的变化",
        "note": "{seeds} 个随机种子的平均值；色带为与“{baseline}”配对差异的 95% 区间。",
        "years": "距政策实施的年数",
    },
}


@dataclass(frozen=True)
class OutcomePath:
    """An outcome of a scenario through time.

    Attributes:
        scenario: whose.
        outcome: of which.
        years: time from the policy date, 0 being the last month before it.
        mean: mean over seeds.
        low: the baseline's mean plus the lower end of the paired difference; the mean for the baseline.
        high: the same with the upper end.
    """

    scenario: str
    outcome: str
    years: FloatArray
    mean: FloatArray
    low: FloatArray
    high: FloatArray


def read_paths(comparison: Comparison) -> list[OutcomePath]:
    """Read how outcomes of everybody went, by outcome and then in the order of the scenarios."""
    wanted = [("outcome", "in", list(PATHS)), ("group", "==", EVERYBODY)]
    months = pq.read_table(comparison.folder / "monthly.parquet", filters=wanted).to_pandas()
    return [
        path
        for outcome in PATHS
        for path in _paths_of(comparison, outcome, months[months.outcome == outcome])
    ]


def _paths_of(comparison: Comparison, outcome: str, months: pd.DataFrame) -> list[OutcomePath]:
    experiment = comparison.experiment
    burn_in = experiment.scenarios[0].calendar.burn_in
    when = np.unique(months.month.to_numpy(dtype=np.int64))
    years = (when - burn_in) / 12.0
    tables = {
        name: _by_seed(months[months.scenario == name], experiment.seeds, when)
        for name in experiment.scenario_names()
    }
    first = tables[experiment.scenario_names()[0]]
    level = estimate(first).mean
    found = [OutcomePath(experiment.scenario_names()[0], outcome, years, level, level, level)]
    for name in experiment.scenario_names()[1:]:
        change = paired(first, tables[name]).difference
        found.append(
            OutcomePath(name, outcome, years, level + change.mean, level + change.low, level + change.high)
        )
    return found


def _by_seed(rows: pd.DataFrame, seeds: tuple[int, ...], when: NDArray[np.int64]) -> FloatArray:
    table = rows.pivot(index="seed", columns="month", values="value").reindex(index=list(seeds), columns=when)
    return table.to_numpy(dtype=np.float64)


def time_paths(comparison: Comparison, of_months: list[OutcomePath], language: Language) -> Figure:
    """Draw outcomes through time."""
    across = 2
    down = -(-len(PATHS) // across)
    height = 0.95 + 2.75 * down
    figure = Figure(figsize=(WIDTH, height))
    panels = figure.subplots(down, across, squeeze=False)
    labels = scenario_labels(comparison.experiment, language)
    for panel, name in zip(panels.flat, PATHS, strict=False):
        _draw_panel(panel, [path for path in of_months if path.outcome == name], labels, language)
    for panel in panels[-1]:
        panel.set_xlabel(WORDS[language]["years"], fontsize=8.5)
    baseline = labels[comparison.experiment.scenarios[0].name]
    note = WORDS[language]["note"].format(seeds=len(comparison.experiment.seeds), baseline=baseline)
    head(figure, WORDS[language]["title"], note)
    margins = {"left": 0.04, "right": 0.85, "top": 1.0 - 1.2 / height, "bottom": 0.5 / height}
    figure.subplots_adjust(**margins, wspace=0.54, hspace=0.42)
    return figure


def _draw_panel(panel: Axes, paths: list[OutcomePath], labels: dict[str, str], language: Language) -> None:
    outcome = OUTCOMES[paths[0].outcome]
    shown = scale(outcome.unit, language)
    ends = []
    for number, path in enumerate(paths):
        colour = line_colour(number, len(paths))
        is_strong = number in (0, len(paths) - 1)
        seen = path.years >= (-YEARS_BEFORE if number == 0 else 0.0)
        years, mean, low, high = (one[seen] for one in (path.years, path.mean, path.low, path.high))
        panel.fill_between(
            years, low * shown.factor, high * shown.factor, color=colour, alpha=0.16, linewidth=0
        )
        panel.plot(years, mean * shown.factor, color=colour, linewidth=2.0 if is_strong else 1.1, zorder=3)
        ends.append((float(mean[-1]) * shown.factor, labels[path.scenario], colour))
    panel.axvline(0.0, color=QUIET, linewidth=0.8, linestyle=(0, (3, 3)))
    panel_title(panel, outcome, shown.unit, language, 60)
    panel.tick_params(labelsize=8)
    panel.grid(axis="y", alpha=0.6)
    panel.margins(x=0.0)
    _name_lines(panel, ends)


def line_colour(number: int, lines: int) -> str:
    """Colour of a line: the first is grey, the last stands out."""
    if number == 0:
        return FIRST
    return LAST if number == lines - 1 else BETWEEN[(number - 1) % len(BETWEEN)]


def _name_lines(panel: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Write each line's name beside its end, moved apart where they would overlap."""
    bottom, top = panel.get_ylim()
    ordered = sorted((end for end in ends if np.isfinite(end[0])), key=lambda end: end[0])
    places = spread(np.array([end[0] for end in ordered]), 0.085 * (top - bottom), bottom, top)
    for (value, name, colour), place in zip(ordered, places, strict=True):
        panel.annotate(
            name,
            (1.005, value),
            (1.05, place),
            panel.get_yaxis_transform(),
            panel.get_yaxis_transform(),
            va="center",
            fontsize=8.5,
            color=colour,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.6,
                "shrinkA": 0,
                "relpos": (0.0, 0.5),
            },
            annotation_clip=False,
        )


def spread(wanted: FloatArray, step: float, bottom: float, top: float) -> FloatArray:
    """Move sorted places apart to at least a step: crowded ones share the move, all stay between the ends."""
    places = wanted.astype(np.float64)
    for _ in range(200):
        gaps = np.diff(places)
        short = np.maximum(0.0, step - gaps)
        if not short.max(initial=0.0) > 0.001 * step:
            break
        places[:-1] -= 0.5 * short
        places[1:] += 0.5 * short
        places = np.clip(places, bottom, top)
    return places

"""How often an evaluation of pilots finds the effect, by number of pilots and length."""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure

from experiments.figures.bars import BETTER, NEUTRAL, WORSE, write_legend
from experiments.figures.picture import Picture
from experiments.figures.style import QUIET, WIDTH, head
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, label

ENOUGH: Final = 80.0  # per cent, the usual wish
COLOURS: Final = {"difference_in_differences": NEUTRAL, "matching": WORSE}
WORDS: Final[dict[Language, dict[str, str]]] = texts("power")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw a panel a length of evaluation, a line an estimator."""
    rows, words = picture.rows(), WORDS[language]
    rows = rows[rows.seeds > 0]
    if not len(rows):
        return None
    lengths = sorted(set(rows.months))
    figure = Figure(figsize=(min(WIDTH, 3.4 * len(lengths) + 1.6), 4.0))
    panels = figure.subplots(1, len(lengths), squeeze=False, sharey=True)[0]
    for panel, months in zip(panels, lengths, strict=True):
        panel.axhline(ENOUGH, color=BETTER, linewidth=0.8, linestyle=(0, (3, 3)))
        for name, colour in COLOURS.items():
            part = rows[(rows.months == months) & (rows.estimator == name)].sort_values("pilots")
            low, high = 100.0 * part.power_low, 100.0 * part.power_high
            panel.fill_between(part.pilots, low, high, color=colour, alpha=0.14, linewidth=0)
            panel.plot(part.pilots, 100.0 * part.power, "o-", color=colour, markersize=4.0, linewidth=1.6)
            panel.plot(part.pilots, 100.0 * part.false_alarms, ":", color=colour, linewidth=1.2)
        panel.set_title(words["months"].format(months=int(months)), fontsize=9.5, loc="left")
        panel.set_xticks(sorted(set(rows.pilots)))
        panel.set_ylim(-2.0, 102.0)
        panel.grid(alpha=0.6)
        panel.set_xlabel(words["pilots"], fontsize=8.5, color=QUIET)
    panels[0].set_ylabel(words["axis"], fontsize=8.5)
    title = words["title"].format(outcome=label(OUTCOMES[picture.lead], language))
    head(figure, title, words["note"].format(seeds=int(rows.seeds.max())))
    write_legend(figure, {words[name]: colour for name, colour in COLOURS.items()}, 1.0 - 0.80 / 4.0)
    left = 0.75 / figure.get_figwidth()
    figure.subplots_adjust(left=left, right=0.98, top=1.0 - 1.25 / 4.0, bottom=0.13)
    return figure

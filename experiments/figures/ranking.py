"""How surely each statement about the order of policies holds: as assumed, and over what we do not know."""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure

from experiments.figures.bars import NEUTRAL, Bar, bar_figure
from experiments.figures.picture import Picture, rows_of
from experiments.figures.style import QUIET, straight
from experiments.wording.sentences import texts
from sim.wording.labels import Language

SEEDS_ALONE: Final = "#c9a227"
WORDS: Final[dict[Language, dict[str, str]]] = texts("ranking")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw a row a statement; a diamond marks what random draws alone do."""
    rows, words = picture.frame, WORDS[language]
    if not len(rows):
        return None
    bars = [
        Bar(
            straight(row.label_en) if language == "en" else row.label_zh,
            [100.0 * float(cell) for cell in (row.share, row.low, row.high)],
            NEUTRAL,
            "",
        )
        for row in rows_of(rows)
    ]
    note = words["note"].format(trials=int(rows.trials.max()))
    legend = {words["draws"]: NEUTRAL, words["luck"]: SEEDS_ALONE}
    figure = bar_figure(bars, words["title"], note, words["axis"], legend, zero=False)
    panel = figure.axes[0]
    panel.set_xlim(0.0, 112.0)
    for position, share in enumerate(rows.share):
        panel.text(104.0, position, f"{share:.0%}", va="center", fontsize=8.5, color=NEUTRAL)
    panel.set_xticks([0, 25, 50, 75, 100])
    panel.axvline(50.0, color=QUIET, linewidth=0.8, linestyle=(0, (3, 3)), zorder=1)
    panel.plot(100.0 * rows.share_luck, range(len(rows)), "D", color=SEEDS_ALONE, markersize=4.0, zorder=4)
    return figure

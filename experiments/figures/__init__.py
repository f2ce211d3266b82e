"""Figures in English and Chinese. One kind, one file, one line here; the same data give the same bytes."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from experiments.answering.answer import FigureKind
from sim.wording.labels import LANGUAGES, Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.comparing.comparison import Comparison
    from experiments.figures.picture import Picture

NAMES: Final = ("effects", "groups", "paths")
# Kinds that answers of questions can ask for: the module of each has ``draw(picture, language)``.
KINDS: Final = get_args(FigureKind)


def write_figures(comparison: Comparison, folder: Path) -> None:
    """Write all figures of a comparison in both languages; none if it has no values."""
    from experiments.figures.style import style, write_figure

    if not comparison.differences.difference.notna().any():
        return
    drawers = _drawers(comparison)
    for language in LANGUAGES:
        for name, draw in drawers.items():
            with style():
                figure = draw(language)
                if figure is not None:
                    write_figure(figure, folder / f"{name}_{language}")


def _drawers(comparison: Comparison) -> dict[str, Callable[[Language], Figure | None]]:
    """How each of :data:`NAMES` is drawn."""
    from experiments.comparing.comparison_text import scenario_labels
    from experiments.figures.effects import effects
    from experiments.figures.groups import groups
    from experiments.figures.paths import read_paths, time_paths

    of_months, seeds = read_paths(comparison), comparison.pairs
    labels = {language: scenario_labels(comparison.experiment, language) for language in LANGUAGES}
    return {
        "effects": lambda language: effects(comparison, language),
        "groups": lambda language: groups(comparison, language),
        "paths": lambda language: time_paths(of_months, labels[language], seeds, language),
    }


def draw_svg(kind: str, picture: Picture, language: Language) -> bytes | None:
    """Draw a figure of a question as SVG; None where its table has nothing to show.

    Raises:
        KeyError: there is no such kind.
    """
    from experiments.figures.style import SVG_METADATA, style

    if kind not in KINDS:
        raise KeyError(kind)
    module: Any = importlib.import_module(f"experiments.figures.{kind}")
    with style():
        figure = module.draw(picture, language)
        if figure is None:
            return None
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", metadata=SVG_METADATA)
        return stream.getvalue()

"""Figures in English and Chinese. One kind, one file, one line here; the same data give the same bytes."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from experiments.answering.answer import FigureKind
from experiments.storing.files import write_bytes
from sim.wording.labels import LANGUAGES, Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.asking.question import Words
    from experiments.comparing.comparison import Comparison
    from experiments.figures.drawing import Rendered
    from experiments.figures.picture import Picture

NAMES: Final = ("effects", "groups", "paths")
# Kinds that answers of questions can ask for: the module of each has ``draw(picture, language)``.
KINDS: Final = get_args(FigureKind)
# Kinds that stand with the subject that they are about.
ELSEWHERE: Final = {"forest": "experiments.trials.wording.forest"}


def write_figures(comparison: Comparison, folder: Path) -> list[Words]:
    """Write all figures of a comparison in both languages; none if it has no values.

    Returns:
        What is lacking, in a line each.
    """
    from experiments.figures.drawing import render

    if not comparison.differences.difference.notna().any():
        return []
    notes: list[Words] = []
    for name, draw in _drawers(comparison).items():
        for language in LANGUAGES:
            file = folder / f"{name}_{language}"
            drawn = render(file.name, functools.partial(draw, language), ("svg", "png"))
            notes += drawn.notes
            for ending, content in drawn.files.items():
                write_bytes(file.with_suffix(f".{ending}"), content)
    return notes


def _drawers(comparison: Comparison) -> dict[str, Callable[[Language], Figure | None]]:
    """How each of :data:`NAMES` is drawn."""
    from experiments.comparing.comparison_text import scenario_labels
    from experiments.figures.effects import effects
    from experiments.figures.groups import groups
    from experiments.figures.paths import read_paths, time_paths

    months = functools.cache(lambda: read_paths(comparison))
    labels = {language: scenario_labels(comparison.experiment, language) for language in LANGUAGES}
    return {
        "effects": lambda language: effects(comparison, language),
        "groups": lambda language: groups(comparison, language),
        "paths": lambda language: time_paths(months(), labels[language], comparison.pairs, language),
    }


def draw_svg(kind: str, picture: Picture, language: Language) -> Rendered:
    """Draw a figure of a question as SVG; without files where its table has nothing to show.

    Raises:
        KeyError: there is no such kind.
    """
    from experiments.figures.drawing import render

    if kind not in KINDS:
        raise KeyError(kind)
    module: Any = importlib.import_module(ELSEWHERE.get(kind, f"experiments.figures.{kind}"))
    return render(f"{kind}_{language}", lambda: module.draw(picture, language), ("svg",))

"""Figures of a comparison, in English and Chinese, as SVG and PNG. The same data give the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.measures.wording import LANGUAGES

if TYPE_CHECKING:
    from experiments.comparison import Comparison

NAMES: Final = ("effects", "paths")


def write_figures(comparison: Comparison, folder: Path) -> None:
    """Write all figures of a comparison in both languages; none if it has no values."""
    from experiments.figures.effects import effects
    from experiments.figures.paths import read_paths, time_paths
    from experiments.figures.style import style, write_figure

    if not comparison.differences.difference.notna().any():
        return
    of_months = read_paths(comparison)
    for language in LANGUAGES:
        with style():
            write_figure(effects(comparison, language), folder / f"effects_{language}")
            write_figure(time_paths(comparison, of_months, language), folder / f"paths_{language}")

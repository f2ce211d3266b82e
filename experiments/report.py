"""temporary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.figures import write_figures

if TYPE_CHECKING:
    from experiments.compare import Comparison


def write_report(comparison: Comparison) -> None:
    """Write."""
    write_figures(comparison, comparison.folder)

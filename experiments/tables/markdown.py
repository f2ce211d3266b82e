"""Tables of pages in Markdown."""

from __future__ import annotations

from collections.abc import Iterable


def line(cells: Iterable[object]) -> str:
    """A line of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def markdown(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """A table: its heading, and a line a row; cells stand in it as they are."""
    heading = list(head)
    return "\n".join([line(heading), "|" + "---|" * len(heading), *map(line, rows)])

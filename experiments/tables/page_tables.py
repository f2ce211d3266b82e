"""Which tables of its answer a design has shown on a page of answers, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Crossed:
    """A table of differences, each with its interval and mark.

    Attributes:
        table: its name.
        row: column that says what a row is about; its label stands beside it.
        value: column of the number.
    """

    table: str
    row: str
    value: str


@dataclass(frozen=True)
class Listed:
    """A table that is shown as it is, save the rows of other outcomes and these columns.

    Attributes:
        table: its name.
        sort: column by which the largest come first; empty to leave the order.
        without: columns that the page has no room for.
        outcomes: key of the design that names the outcome of which a column holds differences.
    """

    table: str
    sort: str = ""
    without: tuple[str, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)


PageTables = tuple[Crossed | Listed, ...]
ARMS: Final[PageTables] = (Crossed("effects", "scenario", "difference"), Listed("standing"))

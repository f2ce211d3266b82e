"""What a figure of a question is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, Scale, scale

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Picture:
    """A figure that an answer wants.

    Attributes:
        table: name of the table that it shows.
        outcome: of which outcome; empty for all, or the first.
        tables: all tables of the answer, by name.
    """

    table: str
    outcome: str
    tables: Mapping[str, pd.DataFrame]

    @property
    def frame(self) -> pd.DataFrame:
        """Rows of the table."""
        return self.tables[self.table]

    @property
    def lead(self) -> str:
        """The outcome asked for, or the table's first."""
        return self.outcome or str(self.frame.outcome.iloc[0])

    def rows(self) -> pd.DataFrame:
        """Rows of the leading outcome of everybody."""
        rows = self.frame[self.frame.outcome == self.lead]
        return rows[rows.group == EVERYBODY] if "group" in rows else rows

    def shown(self, language: Language) -> Scale:
        """How the leading outcome's numbers are shown."""
        return scale(OUTCOMES[self.lead].unit, language)


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """Rows as named tuples."""
    return list(frame.itertuples())

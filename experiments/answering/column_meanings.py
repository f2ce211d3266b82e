"""What the columns of answers mean, once for all tables, in both languages."""

from __future__ import annotations

from typing import Final

from experiments.wording.sentences import named

COLUMNS: Final = named("column_meanings.columns")

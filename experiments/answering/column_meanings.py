"""What the columns of answers mean, once for all tables, in both languages."""

from __future__ import annotations

from typing import Final

from experiments.asking.question import Words
from experiments.wording.sentences import named


def _column(en: str, zh: str) -> Words:
    return Words(en=en, zh=zh)


COLUMNS: Final = named("column_meanings.columns")

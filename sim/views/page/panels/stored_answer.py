"""What a stored question says: what was asked, the answer, what it rests on, its tables."""

from __future__ import annotations

import math
from typing import Any, Final

from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.views.evidence import StoredTable
from sim.views.page.panels.top import words
from sim.views.page.state import State
from sim.views.page.words import say
from sim.wording.labels import Language, label
from sim.wording.setting_values import NOTHING, yes_or_no

DIGITS: Final = 4


def stored_answer(session: State) -> dict[str, Any] | None:
    """The answer of the question that the page was started with; None without one."""
    stored, language = session.certainty.stored, session.choices.lang
    if stored is None or stored.answer is None:
        return None
    told, zh = stored.answer, language == "zh"
    return {
        "words": words(language, "stored_question"),
        "question": told.question[zh],
        "sentence": told.sentence[zh],
        "more": [one[zh] for one in told.more],
        "tables": [_table(one, language) for one in told.tables],
        "note": "" if all(stored.evidence) else say(language, "stored_without_runs"),
    }


def _table(table: StoredTable, language: Language) -> dict[str, Any]:
    shown = [k for k, (name, *_) in enumerate(table.columns) if _is_shown(name, table, language)]
    rest = table.total - len(table.rows)
    return {
        "name": table.name,
        "columns": [table.columns[k][2 if language == "zh" else 1] for k in shown],
        "rows": [[_cell(table.columns[k][0], row[k], language) for k in shown] for row in table.rows],
        "rest": say(language, "stored_rest", count=rest) if rest else "",
    }


def _is_shown(column: str, table: StoredTable, language: Language) -> bool:
    """Whether a column is for readers: names in the other language and short names beside labels are not."""
    other = "label_en" if language == "zh" else "label_zh"
    labelled = any(name == "label_en" for name, *_ in table.columns)
    beside = column == "interval" or (labelled and column in ("scenario", "statement", "member"))
    return column != other and not beside and not column.endswith("_en" if language == "zh" else "_zh")


def _cell(column: str, value: Any, language: Language) -> str:
    if column == "outcome" and value in OUTCOMES:
        return label(OUTCOMES[value], language)
    if column == "group" and value in GROUPS:
        return label(GROUPS[value], language)
    if isinstance(value, bool):
        return yes_or_no(value, language)
    if isinstance(value, float):
        return NOTHING if math.isnan(value) else f"{value:.{DIGITS}g}".replace("-", "−")
    return str(value)

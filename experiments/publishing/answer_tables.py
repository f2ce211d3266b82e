"""The rows of an answer that a page shows, as Markdown; its design says which (``page_tables``).

Arms, parts and factors stand in rows, outcomes or groups in columns, each cell a difference with its
interval. Other tables are shown as reports show them, cut to the leading outcome.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from experiments.answering.answer import Table
from experiments.answering.difference_words import figures_in, figures_of
from experiments.asking.question import Question, Words
from experiments.report.display_table import display_table
from experiments.tables.markdown import markdown
from experiments.tables.page_tables import Crossed, Listed
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.wording.labels import Language, label, scale

if TYPE_CHECKING:
    from experiments.asking.answer_question import Answered
    from experiments.asking.question_file import Asked

ROWS: Final = 25
WORDS: Final[dict[Language, dict[str, str]]] = texts("answer_tables")


def tables(answered: Answered, asked: Asked, language: Language) -> list[str]:
    """The tables of an answer that a page shows."""
    question = asked.question
    found = []
    for one in asked.design.page_tables:
        if one.table not in answered.answer["tables"]:
            continue  # how policies stand is told over worlds only
        frame = answered.table(one.table)
        if isinstance(one, Listed):
            found += _listed(one, frame, answered, asked, language)
        else:
            found.append(_crossed(one, frame[frame.group == "all"], "outcome", language))
            found += _by_group(one, frame[frame.outcome == question.lead], question, language)
    return found


def table_of_texts(lines: Sequence[Sequence[str]]) -> str:
    """A table of any texts; the first line is its heading."""
    heading, *rows = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    return markdown(heading, rows)


def _by_group(one: Crossed, frame: pd.DataFrame, question: Question, language: Language) -> list[str]:
    if len(question.groups) < 2:
        return []
    lead = OUTCOMES[question.lead]
    unit = scale(lead.unit, language).difference_unit
    text = WORDS[language]["by_group"].format(label(lead, language), unit)
    return [text, _crossed(one, frame, "group", language)]


def _crossed(one: Crossed, frame: pd.DataFrame, across: str, language: Language) -> str:
    """A row an arm, the largest first, a column an outcome or group; bold what is clear after Holm."""
    names = list(dict.fromkeys(frame[across]))
    cells = {(row[one.row], row[across]): row for row in frame.to_dict("records")}
    first = frame[frame[across] == names[0]]
    order = first.sort_values(one.value, ascending=False, kind="stable")
    lines = [
        [
            str(row[f"label_{language}"]),
            *(_cell(one, cells.get((row[one.row], name)), language) for name in names),
        ]
        for row in order.to_dict("records")
    ]
    return table_of_texts([["", *(_heading(across, name, language) for name in names)], *lines])


def _heading(across: str, name: str, language: Language) -> str:
    if across == "group":
        return label(GROUPS[name], language)
    outcome = OUTCOMES[name]
    unit = scale(outcome.unit, language).difference_unit
    return WORDS[language]["heading"].format(label(outcome, language), unit)


def _cell(one: Crossed, row: dict[Hashable, Any] | None, language: Language) -> str:
    if row is None or pd.isna(row[one.value]):
        return "–"
    number = scale(OUTCOMES[row["outcome"]].unit, language).difference
    figures = figures_of(row.get("interval", ""))
    text = WORDS[language]["cell"].format(
        *(number(row[name], figures) for name in (one.value, "low", "high"))
    )
    return f"**{text}**" if row["clear"] else text


def _listed(
    one: Listed, frame: pd.DataFrame, answered: Answered, asked: Asked, language: Language
) -> list[str]:
    """The table as reports show it; what is the same in all rows is said above it."""
    question, design = asked.question, asked.design
    if "outcome" in frame and question.lead in set(frame.outcome):
        frame = frame[(frame.outcome == question.lead)]
    if "group" in frame:
        frame = frame[frame.group == "all"]
    if one.sort:
        frame = frame[frame.quantity == frame.quantity.iloc[-1]]
        frame = frame.sort_values(one.sort, key=abs, ascending=False, kind="stable")
    meanings = answered.answer["tables"][one.table]
    kept = frame.drop(columns=list(one.without)).reset_index(drop=True)
    named = {name: Words(**meanings[name]) for name in map(str, kept)}
    of = {column: str(getattr(design, key)) for column, key in one.outcomes.items()}
    found = display_table(Table(one.table, kept, named, of), ROWS, language, figures_in(question))
    return [*([found.same] if found.same else []), table_of_texts(found.lines)]

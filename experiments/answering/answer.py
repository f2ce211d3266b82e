"""What a design gives: sentences, tables whose columns are documented, and which figures show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from experiments.asking.question import Words
from experiments.tables.names_and_units import COLUMNS, added_to
from experiments.wording.both_languages import in_both
from sim.outcomes.register import OUTCOMES
from sim.scenario import Scenario
from sim.wording.labels import Labelled, label

if TYPE_CHECKING:
    import pandas as pd

FigureKind = Literal[
    "effects",
    "groups",
    "levels",
    "paths",
    "waterfall",
    "interactions",
    "sensitivity",
    "pareto",
    "ranking",
    "scatter",
    "power",
    "forest",
    "standing",
    "learnt",
]


@dataclass(frozen=True)
class Table:
    """A table of an answer.

    Attributes:
        name: of its file.
        frame: its rows.
        more: meaning of the columns that are this table's own, or whose names depend on the question.
        outcomes: of which outcome a column holds differences, where that is the same in all rows.
        title: what it is called in a report.
    """

    name: str
    frame: pd.DataFrame
    more: dict[str, Words] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    title: Words | None = None

    def columns(self) -> dict[str, Words]:
        """What each column means.

        Raises:
            KeyError: a column has no meaning.
        """
        return {column: self.more.get(column) or COLUMNS[column] for column in map(str, self.frame.columns)}

    def written_columns(self) -> dict[str, Words]:
        """The same of the table's file, which has names and units beside outcomes and groups."""
        return {**self.columns(), **added_to(map(str, self.frame.columns))}


@dataclass(frozen=True)
class Figure:
    """A picture that would show a table.

    Attributes:
        kind: what to draw.
        table: from which table.
        outcome: of which outcome; empty for all.
    """

    kind: FigureKind
    table: str
    outcome: str = ""


@dataclass(frozen=True)
class Answer:
    """The answer to a question.

    Attributes:
        sentence: the answer.
        more: how sure, what it rests on, what surprised; in this order.
        tables: the numbers.
        figures: the pictures wanted.
        worlds: two whose residents the report tells one by one; none for most answers.
    """

    sentence: Words
    more: tuple[Words, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    worlds: tuple[Scenario, ...] = ()

    def table(self, name: str) -> pd.DataFrame:
        """Rows of a table."""
        return next(table.frame for table in self.tables if table.name == name)

    def arm_labels(self) -> dict[str, Words]:
        """Names of scenarios for people, from the tables that say them."""
        found: dict[str, Words] = {}
        for frame in (
            one.frame for one in self.tables if {"scenario", "label_en", "label_zh"} <= set(one.frame)
        ):
            rows = frame.drop_duplicates("scenario")
            told = zip(rows.scenario, rows.label_en, rows.label_zh, strict=True)
            found |= {str(name): words(str(en), str(zh)) for name, en, zh in told}
        return found

    def described(self) -> dict[str, Any]:
        """Everything but the rows, as plain data for ``answer.json``."""
        return {
            "sentence": asdict(self.sentence),
            "more": [asdict(words) for words in self.more],
            "tables": {
                table.name: {name: asdict(words) for name, words in table.written_columns().items()}
                for table in self.tables
            },
            "figures": [
                {"kind": one.kind, "table": one.table, "outcome": one.outcome} for one in self.figures
            ],
        }


def words(en: str, zh: str) -> Words:
    """A text in both languages."""
    return Words(en=en, zh=zh)


def label_words(thing: Labelled) -> Words:
    """What a thing is called."""
    return in_both(lambda language: label(thing, language))


def row_words(row: Any) -> Words:
    """What a row of a table is about."""
    return words(str(row.label_en), str(row.label_zh))


def outcome_words(outcome: str) -> Words:
    """What an outcome is called."""
    return label_words(OUTCOMES[outcome])


def joined(parts: Iterable[Words]) -> Words:
    """Several texts as one: a space between English ones."""
    listed = list(parts)
    return Words(en=" ".join(part.en for part in listed), zh="".join(part.zh for part in listed))

"""The report of a question: what was asked, the answer, its tables and figures, how sure, how repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.answering.answer import Answer, Table
from experiments.answering.difference_words import figures_in
from experiments.asking.of_whom import basis_of
from experiments.figures import caption, draw
from experiments.figures.drawing import Rendered
from experiments.figures.picture import Picture
from experiments.report.display_table import display_table
from experiments.report.layout import (
    FILE,
    ReportBlock,
    cited,
    command,
    folded,
    listed,
    page,
    paragraph,
    picture,
    table,
)
from experiments.report.moved_residents import find, moved_block
from experiments.storing.files import write_bytes, write_text
from experiments.storing.manifest import manifest_of
from experiments.tables.run_tables import RUN_TABLES
from experiments.wording.sentences import texts
from sim.wording.labels import LANGUAGES, Language, label

if TYPE_CHECKING:
    from experiments.asking.question_file import Asked

    Drawn = dict[Language, list[Rendered]]

ROWS: Final = 200  # of a table, in the report
WORDS: Final[dict[Language, dict[str, str]]] = texts("asked")
METHOD: Final[dict[Language, dict[str, str]]] = texts("asked.rests_on")  # what a report rests on


def draw_figures(answer: Answer, folder: Path) -> Drawn:
    """Draw every figure that the answer wants, each as files of its own in the folder too."""
    return {language: _drawn(answer, folder, language) for language in LANGUAGES}


def write_answer_report(
    asked: Asked, answer: Answer, drawn: Drawn, folder: Path, say: Callable[[str], None] = lambda _: None
) -> None:
    """Write the report into a folder that holds tables and manifest.

    Args:
        asked: the question.
        answer: to it.
        drawn: its figures.
        folder: of the result.
        say: is told which figure lacks what, in a line each.
    """
    for note in (note for of_language in drawn.values() for one in of_language for note in one.notes):
        say(f"shequ: {note.en}")
    told = manifest_of(folder)
    movement = find(answer, asked) if not told["runs"]["failed"] else None
    content = page(
        f"shequ: {asked.question.name}",
        {language: getattr(asked.question.question, language) for language in LANGUAGES},
        {
            language: [
                *_blocks(asked, answer, drawn[language], language),
                *([moved_block(movement, asked, language)] if movement else []),
                *_method(asked, answer, told, folder, language),
            ]
            for language in LANGUAGES
        },
    )
    write_text(folder / FILE, content)


def _blocks(asked: Asked, answer: Answer, drawn: Sequence[Rendered], language: Language) -> list[ReportBlock]:
    """The answer, with what shows it."""
    words, said = WORDS[language], paragraph(getattr(answer.sentence, language), "said")
    figures = "\n".join(_figures(answer, drawn, language))
    return [
        ReportBlock(words["answer"], said + paragraph(getattr(basis_of(asked), language), "quiet")),
        *([ReportBlock(words["figures"], figures)] if answer.figures else []),
        ReportBlock(words["tables"], "\n".join(_tables(asked, answer, language))),
    ]


def _method(
    asked: Asked, answer: Answer, told: dict[str, Any], folder: Path, language: Language
) -> list[ReportBlock]:
    """How sure, on what it rests, and how it is done again."""
    words = WORDS[language]
    more = listed([getattr(one, language) for one in answer.more])
    comma = texts("lists")[language]["comma"]
    months = [f"{name}.parquet" for name in RUN_TABLES if asked.question.everything]
    beside = [*(f"{one.name}.parquet" for one in answer.tables), *months]
    files = words["files"].format(tables=comma.join(f"`{one}`" for one in beside))
    return [
        ReportBlock(words["method"], more + paragraph(_how(asked, told, language))),
        *method_blocks(folder, files, language),
    ]


def _drawn(answer: Answer, folder: Path, language: Language) -> list[Rendered]:
    """The figures in the order in which the answer wants them."""
    tables, counted = (
        {one.name: one.frame for one in answer.tables},
        Counter(one.kind for one in answer.figures),
    )
    found = []
    for one in answer.figures:
        found.append(draw(one.kind, Picture(one.table, one.outcome, tables), language))
        name = one.kind if counted[one.kind] == 1 else f"{one.kind}_{one.table}"
        for ending, content in found[-1].files.items():
            write_bytes(folder / f"{name}_{language}.{ending}", content)
    return found


def _figures(answer: Answer, drawn: Sequence[Rendered], language: Language) -> list[str]:
    """Pictures, and a line where one is lacking."""
    found = []
    for one, rendered in zip(answer.figures, drawn, strict=True):
        if rendered.files:
            found.append(picture(rendered.files["svg"], caption(one.kind, language)))
        found += [paragraph(getattr(note, language), "quiet") for note in rendered.notes]
    return found


def _tables(asked: Asked, answer: Answer, language: Language) -> list[str]:
    """The first table open, the others folded."""
    figures = figures_in(asked.question)
    first, *others = answer.tables
    fold = WORDS[language]["fold"]
    names = [fold.format(name=_title(one, language), rows=f"{len(one.frame):,}") for one in others]
    contents = [_table(one, language, figures) for one in others]
    return [
        paragraph(fold.format(name=_title(first, language), rows=f"{len(first.frame):,}")),
        _table(first, language, figures),
        *(folded(name, content) for name, content in zip(names, contents, strict=True)),
    ]


def _title(one: Table, language: Language) -> str:
    return getattr(one.title, language) if one.title else one.name


def _table(one: Table, language: Language, figures: int) -> str:
    found, words = display_table(one, ROWS, language, figures), WORDS[language]
    is_cut = len(found.lines) > ROWS
    note = paragraph(words["cut"].format(rows=ROWS, name=one.name), "quiet") if is_cut else ""
    same = paragraph(words["same"].format(same=found.same), "quiet") if found.same else ""
    return same + table(found.lines, found.hints, found.texts) + note


def _how(asked: Asked, told: dict[str, Any], language: Language) -> str:
    words, question = WORDS[language], asked.question
    runs = told["runs"]
    settings = ", ".join(f"`{one}`" for one in question.settings)
    return words["asked"].format(
        kind=getattr(asked.design.title, language),
        design=asked.design.kind,
        place=label(question.base().place, language) or question.scenario,
        scenario=question.scenario,
        settings=words["settings"].format(settings=settings) if settings else "",
        first=question.seeds.first,
        runs=f"{runs['finished'] + runs['failed']:,}",
        failed=words["failed"].format(failed=runs["failed"]) if runs["failed"] else "",
    )


def method_blocks(folder: Path, files: str, language: Language) -> list[ReportBlock]:
    """Sources, command, versions, and what is beside the report."""
    told = manifest_of(folder)
    words = METHOD[language]
    counted = Counter(told["sources"].values())
    sources = [words["settings"].format(source=one, number=number) for one, number in sorted(counted.items())]
    summary = words["fold"].format(sources=len(counted), settings=sum(counted.values()))
    versions = ", ".join(f"{name} {version}" for name, version in told["versions"].items())
    made_with = f"`{versions}; commit {told['commit'] or '–'}`"
    again = [
        paragraph(words["again"]),
        command(told["command"]),
        paragraph(made_with, "quiet"),
        paragraph(files),
    ]
    return [
        ReportBlock(words["h_sources"], paragraph(words["sources"]) + folded(summary, cited(sources))),
        ReportBlock(words["h_again"], "\n".join(again)),
    ]

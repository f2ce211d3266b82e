"""The report of a comparison: one HTML file that opens without a network, in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.figures import NAMES, write_figures
from experiments.report.comparison_answer import WORDS, answer, basis, precision, question
from experiments.report.display_names import FIGURES, named
from experiments.report.html_tables import group_table, headline_table
from experiments.report.layout import FILE, Block, listed, page, paragraph, picture
from experiments.report.method import method_blocks
from experiments.report.moved_residents import find, moved_block
from experiments.storing.files import write_text
from sim.wording.labels import LANGUAGES, Language

if TYPE_CHECKING:
    from experiments.asking.question import Words
    from experiments.comparing.comparison import Comparison
    from sim.explain.moved import Movement


def write_report(comparison: Comparison, say: Callable[[str], None] = lambda _: None) -> None:
    """Write the figures and the report beside the tables and the manifest of a comparison.

    Args:
        comparison: with its folder.
        say: is told which figure lacks what, in a line each.
    """
    notes = write_figures(comparison, comparison.folder)
    for note in notes:
        say(f"shequ: {note.en}")
    movement = find(comparison.experiment) if not comparison.failed else None
    content = page(
        f"shequ: {comparison.experiment.name}",
        {language: question(comparison, language) for language in LANGUAGES},
        {language: _blocks(comparison, movement, notes, language) for language in LANGUAGES},
    )
    write_text(comparison.folder / FILE, content)


def _blocks(
    comparison: Comparison, movement: Movement | None, notes: Sequence[Words], language: Language
) -> list[Block]:
    words = WORDS[language]
    said = paragraph(basis(comparison, language), "quiet") + listed(answer(comparison, language))
    figures = [_figure(comparison.folder, name, language) for name in NAMES]
    figures += [paragraph(getattr(note, language), "quiet") for note in notes]
    moved = [moved_block(movement, comparison.experiment, language)] if movement else []
    groups = paragraph(words["t_groups"]) + group_table(comparison, language)
    return [
        Block(words["h_answer"], said),
        Block(words["h_figures"], "\n".join(figures)),
        Block(words["h_groups"], groups),
        Block(words["h_table"], headline_table(comparison, language)),
        *moved,
        Block(words["h_method"], paragraph(precision(comparison, language))),
        *method_blocks(comparison.folder, words["t_files"], language),
    ]


def _figure(folder: Path, name: str, language: Language) -> str:
    file = folder / f"{name}_{language}.svg"
    return picture(file.read_bytes(), named(FIGURES, name, language)) if file.exists() else ""

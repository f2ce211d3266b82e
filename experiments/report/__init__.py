"""The report of a comparison: one HTML file that opens without a network, in English and Chinese."""

from __future__ import annotations

import base64
import html
import string
from pathlib import Path
from typing import TYPE_CHECKING, Final

from experiments.figures import NAMES, write_figures
from experiments.report.answer import WORDS, answer, basis, precision, question
from experiments.report.tables import group_table, headline_table
from experiments.storing.files import write_text
from experiments.storing.manifest import read_manifest
from sim.measures.wording import LANGUAGES, Language

if TYPE_CHECKING:
    from experiments.comparison import Comparison

TEMPLATE: Final = Path(__file__).parent / "page.html"
SECTION: Final = Path(__file__).parent / "section.html"
FILE: Final = "report.html"


def write_report(comparison: Comparison) -> None:
    """Write the figures and the report beside the tables and the manifest of a comparison."""
    write_figures(comparison, comparison.folder)
    sections: dict[str, str] = {language: _section(comparison, language) for language in LANGUAGES}
    title = html.escape(f"shequ: {comparison.experiment.name}")
    page = string.Template(TEMPLATE.read_text(encoding="utf-8")).substitute({**sections, "title": title})
    write_text(comparison.folder / FILE, page)


def _section(comparison: Comparison, language: Language) -> str:
    words = WORDS[language]
    parts = {
        **words,
        "basis": html.escape(basis(comparison, language)),
        "question": html.escape(question(comparison, language)),
        "answer": "".join(f"<li>{html.escape(sentence)}</li>" for sentence in answer(comparison, language)),
        "table": headline_table(comparison, language),
        "groups": group_table(comparison, language),
        "figures": "".join(_figure(comparison.folder / f"{name}_{language}.svg") for name in NAMES),
        "precision": html.escape(precision(comparison, language)),
        "command": html.escape(comparison.experiment.command()),
        "made_with": html.escape(_made_with(comparison)),
    }
    return string.Template(SECTION.read_text(encoding="utf-8")).substitute(parts)


def _figure(file: Path) -> str:
    if not file.exists():
        return ""
    content = base64.b64encode(file.read_bytes()).decode()
    return f'<img alt="{file.stem}" src="data:image/svg+xml;base64,{content}">'


def _made_with(comparison: Comparison) -> str:
    told = read_manifest(comparison.folder) or {}
    versions = ", ".join(f"{name} {version}" for name, version in told["versions"].items())
    return f"{versions}; commit {told['commit'] or '–'}"

"""The page that all reports share: blocks under headings, once a language; a switch without script."""

from __future__ import annotations

import base64
import html
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sim.measures.wording import Language

TEMPLATE: Final = Path(__file__).parent / "page.html"
FILE: Final = "report.html"
Cells = Sequence[str]


@dataclass(frozen=True)
class Block:
    """A part of a report.

    Attributes:
        heading: above it; empty for none.
        content: HTML.
    """

    heading: str
    content: str


def page(title: str, questions: Mapping[Language, str], blocks: Mapping[Language, Sequence[Block]]) -> str:
    """The whole file."""
    sections: dict[str, str] = {
        language: f"<h1>{text(questions[language])}</h1>\n" + "\n".join(map(_block, of_language))
        for language, of_language in blocks.items()
    }
    template = string.Template(TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute({**sections, "title": text(title)})


def _block(block: Block) -> str:
    heading = f"<h2>{text(block.heading)}</h2>\n" if block.heading else ""
    return heading + block.content


def text(words: str) -> str:
    """Words as HTML."""
    return html.escape(words)


def paragraph(words: str, kind: str = "") -> str:
    """A paragraph, perhaps of a class."""
    opening = f'<p class="{kind}">' if kind else "<p>"
    return f"{opening}{text(words)}</p>"


def listed(sentences: Sequence[str]) -> str:
    """A list of sentences."""
    return "<ul>" + "".join(f"<li>{text(one)}</li>" for one in sentences) + "</ul>"


def table(lines: Sequence[Cells], hints: Sequence[str] = ()) -> str:
    """A table whose first line is its heading; hints say what columns mean when pointed at."""
    said = [*hints, *[""] * (len(lines[0]) - len(hints))]
    head = "".join(
        f'<th title="{text(hint)}">{text(cell)}</th>' for cell, hint in zip(lines[0], said, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in line) + "</tr>" for line in lines[1:]
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead>{body}</table></div>'


def folded(summary: str, content: str) -> str:
    """Something that is shown when asked for."""
    return f"<details><summary>{text(summary)}</summary>{content}</details>"


def picture(svg: bytes, name: str) -> str:
    """A figure, within the file."""
    return f'<img alt="{text(name)}" src="data:image/svg+xml;base64,{base64.b64encode(svg).decode()}">'


def command(words: str) -> str:
    """What to type."""
    return f"<pre>{text(words)}</pre>"

"""The page that all reports share: blocks under headings, once a language; a switch without script."""

from __future__ import annotations

import base64
import html
import re
import string
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sim.wording.labels import Language

TEMPLATE: Final = Path(__file__).parent / "page.html"
FILE: Final = "report.html"
MANY: Final = 12  # columns, beyond which a table is set smaller
FULL_WIDTH: Final = 864.0  # points of a figure that is as wide as the page
Cells = Sequence[str]


@dataclass(frozen=True)
class ReportBlock:
    """A part of a report.

    Attributes:
        heading: above it; empty for none.
        content: HTML.
    """

    heading: str
    content: str


def page(
    title: str, questions: Mapping[Language, str], blocks: Mapping[Language, Sequence[ReportBlock]]
) -> str:
    """The whole file."""
    sections: dict[str, str] = {
        language: f"<h1>{text(questions[language])}</h1>\n" + "\n".join(map(_block, of_language))
        for language, of_language in blocks.items()
    }
    template = string.Template(TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute({**sections, "title": text(title)})


def _block(block: ReportBlock) -> str:
    heading = f"<h2>{text(block.heading)}</h2>\n" if block.heading else ""
    return heading + block.content


def text(words: str) -> str:
    """Words as HTML; what stands between backticks is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(words))


def paragraph(words: str, kind: str = "") -> str:
    """A paragraph, perhaps of a class."""
    opening = f'<p class="{kind}">' if kind else "<p>"
    return f"{opening}{text(words)}</p>"


def listed(sentences: Sequence[str]) -> str:
    """A list of sentences."""
    return "<ul>" + "".join(f"<li>{text(one)}</li>" for one in sentences) + "</ul>"


def cited(sources: Sequence[str]) -> str:
    """A list of sources, in the language in which they are cited."""
    return listed(sources).replace("<ul>", '<ul lang="en">', 1)


def table(lines: Sequence[Cells], hints: Sequence[str] = (), texts: Collection[int] = (0,)) -> str:
    """A table whose first line is its heading.

    Args:
        lines: heading and rows.
        hints: say what columns mean when pointed at.
        texts: places of columns that hold words; the others hold numbers, which end at the right.
    """
    said = [*hints, *[""] * (len(lines[0]) - len(hints))]
    kinds = [' class="words"' if place in texts else "" for place in range(len(lines[0]))]
    head = "".join(
        f'<th{kind} title="{html.escape(hint)}">{text(cell)}</th>'
        for cell, hint, kind in zip(lines[0], said, kinds, strict=True)
    )
    rows = (zip(line, kinds, strict=True) for line in lines[1:])
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{text(cell)}</td>" for cell, kind in row) + "</tr>" for row in rows
    )
    wide = ' class="wide"' if len(lines[0]) > MANY else ""
    return f'<div class="scroll"><table{wide}><thead><tr>{head}</tr></thead>{body}</table></div>'


def folded(summary: str, content: str) -> str:
    """Something that is shown when asked for."""
    return f"<details><summary>{text(summary)}</summary>{content}</details>"


def picture(svg: bytes, name: str) -> str:
    """A figure within the file, as wide beside the others as it was drawn."""
    wide = re.search(rb'<svg[^>]* width="([0-9.]+)pt"', svg)
    share = min(1.0, float(wide[1]) / FULL_WIDTH) if wide else 1.0
    content = base64.b64encode(svg).decode()
    return (
        f'<img alt="{html.escape(name)}" style="width:{share:.1%}" src="data:image/svg+xml;base64,{content}">'
    )


def command(words: str) -> str:
    """What to type."""
    return f"<pre>{text(words)}</pre>"

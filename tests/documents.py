"""What tests ask of documents: their links, anchors and names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)
ANCHOR: Final = re.compile(r'<a id="([^"]+)">')
BLOCK: Final = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """Anchors that GitHub makes of a document's headings, and those that it sets itself."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(BLOCK.sub("", text)))
    return {heading.replace(" ", "-") for heading in plain} | set(ANCHOR.findall(text))


def broken_links(document: Path) -> list[str]:
    """Links of a document to files, or places in them, that are not there."""
    text = BLOCK.sub("", document.read_text(encoding="utf-8"))
    return [link for link in LINK.findall(text) if "://" not in link and not _leads(document, link)]


def _leads(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (document.parent / name).resolve() if name else document
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))

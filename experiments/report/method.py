"""The part that every report ends with: what it rests on and how to do it again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from experiments.report.layout import Block, cited, command, folded, paragraph
from experiments.storing.manifest import manifest_of
from sim.wording.labels import Language

WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "h_sources": "Sources",
        "sources": "Every setting of the model that is not marked as assumed has a source; "
        "`manifest.json` names it for each.",
        "fold": "{sources} sources of {settings} settings",
        "settings": "{source} ({number})",
        "h_again": "Do it again",
        "again": "This command gives the same numbers to the last digit with the model version below:",
    },
    "zh": {
        "h_sources": "来源",
        "sources": "模型中未标为“假设”的设置都有来源；`manifest.json` 逐项列出。",
        "fold": "{settings} 项设置的 {sources} 个来源",
        "settings": "{source}（{number}）",
        "h_again": "如何复现",
        "again": "在下列模型版本下，此命令给出逐位相同的数字：",
    },
}


def method_blocks(folder: Path, files: str, language: Language) -> list[Block]:
    """Sources, command, versions, and what is beside the report."""
    told = manifest_of(folder)
    words = WORDS[language]
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
        Block(words["h_sources"], paragraph(words["sources"]) + folded(summary, cited(sources))),
        Block(words["h_again"], "\n".join(again)),
    ]

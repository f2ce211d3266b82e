"""The part that every report ends with: what it rests on and how to do it again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from experiments.report.layout import ReportBlock, cited, command, folded, paragraph
from experiments.storing.manifest import manifest_of
from experiments.wording.sentences import texts
from sim.wording.labels import Language

WORDS: Final[dict[Language, dict[str, str]]] = texts("method")


def method_blocks(folder: Path, files: str, language: Language) -> list[ReportBlock]:
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
        ReportBlock(words["h_sources"], paragraph(words["sources"]) + folded(summary, cited(sources))),
        ReportBlock(words["h_again"], "\n".join(again)),
    ]

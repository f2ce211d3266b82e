"""What designs, tables and figures of answers are called in a report."""

from __future__ import annotations

from typing import Final

from experiments.wording.sentences import pairs
from sim.wording.labels import LANGUAGES, Language

Named = dict[str, tuple[str, str]]
DESIGNS: Final[Named] = pairs("display_names.designs")
TABLES: Final[Named] = pairs("display_names.tables")
FIGURES: Final[Named] = pairs("display_names.figures")


def named(names: Named, name: str, language: Language) -> str:
    """What something is called."""
    return names[name][LANGUAGES.index(language)]

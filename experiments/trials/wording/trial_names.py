"""What verdicts, quantities and people measured are called, in English and Chinese."""

from __future__ import annotations

from typing import Final

from experiments.wording.sentences import pairs
from sim.wording.labels import LANGUAGES, Language

Named = dict[str, tuple[str, str]]
VERDICTS: Final[Named] = pairs("trial_names.verdicts")
QUANTITIES: Final[Named] = pairs("trial_names.quantities")
WHOM: Final[Named] = pairs("trial_names.whom")


def name_of(names: Named, name: str, language: Language) -> str:
    """What a word of the tables is called."""
    return names[name][LANGUAGES.index(language)]

"""What verdicts, quantities and people measured are called, in English and Chinese."""

from __future__ import annotations

from typing import Any, Final

from experiments.wording.sentences import pairs
from sim.outcomes.resident_groups import GROUPS
from sim.wording.labels import LANGUAGES, Language, label

Named = dict[str, tuple[str, str]]
VERDICTS: Final[Named] = pairs("trial_names.verdicts")
QUANTITIES: Final[Named] = pairs("trial_names.quantities")
WHOM: Final[Named] = pairs("trial_names.whom")


def name_of(names: Named, name: str, language: Language) -> str:
    """What a word of the tables is called."""
    return names[name][LANGUAGES.index(language)]


def of_whom(row: Any, language: Language) -> tuple[str, str]:
    """Of whom a row tells: where they stand to the treatment, and their group (a file's own by its name)."""
    group = label(GROUPS[row.group], language) if row.group in GROUPS else str(row.group)
    return name_of(WHOM, row.measured_on, language), group

"""Refusals in a language: they are made in English, in sentences of a few patterns."""

from __future__ import annotations

import re
from typing import Any, Final

from sim.wording.language_files import Language, dictionary
from sim.wording.units_zh import unit_zh

WORDS: Final[dict[str, Any]] = dictionary("refusals")
PATTERNS: Final = tuple((re.compile(pattern), chinese) for pattern, chinese in WORDS["patterns"])
UNIT: Final = re.compile(WORDS["unit"])
OF_UNIT: Final[str] = WORDS["of_unit"]


def refusal_in(why: str, language: Language) -> str:
    """Give the reason of a refusal in a language; what no pattern knows stays in English."""
    if language == "zh":
        for pattern, chinese in PATTERNS:
            why = pattern.sub(chinese, why)
        why = UNIT.sub(lambda found: _unit(found[1]), why)
    return why


def _unit(unit: str) -> str:
    chinese = unit_zh(unit)
    return chinese if chinese.startswith(OF_UNIT[0]) else OF_UNIT.format(chinese)

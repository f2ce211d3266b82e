"""Why something was refused, in Chinese: the model says it in English, in sentences of a few patterns."""

from __future__ import annotations

import re
from typing import Final

from sim.wording.labels import Language
from sim.wording.language_files import dictionary
from sim.wording.units_zh import unit_zh

PATTERNS: Final = tuple(
    (re.compile(pattern), chinese) for pattern, chinese in dictionary("refusals")["patterns"]
)

UNIT: Final = re.compile(r" \(([^()]*)\)(?=；|$)")  # behind the range that is allowed


def refusal_in(why: str, language: Language) -> str:
    """Give the reason of a refusal in a language; what no pattern knows stays in English."""
    if language == "zh":
        for pattern, chinese in PATTERNS:
            why = pattern.sub(chinese, why)
        why = UNIT.sub(lambda found: _unit(found[1]), why)
    return why


def _unit(unit: str) -> str:
    chinese = unit_zh(unit)
    return chinese if chinese.startswith("（") else f"（{chinese}）"

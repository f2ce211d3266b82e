"""Numbers and units as a reader of each language expects them."""

from __future__ import annotations

import math
from typing import Final

from sim.policies import Lever
from sim.wording.labels import Language, scale
from sim.wording.language_files import dictionary, texts

TEN_THOUSAND: Final = 10_000.0
NOTHING: Final = "–"


def amount(value: float, language: Language) -> str:
    """Write a large number: 12,345, or 1.23万 in Chinese."""
    if math.isnan(value):
        return NOTHING
    if language == "zh" and abs(value) >= TEN_THOUSAND:
        return f"{value / TEN_THOUSAND:,.4g}万".replace("-", "−")
    return f"{value:,.0f}".replace("-", "−")


def setting(lever: Lever, value: bool | float | str, language: Language) -> str:
    """Write a lever's setting with its unit."""
    if isinstance(value, bool):
        return yes_or_no(value, language)
    if isinstance(value, str):
        return choice(value, language)
    shown = scale(lever.unit, language)
    return f"{plain(value * shown.factor)}{gap(shown.unit)}{shown.unit}"


def yes_or_no(value: bool, language: Language) -> str:
    """Write a setting that is on or off."""
    return texts("setting_values")[language]["yes" if value else "no"]


def gap(unit: str) -> str:
    """What stands between a number and its unit."""
    return "" if not unit or unit[0] in "%（" else " "


def plain(value: float) -> str:
    """Write a number with the figures that it needs."""
    return f"{value:.6g}".replace("-", "−")


CHOICES_ZH: Final[dict[str, str]] = dictionary("choices")


def choice(word: str, language: Language) -> str:
    """Write a setting that is one of several words."""
    return CHOICES_ZH.get(word, word) if language == "zh" else word.replace("_", " ")

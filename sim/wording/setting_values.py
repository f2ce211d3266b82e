"""Numbers and units as a reader of each language expects them."""

from __future__ import annotations

import math
from typing import Final

from sim.policies import Lever
from sim.wording.labels import Language, scale

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
        return {("en", True): "yes", ("en", False): "no", ("zh", True): "是", ("zh", False): "否"}[
            language, value
        ]
    if isinstance(value, str):
        return choice(value, language)
    shown = scale(lever.unit, language)
    return f"{plain(value * shown.factor)}{gap(shown.unit)}{shown.unit}"


def gap(unit: str) -> str:
    """What stands between a number and its unit."""
    return "" if not unit or unit[0] in "%（" else " "


def plain(value: float) -> str:
    """Write a number with the figures that it needs."""
    return f"{value:.6g}".replace("-", "−")


CHOICES_ZH: Final = {
    "committee": "居委会",
    "council": "居民议事会",
    "everywhere": "全部社区",
    "by_type": "每种类型各选",
    "random": "抽签",
    "government_run": "政府人员运行",
    "by_urbanisation": "按城市化程度",
    "local": "本社区组织",
    "imported": "引进组织",
    "two_years": "登记满两年",
    "registered": "已登记",
    "filed": "已备案",
}


def choice(word: str, language: Language) -> str:
    """Write a setting that is one of several words."""
    return CHOICES_ZH.get(word, word) if language == "zh" else word.replace("_", " ")

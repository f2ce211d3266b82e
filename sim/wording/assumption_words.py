"""What assumptions say in Chinese, from ``assumptions_zh.toml``; English stands at their declarations."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sim.engine.plausible import GRADES, NO_SOURCE, Evidence

if TYPE_CHECKING:
    from sim.engine.settings import Setting
    from sim.wording.labels import Language

FILE: Final = Path(__file__).with_name("assumptions_zh.toml")
ASSUMED: Final = "assumptions."
MOTIVES: Final = "participation.motives"


def sentence_zh(path: str) -> str:
    """What an assumption says, in Chinese.

    Args:
        path: dotted, with or without its first word ``assumptions``.

    Raises:
        KeyError: the file has no sentence for it.
    """
    parent, _, name = path.removeprefix(ASSUMED).rpartition(".")
    act = parent.removeprefix(MOTIVES + ".") if parent.startswith(MOTIVES + ".") else ""
    table = _at(MOTIVES if act else parent)
    return str(table[name]).format(act=_at("acts")[act]) if act else str(table[name])


ENDS: Final = {
    "values": ("{low:g} to {high:g}", "{low:g} 至 {high:g}"),
    "factors": ("{low:g} to {high:g} times", "{low:g} 至 {high:g} 倍"),
    "shifts": ("{low:+g} to {high:+g}", "{low:+g} 至 {high:+g}"),
    "tilts": ("tilted by {low:+g} to {high:+g}", "倾斜 {low:+g} 至 {high:+g}"),
}
RIVALS: Final = ("each reading alike", "各种理解等可能")
AS_GIVEN: Final = ("as given", "按给定值")
NO_SOURCE_WORDS: Final = ("none", "无")


def evidence_words(declared: Setting, language: Language) -> dict[str, str]:
    """Plausible range, grade and source of an assumption, for people: keys ``plausible grade source``."""
    which = 1 if language == "zh" else 0
    known = declared.evidence
    source = NO_SOURCE_WORDS[which] if declared.source == NO_SOURCE else declared.source
    if known is None:
        plausible = (RIVALS if declared.choices else AS_GIVEN)[which]
        return {"plausible": plausible, "grade": "", "source": source}
    return {
        "plausible": range_words(known, language),
        "grade": f"{known.grade} {GRADES[known.grade][which]}",
        "source": source,
    }


def range_words(known: Evidence, language: Language) -> str:
    """The plausible range: values, or what is done with the value that is assumed."""
    return ENDS[known.ends][1 if language == "zh" else 0].format(low=known.low, high=known.high)


def _at(path: str) -> dict[str, Any]:
    found = _read()
    for part in path.split("."):
        found = found[part]
    return found


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))

"""Units in Chinese, put together from their parts, so that a new unit mostly needs no word of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sim.wording.language_files import Language, dictionary

if TYPE_CHECKING:
    from sim.engine.settings import Setting

PARTS: Final[dict[str, str]] = dictionary("units.parts")
WHOLES: Final[dict[str, str]] = dictionary("units.wholes")
OF: Final[dict[str, str]] = dictionary("units.of")


def unit_zh(unit: str) -> str:
    """Write a unit in Chinese; a part that has no word stays as it is."""
    if unit in WHOLES:
        return WHOLES[unit]
    if unit == "share":
        return ""
    if unit.startswith("share of "):
        what, *per = unit.removeprefix("share of ").split("/")
        rate = "".join(f"/{PARTS.get(part, part)}" for part in per)
        return str(dictionary("units")["share_of"]).format(what=OF.get(what, what)) + rate
    return "/".join(PARTS.get(part, part) for part in unit.split("/"))


def allowed_words(declared: Setting, language: Language) -> str:
    """What is allowed for one value of a setting."""
    if language == "en":
        return declared.allowed()
    words, unit = dictionary("allowed"), unit_zh(declared.unit)
    if declared.choices:
        return str(words["choices"]).format(choices=words["between"].join(declared.choices))
    ends = (words["no_end"] if end is None else f"{end:g}" for end in (declared.low, declared.high))
    told = str(words["text" if declared.unit == "text" else "range"]).format(*ends)
    if not unit or unit.startswith(words["opening"]):
        return told + unit
    return str(words["with_unit"]).format(said=told, unit=unit)

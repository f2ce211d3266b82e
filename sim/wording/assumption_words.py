"""What assumptions say in Chinese, from ``assumptions_zh.toml``; English stands at their declarations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.engine.plausible import GRADES, NO_SOURCE, Evidence
from sim.wording.language_files import LANGUAGES, part_of, texts

if TYPE_CHECKING:
    from sim.engine.settings import Setting
    from sim.wording.language_files import Language

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
    sentence = str(part_of(FILE, MOTIVES if act else parent)[name])
    return sentence.format(act=part_of(FILE, "acts")[act]) if act else sentence


def evidence_words(declared: Setting, language: Language) -> dict[str, str]:
    """Plausible range, grade and source of an assumption, for people: keys ``plausible grade source``."""
    words, known = texts("evidence")[language], declared.evidence
    source = words["no_source"] if declared.source == NO_SOURCE else declared.source
    if known is None:
        plausible = words["rivals" if declared.choices else "as_given"]
        return {"plausible": plausible, "grade": "", "source": source}
    return {
        "plausible": range_words(known, language),
        "grade": f"{known.grade} {GRADES[known.grade][LANGUAGES.index(language)]}",
        "source": source,
    }


def range_words(known: Evidence, language: Language) -> str:
    """The plausible range: values, or what is done with the value that is assumed."""
    return texts("evidence.ends")[language][known.ends].format(low=known.low, high=known.high)

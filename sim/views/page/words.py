"""The page's own words in both languages; levers, outcomes and groups bring theirs along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sim.wording.labels import LANGUAGES, Language
from sim.wording.language_files import text_pairs

if TYPE_CHECKING:
    from sim.views.evidence import ComparedRuns

WORDS: Final = text_pairs("page")


def say(language: Language, key: str, **values: object) -> str:
    """Give a word or sentence in a language."""
    return WORDS[key][LANGUAGES.index(language)].format(**values)


def worded(key: str, of: ComparedRuns | bool | None) -> str:
    """Key of a word, or of its twin that is about plausible worlds.

    Args:
        key: of what is said of seeds in one world.
        of: evidence that it is about, or whether it is about plausible worlds.
    """
    in_worlds = of if isinstance(of, bool) else of is not None and of.over_worlds is not None
    return f"{key}_worlds" if in_worlds else key

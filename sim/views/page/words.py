"""The page's own words in both languages; levers, outcomes and groups bring theirs along."""

from __future__ import annotations

from typing import Final

from sim.wording.labels import LANGUAGES, Language
from sim.wording.language_files import text_pairs

WORDS: Final = text_pairs("page")


def say(language: Language, key: str, **values: object) -> str:
    """Give a word or sentence in a language."""
    return WORDS[key][LANGUAGES.index(language)].format(**values)

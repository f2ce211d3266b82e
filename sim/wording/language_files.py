"""Words by subject and key, in one TOML file a language, read once; the code that says them holds none.

A folder has ``en.toml`` and ``zh.toml`` with the same keys and fields (tested): a table a subject, which is
the module that says it. What stands in the code in English because it is data (units, purposes of payments)
has its Chinese in ``dictionary_zh.toml``.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any, Final, Literal

Language = Literal["en", "zh"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")
HERE: Final = Path(__file__).parent


@functools.cache
def words_file(file: Path) -> dict[str, Any]:
    """All that a file says, by subject."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def part_of(file: Path, subject: str) -> dict[str, Any]:
    """What a file says of a subject.

    Args:
        file: one of words.
        subject: a table of it, with dots for one within another.

    Raises:
        KeyError: there is no such subject.
    """
    found = words_file(file)
    for name in subject.split("."):
        found = found[name]
    return found


def texts(subject: str, folder: Path = HERE) -> dict[Language, dict[str, str]]:
    """Texts of a subject by language and key."""
    return {language: part_of(folder / f"{language}.toml", subject) for language in LANGUAGES}


def text_pairs(subject: str, folder: Path = HERE) -> dict[str, tuple[str, str]]:
    """The same by key, each as a pair in the order of :data:`LANGUAGES`."""
    en, zh = texts(subject, folder).values()
    return {key: (text, zh[key]) for key, text in en.items() if isinstance(text, str)}


def dictionary(subject: str) -> dict[str, Any]:
    """Chinese by the English that stands in the code."""
    return part_of(HERE / "dictionary_zh.toml", subject)

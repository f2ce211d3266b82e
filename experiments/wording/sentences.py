"""Sentences by subject and key with named fields, the same in both languages; read once.

``en.toml`` and ``zh.toml`` have a table a subject, which is the module that says it. A new language is a new
file; a test holds keys and fields of all files equal.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

from experiments.asking.question import Words
from sim.wording.labels import LANGUAGES, Language


@functools.cache
def language_file(language: Language) -> dict[str, Any]:
    """All that is said in a language, by subject."""
    text = Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def texts(subject: str) -> dict[Language, dict[str, str]]:
    """Texts of a subject by language and key.

    Args:
        subject: a table of the files, with dots for one within another.

    Raises:
        KeyError: there is no such subject.
    """
    found: dict[Language, dict[str, str]] = {}
    for language in LANGUAGES:
        part: Any = language_file(language)
        for name in subject.split("."):
            part = part[name]
        found[language] = cast("dict[str, str]", part)
    return found


def named(subject: str) -> dict[str, Words]:
    """Texts of a subject by key, each in both languages."""
    en, zh = texts(subject).values()
    return {key: Words(en=en[key], zh=zh[key]) for key in en}


def pairs(subject: str) -> dict[str, tuple[str, str]]:
    """The same, each as a pair in the order of :data:`sim.wording.labels.LANGUAGES`."""
    return {key: (one.en, one.zh) for key, one in named(subject).items()}


def sentences(subject: str) -> Callable[..., Words]:
    """What says a sentence of a subject.

    Returns:
        A function of the sentence's key and its fields; a field that is itself :class:`Words` is put in in
        the sentence's language.
    """
    found = texts(subject)

    def say(key: str, **fields: object) -> Words:
        return Words(
            **{
                language: found[language][key].format(
                    **{name: _in(language, value) for name, value in fields.items()}
                )
                for language in LANGUAGES
            }
        )

    return say


def _in(language: Language, value: object) -> object:
    return getattr(value, language) if isinstance(value, Words) else value


def listing(parts: Iterable[Words], between: str = "semicolon") -> Words:
    """Several texts as a list.

    Args:
        parts: in their order.
        between: key of what stands between them: ``semicolon``, ``comma`` or ``space``.
    """
    listed, marks = list(parts), texts("lists")
    return Words(
        **{
            language: marks[language][between].join(getattr(one, language) for one in listed)
            for language in LANGUAGES
        }
    )

"""Sentences by subject and key with named fields, the same in both languages; read once.

``en.toml`` and ``zh.toml`` have a table a subject, which is the module that says it. A new language is a new
file; a test holds keys and fields of all files equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from experiments.wording.both_languages import Words
from sim.wording import language_files
from sim.wording.language_files import LANGUAGES, Language

HERE: Final = Path(__file__).parent


def texts(subject: str) -> dict[Language, dict[str, str]]:
    """Texts of a subject by language and key.

    Args:
        subject: a table of the files, with dots for one within another.

    Raises:
        KeyError: there is no such subject.
    """
    return language_files.texts(subject, HERE)


def named(subject: str) -> dict[str, Words]:
    """Texts of a subject by key, each in both languages."""
    return {key: Words(en=en, zh=zh) for key, (en, zh) in pairs(subject).items()}


def pairs(subject: str) -> dict[str, tuple[str, str]]:
    """The same, each as a pair in the order of :data:`sim.wording.labels.LANGUAGES`."""
    return language_files.text_pairs(subject, HERE)


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

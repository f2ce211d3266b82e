"""A text in both languages; it loads nothing, so that commands can speak before the model is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.engine.settings import setting
from sim.wording.language_files import Language


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text in both languages."""

    en: str = setting(None, "text", "in English")
    zh: str = setting(None, "text", "in Chinese")


def in_both(text: Callable[[Language], str]) -> Words:
    """What a function of the language says, in both."""
    return Words(en=text("en"), zh=text("zh"))

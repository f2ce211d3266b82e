"""A text in both languages; it loads nothing, so that commands can speak before the model is there."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.settings import setting


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text in both languages."""

    en: str = setting(None, "text", "in English")
    zh: str = setting(None, "text", "in Chinese")

"""Settings: declared once as dataclass fields with unit and range, checked, refused with one line.

A file is read into a flat mapping from dotted path to (value, file), see :mod:`sim.engine.settings_files`,
mappings are laid over one another, and :func:`build` turns the result into frozen dataclasses. Whatever is
wrong is a :class:`BadInput`.
"""

from __future__ import annotations

from sim.engine.refusal import BadInput, nearest
from sim.engine.settings.allowed_values import check
from sim.engine.settings.checking import check_all, hints_of
from sim.engine.settings.declarations import ListOf, Setting, exactly, number, setting
from sim.engine.settings.reading import DEEPEST, Flat, Given, build, flatten

__all__ = [
    "DEEPEST",
    "BadInput",
    "Flat",
    "Given",
    "ListOf",
    "Setting",
    "build",
    "check",
    "check_all",
    "exactly",
    "flatten",
    "hints_of",
    "nearest",
    "number",
    "setting",
]

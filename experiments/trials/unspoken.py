"""Published interventions that the model is not held against, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from experiments.asking.question import Words
from sim.engine.settings import build, flatten, setting
from sim.engine.toml_files import read_toml

FILE: Final = Path(__file__).parent / "unspoken.toml"


@dataclass(frozen=True, kw_only=True)
class Unspoken:
    """A row of the collection of trials to which the model cannot speak."""

    id: str = setting(None, "text", "row of the collection of trials")
    what: Words
    reason: Words


@dataclass(frozen=True, kw_only=True)
class _Table:
    rows: tuple[Unspoken, ...] = ()


@cache
def unspoken() -> tuple[Unspoken, ...]:
    """All of them."""
    return build(_Table, flatten(read_toml(FILE), FILE.name), origin=FILE.name).rows

"""Settings of a small garden, on which the reading of settings is tried."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

from sim.engine.settings import build, flatten, setting


@dataclass(frozen=True, kw_only=True)
class Bed:
    crop: str = setting(None, "choice", "what grows there", choices=("beans", "maize", "squash"))
    metres: float = setting(4.0, "metres", "length", low=0.5, high=50.0)


@dataclass(frozen=True, kw_only=True)
class Water:
    barrels: int = setting(2, "barrels", "that stand there", low=0, high=9)
    rota: tuple[float, ...] = setting((0.5, 0.5), "shares", "of days by gardener", low=0.0, high=1.0)


@dataclass(frozen=True, kw_only=True)
class Garden:
    name: str = setting("", "text", "what it is called")
    fenced: bool = setting(False, "1", "whether it has a fence")
    area: float = setting(None, "m2", "of the whole garden", low=1.0, high=1e6)
    water: Water = field(default_factory=Water)
    sheds: dict[str, Water] = field(default_factory=dict)
    beds: tuple[Bed, ...] = setting((), "list", "of the garden")


def garden(text: str) -> Garden:
    """The garden that a file of this text describes."""
    return build(Garden, flatten(tomllib.loads(text), "garden.toml"))

"""Settings of a small garden, on which the reading of settings is tried."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

from sim.engine.settings import ListOf, build, exactly, flatten, setting


@dataclass(frozen=True, kw_only=True)
class Bed:
    crop: str = setting(None, "choice", "what grows there", choices=("beans", "maize", "squash"))
    metres: float = setting(4.0, "metres", "length", low=0.5, high=50.0)


@dataclass(frozen=True, kw_only=True)
class Water:
    barrels: int = setting(2, "barrels", "that stand there", low=0, high=9)
    rota: tuple[float, ...] = setting((0.5, 0.5), "shares", "of days by gardener", low=0.0, high=1.0)
    rains: tuple[float, ...] = setting(
        (0.5, 0.5, 1.0, 0.0), "shares", "by half-year", low=0.0, high=1.0, shape=exactly(4, rows=2, total=1.0)
    )
    levels: tuple[float, ...] = setting(
        (0.0, 1.0), "metres", "of water", low=0.0, high=9.0, shape=ListOf(1, 3, rising=True)
    )


@dataclass(frozen=True, kw_only=True)
class Gate:
    bolts: int = setting(1, "1", "how many", low=0, high=9)
    label: str = setting(None, "text", "what stands on it")
    key: int = setting(None, "1", "number of the key", low=1, high=99)


@dataclass(frozen=True, kw_only=True)
class Garden:
    name: str = setting("", "text", "what it is called")
    fenced: bool = setting(False, "1", "whether it has a fence")
    area: float = setting(None, "m2", "of the whole garden", low=1.0, high=1e6)
    water: Water = field(default_factory=Water)
    gates: dict[str, Gate] = field(default_factory=dict)
    sheds: dict[str, Water] = field(default_factory=dict)
    beds: tuple[Bed, ...] = setting((), "list", "of the garden")


def garden(text: str) -> Garden:
    """The garden that a file of this text describes."""
    return build(Garden, flatten(tomllib.loads(text), "garden.toml"))

"""The smallest effect of interest of each outcome: what is less is no arrow and does no good."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.outcomes.register import OUTCOMES


@functools.cache
def declared() -> dict[str, Any]:
    """The file of smallest effects, each with its reason and source."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def entry_of(outcome: str) -> dict[str, Any]:
    """What the file says of an outcome: of its own, of its unit, or of all others."""
    unit = OUTCOMES[outcome].unit
    of_unit = "share" if unit == "share" or unit.startswith("share ") else unit
    told = declared()
    entry: dict[str, Any] = told["outcomes"].get(outcome) or told["units"].get(of_unit) or told["otherwise"]
    return entry


def smallest_effect(outcome: str, level: float = 0.0) -> float:
    """In the outcome's unit.

    Args:
        outcome: its name.
        level: of the baseline, where the smallest effect is a share of that.
    """
    entry = entry_of(outcome)
    size = float(entry["value"]) if "value" in entry else float(entry["share_of_level"]) * abs(level)
    return size if np.isfinite(size) else 0.0


def smallest_share() -> float:
    """Of a share of residents."""
    return float(declared()["units"]["share"]["value"])


def smallest_effects(outcomes: list[str], levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """(keys,) of several outcomes at the levels of their baselines."""
    return np.array([smallest_effect(one, float(level)) for one, level in zip(outcomes, levels, strict=True)])


def sign_of_better(outcome: str) -> float:
    """+1 if more of an outcome is better, -1 if less is, +1 if neither."""
    return -1.0 if OUTCOMES[outcome].better == "-" else 1.0

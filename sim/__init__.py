"""shequ 社区: an agent-based simulation of community self-governance.

The public surface: load a scenario, build its district, run it. In words: ``docs/model``.
Nothing is loaded before it is asked for, so that a list or a refused typo need not wait for Mesa and Numba.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sim.district import District
    from sim.engine.settings import BadInput
    from sim.scenario import Scenario, load_scenario
    from sim.simulation import Run, simulate, simulate_forked

__all__ = ["BadInput", "District", "Run", "Scenario", "load_scenario", "simulate", "simulate_forked"]

HOMES: Final = {
    "BadInput": "sim.engine.settings",
    "District": "sim.district",
    "Run": "sim.simulation",
    "Scenario": "sim.scenario",
    "load_scenario": "sim.scenario",
    "simulate": "sim.simulation",
    "simulate_forked": "sim.simulation",
}


def __dir__() -> list[str]:
    """Names on offer."""
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    """Give what is on offer under this name."""
    home = HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)

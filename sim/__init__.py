"""shequ 社区: an agent-based simulation of community self-governance.

The public surface: load a scenario, build its district, run it. See ``MODEL.md`` for the model in words.
"""

from __future__ import annotations

from sim.district import District
from sim.engine.settings import BadInput
from sim.scenario import Scenario, load_scenario
from sim.simulate import Run, simulate, simulate_forked

__all__ = ["BadInput", "District", "Run", "Scenario", "load_scenario", "simulate", "simulate_forked"]

"""What the emulator says to the page: of the place that it has learned, for levers within its reach."""

from __future__ import annotations

from functools import cache

from experiments.emulation.emulator_file import read_emulator
from experiments.emulation.policy_emulator import PolicyEmulator
from experiments.emulation.quick_answer import SHOWN, estimate
from sim.engine.settings import BadInput
from sim.scenario import Scenario, load_scenario
from sim.views.instant_answer import Estimated, InstantAnswer

emulator = cache(read_emulator)


def at_once(status_quo: Scenario, reform: Scenario) -> InstantAnswer | None:
    """What a reform would do; None of another place or version, other assumptions, or levers out of reach."""
    try:
        known = emulator()
        position = known.space.position(reform.policies)
    except BadInput:
        return None
    if known.is_of_another_model or not _has_learned(known, status_quo):
        return None
    told = [estimate(known, position, key) for key in SHOWN]
    estimates = tuple(Estimated(one.outcome, one.group, one.difference, one.low, one.high) for one in told)
    return InstantAnswer(estimates, known.worlds, int(known.made["months"]))


def _has_learned(known: PolicyEmulator, status_quo: Scenario) -> bool:
    """Whether this is the status quo from which the emulator's policies start."""
    plan = known.made["plan"]
    plain = load_scenario(str(known.made["place"]), seed=status_quo.seed)
    learned = status_quo.calendar.burn_in, status_quo.calendar.horizon
    return plain == status_quo and learned == (plan["burn_in"], plan["horizon"])

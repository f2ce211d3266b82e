"""The first run of an emulator's archive done again: does the model still show what it has learned from?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.emulation.lived_worlds import LivedWorld, live
from experiments.emulation.training_plan import TrainingPlan, base_scenario
from experiments.worlds.ensemble import Worlds, find_worlds
from sim.engine.settings import BadInput

if TYPE_CHECKING:
    from experiments.emulation.policy_emulator import PolicyEmulator
    from experiments.emulation.training_archive import TrainingArchive

SAME: Final = 1e-9  # in proportion: fewer figures than libraries may round differently


def first_run(archive: TrainingArchive) -> list[list[float]]:
    """What the first run showed, the status quo first, for the file of an emulator."""
    return [archive.before[0].tolist(), archive.values[0].tolist()]


def shows_the_same(emulator: PolicyEmulator, worlds: Worlds | None = None) -> bool:
    """Whether the first run, and its status quo, come out as they were learned.

    Args:
        emulator: with what made it.
        worlds: in which it has learned; default: the ensemble of that name.

    Raises:
        BadInput: the ensemble is another one now, or the file does not say what its first run showed.
    """
    made: Any = emulator.made
    worlds = worlds or find_worlds(made["ensemble"]["name"])
    if worlds.digest() != made["ensemble"]["digest"]:
        raise BadInput(f"worlds {worlds.name}: are others than those in which the emulator has learned")
    if "first_run" not in made:
        raise BadInput("the emulator does not say what its first run showed")
    base = base_scenario(TrainingPlan(**made["plan"]))
    policy = emulator.space.policies(emulator.runs[0])
    world = LivedWorld(worlds.under(base, 1), (policy,), emulator.keys)
    again, then = np.array(live(world, lambda _: None)), np.array(made["first_run"])
    return bool(np.allclose(again, then, rtol=SAME, atol=0.0, equal_nan=True))

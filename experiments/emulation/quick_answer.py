"""What a policy would do, at once: an estimate with the range in which one plausible world in ten is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.emulation.emulator_file import read_emulator
from experiments.emulation.policy_emulator import RANGE, Key, PolicyEmulator
from sim.engine.settings import BadInput
from sim.scenario import load_scenario, name_parts, shipped_names

if TYPE_CHECKING:
    from sim.scenario import Scenario

SHOWN: Final[tuple[Key, ...]] = (
    ("civic", "all"),
    ("civic", "local"),
    ("civic", "migrant"),
    ("gap.hukou", "all"),
    ("cost.district", "all"),
)
BETTER: Final = {"+": 1.0, "-": -1.0, "": 0.0}


@dataclass(frozen=True)
class QuickEstimate:
    """One number of an emulator, with names as a comparison has them.

    Attributes:
        outcome: which.
        group: of whom.
        baseline: under the status quo, the median over worlds.
        difference: the change, the median over worlds.
        low: lower end of the range: 5 per cent of worlds, draws and errors of the emulator lie below it.
        high: upper end of the range.
        good_in: worlds in which the change is for the better, by the smallest effect of interest or more;
            None where neither direction is.
    """

    outcome: str
    group: str
    baseline: float
    difference: float
    low: float
    high: float
    good_in: int | None


@dataclass(frozen=True)
class Quick:
    """An instant answer.

    Attributes:
        scenario: place and policy.
        estimates: a row an outcome and group.
        emulator: that gave them.
        overrides: settings laid over the policy.
    """

    scenario: Scenario
    estimates: tuple[QuickEstimate, ...]
    emulator: PolicyEmulator
    overrides: tuple[str, ...] = ()


def quick(
    policy: str | Path = "",
    overrides: Sequence[str] = (),
    keys: Sequence[Key] = SHOWN,
    emulator: PolicyEmulator | None = None,
) -> Quick:
    """Estimate what a policy would do, without running it.

    Args:
        policy: names or paths of policies, joined by ``+``; empty for settings alone.
        overrides: ``PATH=VALUE`` settings of levers laid over it.
        keys: (outcome, group), of those that the emulator knows.
        emulator: default: the one that ships.

    Raises:
        BadInput: a policy or key that the emulator has not learned, or more than a policy is asked for.
    """
    emulator = emulator or read_emulator()
    place = str(emulator.made["place"])
    scenario = _scenario(place, str(policy), overrides)
    position = emulator.space.position(scenario.policies)
    estimates = tuple(estimate(emulator, position, key) for key in keys)
    return Quick(scenario, estimates, emulator, tuple(overrides))


def estimate(emulator: PolicyEmulator, position: Any, key: Key) -> QuickEstimate:
    """One number, for a policy at a position (coordinates,)."""
    process = emulator.process(key)
    effects = emulator.effects(position[np.newaxis], key)[0]
    low, middle, high = np.percentile(effects, (RANGE[0], 50.0, RANGE[1]))
    better = BETTER[emulator.label(key[0]).get("better", "")]
    good_in = int((better * np.median(effects, axis=1) >= emulator.smallest(key)).sum()) if better else None
    return QuickEstimate(
        *key, float(np.median(process.before)), float(middle), float(low), float(high), good_in
    )


def _scenario(place: str, policy: str, overrides: Sequence[str]) -> Scenario:
    if not policy and not overrides:
        raise BadInput("give a policy or settings: shequ quick POLICY, or --set PATH=VALUE")
    parts = name_parts(policy) if policy else []
    others = [one for one in parts if one in shipped_names("places") and one != place]
    if others:
        raise BadInput(f"{others[0]}: the emulator has learned {place} alone; run it: shequ compare")
    name = "+".join([place, *(one for one in parts if one != place)])
    scenario = load_scenario(name, overrides=overrides)
    plain = load_scenario(place)
    asked = replace(scenario, policies=plain.policies, name=plain.name, about=plain.about)
    if asked != plain:
        key = next(
            one
            for one in ("calendar", "place", "assumptions", "seed")
            if getattr(asked, one) != getattr(plain, one)
        )
        raise BadInput(
            f"{key}: the emulator has learned {place} as it ships, only levers may be set; "
            "run it: shequ compare"
        )
    return scenario

"""What plausible worlds must show: facts of the reference place, of a place of its own, and trials."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.calibration.facts import OWN_PLACE, Fact, place_facts, reference_facts
from experiments.trials.load_trial import load_trial
from experiments.trials.trial_file import PublishedNumber, Trial
from experiments.trials.verdicts import ends_of
from experiments.worlds.discrepancy import SMALLEST, discrepancy_of

Floats = NDArray[np.float64]
TO_ERROR: Final = 1.96
# Margins that the initialiser sets: no assumption moves them, so they rule nothing out.
MARGINS: Final = ("B25", "B26", "B28", "B30", "B31", "C19")


@dataclass(frozen=True)
class Target:
    """One published number.

    Attributes:
        name: of its column.
        id: row of the table of facts or trials; those of one id are left out together.
        kind: ``share``, which is held against the model in log-odds; ``plain``; or ``points`` of a trial.
        value: as published.
        error: standard error of the published number.
        discrepancy: standard deviation that the model is allowed beside it.
    """

    name: str
    id: str
    kind: str
    value: float
    error: float
    discrepancy: float

    @property
    def on_scale(self) -> float:
        """The value on the scale of comparison."""
        return float(self.to_scale(np.array([self.value]))[0])

    @property
    def variance(self) -> float:
        """Of observation and discrepancy, on the scale of comparison."""
        slope = 1.0
        if self.kind == "share":
            p = min(max(self.value, SMALLEST), 1.0 - SMALLEST)
            slope = 1.0 / (p * (1.0 - p))
        return (self.error**2 + self.discrepancy**2) * slope**2

    def to_scale(self, values: Floats) -> Floats:
        """Values on the scale of comparison."""
        if self.kind != "share":
            return values
        kept = np.clip(values, SMALLEST, 1.0 - SMALLEST)
        return np.asarray(np.log(kept / (1.0 - kept)))


def fact_targets() -> dict[Fact, Target]:
    """Targets that facts make, in the order of their files."""
    known = [one for one in reference_facts() if one.fact not in MARGINS]
    known += [one for one in place_facts(OWN_PLACE) if one.kind in ("outcome", "share")]
    return {one: _of_fact(one) for one in known}


def _of_fact(fact: Fact) -> Target:
    """Where an interval is a bound, such as an upper one, its middle is what is aimed at."""
    kind = "share" if 0.0 < fact.value < 1.0 and fact.kind != "intraclass" else "plain"
    inside = fact.low < fact.value < fact.high
    value = fact.value if inside else 0.5 * (fact.low + fact.high)
    error = 0.5 * (fact.high - fact.low) / TO_ERROR
    name = f"{fact.fact} {fact.words()}, {fact.year}" + (
        f" ({fact.place})" if fact.place == OWN_PLACE else ""
    )
    return Target(name, fact.fact, kind, value, error, discrepancy_of(kind, value))


def target_claims(trial: Trial) -> list[tuple[int, PublishedNumber]]:
    """Published numbers that are targets, each with its place among all of the trial's.

    Rows from memory, signs, nulls, bounds and numbers without an interval are none.
    """
    return [
        (place, claim)
        for place, claim in enumerate(trial.published)
        if claim.judged == "size" and np.isfinite(ends_of(claim)[0]) and claim.confidence != "memory"
    ]


def trial_targets_of(trials: Iterable[str]) -> dict[tuple[str, int], Target]:
    """Targets that trials make: by name of the trial and place among its published numbers."""
    found = {}
    for name in trials:
        for place, claim in target_claims(load_trial(name).design.trial):  # type: ignore[attr-defined]
            found[name, place] = _of_claim(name, place, claim)
    return found


def _of_claim(trial: str, place: int, claim: PublishedNumber) -> Target:
    low, high = ends_of(claim)
    error = 0.5 * (high - low) / TO_ERROR
    return Target(
        f"{claim.id} {trial} {place}", claim.id, "points", claim.effect, error,
        discrepancy_of("points", claim.effect),
    )  # fmt: skip


def in_order(values: Mapping[str, float], targets: Iterable[Target]) -> Floats:
    """Values of a run in the order of the targets; NaN for what it does not have."""
    return np.array([values.get(one.name, math.nan) for one in targets])

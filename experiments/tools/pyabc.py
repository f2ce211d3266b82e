"""pyABC: calibrate assumptions by approximate Bayesian computation; the laboratory is its model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.tools.driving import MEMBER, Laboratory, seed_of
from experiments.tools.needed import needed
from sim.engine.settings import BadInput

EXTRA = "tools"


def prior(laboratory: Laboratory) -> Any:
    """Even priors over the ranges of the assumptions; over the members, where the laboratory lives in worlds.

    Raises:
        BadInput: both: each member says all assumptions.
    """
    pyabc = needed("pyabc", EXTRA)
    if laboratory.lives_in_worlds:
        if laboratory.assumptions:
            raise BadInput("assumptions: each member says them all; leave them out of the laboratory")
        return pyabc.Distribution(**{MEMBER: pyabc.RV("randint", 0, len(laboratory.members()))})
    ranges = {one.path: (one.low, one.high - one.low) for one in laboratory.uncertainties()}
    return pyabc.Distribution(**{path: pyabc.RV("uniform", *range_) for path, range_ in ranges.items()})


def transitions(laboratory: Laboratory) -> Any:
    """How particles move among the members from one population to the next: a number is only a name."""
    pyabc = needed("pyabc", EXTRA)
    return pyabc.AggregatedTransition(
        mapping={MEMBER: pyabc.DiscreteJumpTransition(domain=np.array(laboratory.members()))}
    )


@dataclass(frozen=True)
class Statistics:
    """What pyABC calls, here or in processes of its own: one run of fresh random draws at every call.

    Attributes:
        laboratory: what runs.
    """

    laboratory: Laboratory

    def __call__(self, parameters: Any) -> dict[str, float]:
        """Outcomes at some settings."""
        values = {path: float(value) for path, value in dict(parameters).items()}
        return self.laboratory(values, seeds=[seed_of(values)])


def model(laboratory: Laboratory) -> Statistics:
    """A model of pyABC: outcomes as summary statistics."""
    return Statistics(laboratory)

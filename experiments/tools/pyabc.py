"""pyABC: calibrate assumptions by approximate Bayesian computation; the laboratory is its model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from experiments.tools.driving import seed_of
from experiments.tools.needed import needed

if TYPE_CHECKING:
    from experiments.tools.driving import Laboratory

EXTRA = "tools"


def prior(laboratory: Laboratory) -> Any:
    """Even priors over the ranges of the assumptions."""
    pyabc = needed("pyabc", EXTRA)
    ranges = {one.path: (one.low, one.high - one.low) for one in laboratory.uncertainties()}
    return pyabc.Distribution(**{path: pyabc.RV("uniform", *range_) for path, range_ in ranges.items()})


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

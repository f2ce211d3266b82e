"""pyABC: calibrate assumptions by approximate Bayesian computation; the laboratory is its model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.tools.driving import luck_of
from experiments.tools.needed import needed

if TYPE_CHECKING:
    from experiments.tools.driving import Laboratory

EXTRA = "tools"


def prior(laboratory: Laboratory) -> Any:
    """Even priors over the ranges of the assumptions."""
    pyabc = needed("pyabc", EXTRA)
    ranges = {one.path: (one.low, one.high - one.low) for one in laboratory.uncertainties()}
    return pyabc.Distribution(**{path: pyabc.RV("uniform", *range_) for path, range_ in ranges.items()})


def model(laboratory: Laboratory) -> Any:
    """A model of pyABC: one run of fresh luck at every call, outcomes as summary statistics."""

    def run(parameters: Any) -> dict[str, float]:
        values = {path: float(value) for path, value in dict(parameters).items()}
        return laboratory(values, seeds=[luck_of(values)])

    return run

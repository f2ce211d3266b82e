"""What a model of this kind is allowed beside the errors of numbers: it is a simpler thing than a city.

Assumed; the coverage of facts that were left out says whether it is too much or too little.
"""

from __future__ import annotations

from typing import Final

DISCREPANCY: Final = 0.1  # of the value
LEAST_DISCREPANCY: Final = {"share": 0.01, "plain": 0.02, "points": 0.5}
OF_TRIALS: Final = 0.25  # of an effect measured in another country
SMALLEST: Final = 1e-3  # of a share, where log-odds are taken of it


def discrepancy_of(kind: str, value: float) -> float:
    """Standard deviation that the model is allowed beside the error of a number."""
    return max(LEAST_DISCREPANCY[kind], (OF_TRIALS if kind == "points" else DISCREPANCY) * abs(value))

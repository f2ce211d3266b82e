"""All statistics of the laboratory, one idea a file.

``means``: means, paired differences and ranges over worlds. ``sequential``: intervals that may be
looked at after every seed. ``multiple``: marks for many comparisons. ``ranks``: how stable an order is.
``spread``: how much is random draws and how much is what we do not know. ``shapley``: who in a package did
it. ``contrasts``: two-level designs. ``shares``: shares with intervals.
"""

from __future__ import annotations

from experiments.statistics.means import (
    CONFIDENCE,
    Estimate,
    FloatArray,
    PairedEstimate,
    estimate,
    half_width,
    middle_and_range,
    paired,
    quantile,
)

__all__ = [
    "CONFIDENCE",
    "Estimate",
    "FloatArray",
    "PairedEstimate",
    "estimate",
    "half_width",
    "middle_and_range",
    "paired",
    "quantile",
]

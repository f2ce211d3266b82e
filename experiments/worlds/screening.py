"""Assumptions as an emulator sees them, and which of hundreds it looks at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def centred(parts: Floats) -> Floats:
    """Parts of ranges as numbers from -1 to 1."""
    return 2.0 * parts - 1.0


def bent(x: Floats) -> Floats:
    """Numbers from -1 to 1, and their squares about the mean that those have over a range."""
    return np.concatenate([x, x**2 - 1.0 / 3.0], axis=1)


def screened(x: Floats, outputs: Floats, most: int) -> NDArray[np.int64]:
    """Assumptions that explain most over all outputs, one after another (orthogonal matching pursuit).

    Args:
        x: (points, assumptions) from -1 to 1.
        outputs: (points, outputs), NaN where there is no value.
        most: how many at most.
    """
    left = standard = _standardised(outputs)
    columns = _standardised(x)
    chosen: list[int] = []
    for _ in range(min(most, x.shape[1], x.shape[0] - 2)):
        explained = ((columns.T @ left) ** 2).sum(axis=1)
        explained[chosen] = -1.0
        chosen.append(int(np.argmax(explained)))
        basis = np.linalg.qr(columns[:, chosen])[0]
        left = standard - basis @ (basis.T @ standard)
    return np.array(sorted(chosen), dtype=np.int64)


def _standardised(values: Floats) -> Floats:
    """Columns of mean 0 and length 1; those that do not vary, and what has no value, are 0."""
    known = np.where(np.isfinite(values), values, np.nan)
    with np.errstate(invalid="ignore"):
        centre = np.nan_to_num(known - _mean(known))
    length = np.linalg.norm(centre, axis=0)
    found: Floats = centre / np.where(length > 0.0, length, 1.0)
    return found


def _mean(values: Floats) -> Floats:
    count = np.isfinite(values).sum(axis=0)
    found: Floats = np.nan_to_num(values).sum(axis=0) / np.maximum(count, 1)
    return found

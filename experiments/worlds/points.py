"""Points of the design, run and kept: what is interrupted goes on from the points that are there."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.running.pool import as_done
from experiments.running.progress import Console
from experiments.running.worker_process import Tick
from experiments.storing.files import read_json, write_json
from experiments.storing.versions import model_version
from sim.engine.settings import BadInput

if TYPE_CHECKING:
    from experiments.worlds.reference_runs import Places

Floats = NDArray[np.float64]
DECIMALS: Final = 4  # of a part of a range, so that what is kept is what was run
FIRST_SEED: Final = 1001
SOBOL_SEED: Final = 2010


@dataclass(frozen=True)
class Point:
    """A point of the design.

    Attributes:
        number: of all points, from 0 on; its seed follows from it.
        parts: of the priors' ranges, 0 to 1 by path.
    """

    number: int
    parts: dict[str, float]

    @property
    def seed(self) -> int:
        """Of its draws: no two points share any."""
        return FIRST_SEED + self.number


def space_filling(paths: Sequence[str], number: int, first: int = 0) -> list[Point]:
    """Points of Sobol's sequence, scrambled, over all priors.

    Args:
        paths: of the priors.
        number: how many.
        first: number of the first; a longer design begins with the points of a shorter one.
    """
    from scipy.stats import qmc

    power = max(1, math.ceil(math.log2(max(first + number, 2))))
    rows = qmc.Sobol(len(paths), rng=SOBOL_SEED).random_base2(power)[first : first + number]
    return as_points(paths, rows, first)


def as_points(paths: Sequence[str], rows: Floats, first: int) -> list[Point]:
    """Rows of parts as points."""
    kept = np.round(rows, DECIMALS)
    return [Point(first + k, dict(zip(paths, map(float, row), strict=True))) for k, row in enumerate(kept)]


def run_points(
    points: Sequence[Point], size: Places, folder: Path, workers: int, console: Console
) -> list[dict[str, float]]:
    """Run the points that have not been run, and give what all of them show.

    Args:
        points: of a design.
        size: where they are lived through.
        folder: where points are kept, a file each; it is made.
        workers: processes at once.
        console: where progress is shown.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [one for one in points if _kept(one, size, folder) is None]
    with console.bar(console.told("points"), len(points)) as advance:
        advance(len(points) - len(missing))
        for point, found in as_done(partial(_live, size=size), missing, workers):
            write_json(_file(point, size, folder), found)
            advance(1)
    kept = [_kept(one, size, folder) for one in points]
    return [one for one in kept if one is not None]


def _live(point: Point, _tick: Tick, size: Places) -> dict[str, Any]:
    found = size.live(point.parts, point.seed)
    return {name: value if math.isfinite(value) else None for name, value in found.items()}


def _file(point: Point, size: Places, folder: Path) -> Path:
    content = [point.seed, point.parts, size.plain(), model_version()]
    mark = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:20]
    return folder / f"{mark}.json"


def _kept(point: Point, size: Places, folder: Path) -> dict[str, float] | None:
    """What a point showed, if it was run; a file that cannot be read is run again."""
    file = _file(point, size, folder)
    if not file.is_file():
        return None
    try:
        found = read_json(file)
        return {name: math.nan if value is None else float(value) for name, value in found.items()}
    except (BadInput, AttributeError, TypeError, ValueError):
        return None

"""SALib: its problem for our assumptions, its samples and its analyses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.asking.assumption_axes import Uncertain
from experiments.tools.needed import needed
from sim.wording.assumption_words import ASSUMED

if TYPE_CHECKING:
    from experiments.statistics import FloatArray
    from experiments.tools.driving import Laboratory

EXTRA = "lab"


def problem(uncertainties: Sequence[Uncertain]) -> dict[str, Any]:
    """The problem of SALib, in parts of each range, so that whole numbers and shares are treated alike."""
    bounds = [[0.0, 1.0] for _ in uncertainties]
    return {"num_vars": len(uncertainties), "names": [one.name for one in uncertainties], "bounds": bounds}


def sobol_sample(uncertainties: Sequence[Uncertain], base: int, seed: int) -> FloatArray:
    """Saltelli's sample, (base * (assumptions + 2), assumptions); one in assumptions + 2 is independent."""
    sample = needed("SALib.sample.sobol", EXTRA).sample
    return np.asarray(
        sample(problem(uncertainties), base, calc_second_order=False, seed=seed), dtype=np.float64
    )


def sobol_indices(uncertainties: Sequence[Uncertain], values: FloatArray, seed: int) -> dict[str, FloatArray]:
    """First-order and total indices ``S1``, ``ST`` with half intervals ``S1_conf``, ``ST_conf``."""
    analyze = needed("SALib.analyze.sobol", EXTRA).analyze
    return _arrays(
        analyze(problem(uncertainties), values, calc_second_order=False, seed=seed),
        ("S1", "S1_conf", "ST", "ST_conf"),
    )


def morris_sample(
    uncertainties: Sequence[Uncertain], trajectories: int, levels: int, seed: int
) -> FloatArray:
    """Morris' trajectories, (trajectories * (assumptions + 1), assumptions)."""
    sample = needed("SALib.sample.morris", EXTRA).sample
    return np.asarray(
        sample(problem(uncertainties), trajectories, num_levels=levels, seed=seed), dtype=np.float64
    )


def morris_effects(
    uncertainties: Sequence[Uncertain], points: FloatArray, values: FloatArray, levels: int, seed: int
) -> dict[str, FloatArray]:
    """Elementary effects over the whole range: ``mu``, ``mu_star``, ``mu_star_conf``, ``sigma``."""
    analyze = needed("SALib.analyze.morris", EXTRA).analyze
    found = analyze(problem(uncertainties), points, values, num_levels=levels, seed=seed)
    return _arrays(found, ("mu", "mu_star", "mu_star_conf", "sigma"))


def given(laboratory: Laboratory, members: Sequence[int], most: int = 0) -> tuple[dict[str, Any], FloatArray]:
    """Members of an ensemble as a sample, for analyses of given data (PAWN, delta, RBD-FAST, HDMR).

    Args:
        laboratory: one that lives in worlds.
        members: numbers of the members.
        most: assumptions that are looked at, first those on which effects in the ensemble hang; 0 for all.

    Returns:
        The problem, and parts of ranges (members, assumptions); outcomes are
        ``laboratory.over_members(values, members)``.

    Raises:
        BadInput: it lives in no worlds.
    """
    worlds = laboratory.ensemble()
    hanging = worlds.made.get("effects_hang_on", {}).values()
    matters = {path: sum(one.get(path, 0.0) for one in hanging) for path in worlds.paths}
    wanted = sorted(worlds.paths, key=lambda path: -matters[path])[: most or None]
    columns = [worlds.paths.index(path) for path in wanted]
    names = [path.removeprefix(ASSUMED) for path in wanted]
    asked = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    return asked, worlds.parts[np.ix_(list(members), columns)]


def _arrays(found: Any, names: Sequence[str]) -> dict[str, FloatArray]:
    return {name: np.asarray(np.ma.filled(found[name], np.nan), dtype=np.float64) for name in names}


def evaluate(laboratory: Laboratory, points: FloatArray) -> FloatArray:
    """Outcomes (points, outcomes) at a sample of :func:`problem`, for any analysis of SALib."""
    uncertainties = laboratory.uncertainties()
    settings = [
        {one.path: one.at(float(part)) for one, part in zip(uncertainties, row, strict=True)}
        for row in points
    ]
    return np.array([list(laboratory(values).values()) for values in settings])

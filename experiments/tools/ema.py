"""EMA workbench: the laboratory as its model, and its PRIM on the draws of a robustness question."""

from __future__ import annotations

import random
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.storing.read_results import read_results
from experiments.tools.driving import MEMBER, Laboratory
from experiments.tools.needed import needed
from sim.engine.settings import BadInput, nearest
from sim.wording.assumption_words import ASSUMED

LIBRARY, EXTRA = "ema_workbench", "tools"


def ema() -> Any:
    """The EMA workbench, without its word about parallel clusters that are not there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return needed(LIBRARY, EXTRA)


@dataclass(frozen=True)
class Outcomes:
    """What the workbench calls, here or in processes of its own.

    Attributes:
        laboratory: what runs.
    """

    laboratory: Laboratory

    def __call__(self, **values: Any) -> dict[str, float]:
        """Outcomes at some settings, both under the workbench's names."""
        found = self.laboratory({name.replace("__", "."): value for name, value in values.items()})
        return {name.replace(".", "_"): value for name, value in found.items()}


def model(laboratory: Laboratory) -> Any:
    """A model of the EMA workbench: its uncertainties are our assumptions, its levers our levers.

    Where the laboratory lives in worlds, the member is an uncertainty too; :func:`scenarios` gives them.
    """
    workbench = ema()
    made = workbench.Model("shequ", function=Outcomes(laboratory))
    made.uncertainties = [
        _parameter(workbench, one.path, one.low, one.high, one.whole) for one in laboratory.uncertainties()
    ]
    if laboratory.lives_in_worlds:
        last = len(laboratory.members()) - 1
        made.uncertainties = [*made.uncertainties, _parameter(workbench, MEMBER, 0, last, whole=True)]
    made.levers = [
        workbench.CategoricalParameter(_flat(one.path), one.choices)
        if one.choices
        else _parameter(workbench, one.path, one.low, one.high, one.whole)
        for one in laboratory.lever_ranges()
    ]
    made.outcomes = [workbench.ScalarOutcome(name.replace(".", "_")) for name in laboratory.outcomes]
    return made


def scenarios(laboratory: Laboratory, number: int = 0) -> list[Any]:
    """Members of the laboratory's ensemble as scenarios of the workbench.

    Args:
        laboratory: one that lives in worlds and varies no assumption beside.
        number: the first so many; 0 for all.

    Raises:
        BadInput: it lives in none, has fewer, or varies assumptions.
    """
    if laboratory.assumptions:
        raise BadInput("assumptions: each member says them all; leave them out of the laboratory")
    workbench = ema()
    return [workbench.Scenario(f"{MEMBER} {one}", **{MEMBER: one}) for one in laboratory.members(number)]


def assumed(laboratory: Laboratory, experiments: pd.DataFrame) -> pd.DataFrame:
    """What the members of some experiments assume, as the workbench's analyses take it.

    Args:
        laboratory: one that lives in worlds.
        experiments: table of the workbench with a column ``member``.

    Returns:
        A row an experiment, a column an assumption: parts of its plausible range, 0 to 1.
    """
    worlds = laboratory.ensemble()
    parts = worlds.parts[experiments[MEMBER].astype(int)]
    return pd.DataFrame(parts, columns=list(worlds.paths), index=experiments.index)


def _parameter(workbench: Any, path: str, low: float, high: float, whole: bool) -> Any:
    if whole:
        return workbench.IntegerParameter(_flat(path), int(low), int(high))
    return workbench.RealParameter(_flat(path), low, high)


def _flat(path: str) -> str:
    """A dotted path as a name of the workbench, which must be a Python identifier."""
    return path.replace(".", "__")


def prim(folder: Path, statement: str, threshold: float = 0.8) -> Any:
    """Scenario discovery: boxes of assumptions in which a statement of a robustness question fails.

    Args:
        folder: result of a question of the design ``robustness``.
        statement: one of those that its table ``statements`` lists.
        threshold: density that a box should have.

    Returns:
        A ``Prim`` of the EMA workbench; call its ``find_box()``.

    Raises:
        BadInput: no such statement there.
    """
    draws, holds = (read_results(folder).table(name).set_index("draw") for name in ("draws", "holds"))
    if statement not in holds:
        raise BadInput(
            f"{folder}: no statement {statement!r}{nearest(statement, list(map(str, holds.columns)))}"
        )
    inputs = draws.loc[holds.index].rename(columns=lambda name: ASSUMED + name)
    return prim_module().Prim(inputs, ~holds[statement].to_numpy(), threshold)


def prim_module() -> Any:
    """The PRIM of the workbench; what it imports draws from the global random state, which is put back."""
    ema()
    state = random.getstate()
    try:
        return needed(f"{LIBRARY}.analysis.prim", EXTRA)
    finally:
        random.setstate(state)

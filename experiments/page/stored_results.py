"""A finished batch run as the page shows it: the batch's own differences, and its months."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.comparing.comparison import DIFFERENCES
from experiments.page.stored_questions import is_question, read_question
from experiments.statistics import paired
from experiments.storing.files import refusal
from experiments.storing.manifest import manifest_of, scenario_trees
from experiments.storing.parquet import check_file, read_frame
from sim.engine.settings import BadInput, build, flatten
from sim.outcomes.register import Key
from sim.scenario import Scenario
from sim.views.evidence import Band, Evidence, Stored

Values = NDArray[np.float64]
MONTHLY: Final = "monthly.parquet"


def band(before: Values, after: Values) -> Band:
    """Paired means over seeds, the first axis, with the interval of their difference."""
    shape = before.shape[1:]
    pairs = paired(before.reshape(len(before), -1), after.reshape(len(after), -1))
    between = pairs.difference
    columns = (pairs.baseline, pairs.reform, between.mean, between.low, between.high)
    return Band(*(column.reshape(shape) for column in columns))


def read_stored(folder: Path) -> Stored:
    """Read a result folder for the page.

    Raises:
        BadInput: it is not one, has been damaged, or belongs to another version of the model.
    """
    manifest = manifest_of(folder)
    try:
        return read_question(folder, manifest) if is_question(manifest) else _comparison(folder, manifest)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise refusal(folder, f"its tables are not of this version of the model ({error!r})") from None


def _comparison(folder: Path, manifest: dict[str, Any]) -> Stored:
    if not (folder / DIFFERENCES).is_file():
        raise refusal(folder, f"has no {DIFFERENCES}, which holds what the page would show of it")
    for name in (MONTHLY, DIFFERENCES):
        if (folder / name).is_file():
            check_file(folder / name, manifest["tables"].get(name, ""))
    scenarios = [_scenario(tree, name, folder) for name, tree in scenario_trees(manifest).items()]
    first, *reforms = [one.with_seed(manifest["seeds"][0]) for one in scenarios]
    if not reforms:
        raise BadInput(f"{folder}: holds one scenario; the page compares at least two")
    evidence = tuple(_evidence(folder, first, one) for one in reforms)
    return Stored(first, tuple(reforms), evidence)


def _scenario(tree: dict[str, Any], name: str, folder: Path) -> Scenario:
    try:
        return build(Scenario, flatten({**tree, "name": name}, str(folder / "manifest.json")))
    except BadInput as error:
        raise BadInput(f"made by another version of the model: {error}") from None


def _evidence(folder: Path, first: Scenario, reform: Scenario) -> Evidence:
    """The batch's own differences, and its months with paired intervals."""
    rows = read_frame(folder / DIFFERENCES, filters=[("scenario", "==", reform.name)])
    keys = tuple(zip(rows.outcome, rows.group, strict=True))
    names = ("baseline", "reform", "difference", "low", "high")
    headline = Band(*(rows[name].to_numpy(dtype=np.float64) for name in names))
    monthly = None
    if (folder / MONTHLY).is_file():
        monthly = band(*(_months(folder, one, keys) for one in (first, reform)))
    return Evidence(keys, int(rows.seeds.max()), headline, monthly, folder.name)


def _months(folder: Path, scenario: Scenario, keys: tuple[Key, ...]) -> Values:
    """Values of a scenario, (seeds, months, keys)."""
    months = read_frame(folder / MONTHLY, filters=[("scenario", "==", scenario.name)])
    seeds = np.unique(months.seed)
    calendar = scenario.calendar
    values = np.full((len(seeds), calendar.burn_in + calendar.horizon, len(keys)), np.nan)
    column = {key: k for k, key in enumerate(keys)}
    placed = [column.get(key, -1) for key in zip(months.outcome, months.group, strict=True)]
    known = np.array(placed) >= 0
    months, where = months[known], np.array(placed)[known]
    values[np.searchsorted(seeds, months.seed), months.month.to_numpy() - 1, where] = months.value
    return values

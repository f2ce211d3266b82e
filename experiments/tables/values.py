"""``values.parquet``: what every run of a question gave, for an analysis of one's own.

A row a run, outcome and group: the mean over the months from the policy date on, as all answers use it. With
it an ANOVA, a mixed model or a bootstrap over seeds and draws is possible without running anything again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.answering.answer import words
from experiments.answering.arm_names import scenario_label
from experiments.asking.question import Words
from experiments.storing.scenario_variants import differing
from experiments.tables.names_and_units import added_to
from experiments.tables.writing import write_in_parts
from sim.outcomes.register import Key
from sim.scenario import Scenario

if TYPE_CHECKING:
    from experiments.asking.laboratory import AskedRun, RunLaboratory

FILE: Final = "values.parquet"
RUNS_AT_ONCE: Final = 1000
_WORDS: Final = pa.dictionary(pa.int32(), pa.string())
_NAMES: Final = pa.dictionary(pa.int16(), pa.string())
SCHEMA: Final = pa.schema(
    [
        ("run", _WORDS),
        ("scenario", _WORDS),
        ("label_en", _WORDS),
        ("label_zh", _WORDS),
        ("seed", pa.int64()),
        ("draw", pa.int32()),
        ("settings", _WORDS),
        ("outcome", _NAMES),
        ("group", _NAMES),
        ("value", pa.float64()),
    ]
)
NOT_SETTINGS: Final = ("name", "about", "seed")


def write_values(
    path: Path,
    laboratory: RunLaboratory,
    keys: Sequence[Key],
    base: Scenario,
    labels: Mapping[str, Words],
) -> None:
    """Write the values of all runs that finished, some runs at a time.

    Args:
        path: of the file.
        laboratory: that had them run.
        keys: which values, (outcome, group).
        base: the question's scenario; a run's settings are what differs from it.
        labels: names for people, by the scenario's.
    """
    coded = [one for one in (*SCHEMA.names, *added_to(SCHEMA.names)) if one != "value"]
    settings = SettingsTexts(base)
    parts = (_table(some, laboratory, keys, settings, labels) for some in _parts(laboratory.finished()))
    write_in_parts(path, SCHEMA, parts, compression="zstd", version="2.6", use_dictionary=coded)


def _parts(runs: Sequence[AskedRun]) -> Iterator[Sequence[AskedRun]]:
    for start in range(0, len(runs), RUNS_AT_ONCE):
        yield runs[start : start + RUNS_AT_ONCE]


def _table(
    runs: Sequence[AskedRun],
    laboratory: RunLaboratory,
    keys: Sequence[Key],
    settings: SettingsTexts,
    labels: Mapping[str, Words],
) -> pa.Table:
    """A row a run and key; an outcome without a value has a row without a number.

    What a run says of itself is written once and pointed at by its thousand rows: in worlds its settings are
    thousands of letters.
    """
    of_runs = list(zip(*(_of_run(run, settings, labels) for run in runs), strict=True))
    of_keys = list(zip(*keys, strict=True))
    numbers = [laboratory.values_of(run.id) for run in runs]
    run_of_row = np.repeat(np.arange(len(runs)), len(keys))
    key_of_row = np.tile(np.arange(len(keys)), len(runs))
    columns = [
        *(_column(cells, one, run_of_row) for cells, one in zip(of_runs, list(SCHEMA)[:7], strict=True)),
        *(_column(cells, one, key_of_row) for cells, one in zip(of_keys, list(SCHEMA)[7:9], strict=True)),
        pa.array([values.get(key) for values in numbers for key in keys], pa.float64()),
    ]
    return pa.table(columns, SCHEMA)


def _of_run(run: AskedRun, settings: SettingsTexts, labels: Mapping[str, Words]) -> tuple[Any, ...]:
    """Cells that are the same in all rows of a run, in the order of the schema."""
    told = labels.get(run.arm) or _label(run.scenario, run.arm)
    return run.id, run.arm, told.en, told.zh, run.seed, run.draw, settings(run.scenario)


def _column(cells: Sequence[Any], of: pa.Field, rows: NDArray[np.int64]) -> pa.Array:
    """A column in which each row has one of these cells."""
    return pa.array(cells, _plain(of.type)).cast(of.type).take(pa.array(rows))


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _label(scenario: Scenario, name: str) -> Words:
    return scenario_label(scenario) if scenario.about.label_en else words(name, name)


class SettingsTexts:
    """What scenarios set otherwise than another, by dotted path, as JSON.

    Runs share their parts: a thousand have a hundred policies and ten worlds, each of which is written once.
    """

    def __init__(self, base: Scenario) -> None:
        """Say from what they differ."""
        self._base = base
        self._told: dict[tuple[str, int], tuple[Any, str]] = {}

    def __call__(self, scenario: Scenario) -> str:
        """Of one of them."""
        parts = (self._part(name, part) for name, part in sorted(vars(scenario).items(), key=itemgetter(0)))
        return "{" + ", ".join(filter(None, parts)) + "}"

    def _part(self, name: str, part: Any) -> str:
        """Entries of a part of a scenario, in the order of their paths, without the brackets."""
        if (name, id(part)) not in self._told:
            found = dict(_flat(differing({name: getattr(self._base, name)}, {name: part})))
            text = json.dumps(found, ensure_ascii=False, sort_keys=True)[1:-1]
            self._told[name, id(part)] = part, text  # kept, so that no other part gets its number
        return self._told[name, id(part)][1]


def _flat(nested: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in nested.items():
        if not above and key in NOT_SETTINGS:
            continue
        path = f"{above}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{path}.")
        else:
            yield path, value

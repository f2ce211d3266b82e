"""``values.parquet``: what every run of a question gave, for an analysis of one's own.

A row a run, outcome and group: the mean over the months from the policy date on, as all answers use it. With
it an ANOVA, a mixed model or a bootstrap over seeds and draws is possible without running anything again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from experiments.answering.answer import words
from experiments.answering.arm_names import scenario_label
from experiments.storing.manifest import differing
from experiments.tables.names_and_units import added_to
from experiments.tables.writing import write_in_parts

if TYPE_CHECKING:
    from experiments.asking.laboratory import AskedRun, RunLaboratory
    from experiments.asking.question import Words
    from sim.outcomes.register import Key
    from sim.scenario import Scenario

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
    parts = (_table(some, laboratory, keys, base, labels) for some in _parts(laboratory.finished()))
    write_in_parts(path, SCHEMA, parts, compression="zstd", version="2.6", use_dictionary=coded)


def _parts(runs: Sequence[AskedRun]) -> Iterator[Sequence[AskedRun]]:
    for start in range(0, len(runs), RUNS_AT_ONCE):
        yield runs[start : start + RUNS_AT_ONCE]


def _table(
    runs: Sequence[AskedRun],
    laboratory: RunLaboratory,
    keys: Sequence[Key],
    base: Scenario,
    labels: Mapping[str, Words],
) -> pa.Table:
    """A row a run and key; an outcome without a value has a row without a number."""
    cells: dict[str, list[Any]] = {name: [] for name in SCHEMA.names}
    for run in runs:
        name, numbers = run.arm, laboratory.values_of(run.id)
        told = labels.get(name) or _label(run.scenario, name)
        said = (run.id, name, told.en, told.zh, run.seed, run.draw, settings_text(base, run.scenario))
        for column, cell in zip(SCHEMA.names[:7], said, strict=True):
            cells[column] += [cell] * len(keys)
        cells["outcome"] += [outcome for outcome, _ in keys]
        cells["group"] += [group for _, group in keys]
        cells["value"] += [numbers.get(key) for key in keys]
    return pa.table([pa.array(cells[one.name], _plain(one.type)).cast(one.type) for one in SCHEMA], SCHEMA)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _label(scenario: Scenario, name: str) -> Words:
    return scenario_label(scenario) if scenario.about.label_en else words(name, name)


def settings_text(base: Scenario, scenario: Scenario) -> str:
    """What a scenario sets otherwise than another, by dotted path, as JSON."""
    found = dict(_flat(differing(base, scenario)))
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def _flat(nested: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in nested.items():
        if not above and key in NOT_SETTINGS:
            continue
        path = f"{above}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{path}.")
        else:
            yield path, value

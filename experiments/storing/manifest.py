"""What a result folder says of itself: question, resolved scenarios, versions, sources, runs, hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.running.experiment_plan import Experiment
from experiments.storing.files import read_json, sha256
from experiments.storing.versions import commit, versions
from sim.policies.lever import declared_settings
from sim.scenario import Scenario

if TYPE_CHECKING:
    from experiments.storing.shards import RunRecord

FILE: Final = "manifest.json"
MAKER: Final = "shequ"


def manifest(experiment: Experiment, records: Sequence[RunRecord], tables: Iterable[Path]) -> dict[str, Any]:
    """Describe a result, for ``manifest.json``: the first scenario whole, and how the others differ."""
    first, *others = experiment.scenarios
    return {
        "made_by": MAKER,
        "experiment": experiment.name,
        "question": experiment.digest(),
        "command": experiment.command(),
        "versions": versions(),
        "commit": commit(),
        "seeds": list(experiment.seeds),
        "overrides": list(experiment.overrides),
        "runs": [_run(record) for record in records],
        "tables": {table.name: sha256(table) for table in tables},
        "scenarios": {first.name: first.resolved()},
        "variants": {scenario.name: _differing(first, scenario) for scenario in others},
        "sources": sources(),
    }


def _differing(first: Any, other: Any) -> dict[str, Any]:
    """Settings of another scenario, or part of one, that the first has not so; None where it lacks one."""
    before, after = _entries(first), _entries(other)
    found: dict[str, Any] = {key: None for key in before if key not in after}
    for key, value in after.items():
        if key not in before or value != before[key]:
            nested = key in before and _is_nested(value) and _is_nested(before[key])
            found[key] = _differing(before[key], value) if nested else _plain(value)
    return found


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or is_dataclass(value)


def _entries(nested: Any) -> dict[str, Any]:
    return nested if isinstance(nested, dict) else vars(nested)


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=vars))


def scenario_trees(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every scenario of a manifest with all its settings, by name, the first first."""
    whole: dict[str, dict[str, Any]] = told["scenarios"]
    first = next(iter(whole.values()))
    return whole | {
        name: _laid_over(first, differing) for name, differing in told.get("variants", {}).items()
    }


def _laid_over(first: dict[str, Any], differing: dict[str, Any]) -> dict[str, Any]:
    tree = dict(first)
    for key, value in differing.items():
        if value is None:
            del tree[key]
        elif isinstance(value, dict) and isinstance(tree.get(key), dict):
            tree[key] = _laid_over(tree[key], value)
        else:
            tree[key] = value
    return tree


def _run(record: RunRecord) -> dict[str, Any]:
    return {
        "scenario": record.scenario,
        "seed": record.seed,
        "status": record.status,
        "digest": record.digest,
    }


def sources() -> dict[str, str]:
    """Source of every setting that has one, by dotted path."""
    settings = declared_settings(Scenario)
    return {path: one.source for path, one, _ in settings if one.source not in ("", "assumed")}


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Manifest of a result folder; None if there is none of ours."""
    found = read_json(folder / FILE)
    ours = isinstance(found, dict) and found.get("made_by") == MAKER
    return found if ours else None


def answers(folder: Path, experiment: Experiment, *, resume: bool = False) -> bool:
    """Whether a folder already holds the result of an experiment by this very model, unchanged.

    Args:
        folder: of a result, or of nothing.
        experiment: the question.
        resume: take it for no answer if some of its runs failed.
    """
    found = read_manifest(folder)
    if found is None or found["question"] != experiment.digest() or found["versions"] != versions():
        return False
    if resume and any(run["status"] != "finished" for run in found["runs"]):
        return False
    return all(is_unchanged(folder / name, digest) for name, digest in found["tables"].items())


def is_unchanged(table: Path, digest: str) -> bool:
    """Whether a table is there and has the content that its hash says."""
    return table.is_file() and sha256(table) == digest

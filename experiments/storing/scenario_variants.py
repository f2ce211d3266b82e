"""Many scenarios in little room: the first told whole, of the others how they differ."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import Any


def differing(first: Any, other: Any) -> dict[str, Any]:
    """Settings of another scenario, or part of one, that the first has not so; None where it lacks one."""
    before, after = _entries(first), _entries(other)
    found: dict[str, Any] = {key: None for key in before if key not in after}
    for key, value in after.items():
        if key not in before or value != before[key]:
            nested = key in before and _is_nested(value) and _is_nested(before[key])
            found[key] = differing(before[key], value) if nested else _plain(value)
    return found


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or is_dataclass(value)


def _entries(nested: Any) -> dict[str, Any]:
    return nested if isinstance(nested, dict) else vars(nested)


def _plain(value: Any) -> Any:
    """What JSON makes of it; most are numbers and words, of which there can be a million."""
    return value if isinstance(value, str | int | float) else json.loads(json.dumps(value, default=vars))


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

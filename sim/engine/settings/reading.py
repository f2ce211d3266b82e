"""From files' tables to dataclasses: flat paths, what is unknown, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Final, NamedTuple, TypeVar, get_args, get_origin

from sim.engine.refusal import BadInput, nearest, shown
from sim.engine.settings.allowed_values import check, wanted_value
from sim.engine.settings.checking import hints_of, is_list_of_tables

T = TypeVar("T")
DEEPEST: Final = 16  # tables within tables
MOST_BUILT: Final = 1000  # tables that are kept, some tens a scenario


class Given(NamedTuple):
    """A value and the file, or option, that gave it."""

    value: Any
    origin: str


Flat = dict[str, Given]


def flatten(tree: Mapping[str, Any], origin: str, prefix: str = "", depth: int = 0) -> Flat:
    """Turn nested tables into dotted paths, each with its origin; lists and empty tables stay whole.

    Raises:
        BadInput: tables stand in tables more than ``DEEPEST`` deep.
    """
    if depth > DEEPEST:
        raise BadInput(f"{origin}: {shown(prefix)}: tables within tables, more than {DEEPEST} deep")
    flat: Flat = {}
    for key, value in tree.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict) and value:
            flat |= flatten(value, origin, f"{path}.", depth + 1)
        else:
            flat[path] = Given(value, origin)
    return flat


class _Gap(NamedTuple):
    """A setting that has no default and is not given."""

    origin: str
    table: str
    name: str
    wanted: str


def build(schema: type[T], given: Flat, prefix: str = "", origin: str = "settings") -> T:
    """Build a dataclass from the dotted paths that start with a prefix.

    Args:
        schema: a dataclass whose fields are settings, nested dataclasses, ``tuple[Dataclass, ...]`` or
            ``dict[str, Dataclass]``.
        given: dotted path to value and origin.
        prefix: dotted path of this dataclass, ending in ``"."`` unless empty.
        origin: who is to blame for what is missing if nothing at all is given here.

    Raises:
        BadInput: unknown key, wrong type, out of range, or missing; all that is missing is named at once.
    """
    gaps: list[_Gap] = []
    built = _build(schema, given, prefix, origin, gaps)
    if gaps:
        raise BadInput(_missing(gaps))
    return built  # type: ignore[no-any-return]


def _build(schema: Any, given: Flat, prefix: str, origin: str, gaps: list[_Gap]) -> Any:
    """Build a dataclass, or note what is missing for it and give None; of the same settings it is the same.

    Scenarios that are loaded one after another differ in few of their tables.
    """
    mine = {path: value for path, value in given.items() if path.startswith(prefix)}
    key = (schema, prefix, _as_text(mine))
    if key not in _BUILT:
        built = _build_anew(schema, mine, prefix, origin, gaps)
        # A whole is not kept, for there is hardly ever another like it.
        if built is None or not prefix or not key[-1]:
            return built
        if len(_BUILT) >= MOST_BUILT:
            _BUILT.clear()
        _BUILT[key] = built
    return _BUILT[key]


def _as_text(given: Flat) -> str:
    """What is given, written down; empty if it cannot be: a number of too many digits, lists too deep."""
    try:
        return repr(given)
    except (ValueError, RecursionError):
        return ""


_BUILT: dict[tuple[Any, str, str], Any] = {}


def _build_anew(schema: Any, mine: Flat, prefix: str, origin: str, gaps: list[_Gap]) -> Any:
    hints, before = hints_of(schema), len(gaps)
    known = {item.name: item for item in fields(schema)}
    for path, item in mine.items():
        key = path[len(prefix) :].split(".")[0]
        if key not in known:
            raise BadInput(f"{item.origin}: {prefix}{shown_key(key)}: unknown key{nearest(key, list(known))}")
    origin = next((item.origin for item in reversed(mine.values())), origin)  # the last file adds to others
    values = {
        name: _read_field(hints[name], item, mine, prefix, origin, gaps) for name, item in known.items()
    }
    if len(gaps) > before:
        return None
    return schema(**{name: value for name, value in values.items() if value is not MISSING})


def shown_key(key: str) -> str:
    """A key as a message shows it: as it is unless it is very long."""
    return key if len(key) <= 80 else key[:80] + "…"


def _missing(gaps: list[_Gap]) -> str:
    """Name what is missing: what to give for a single setting, the names by table for several."""
    first = gaps[0]
    if len(gaps) == 1:
        return f"{first.origin}: {first.table}{first.name}: missing; give {first.wanted}"
    tables = dict.fromkeys(gap.table for gap in gaps)
    told = [(table, ", ".join(gap.name for gap in gaps if gap.table == table)) for table in tables]
    listed = "; ".join(f"{f'[{table[:-1]}] ' if table else ''}{names}" for table, names in told)
    return f"{first.origin}: {len(gaps)} settings are missing: {listed}"


def _read_field(hint: Any, item: Field[Any], given: Flat, prefix: str, origin: str, gaps: list[_Gap]) -> Any:
    path, declared = prefix + item.name, item.metadata.get("setting")
    if is_dataclass(hint):
        _refuse_plain_value(given, path)
        return _build(hint, given, path + ".", origin, gaps)
    if get_origin(hint) is dict:
        _refuse_plain_value(given, path)
        return _read_named(get_args(hint)[1], given, path, origin, gaps)
    of_tables = is_list_of_tables(hint)
    _refuse_table(
        given, path, f"must be a list of tables ([[{path}]])" if of_tables else "is one value, not a table"
    )
    if path not in given:
        if item.default is MISSING and item.default_factory is MISSING:
            gaps.append(_Gap(origin, prefix, item.name, wanted_value(hint, declared)))
        return MISSING
    if of_tables:
        return _read_list(get_args(hint)[0], given[path], path, gaps)
    return check(given[path].value, hint, declared, f"{given[path].origin}: {path}")


def _refuse_plain_value(given: Flat, path: str) -> None:
    if path in given and given[path].value != {}:
        raise BadInput(
            f"{given[path].origin}: {path}: is a table of settings, not {shown(given[path].value)}"
        )


def _refuse_table(given: Flat, path: str, why: str) -> None:
    inside = next((key for key in given if key.startswith(path + ".")), None)
    if inside is not None:
        raise BadInput(f"{given[inside].origin}: {path}: {why}")


def _read_named(schema: Any, given: Flat, path: str, origin: str, gaps: list[_Gap]) -> dict[str, Any]:
    start = path + "."
    names = dict.fromkeys(key[len(start) :].split(".")[0] for key in given if key.startswith(start))
    for name in names:
        _refuse_plain_value(given, start + name)
    return {name: _build(schema, given, f"{start}{name}.", origin, gaps) for name in names}


def _read_list(schema: Any, given: Given, path: str, gaps: list[_Gap]) -> tuple[Any, ...]:
    if not isinstance(given.value, list) or not all(isinstance(row, dict) for row in given.value):
        raise BadInput(f"{given.origin}: {path}: must be a list of tables ([[{path}]])")
    rows = {f"{path}[{number}].": row for number, row in enumerate(given.value)}
    return tuple(
        _build(schema, flatten(row, given.origin, prefix), prefix, given.origin, gaps)
        for prefix, row in rows.items()
    )

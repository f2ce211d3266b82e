"""Settings: declared once as dataclass fields with unit and range, checked, refused with one line.

A file is read into a flat mapping from dotted path to (value, file), see :mod:`sim.engine.settings_files`,
mappings are laid over one another, and :func:`build` turns the result into frozen dataclasses. Whatever is
wrong is a :class:`BadInput`.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from functools import cache
from numbers import Integral, Real
from typing import Any, Final, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from sim.engine.plausible import NO_SOURCE, Evidence
from sim.engine.refusal import BadInput as BadInput
from sim.engine.refusal import full_width, shown
from sim.engine.refusal import nearest as nearest

T = TypeVar("T")
DEEPEST: Final = 16  # tables within tables
CLOSE: Final = 0.02  # part by which a sum of shares may be off: they are published rounded


class Given(NamedTuple):
    """A value and the file, or option, that gave it."""

    value: Any
    origin: str


Flat = dict[str, Given]


@dataclass(frozen=True)
class ListOf:
    """What a list must be, beside the range of each entry.

    Attributes:
        least: fewest entries.
        most: most entries.
        rows: equal parts, one after another, each of which must add up.
        total: what each part adds up to (None: anything).
        rising: whether no entry may be smaller than the one before.
    """

    least: int = 0
    most: int = 1000
    rows: int = 1
    total: float | None = None
    rising: bool = False

    def words(self) -> str:
        """Say how many entries there must be and how they hang together."""
        count = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
        parts = f" in {self.rows} equal parts" if self.rows > 1 else ""
        adding = "" if self.total is None else f" that add up to {self.total:g}" + (" each" if parts else "")
        return (
            count
            + " numbers"
            + parts
            + adding
            + (", none smaller than the one before" if self.rising else "")
        )


def exactly(length: int, **more: Any) -> ListOf:
    """Declare a list of so many entries."""
    return ListOf(length, length, **more)


@dataclass(frozen=True)
class Setting:
    """What a settable number means.

    Attributes:
        unit: unit in words, ``"1"`` for a pure number or share.
        low: smallest allowed value (None: any).
        high: largest allowed value (None: any).
        choices: allowed words, for a setting that is a choice.
        sentence: what it says.
        source: where the number comes from, or ``"assumed"``.
        shape: for a list, what it must be as a whole; each entry is in the range.
        evidence: of an assumption, its plausible range within the allowed one, with grade and source.
    """

    unit: str
    sentence: str
    source: str = NO_SOURCE
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    shape: ListOf | None = None
    evidence: Evidence | None = None

    def allowed(self) -> str:
        """Say in words what is allowed for one value."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.low is None and self.high is None:
            return f"any {self.unit}" if self.unit == "text" else f"any number ({self.unit})"
        low = "-inf" if self.low is None else f"{self.low:g}"
        high = "inf" if self.high is None else f"{self.high:g}"
        return f"{low} to {high} ({self.unit})"


def setting(default: Any, unit: str, sentence: str, **more: Any) -> Any:
    """Declare a dataclass field with its :class:`Setting`; ``default=None`` makes it required."""
    if isinstance(evidence := more.get("evidence"), Evidence):
        more["source"] = evidence.source
    metadata = {"setting": Setting(unit, sentence, **more)}
    if default is None:
        return field(metadata=metadata)
    if isinstance(default, list | tuple):
        return field(default_factory=lambda: tuple(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def number(
    default: float, unit: str, low: float, high: float, sentence: str, evidence: Evidence | str = NO_SOURCE
) -> Any:
    """Declare a dataclass field that is a number with a range.

    Args:
        default: its value.
        unit: in words.
        low: smallest allowed value.
        high: largest allowed value.
        sentence: what it says.
        evidence: of an assumption, its plausible range with grade and source; else its source.
    """
    known: dict[str, Any] = {"source": evidence} if isinstance(evidence, str) else {"evidence": evidence}
    return setting(default, unit, sentence, low=low, high=high, **known)


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
    """Build a dataclass, or note what is missing for it and give None."""
    hints, before = hints_of(schema), len(gaps)
    known = {item.name: item for item in fields(schema)}
    mine = {path: value for path, value in given.items() if path.startswith(prefix)}
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


@cache
def hints_of(schema: Any) -> dict[str, Any]:
    """Types of a dataclass's fields."""
    return get_type_hints(schema)


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
            gaps.append(_Gap(origin, prefix, item.name, _wanted(hint, declared)))
        return MISSING
    if of_tables:
        return _read_list(get_args(hint)[0], given[path], path, gaps)
    return check(given[path].value, hint, declared, f"{given[path].origin}: {path}")


def is_list_of_tables(hint: Any) -> bool:
    """Whether a field is a tuple of dataclasses."""
    return get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])


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


def check_all(settings: Any, origin: str, prefix: str = "") -> None:
    """Check a dataclass that was made by hand as :func:`build` checks what a file says.

    What has passed once is frozen and passes unseen: scenarios are copied often, with one part changed.

    Args:
        settings: a frozen dataclass; its numbers of other types (NumPy's) become Python's, which hashes and
            files need.
        origin: who is to blame.
        prefix: dotted path of the dataclass, ending in ``"."`` unless empty.

    Raises:
        BadInput: wrong type or outside the allowed range.
    """
    known = _PASSED.get(id(settings))
    if known is not None and known() is settings:
        return
    schema: Any = type(settings)
    hints = hints_of(schema)
    for item in fields(settings):
        hint, value, path = hints[item.name], getattr(settings, item.name), item.name
        inner = list(_tables(hint, value, prefix + path))
        for name, table in inner:
            check_all(table, origin, name)
        if not inner and not is_list_of_tables(hint) and get_origin(hint) is not dict:
            checked = check(value, hint, item.metadata.get("setting"), f"{origin}: {prefix}{path}")
            object.__setattr__(settings, item.name, checked)
    key = id(settings)
    _PASSED[key] = weakref.ref(settings, lambda gone: _PASSED.pop(key, None))


_PASSED: dict[int, weakref.ref[Any]] = {}


def _tables(hint: Any, value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The dataclasses that a field holds, each with the prefix of its settings."""
    if is_dataclass(hint):
        yield f"{path}.", value
    elif get_origin(hint) is dict:
        yield from ((f"{path}.{name}.", one) for name, one in value.items())
    elif is_list_of_tables(hint):
        yield from ((f"{path}[{number}].", one) for number, one in enumerate(value))


def check(value: Any, hint: Any, declared: Setting | None, where: str) -> Any:
    """Check one value against its type and declaration and return it in that type.

    Raises:
        BadInput: wrong type or outside the allowed range.
    """
    if get_origin(hint) is tuple:
        return _checked_list(value, get_args(hint)[0], declared, where)
    value = _as_python_number(value, hint, where)
    if type(value) is not hint:
        tail = "" if hint in (bool, str) else _range_words(declared)
        raise BadInput(f"{where}: must be {_TYPE_WORDS[hint]}, not {shown(value)}{full_width(value)}{tail}")
    if declared is not None:
        _check_range(value, declared, where)
    return value


_TYPE_WORDS = {float: "a number", int: "a whole number", str: "a text", bool: "true or false"}


def _wanted(hint: Any, declared: Setting | None) -> str:
    """Say what a setting of this type may be."""
    if declared is None:
        return "a value"
    if get_origin(hint) is tuple:
        words = declared.shape.words() + ", each " if declared.shape else ""
        return f"a list: {words}{declared.allowed()}"
    if hint is bool or (hint is str and not declared.choices):
        return f"{_TYPE_WORDS[hint]} ({declared.sentence})"
    return declared.allowed()


def _checked_list(value: Any, item: Any, declared: Setting | None, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise BadInput(f"{where}: must be a list, not {shown(value)}")
    shape = (declared.shape if declared else None) or ListOf()
    if not shape.least <= len(value) <= shape.most:
        raise BadInput(f"{where}: needs {shape.words()}, not {len(value)}")
    checked = tuple(check(one, item, declared, f"{where}[{k}]") for k, one in enumerate(value))
    _check_sums(checked, shape, where)
    if shape.rising and list(checked) != sorted(checked):
        raise BadInput(f"{where}: needs {shape.words()}")
    return checked


def _check_sums(numbers: tuple[Any, ...], shape: ListOf, where: str) -> None:
    if shape.total is None:
        return
    length = len(numbers) // shape.rows
    for row in range(shape.rows):
        found = sum(numbers[row * length : (row + 1) * length])
        if abs(found - shape.total) > CLOSE * shape.total:
            part = f"part {row + 1}: " if shape.rows > 1 else ""
            raise BadInput(f"{where}: {part}numbers must add up to {shape.total:g}, not {found:.3g}")


def _as_python_number(value: Any, hint: Any, where: str) -> Any:
    """A number in the wanted type of Python's where it is one of another library, or whole."""
    if isinstance(value, bool):
        return value
    if hint is int and isinstance(value, Integral):
        return int(value)
    return _as_float(value, where) if hint is float and isinstance(value, Real) else value


def _as_float(value: Real, where: str) -> float:
    try:
        return float(value)
    except OverflowError:
        raise BadInput(f"{where}: the number is too large") from None


def _range_words(declared: Setting | None) -> str:
    return f"; allowed: {declared.allowed()}" if declared is not None else ""


def _check_range(value: Any, declared: Setting, where: str) -> None:
    if isinstance(value, str):
        if declared.choices and value not in declared.choices:
            hint = nearest(value, list(declared.choices))
            raise BadInput(f"{where}: {shown(value)} is not {declared.allowed()}{hint}")
        return
    too_low = declared.low is not None and value < declared.low
    too_high = declared.high is not None and value > declared.high
    if too_low or too_high or not math.isfinite(value):
        raise BadInput(f"{where}: {shown(value)} is outside {declared.allowed()}")

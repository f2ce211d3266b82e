"""Settings: declared once as dataclass fields with unit and range, read from TOML, refused with one line.

A file is read into a flat mapping from dotted path to (value, file), mappings are laid over one another, and
:func:`build` turns the result into frozen dataclasses. Whatever is wrong is a :class:`BadInput`.
"""

from __future__ import annotations

import difflib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class BadInput(ValueError):  # noqa: N818 - it says what the user gave
    """What the user gave cannot be used; ``str()`` is the one line to show."""

    def __str__(self) -> str:
        """Put the message on one line, whatever a file's keys and values hold."""
        return " ".join(super().__str__().splitlines())


class Given(NamedTuple):
    """A value and the file, or option, that gave it."""

    value: Any
    origin: str


Flat = dict[str, Given]


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
    """

    unit: str
    sentence: str
    source: str = "assumed"
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    def allowed(self) -> str:
        """Say in words what is allowed."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        low = "-inf" if self.low is None else f"{self.low:g}"
        high = "inf" if self.high is None else f"{self.high:g}"
        return f"{low} to {high} ({self.unit})"


def setting(default: Any, unit: str, sentence: str, **more: Any) -> Any:
    """Declare a dataclass field with its :class:`Setting`; ``default=None`` makes it required."""
    metadata = {"setting": Setting(unit, sentence, **more)}
    if default is None:
        return field(metadata=metadata)
    if isinstance(default, list | tuple):
        return field(default_factory=lambda: tuple(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def number(default: float, unit: str, low: float, high: float, sentence: str, source: str = "assumed") -> Any:
    """Declare a dataclass field that is a number with a range."""
    return setting(default, unit, sentence, low=low, high=high, source=source)


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        BadInput: the file is missing, unreadable, not UTF-8, or not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read ({error})") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"{path}: not valid TOML ({error})") from None


def flatten(tree: Mapping[str, Any], origin: str, prefix: str = "") -> Flat:
    """Turn nested tables into dotted paths, each with its origin; lists and empty tables stay whole."""
    flat: Flat = {}
    for key, value in tree.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict) and value:
            flat |= flatten(value, origin, f"{path}.")
        else:
            flat[path] = Given(value, origin)
    return flat


def nearest(word: str, known: list[str]) -> str:
    """Suggest the known word that looks most like this one, as the tail of a message."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(known)}"


def build(schema: type[T], given: Flat, prefix: str = "", origin: str = "settings") -> T:
    """Build a dataclass from the dotted paths that start with a prefix.

    Args:
        schema: a dataclass whose fields are settings, nested dataclasses, ``tuple[Dataclass, ...]`` or
            ``dict[str, Dataclass]``.
        given: dotted path to value and origin.
        prefix: dotted path of this dataclass, ending in ``"."`` unless empty.
        origin: who is to blame for what is missing if nothing at all is given here.

    Raises:
        BadInput: unknown key, wrong type, out of range or missing.
    """
    hints = get_type_hints(schema)
    known = {item.name: item for item in fields(schema)}  # type: ignore[arg-type]
    mine = {path: value for path, value in given.items() if path.startswith(prefix)}
    for path, item in mine.items():
        key = path[len(prefix) :].split(".")[0]
        if key not in known:
            raise BadInput(f"{item.origin}: {prefix}{key}: unknown key{nearest(key, list(known))}")
    origin = next((item.origin for item in mine.values()), origin)
    values = {
        name: _read_field(hints[name], item, mine, prefix + name, origin) for name, item in known.items()
    }
    return schema(**{name: value for name, value in values.items() if value is not MISSING})


def _read_field(hint: Any, item: Field[Any], given: Flat, path: str, origin: str) -> Any:
    if is_dataclass(hint):
        _refuse_plain_value(given, path)
        return build(hint, given, path + ".", origin)  # type: ignore[arg-type]
    if get_origin(hint) is dict:
        _refuse_plain_value(given, path)
        return _read_named(get_args(hint)[1], given, path, origin)
    of_tables = get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])
    _refuse_table(
        given, path, f"must be a list of tables ([[{path}]])" if of_tables else "is one value, not a table"
    )
    if path not in given:
        return _default_or_refuse(item, path, origin)
    if of_tables:
        return _read_list(get_args(hint)[0], given[path], path)
    return check(given[path].value, hint, item.metadata.get("setting"), f"{given[path].origin}: {path}")


def _refuse_plain_value(given: Flat, path: str) -> None:
    if path in given and given[path].value != {}:
        raise BadInput(f"{given[path].origin}: {path}: is a table of settings, not {given[path].value!r}")


def _refuse_table(given: Flat, path: str, why: str) -> None:
    inside = next((key for key in given if key.startswith(path + ".")), None)
    if inside is not None:
        raise BadInput(f"{given[inside].origin}: {path}: {why}")


def _default_or_refuse(item: Field[Any], path: str, origin: str) -> Any:
    if item.default is MISSING and item.default_factory is MISSING:
        raise BadInput(f"{origin}: {path}: missing; give {_allowed(item)}")
    return MISSING


def _allowed(item: Field[Any]) -> str:
    declared = item.metadata.get("setting")
    return declared.allowed() if declared else "a value"


def _read_named(schema: type, given: Flat, path: str, origin: str) -> dict[str, Any]:
    start = path + "."
    names = dict.fromkeys(key[len(start) :].split(".")[0] for key in given if key.startswith(start))
    for name in names:
        _refuse_plain_value(given, start + name)
    return {name: build(schema, given, f"{start}{name}.", origin) for name in names}


def _read_list(schema: type, given: Given, path: str) -> tuple[Any, ...]:
    if not isinstance(given.value, list) or not all(isinstance(row, dict) for row in given.value):
        raise BadInput(f"{given.origin}: {path}: must be a list of tables ([[{path}]])")
    rows = {f"{path}[{number}].": row for number, row in enumerate(given.value)}
    return tuple(
        build(schema, flatten(row, given.origin, prefix), prefix, given.origin)
        for prefix, row in rows.items()
    )


def check(value: Any, hint: Any, declared: Setting | None, where: str) -> Any:
    """Check one value against its type and declaration and return it in that type.

    Raises:
        BadInput: wrong type or outside the allowed range.
    """
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            raise BadInput(f"{where}: must be a list, not {value!r}")
        return tuple(check(one, get_args(hint)[0], declared, f"{where}[{k}]") for k, one in enumerate(value))
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = _as_float(value, where)
    if type(value) is not hint:
        raise BadInput(f"{where}: must be {_TYPE_WORDS[hint]}, not {value!r}{_range_words(declared)}")
    if declared is not None:
        _check_range(value, declared, where)
    return value


_TYPE_WORDS = {float: "a number", int: "a whole number", str: "a text", bool: "true or false"}


def _as_float(value: int, where: str) -> float:
    try:
        return float(value)
    except OverflowError:
        raise BadInput(f"{where}: the number is too large") from None


def _range_words(declared: Setting | None) -> str:
    return f"; allowed: {declared.allowed()}" if declared is not None else ""


def _check_range(value: Any, declared: Setting, where: str) -> None:
    if isinstance(value, str):
        if declared.choices and value not in declared.choices:
            raise BadInput(
                f"{where}: {value!r} is not {declared.allowed()}{nearest(value, list(declared.choices))}"
            )
        return
    too_low = declared.low is not None and value < declared.low
    too_high = declared.high is not None and value > declared.high
    if too_low or too_high or not math.isfinite(value):
        raise BadInput(f"{where}: {value!r} is outside {declared.allowed()}")

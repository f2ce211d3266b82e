"""Conditions on residents as trial files write them: ``"age < 35"``, ``"not party"``, ``"did vote 36"``."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.engine.settings import BadInput, nearest
from sim.outcomes.resident_groups import PEOPLE_NAMES, group_bits
from sim.residents.table import Residents
from sim.vocabulary import ACTS, ADULT_AGE, Act, Education, Hukou, Office, Rung

Flags = NDArray[np.bool_]
Test = Callable[["District"], Flags]
COMPARED: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
CODES: Final[dict[str, type[IntEnum]]] = {
    "hukou": Hukou,
    "education": Education,
    "rung": Rung,
    "office": Office,
}
SHAPES: Final = 'write "COLUMN < NUMBER", "hukou = outside_district", "party", "not owner", "did vote 36"'
LONGEST: Final = 64  # months that the history of an act holds


def adults(district: District) -> Flags:
    """(residents,) whether each is an adult."""
    grown: Flags = district.residents.age >= ADULT_AGE
    return grown


def meeting(district: District, conditions: Iterable[str]) -> Flags:
    """(residents,) adults who meet all conditions."""
    found = adults(district)
    for condition in conditions:
        found = found & test_of(condition)(district)
    return found


def in_group(district: District, name: str) -> Flags:
    """(residents,) adults of a group by which outcomes are broken down, such as ``migrant``."""
    return (group_bits(district.residents) >> PEOPLE_NAMES.index(name) & 1).astype(np.bool_)


def test_of(condition: str) -> Test:
    """Read one condition.

    Raises:
        BadInput: it says nothing that can be asked of a resident.
    """
    words = condition.split()
    negated = words[:1] == ["not"]
    test = _plain(words[negated:], condition)
    return (lambda district: ~test(district)) if negated else test


def _plain(words: list[str], condition: str) -> Test:
    if words[:1] == ["did"] and len(words) in (2, 3):
        return _did(words[1], words[2] if len(words) == 3 else "", condition)
    if len(words) == 1:
        return _flag(words[0], condition)
    if len(words) == 3 and words[1] in COMPARED:
        return _compared(words[0], COMPARED[words[1]], words[2], condition)
    raise BadInput(f"{condition!r} cannot be read; {SHAPES}")


def _did(act: str, months: str, condition: str) -> Test:
    """Did it within so many months: by default a year, for voting a term of office."""
    if act not in ACTS:
        raise BadInput(f"{condition!r}: no act {act!r}{nearest(act, list(ACTS))}")
    usual = "36" if Act(ACTS.index(act)) is Act.VOTE else "12"
    if not (months or usual).isdecimal() or not 1 <= int(months or usual) <= LONGEST:
        raise BadInput(f"{condition!r}: months must be 1 to {LONGEST}")
    return lambda district: did_within(district, ACTS.index(act), int(months or usual))


def did_within(district: District, act: int, months: int) -> Flags:
    """(residents,) whether each did an act in the last so many months."""
    window = np.uint64(2**64 - 1 if months >= LONGEST else 2**months - 1)
    did: Flags = (district.residents.history[:, act] & window) != 0
    return did


def _column(name: str, condition: str) -> None:
    known = [one for one, column in Residents.columns.items() if not column.width]
    if name not in known:
        raise BadInput(f"{condition!r}: residents have no {name!r}{nearest(name, known)}")


def _flag(name: str, condition: str) -> Test:
    _column(name, condition)
    if Residents.columns[name].dtype != np.bool_:
        raise BadInput(f"{condition!r}: {name} is a number; {SHAPES}")
    return lambda district: getattr(district.residents, name).astype(np.bool_)


def _compared(name: str, how: Callable[[Any, Any], Any], value: str, condition: str) -> Test:
    _column(name, condition)
    codes = [one.name.lower() for one in CODES.get(name, ())]
    if value in codes:
        number: float = codes.index(value)
    else:
        try:
            number = float(value)
        except ValueError:
            hint = nearest(value, codes) if codes else "; give a number"
            raise BadInput(f"{condition!r}: {value!r} is no value of {name}{hint}") from None
    return lambda district: how(getattr(district.residents, name), number)

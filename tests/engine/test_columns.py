"""A table of columns, declared once and checked against that; settings as named tuples of like numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numba import njit
from numpy.typing import DTypeLike

from sim.engine.columns import Column, ColumnTable
from sim.engine.records import record, record_type
from sim.engine.settings import setting
from sim.institutions.shelf import BOOKS
from sim.residents.table import Residents


class Orchard(ColumnTable):
    height = Column(np.float32, "metres", 0.0, 30.0, 2.5, "height of a tree")
    fruits = Column(np.int8, "1", 0, 100, 7, "fruits on it", width=3)
    grafted = Column(np.bool_, "1", 0, 1, 0, "whether it was grafted")


def test_a_new_table_has_every_cell_at_its_default() -> None:
    orchard = Orchard(4)
    assert len(orchard) == orchard.rows == 4
    assert orchard.height.tolist() == [2.5] * 4
    assert orchard.fruits.tolist() == [[7, 7, 7]] * 4
    assert orchard.grafted.tolist() == [False] * 4


def test_columns_have_the_declared_types_and_stand_in_the_declared_order() -> None:
    assert list(Orchard.columns) == ["height", "fruits", "grafted"]
    assert [Orchard(1).__dict__[name].dtype.name for name in Orchard.columns] == ["float32", "int8", "bool"]


def test_the_class_gives_the_declaration_and_a_table_the_array() -> None:
    assert Orchard.height.unit == "metres"
    assert Orchard.fruits.name == "fruits"
    assert isinstance(Orchard(1).height, np.ndarray)


def test_a_column_is_written_in_place() -> None:
    orchard = Orchard(2)
    kept = orchard.height
    orchard.height[0] = 5.0
    orchard.height += 1.0
    assert orchard.height is kept
    assert kept.tolist() == [6.0, 3.5]


def test_a_column_is_never_replaced() -> None:
    orchard = Orchard(2)
    with pytest.raises(AttributeError, match=r"'height' is written in place: use table\.height\[\.\.\.\] = "):
        orchard.height = np.zeros(2)
    assert orchard.height.tolist() == [2.5, 2.5]


def test_a_copy_shares_nothing_with_its_table() -> None:
    orchard = Orchard(2)
    twin = orchard.copy()
    twin.height[:] = 9.0
    twin.fruits[0, 0] = 1
    assert orchard.height.tolist() == [2.5, 2.5]
    assert orchard.fruits[0, 0] == 7
    assert (type(twin), len(twin)) == (Orchard, 2)


@pytest.mark.parametrize("height", [-0.5, 31.0, float("nan"), float("inf")])
def test_a_value_outside_the_declared_range_is_named(height: float) -> None:
    orchard = Orchard(3)
    assert list(orchard.outside_range()) == []
    orchard.height[1] = height
    assert list(orchard.outside_range()) == ["height"]


def test_a_wide_column_is_checked_in_every_cell() -> None:
    orchard = Orchard(3)
    orchard.fruits[2, 1] = -1
    orchard.height[0] = -1.0
    assert list(orchard.outside_range()) == ["height", "fruits"]


TABLES: list[type[ColumnTable]] = [Residents, *(book for book in BOOKS if issubclass(book, ColumnTable))]
COLUMNS = {f"{table.__name__}.{name}": column for table in TABLES for name, column in table.columns.items()}


def fits(value: float, dtype: DTypeLike) -> bool:
    """Whether a column's type can hold a number as large or as small as this."""
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return True
    low, high = (0, 1) if kind.kind == "b" else (np.iinfo(kind).min, np.iinfo(kind).max)
    return bool(low <= value <= high)


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_says_what_it_is_and_can_hold_its_whole_range(name: str) -> None:
    column = COLUMNS[name]
    assert column.sentence
    assert column.unit
    assert column.low <= column.default <= column.high or np.isnan(column.default)
    assert np.isnan(column.default) or np.array(column.default, dtype=column.dtype) == column.default
    assert fits(column.low, column.dtype)
    assert fits(column.high, column.dtype)


@dataclass(frozen=True, kw_only=True)
class Weather:
    rain: float = setting(3.0, "mm", "in a day", low=0.0, high=900.0)
    days: int = setting(2, "days", "in a row", low=0, high=30)


WeatherRecord: Any = record_type(Weather, "WeatherRecord", __name__)


def rain_of(weather: Any) -> float:
    return float(weather.rain * weather.days)


def test_a_record_has_the_names_and_numbers_of_its_settings() -> None:
    found = record(WeatherRecord, Weather(rain=5.5))
    assert found._asdict() == {"rain": 5.5, "days": 2}


def test_a_record_bears_the_name_under_which_compiled_code_is_kept() -> None:
    assert (WeatherRecord.__name__, WeatherRecord.__module__) == ("WeatherRecord", __name__)


def test_compiled_rules_read_a_record_by_name() -> None:
    compiled = njit(rain_of)
    assert compiled(record(WeatherRecord, Weather())) == rain_of(Weather()) == 6.0

"""Settings as named tuples: the same numbers under the same names, in plain and in compiled code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numba import njit

from sim.engine.records import record, record_type
from sim.engine.settings import setting


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

from __future__ import annotations

import math

import pytest

from sim.wording.labels import Language, columns, scale, width


def test_columns_are_aligned_with_wide_characters_too() -> None:
    lines = columns([["参与面", "1", "x"], ["took part", "100", "y"]], "<><")
    assert [width(line) for line in lines] == [width(lines[0])] * 2
    assert lines == ["参与面       1  x", "took part  100  y"]


@pytest.mark.parametrize(
    ("value", "unit", "language", "level", "difference"),
    [
        (0.3344, "share of adults", "en", "33.4", "+33.4"),
        (-0.0013, "share of adults", "zh", "−0.13", "−0.13"),
        (1234.5, "yuan/resident/year", "en", "1,234", "+1,234"),
        (0.0, "0-1", "en", "0", "0"),
        (-1e-9, "0-1", "en", "0", "0"),
        (math.nan, "0-1", "en", "–", "–"),
    ],
)
def test_numbers_are_short_and_have_a_true_minus(
    value: float, unit: str, language: Language, level: str, difference: str
) -> None:
    shown = scale(unit, language)
    assert shown.level(value) == level
    assert shown.difference(value) == difference


def test_shares_are_shown_in_per_cent_and_their_differences_in_points() -> None:
    assert scale("share of adults", "en").unit == "% of adults"
    assert scale("share of adults", "zh").unit == "%（占成年人）"
    assert scale("share of hours", "en").difference_unit == "percentage points"
    assert scale("a unit of its own", "zh").unit == "a unit of its own"

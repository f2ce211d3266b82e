"""Refusals: one line that a terminal can show, whatever the user gave."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.engine.refusal import LONGEST, BadInput, full_width, nearest, shown


@given(some.text(alphabet=some.characters(codec=None, categories=None), max_size=2000))
def test_any_message_is_one_printable_line_of_bounded_length(text: str) -> None:
    line = str(BadInput(text))
    assert len(line) <= LONGEST
    assert line.isprintable()
    assert len(line.splitlines()) <= 1


def test_a_long_message_keeps_its_beginning_and_its_end() -> None:
    line = str(BadInput("file.toml: key: " + "x" * 5000 + "; did you mean 'y'?"))
    assert line.startswith("file.toml: key: xxx")
    assert line.endswith("xxx; did you mean 'y'?")
    assert len(line) == LONGEST


def test_bytes_that_are_no_utf_8_are_shown_escaped() -> None:
    assert str(BadInput(os.fsdecode(b"a\xff") + "\n社区")) == "a\\udcff 社区"


def nested(depth: int) -> list[object]:
    """A list in a list in a list ..."""
    found: list[object] = []
    for _ in range(depth):
        found = [found]
    return found


LONG = ("x" * 10_000, 10**5000, -(10**5000), nested(50_000), [[9] * 900] * 900, {"a": 10**5000})


@pytest.mark.parametrize("value", LONG, ids=range(len(LONG)))
def test_any_value_is_shown_shortly(value: object) -> None:
    assert len(shown(value)) < LONGEST


@pytest.mark.parametrize("value", [5, 0.5, True, "big", [1], {}])
def test_a_short_value_is_shown_as_it_is(value: object) -> None:
    assert shown(value) == repr(value)


@pytest.mark.parametrize("text", ["plain", "社区", "é", 5, ""])
def test_signs_that_stand_for_no_other_are_not_blamed(text: object) -> None:
    assert full_width(text) == ""


def test_a_very_long_word_is_compared_with_the_known_ones_all_the_same() -> None:
    assert nearest("barels" + "s" * 10**6, ["barrels"]) == "; known: barrels"


@pytest.mark.parametrize(("digits", "whole"), [(79, True), (80, True), (82, False)])
def test_a_number_is_shown_whole_up_to_eighty_digits(digits: int, whole: bool) -> None:
    number = 10 ** (digits - 1)
    assert shown(number) == (repr(number) if whole else f"a number of {digits} digits")

"""Keyed random draws: Philox4x32-10 as published, even and independent draws, Poisson counts.

Chance is judged at |z| <= 4.5: a right generator fails one such check in 150,000. Draws are keyed, so a check
that passes once passes always.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numpy.typing import NDArray
from scipy import stats

from sim.engine import random as streams
from sim.engine.random import draws, philox4x32, poisson, purpose, uniform

LIMIT = 4.5
RARE = 2.0 * float(stats.norm.sf(LIMIT))
USE = purpose("tests.streams")
Floats = NDArray[np.float64]

ONES = 0xFFFFFFFF
# Counter, key, answer: philox4x32 with 10 rounds in kat_vectors of Random123 (Salmon et al. 2011).
KNOWN_ANSWERS = {
    "all zero": (
        "00000000 00000000 00000000 00000000",
        "00000000 00000000",
        "6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    ),
    "all ones": (
        "ffffffff ffffffff ffffffff ffffffff",
        "ffffffff ffffffff",
        "408f276d 41c83b0e a20bc7c6 6d5451fd",
    ),
    "pi": ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
}

word = some.integers(0, ONES)
number = some.integers(0, 2**31 - 1)


def words(text: str) -> list[int]:
    return [int(one, 16) for one in text.split()]


def numbers(count: int, seed: int = 1, who: int = 7) -> Floats:
    """So many first draws of one resident in as many months."""
    return np.array([uniform(seed, who, month, USE) for month in range(count)])


@pytest.mark.parametrize("vector", KNOWN_ANSWERS)
def test_philox_gives_the_published_answers(vector: str) -> None:
    counter, key, answer = (words(part) for part in KNOWN_ANSWERS[vector])
    assert [int(one) for one in philox4x32(*counter, *key)] == answer
    assert [int(one) for one in philox4x32.py_func(*counter, *key)] == answer


@given(some.tuples(word, word, word, word), some.tuples(word, word))
def test_the_compiled_generator_is_the_plain_one(
    counter: tuple[int, int, int, int], key: tuple[int, int]
) -> None:
    assert philox4x32(*counter, *key) == philox4x32.py_func(*counter, *key)


@given(some.integers(0, 2**63 - 1), word, number, word, number)
def test_the_key_is_seed_who_month_use_and_draw(seed: int, who: int, month: int, use: int, draw: int) -> None:
    answer = philox4x32(who, month, use, draw, seed & ONES, seed >> 32)
    expected = tuple((int(one) + 0.5) / 2**32 for one in answer)
    assert draws(seed, who, month, use, draw) == expected
    assert draws.py_func(seed, who, month, use, draw) == expected
    assert uniform(seed, who, month, use, draw) == expected[0]


@given(some.integers(0, 2**63 - 1), word, number)
def test_a_draw_is_strictly_between_0_and_1(seed: int, who: int, month: int) -> None:
    assert all(0.0 < u < 1.0 for u in draws(seed, who, month, USE, 0))


def test_the_smallest_and_largest_words_give_draws_inside_0_and_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "philox4x32", lambda *_: (0, ONES, np.uint64(0), np.uint64(ONES)))
    assert all(0.0 < u < 1.0 for u in draws.py_func(1, 2, 3, 4, 5))


def test_draws_are_even() -> None:
    u = numbers(100_000)
    count = len(u)
    assert abs(u.mean() - 0.5) / math.sqrt(1 / 12 / count) < LIMIT
    assert abs(u.var() - 1 / 12) / math.sqrt(1 / 180 / count) < LIMIT
    cells = np.bincount((u * 64).astype(int), minlength=64)
    assert stats.chisquare(cells).pvalue > RARE


NEIGHBOURS = {
    "the next seed": (1, 0, 0, 0, 0),
    "the next resident": (0, 1, 0, 0, 0),
    "the next month": (0, 0, 1, 0, 0),
    "the next use": (0, 0, 0, 1, 0),
    "the next draw": (0, 0, 0, 0, 1),
}


@pytest.mark.parametrize("neighbour", NEIGHBOURS)
def test_draws_of_neighbouring_keys_are_not_correlated(neighbour: str) -> None:
    keys = [
        (seed, who, month, 5, 0) for seed in range(20) for who in range(0, 60, 2) for month in range(0, 40, 2)
    ]
    step = NEIGHBOURS[neighbour]
    here = np.array([uniform(*key) for key in keys])
    there = np.array([uniform(*(a + b for a, b in zip(key, step, strict=True))) for key in keys])
    assert abs(stats.pearsonr(here, there).statistic) * math.sqrt(len(keys)) < LIMIT


def test_the_four_draws_of_a_block_are_not_correlated() -> None:
    blocks = np.array([draws(3, who, 1, USE, 0) for who in range(10_000)])
    correlation = np.corrcoef(blocks.T)[np.triu_indices(4, 1)]
    assert np.abs(correlation).max() * math.sqrt(len(blocks)) < LIMIT


@pytest.mark.parametrize("mean", [0.02, 0.7, 5.0, 63.9, 64.0, 64.1, 200.0])
def test_poisson_counts_have_the_mean_and_variance_of_poisson(mean: float) -> None:
    counts = np.array([poisson(11, who, 1, USE, mean) for who in range(20_000)])
    error_of_mean = math.sqrt(mean / len(counts))
    error_of_variance = math.sqrt((mean + 2.0 * mean**2) / len(counts))
    assert abs(counts.mean() - mean) / error_of_mean < LIMIT
    assert abs(counts.var() - mean) / error_of_variance < LIMIT


def test_poisson_counts_are_distributed_as_poisson() -> None:
    counts = np.array([poisson(12, who, 1, USE, 3.0) for who in range(20_000)])
    observed = np.bincount(np.minimum(counts, 10), minlength=11)
    chances = np.append(stats.poisson.pmf(np.arange(10), 3.0), stats.poisson.sf(9, 3.0))
    assert stats.chisquare(observed, chances * len(counts)).pvalue > RARE


def test_nothing_is_counted_where_nothing_is_expected() -> None:
    assert {poisson(1, who, 1, USE, 0.0) for who in range(100)} == {0}


def test_a_name_of_a_use_always_gives_the_same_number() -> None:
    assert purpose("tests.one") == purpose("tests.one") != purpose("tests.other")
    assert purpose("population.work") == 0x48205ED3


def test_two_uses_with_one_number_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_purposes", {})
    # Two words with the same CRC-32.
    purpose("plumless")
    with pytest.raises(ValueError, match="'buckeroo' collides with 'plumless'"):
        purpose("buckeroo")


def test_rounded_numbers_are_the_two_neighbours_and_right_on_average() -> None:
    exact, places = 2.3, 4000
    whole = streams.each_rounded(7, 3, USE, np.full(places, exact))
    assert set(whole) == {2, 3}
    error = np.sqrt(0.3 * 0.7 / places)
    assert abs(whole.mean() - exact) < LIMIT * error


def test_each_number_is_rounded_by_the_draw_of_its_place() -> None:
    exact = np.array([0.0, 0.5, 1.5, 7.0])
    drawn = [streams.uniform(3, place, 5, USE, 2) for place in range(len(exact))]
    assert streams.each_rounded(3, 5, USE, exact, 2).tolist() == np.floor(exact + drawn).tolist()

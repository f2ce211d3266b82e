"""Companions: who did the same in one community, until they no longer meet."""

from __future__ import annotations

import numpy as np

from sim.engine.slots import mask_of, slot
from sim.network.companions import Companions

SLOTS = 4


def test_slots_are_equally_likely_and_stay_when_one_is_added() -> None:
    draws, count = 6000, 12
    chosen = np.array([slot(1, who, 0, 99, count) for who in range(draws)])
    more = np.array([slot(1, who, 0, 99, count + 1) for who in range(draws)])
    frequency = np.bincount(chosen, minlength=count)
    assert (
        np.sum((frequency - draws / count) ** 2) / (draws / count) < 37.4
    )  # chi-square, 11 degrees, error 1e-4
    assert np.all((more == chosen) | (more == count))
    assert mask_of(1) == 1
    assert mask_of(12) == 15


def who_met(companions: Companions) -> set[tuple[int, int]]:
    rows, slots = np.nonzero(companions.partner >= 0)
    return {(int(row), int(companions.partner[row, slot])) for row, slot in zip(rows, slots, strict=True)}


def test_companions_are_pairs_of_one_community_who_did_the_same() -> None:
    companions, start = Companions(40, 12, SLOTS), np.array([0, 20, 40])
    acts = np.zeros(40, dtype=np.int16)
    acts[[1, 3, 5, 7, 25, 26, 27]] = 1 << 5
    acts[[10, 30]] = 1 << 0  # voting is not a meeting
    companions.meet(acts, np.arange(40, dtype=np.uint32), start, 1, 3)
    met = who_met(companions)
    assert {(j, i) for i, j in met} == met
    assert {i for i, _ in met} <= {1, 3, 5, 7, 25, 26, 27}
    assert any(i < 20 for i, _ in met)
    assert any(i >= 20 for i, _ in met)
    assert all((i < 20) == (j < 20) for i, j in met)


def test_one_more_who_takes_part_re_pairs_only_neighbours() -> None:
    start, identity, acts = np.array([0, 2000]), np.arange(2000, dtype=np.uint32), np.full(2000, 1 << 5)
    acts[1000] = 0
    fewer, more = Companions(2000, 12, SLOTS), Companions(2000, 12, SLOTS)
    fewer.meet(acts, identity, start, 4, 1)
    acts[1000] = 1 << 5
    more.meet(acts, identity, start, 4, 1)
    assert len(who_met(fewer) ^ who_met(more)) <= 8
    assert 0.6 < len(who_met(more)) / 2000 < 0.73  # two thirds are somebody's mutual nearest


def test_companions_fade_unless_they_meet_again() -> None:
    companions, start = Companions(2, 6, SLOTS), np.array([0, 2])
    both, nobody = np.array([1 << 7, 1 << 7]), np.zeros(2, dtype=np.int64)
    identity = np.arange(2, dtype=np.uint32)
    companions.meet(both, identity, start, 1, 1)
    companions.meet(both, identity, start, 1, 5)
    companions.meet(nobody, identity, start, 1, 11)
    assert who_met(companions) == {(0, 1), (1, 0)}
    companions.meet(nobody, identity, start, 1, 12)
    assert who_met(companions) == set()


def test_who_moves_away_is_nobodys_companion() -> None:
    companions, start = Companions(30, 12, SLOTS), np.array([0, 30])
    identity, everybody = np.arange(30, dtype=np.uint32), np.full(30, 1 << 5)
    for month in range(1, 4):
        companions.meet(everybody, identity, start, 2, month)
    companions.clear(np.array([4, 9]))
    met = who_met(companions)
    assert met
    assert not {4, 9} & {i for pair in met for i in pair}


def test_a_full_set_of_companions_gives_up_the_oldest() -> None:
    companions, start = Companions(30, 12, SLOTS), np.array([0, 30])
    identity, everybody = np.arange(30, dtype=np.uint32), np.full(30, 1 << 5)
    for month in range(1, 11):
        companions.meet(everybody, identity, start, 2, month)
    met = who_met(companions)
    assert {(j, i) for i, j in met} == met
    held = np.sum(companions.partner >= 0, axis=1)
    assert held.max() <= SLOTS
    assert held.mean() > 0.75 * SLOTS
    kept = companions.since[companions.partner >= 0]
    assert kept.mean() > 6.5  # the months of all meetings had a mean of 5.5

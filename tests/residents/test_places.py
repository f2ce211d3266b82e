"""Places go by lot: whom a sort of the lots would leave without one is left without one."""

from __future__ import annotations

import numpy as np
import pytest

from sim.residents.blocks.allotting import LOT, NO_PLACE, _allot, _lowest_that_lose
from sim.residents.gates import hours_needed
from sim.vocabulary import Act, Informant

HELP = int(Act.VOLUNTEER)


@pytest.mark.parametrize("kinds", [1, 2, 5, 2**32], ids="{} different lots".format)
def test_the_lowest_lot_that_loses_is_the_first_without_a_place_in_sorted_order(kinds: int) -> None:
    draws = np.random.default_rng(1)
    for wanting in range(1, 40):
        words = draws.integers(0, kinds, wanting) * (2**32 // kinds)
        lot = (words + 0.5).astype(np.float64) * LOT
        for places in range(wanting):
            assert _lowest_that_lose(lot, places) == np.sort(lot)[places] - 0.5 * LOT


@pytest.mark.parametrize("places", [0, 1, 3, 4])
def test_of_equal_lots_the_first_rows_find_a_place_and_the_others_get_their_hours_back(places: int) -> None:
    one_person = np.zeros(4, dtype=np.int64)  # whose lot all draw
    told_by = np.full(4, int(Informant.NOTICE), dtype=np.int8)
    acts = np.array([1 << HELP, 1 << HELP | 1, 1 << HELP, 1 << HELP], dtype=np.int16)
    hours, reason = np.full(4, 9.0), np.full(4, -1, dtype=np.int8)
    _allot(HELP, places, 1, 7, one_person, told_by, 2.0, 0.5, acts, hours, reason)
    lost = np.arange(4) >= places
    assert (acts >> HELP & 1).tolist() == (~lost).tolist()
    assert acts[1] & 1 == 1
    back = hours_needed(HELP, int(Informant.NOTICE), 2.0, 0.5)
    assert hours.tolist() == np.where(lost, 9.0 - back, 9.0).tolist()
    assert reason.tolist() == np.where(lost, NO_PLACE, -1).tolist()

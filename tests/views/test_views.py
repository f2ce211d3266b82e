"""Views of residents change no result and keep no finished model alive."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from sim.district import District
from sim.residents.table import Resident, Residents

MONTHS = 15


def live_through(*, views: bool) -> District:
    district = District("tiny+report_package", views=views, rng=7)
    for _ in range(MONTHS):
        district.step()
    return district


def test_results_are_the_same_to_the_last_bit_with_and_without_views() -> None:
    bare, viewed = live_through(views=False), live_through(views=True)
    assert Resident not in bare.agents_by_type
    for name in Residents.columns:
        mine, theirs = getattr(bare.residents, name), getattr(viewed.residents, name)
        assert mine.tobytes() == theirs.tobytes(), name
    assert list(bare.ledger.flows.items()) == list(viewed.ledger.flows.items())
    assert np.array_equal(bare.companions.partner, viewed.companions.partner)


def test_a_view_is_the_row_and_not_a_copy() -> None:
    district = District("tiny")
    resident = district.agents_by_type[Resident][5]
    resident.trust = 0.5
    assert district.residents.trust[5] == 0.5
    district.residents.trust[5] = 0.75
    assert resident.trust == 0.75


def test_no_two_agents_have_the_same_id() -> None:
    district = District("tiny")
    assert len({agent.unique_id for agent in district.agents}) == len(district.agents)


@pytest.mark.parametrize("views", [False, True])
def test_a_finished_district_leaves_the_memory(views: bool) -> None:
    district = District("tiny", views=views)
    district.step()
    watched = weakref.ref(district)
    del district
    gc.collect()
    assert watched() is None

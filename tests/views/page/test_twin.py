"""Two worlds under common random numbers: each is to the last bit a batch run, whatever the viewer does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.district import District
from sim.engine.settings import BadInput
from sim.policies import Policies
from sim.residents.table import Residents
from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from sim.views.page.people.snapshots import moved, snapshot_of
from sim.views.page.twin import REFORM, STATUS_QUO, Twin
from sim.views.setting_paths import with_levers
from tests.views.page.worlds import SHORT

FUND = {"policies.committee.fund": 300.0, "policies.committee.fund_decided_by": "council"}


def twin(seed: int = 3) -> Twin:
    return Twin(
        load_scenario("tiny", seed=seed, overrides=SHORT),
        load_scenario("tiny+report_package", seed=seed, overrides=SHORT),
    )


def lived(worlds: Twin, month: int) -> Twin:
    while worlds.month < month:
        worlds.advance()
    return worlds


def same(one: District, other: District) -> bool:
    columns = (
        getattr(one.residents, name).tobytes() == getattr(other.residents, name).tobytes()
        for name in Residents.columns
    )
    return all(columns) and one.ledger.flows == other.ledger.flows and one.month == other.month


def test_both_worlds_have_the_numbers_of_a_batch_run() -> None:
    worlds = lived(twin(), 16)
    runs = simulate_forked([worlds.status_quo, worlds.reform])
    for which, run in zip((STATUS_QUO, REFORM), runs, strict=True):
        assert np.array_equal(np.array(worlds.world(which).values), run.values, equal_nan=True)
    assert not worlds.advance()


def test_before_the_policy_date_there_is_one_world() -> None:
    worlds = lived(twin(), 5)
    assert worlds.world(STATUS_QUO) is worlds.world(REFORM)
    lived(worlds, 7)
    assert worlds.world(STATUS_QUO) is not worlds.world(REFORM)
    assert np.array_equal(worlds.world(0).values[:6], worlds.world(1).values[:6], equal_nan=True)


def test_a_lever_moved_during_the_run_acts_from_the_next_month_and_leaves_the_past() -> None:
    still, touched = lived(twin(), 9), lived(twin(), 9)
    assert touched.adopt(with_levers(touched.reform.policies, FUND, "test")) == 10
    lived(still, 16), lived(touched, 16)
    differs = [
        not np.array_equal(one, other, equal_nan=True)
        for one, other in zip(still.world(REFORM).values, touched.world(REFORM).values, strict=True)
    ]
    assert differs[:9] == [False] * 9
    assert any(differs[9:])
    assert np.array_equal(still.world(0).values, touched.world(0).values, equal_nan=True)


def test_a_lever_moved_before_the_policy_date_acts_from_it() -> None:
    worlds = lived(twin(), 4)
    assert worlds.adopt(with_levers(Policies(), FUND, "test")) == 7
    lived(worlds, 16)
    reform = replace(worlds.status_quo, policies=with_levers(Policies(), FUND, "test"))
    run = simulate_forked([reform])[0]
    assert np.array_equal(np.array(worlds.world(REFORM).values), run.values, equal_nan=True)


def test_levers_moved_on_the_way_give_the_numbers_of_a_batch_run_with_the_same_changes() -> None:
    worlds = lived(twin(), 9)
    opening = worlds.reform
    worlds.adopt(with_levers(worlds.reform.policies, FUND, "test"))
    lived(worlds, 12)
    worlds.adopt(Policies())
    lived(worlds, 16)
    assert [month for month, _ in worlds.changes] == [10, 13]
    runs = simulate_forked([worlds.status_quo, opening], changes=[(), worlds.changes])
    for which, run in zip((STATUS_QUO, REFORM), runs, strict=True):
        assert np.array_equal(np.array(worlds.world(which).values), run.values, equal_nan=True)
    unchanged = simulate_forked([opening])[0].values
    assert not np.array_equal(unchanged, runs[REFORM].values, equal_nan=True)


def test_any_past_month_can_be_visited_again_exactly() -> None:
    worlds, seen = twin(), {}
    for month in range(1, 16):
        worlds.advance()
        if month == 9:
            worlds.adopt(with_levers(worlds.reform.policies, FUND, "test"))
        seen[month] = [
            worlds.world(which).district.fork(worlds.world(which).district.scenario) for which in (0, 1)
        ]
    for month, districts in seen.items():
        for which in (STATUS_QUO, REFORM):
            assert same(worlds.world(which).at(month), districts[which]), (month, which)


def test_reset_goes_back_to_the_policy_date_with_the_levers_of_now() -> None:
    worlds = lived(twin(), 12)
    worlds.adopt(with_levers(Policies(), FUND, "test"))
    worlds.rewind()
    assert (worlds.month, worlds.changes) == (6, [])
    lived(worlds, 16)
    run = simulate_forked([worlds.reform])[0]
    assert np.array_equal(np.array(worlds.world(REFORM).values), run.values, equal_nan=True)


def test_worlds_that_differ_in_more_than_policies_are_refused() -> None:
    with pytest.raises(BadInput, match="must share place, assumptions, calendar and seed"):
        Twin(load_scenario("tiny", seed=1), load_scenario("tiny", seed=2))


def test_a_look_keeps_what_the_table_says() -> None:
    residents = lived(twin(), 14).world(REFORM).district.residents
    rows = np.arange(len(residents))
    snapshot = snapshot_of(residents, rows)
    from sim.vocabulary import Act

    for act in Act:
        assert np.array_equal(snapshot.reason(act), residents.reason[:, act])
    assert np.array_equal(snapshot.acts, residents.acts)
    assert snapshot.trust.min() >= 0
    assert snapshot.trust.max() <= 4


def test_who_is_moved_is_counted_once_and_only_among_adults() -> None:
    worlds = lived(twin(), 16)
    snapshots = [worlds.world(which).snapshots[16] for which in (0, 1)]
    found = moved(snapshots[0], snapshots[1], this_month=False)
    assert (found.gained.astype(int) + found.lost + found.changed).max() == 1
    assert not (found.gained & ~snapshots[1].adult).any()
    nobody = moved(snapshots[0], snapshots[0], this_month=True)
    assert not (nobody.gained | nobody.lost | nobody.changed).any()

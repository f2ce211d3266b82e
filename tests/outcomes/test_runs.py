"""Runs: the table of months, the mean after the policy date, and a digest in which every number counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim import Run, simulate, simulate_forked
from sim.outcomes.register import OutcomeTaker, outcome_keys
from tests.institutions.worlds import district, lived, scenario

PACKAGE = "tiny+report_package"


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(scenario(PACKAGE, "calendar.first_election=8"))


def test_a_run_has_every_month_and_every_outcome(run: Run) -> None:
    assert run.keys == outcome_keys()
    assert run.values.shape == (24, len(run.keys))


def test_the_values_are_those_of_the_district_month_by_month(run: Run) -> None:
    one = district(PACKAGE, "calendar.first_election=8")
    taker = OutcomeTaker(one)
    for month in range(24):
        values = taker.take(lived(one, 1))
        expected = np.array([values.get(key, np.nan) for key in run.keys])
        np.testing.assert_array_equal(run.values[month], expected)


def test_the_flows_are_those_of_the_ledger(run: Run) -> None:
    one = district(PACKAGE, "calendar.first_election=8", months=24)
    assert len(run.flows) == len(one.ledger.flows)
    assert sum(fen for *_, fen in run.flows) == sum(one.ledger.flows.values())
    paid = {tuple(flow[:5]): flow[5] for flow in run.flows}
    assert paid[1, "district", "residents", "committee wages", 0] > 0


def test_the_monthly_table_holds_each_known_value_once(run: Run) -> None:
    table = run.monthly()
    assert list(table.columns) == ["month", "outcome", "group", "value"]
    assert len(table) == np.isfinite(run.values).sum()
    assert not table.duplicated(["month", "outcome", "group"]).any()
    for _, row in table.iloc[::200].iterrows():
        assert row["value"] == run.values[row["month"] - 1, run.keys.index((row["outcome"], row["group"]))]


def test_the_headline_is_the_mean_of_the_months_of_the_policy(run: Run) -> None:
    headline = run.headline()
    for key in (("trust", "all"), ("cost.district", "all"), ("turnout.adults", "all")):
        column = run.values[6:, run.keys.index(key)]
        assert headline[key] == pytest.approx(np.nanmean(column))
    assert ("participation.vote", "factory") not in headline


def test_every_number_counts_in_the_digest(run: Run) -> None:
    values = run.values.copy()
    values[23, 0] = np.nextafter(values[23, 0], 2.0)
    assert replace(run, values=values).digest() != run.digest()
    assert replace(run, flows=run.flows[:-1]).digest() != run.digest()
    assert replace(run, values=run.values.copy(), flows=tuple(run.flows)).digest() == run.digest()


def test_progress_is_told_month_by_month() -> None:
    told: list[int] = []
    simulate(scenario("tiny", "calendar.horizon=4"), on_month=told.append)
    assert told == list(range(1, 11))


def test_forked_runs_live_through_their_burn_in_once() -> None:
    told: list[int] = []
    both = [scenario("tiny", "calendar.horizon=4"), scenario("tiny+open_channels", "calendar.horizon=4")]
    simulate_forked(both, on_month=told.append)
    assert told == [*range(1, 7), *range(7, 11), *range(7, 11)]


def test_scenarios_with_another_burn_in_are_not_forked() -> None:
    with pytest.raises(ValueError, match="can be forked"):
        simulate_forked([scenario(seed=1), scenario(seed=2)])


def test_a_change_of_levers_acts_in_the_very_month_that_it_is_for() -> None:
    quo, reform = scenario("tiny", "calendar.horizon=6"), scenario("tiny+open_channels", "calendar.horizon=6")
    (changed,) = simulate_forked([quo], changes=[[(7, reform.policies)]])
    (planned,) = simulate_forked([reform])
    np.testing.assert_array_equal(changed.values, planned.values)
    assert changed.flows == planned.flows

"""What a visitor can do: everything goes through one door, and nothing that comes in breaks the page."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sim.policies import Policies, levers
from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from sim.views.page.link import write_link
from sim.views.page.panels import leverboard, top
from sim.views.page.words import say
from sim.views.setting_paths import lever_settings, with_levers
from tests.views.page.worlds import do, drawn, opened, play


def test_the_page_plays_to_the_policy_date_by_itself_and_then_stands() -> None:
    session = opened()
    assert (session.shown, session.goal) == (0, 6)
    play(session, session.goal)
    assert (session.shown, session.goal, session.twin.month) == (6, 0, 6)


def test_a_request_that_comes_twice_is_done_once() -> None:
    session = opened()
    do(session, "advance", since=0, until=1)
    do(session, "advance", since=0, until=1)
    assert session.shown == 1


def test_a_place_without_policies_is_compared_with_all_reforms() -> None:
    session = opened()
    assert session.twin.status_quo.policies == Policies()
    assert session.twin.reform.policies == load_scenario("tiny+report_package").policies


def test_a_scenario_with_policies_is_the_reform_of_its_own_place() -> None:
    session = opened(scenario="tiny+task_catalogue")
    assert session.twin.status_quo.name == "tiny"
    assert session.twin.reform.policies == load_scenario("tiny+task_catalogue").policies


def test_scrubbing_shows_a_recorded_month_and_lives_through_none() -> None:
    session = opened()
    play(session, 10)
    do(session, "show", month=8)
    assert (session.shown, session.twin.month) == (8, 10)
    do(session, "show", month=400)
    assert session.shown == 10
    do(session, "advance", since=10, until=11)
    assert session.twin.month == 11


def test_every_lever_can_be_set_to_what_is_recommended_and_back() -> None:
    session = opened()
    do(session, "levers_reset")
    for path, one in levers().items():
        do(session, "lever", path=path, value=one.recommended)
        assert session.message is None
        assert lever_settings(session.twin.reform.policies)[path] == one.recommended
        do(session, "lever", path=path, value=one.status_quo)
        assert session.twin.reform.policies == Policies()


def test_presets_set_all_levers() -> None:
    session = opened()
    do(session, "preset", name="task_catalogue")
    assert session.twin.reform.policies == load_scenario("tiny+task_catalogue").policies
    assert leverboard.leverboard(session)["preset"] == "task_catalogue"
    do(session, "lever", path="policies.tasks.catalogue", value=0.33)
    assert leverboard.leverboard(session)["preset"] == ""


@pytest.mark.parametrize("seed", [2**53 - 1, 2**53 + 1, 2**63 - 1])
def test_a_seed_of_any_size_goes_to_the_browser_and_back_digit_by_digit(seed: int) -> None:
    session = opened()
    do(session, "world", seed=str(seed))
    assert session.message is None
    assert (session.twin.status_quo.seed, session.twin.reform.seed) == (seed, seed)
    sent = json.loads(json.dumps(top.header(session)), parse_int=lambda digits: int(float(digits)))
    assert sent["seed"] == str(seed)
    again = opened(write_link(session))
    assert again.twin.status_quo.seed == seed


def test_a_lever_moved_in_a_past_month_branches_there_and_the_page_says_so() -> None:
    session = opened()
    play(session, 14)
    past = [row.copy() for row in session.twin.values(1)]
    do(session, "show", month=9)
    assert "from month 10 on; the reform's later months" in leverboard.leverboard(session)["acts_from"]
    do(session, "lever", path="policies.committee.fund", value=120.0)
    assert (session.shown, session.twin.month) == (9, 9)
    assert [month for month, _ in session.twin.changes] == [10]
    assert leverboard.leverboard(session)["answered"] == say("en", "did_branch", month=10)
    assert drawn(session)
    play(session, 16)
    runs = simulate_forked([session.twin.status_quo, session.twin.begun], changes=[(), session.twin.changes])
    for which in (0, 1):
        assert np.array_equal(session.twin.values(which), runs[which].values, equal_nan=True)
    assert np.array_equal(session.twin.values(1)[:9], past[:9], equal_nan=True)
    assert not np.array_equal(session.twin.values(1)[:14], past, equal_nan=True)


def test_the_board_of_a_past_month_has_the_levers_of_that_month_and_moves_no_other() -> None:
    session = opened()
    play(session, 8)
    first = session.policies
    do(session, "lever", path="policies.tasks.catalogue", value=0.1)
    play(session, 12)
    do(session, "show", month=7)
    assert session.policies == first
    do(session, "lever", path="policies.committee.fund", value=120.0)
    (change,) = session.twin.changes
    assert change == (8, with_levers(first, {"policies.committee.fund": 120.0}, "test"))


def test_a_lever_moved_at_the_end_begins_the_run_again_by_itself_and_the_page_says_so() -> None:
    session = opened()
    play(session, 16)
    assert "begins again at the policy date (month 7)" in leverboard.leverboard(session)["acts_from"]
    do(session, "lever", path="policies.committee.fund", value=120.0)
    assert (session.shown, session.twin.month, session.goal) == (6, 6, 16)
    assert leverboard.leverboard(session)["answered"] == say("en", "did_again", month=7)
    play(session, 11)
    do(session, "lever", path="policies.committee.fund", value=240.0)
    assert (session.shown, session.goal, session.twin.changes) == (6, 16, [])
    play(session, session.goal)
    assert session.goal == 0
    run = simulate_forked([session.twin.reform])[0]
    assert np.array_equal(session.twin.values(1), run.values, equal_nan=True)


def test_moved_and_moved_back_within_a_month_leaves_no_change() -> None:
    session = opened()
    play(session, 10)
    before, settings = session.policies, session.twin.settings
    do(session, "lever", path="policies.committee.fund", value=120.0)
    assert session.twin.settings != settings
    do(session, "lever", path="policies.committee.fund", value=before.committee.fund)
    assert session.twin.settings == settings


def test_another_seed_or_place_makes_new_worlds_and_keeps_the_levers() -> None:
    session = opened()
    do(session, "preset", name="task_catalogue")
    do(session, "world", seed=9)
    assert (session.twin.status_quo.seed, session.twin.reform.seed, session.shown) == (9, 9, 0)
    do(session, "world", place="village")
    assert session.twin.status_quo.name == "village"
    assert session.twin.reform.policies == load_scenario("tiny+task_catalogue").policies
    assert session.twin.status_quo.calendar.burn_in == 6


def test_drawing_changes_no_number() -> None:
    watched, alone = opened(), opened()
    for session in (watched, alone):
        do(session, "choose", name="resident", value=20)
        do(session, "choose", name="community", value=1)
    while watched.shown < 16:
        do(watched, "advance", since=watched.shown, until=16)
        drawn(watched)
    play(alone, 16)
    for which in (0, 1):
        mine, theirs = (np.array(one.twin.world(which).values) for one in (watched, alone))
        assert np.array_equal(mine, theirs, equal_nan=True)

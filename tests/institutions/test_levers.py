"""Levers are read by section and name: a misspelt one would be found only when its rule is lived through."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from sim.district import District
from sim.institutions.government.culture import ORGANISED
from sim.institutions.mass_organisations.month import FITTING
from sim.institutions.tasks.month import item_hours
from sim.institutions.tasks.task_book import Kind
from sim.institutions.world import World
from sim.policies import STATUS_QUO, levers
from sim.scenario import load_scenario
from sim.simulation import Recorder
from tests.institutions.worlds import district

INSTITUTIONS = Path(__file__).parents[2] / "sim" / "institutions"
IDLE = re.compile(r"\bidle\(([^()]*)\)")
READ = re.compile(r"""\b(?:levers|chosen)\(\s*"([a-z_.]+)"|\blever\(\w+, "([a-z_]+)"\)""")


def read_in(text: str) -> set[str]:
    """Paths of the levers that a module reads by a name that is written out."""
    paths = {path or f"organisations.{name}" for path, name in READ.findall(text)}
    paths.update(*(re.findall(r'"([a-z_.]+)"', given) for given in IDLE.findall(text)))
    return {f"policies.{path}" for path in paths}


def test_every_lever_that_is_read_is_declared() -> None:
    found = set().union(*(read_in(file.read_text(encoding="utf-8")) for file in INSTITUTIONS.rglob("*.py")))
    assert len(found) > 30
    assert {f"policies.{path}" for path in (*FITTING, *ORGANISED)} | found <= set(levers())


def test_levers_are_set_where_the_reform_is_in_force_and_cannot_be_written() -> None:
    one = district("tiny+report_package", months=2)
    ordinary = one.levers("committee.fund").copy()
    one.put_in_force(np.array([True, False]))
    reformed = one.reform.committee
    assert one.levers("committee.fund").tolist() == [reformed.fund, ordinary[1]]
    assert one.chosen("committee.fund_decided_by", "council").tolist() == [True, False]
    assert one.chosen("committee.fund_decided_by", "committee").tolist() == [False, True]
    assert not any(setting.flags.writeable for setting in one.settings.values())
    assert {f"policies.{path}".split("=")[0] for path in one.settings} == set(levers())


def test_what_follows_from_levers_is_worked_out_anew_when_they_change() -> None:
    one = district("tiny", "policies.tasks.access_staff=0.4", months=2)
    ordinary = item_hours(one)
    assert item_hours(one) is ordinary
    one.put_in_force(np.array([True, False]))
    lent = item_hours(one)[:, Kind.ADMITTED] / ordinary[:, Kind.ADMITTED]
    assert lent == pytest.approx([0.6, 1.0])
    with pytest.raises(ValueError, match="read-only"):
        item_hours(one)[0, 0] = 1.0


def run_with_levers_that_come_and_go() -> str:
    """Digest of a run in which a reform comes, is withdrawn, and comes again."""
    rules = "calendar.burn_in=4", "calendar.horizon=20", "calendar.first_election=3"
    scenario = load_scenario("tiny+report_package", overrides=rules)
    recorder = Recorder(
        District(scenario, views=False), changes=((12, STATUS_QUO), (18, scenario.policies), (21, STATUS_QUO))
    )
    recorder.advance(24, None)
    return recorder.result().digest()


def test_what_is_skipped_because_its_levers_are_idle_would_have_changed_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    skipping = run_with_levers_that_come_and_go()
    monkeypatch.setattr(World, "idle", lambda *_: False)
    assert run_with_levers_that_come_and_go() == skipping


def test_a_lever_is_idle_while_it_is_0_in_every_community() -> None:
    one = district("tiny+report_package", months=2)
    for where in ([True, True], [False, True], [False, False]):
        one.put_in_force(np.array(where))
        for path, setting in one.settings.items():
            assert one.idle(path) == (not setting.any())
    assert one.idle("staff.guidance", "residents.childcare")
    assert not one.idle("staff.guidance", "organisations.registration_members")

"""Levers are read by section and name: a misspelt one would be found only when its rule is lived through."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from sim.policies import levers
from tests.institutions.worlds import district

INSTITUTIONS = Path(__file__).parents[2] / "sim" / "institutions"
READ = re.compile(r"""\b(?:levers|chosen)\(\s*"([a-z_.]+)"|\blever\(\w+, "([a-z_]+)"\)""")


def read_in(text: str) -> set[str]:
    """Paths of the levers that a module reads by a name that is written out."""
    return {f"policies.{path or f'organisations.{name}'}" for path, name in READ.findall(text)}


def test_every_lever_that_is_read_is_declared() -> None:
    found = set().union(*(read_in(file.read_text(encoding="utf-8")) for file in INSTITUTIONS.rglob("*.py")))
    assert len(found) > 30
    assert found <= set(levers())


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

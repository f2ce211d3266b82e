"""Outreach: who does it, and who pays."""

from __future__ import annotations

import pytest

from tests.institutions.worlds import district, paid


def test_the_district_pays_the_helpers_who_reach_older_people_by_the_hour() -> None:
    hours = 5.0  # a month and 1,000 residents
    one = district("tiny", f"policies.residents.outreach_old={hours}", months=12)
    owed = hours * one.geography.size.sum() / 1000.0 * one.institutions.staff.wage * 100.0
    told = paid(one, "outreach to older people", range(12, 13))
    assert told == pytest.approx(owed, abs=2 * one.geography.communities)
    assert paid(district("tiny", months=12), "outreach to older people", range(12, 13)) == 0

"""The year's money: wages by the month, channels by the resident, an appropriation for what was spent."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.actor import DISTRICT, EVERYWHERE, OUTSIDE
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Committees
from sim.institutions.companies.state import Companies
from sim.institutions.government.month import Channels
from sim.institutions.government.outcomes_of_money import MONEY
from sim.institutions.workstations.state import Workstations
from tests.institutions.worlds import district, lived, paid

LIMIT = 4.5
CHANNELS = {
    "body": "policies.residents.channel_body=2.0",
    "volunteer": "policies.residents.channel_volunteer=10.0",
    "opinion": "policies.residents.channel_opinion=15.0",
    "online": "policies.residents.channel_online=0.8",
}


def test_wages_are_paid_for_every_hour_of_staff_in_every_month() -> None:
    one = district(months=3)
    wage = one.institutions.staff.wage
    for month in (1, 2, 3):
        for committee, station in zip(one[Committees], one[Workstations], strict=True):
            months, c = range(month, month + 1), committee.community
            assert paid(one, "committee wages", months, c) == to_fen(committee.staff_hours * wage) > 0
            assert paid(one, "workstation wages", months, c) == to_fen(station.hours * wage) > 0


def test_in_december_the_district_is_appropriated_what_it_spent_in_the_year() -> None:
    one = district("tiny+report_package")
    for month in range(1, 25):
        lived(one, 1)
        spent = sum(fen for flow, fen in one.ledger.flows.items() if flow.payer == "district")
        received = paid(one, "appropriation") + paid(
            one, "repayment"
        )  # organisations repay what they misused
        assert one.ledger.balance[DISTRICT] == received - spent <= 0
        assert (one.ledger.balance[DISTRICT] == 0) == (month % 12 == 0)
    assert {flow.month for flow in one.ledger.flows if flow.purpose == "appropriation"} == {12, 24}


def test_money_enters_and_leaves_only_outside() -> None:
    one = district("tiny+report_package", months=24)
    kinds = {kind for kind, _ in one.ledger.balance}
    assert kinds <= {
        "district",
        "outside",
        "residents",
        "fund",
        "company",
        "party",
        "committee",
        "unit",
        "mass",
        "organisation",
        "centre",
        "property",
        "homeowners",
    }
    outside = {(flow.payer, flow.purpose) for flow in one.ledger.flows if "outside" in flow[1:3]}
    assert outside >= {("outside", "rents"), ("outside", "appropriation"), ("company", "public services")}
    assert sum(one.ledger.balance.values()) == 0


def test_closed_channels_cost_nothing() -> None:
    one = district(months=24)
    assert paid(one, "channel staff") == paid(one, "online channel") == 0


@pytest.mark.parametrize("channel", ["volunteer", "opinion"])
def test_hours_of_desk_and_opinion_channel_are_paid_by_the_resident(channel: str) -> None:
    one = district("tiny", CHANNELS[channel], months=24)
    hours = {"volunteer": 10.0, "opinion": 15.0}[channel] * 0.12
    assert paid(one, "channel staff", place=0) == 18 * to_fen(hours * one.institutions.staff.wage)
    assert paid(one, "online channel") == 0


def test_answers_online_are_hours_that_the_district_pays() -> None:
    one = district("tiny", CHANNELS["online"], months=24)
    rule = one.institutions
    answers = 0.8 * 2.0 * rule.government.online_answers * 0.12
    monthly = answers * rule.staff.answer_hours * rule.staff.wage
    assert paid(one, "answers online", place=0) == 18 * to_fen(monthly) > 0


def test_the_online_channel_costs_its_part_of_the_full_one() -> None:
    one = district("tiny", CHANNELS["online"], months=24)
    monthly = 0.8 * one.institutions.government.online_cost / 12.0 * 120
    assert paid(one, "online channel", place=0) == 18 * to_fen(monthly)


def test_open_meetings_are_as_many_as_the_channel_says_and_each_is_paid() -> None:
    one, held = district("tiny", CHANNELS["body"], "calendar.horizon=200", months=6), 0
    for _ in range(200):
        lived(one, 1)
        held += int(one[Channels].meetings.sum())
    expected = 2.0 * 0.12 * 2 * 200
    chance = 2.0 * 0.12
    assert abs(held - expected) < LIMIT * math.sqrt(2 * 200 * chance * (1.0 - chance))
    meeting = one.institutions.staff.meeting_hours * one.institutions.staff.wage
    assert paid(one, "channel staff") == held * to_fen(meeting)


def test_a_company_pays_no_more_public_services_than_it_earns() -> None:
    one = district("tiny", "place.types.village.bodies.company_services=100000.0", months=12)
    company = one[Companies][0]
    other = paid(one, "jobs for residents") + paid(one, "canvassing")
    assert paid(one, "public services") == paid(one, "rents") - other > 0
    assert company.profit == company.balance == 0.0
    assert paid(one, "dividends") == 0


def test_what_is_paid_for_all_communities_is_shared_by_residents() -> None:
    sizes = 'place.communities=[{type="village",count=1,residents=100},{type="mixed",count=1,residents=300}]'
    one = district("tiny", sizes)
    one.ledger.pay(DISTRICT, OUTSIDE, 40_000, "for all", EVERYWHERE, one.month)
    (cost,) = [ratio for ratio in MONEY if ratio.outcome.name == "cost.district"]
    yuan, residents = cost.of(cost.count(one))
    np.testing.assert_allclose(yuan, 400.0 * 12.0 * residents / residents.sum())

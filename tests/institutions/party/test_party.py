"""S3.2: the party organisation counts its members, lives on dues, uses paid hours, and links upward."""

from __future__ import annotations

import numpy as np
import pytest

from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Background, Committees
from sim.institutions.elections.candidates import nominate
from sim.institutions.fund.state import Funds
from sim.institutions.party.month import party_offers, run_parties, secretaries_skill
from sim.institutions.party.state import PartyOrganisations
from sim.institutions.voice.state import Voices
from sim.institutions.voice.upward import link_upward
from sim.residents.offers import no_offers
from sim.vocabulary import ADULT_AGE, Act, Audience
from tests.institutions.worlds import Numbers, district, lived, note, paid
from tests.residents.audience_members import members_of

REFORM = ("calendar.burn_in=0", "assumptions.institutions.party.least=1", "policies.party.hours=40.0")
MEETINGS = "policies.party.democracy=1.0"
LINKING = "policies.party.linking=1.0"


def members(one: District, community: int) -> Numbers:
    """Rows of the adult party members of a community."""
    first, last = one.rows_of(community)
    adult = one.residents.party[first:last] & (one.residents.age[first:last] >= ADULT_AGE)
    rows: Numbers = first + np.flatnonzero(adult)
    return rows


def test_dues_of_every_member_come_in_and_are_spent() -> None:
    one = district(months=1)
    due = to_fen(one.institutions.party.dues) * sum(len(members(one, c)) for c in (0, 1))
    assert paid(one, "party dues") == paid(one, "party life") == due > 0
    assert [party.balance for party in one[PartyOrganisations]] == [0, 0]


def test_under_the_status_quo_the_organisation_has_no_hours_for_the_community() -> None:
    one = district(months=18)
    assert paid(one, "party staff") == 0
    assert all(party.mobilising == party.linking == party.meetings == 0 for party in one[PartyOrganisations])


def test_paid_hours_are_used_once() -> None:
    one = district("tiny", *REFORM, "policies.party.democracy=0.5", "policies.party.linking=0.3", months=1)
    for party in one[PartyOrganisations]:
        hours = 40.0 * float(one.geography.size[party.community]) / 1000.0
        assert party.mobilising + party.preparing + party.linking == pytest.approx(hours)
        wages = paid(one, "party staff", place=party.community)
        assert wages == to_fen(hours * one.institutions.staff.wage) > 0


def test_members_are_visited_and_nobody_else() -> None:
    one = district("tiny", *REFORM, months=1)
    offers = no_offers(2)
    party_offers(one, offers)
    theirs = members_of(Audience.PARTY)
    others = np.setdiff1d(np.arange(offers.visits.shape[2]), theirs)
    assert (offers.visits[0, Act.VOLUNTEER, theirs] > 0.0).all()
    assert not offers.visits[:, :, others].any()


def test_members_elect_a_skilled_secretary_where_they_decide_and_the_street_its_acquaintance_elsewhere() -> (
    None
):
    for policy, chosen_for in (((), "acquaintance"), ((*REFORM, MEETINGS), "skill")):
        one = district("tiny", *policy, months=1)
        rows = members(one, 0)
        one.residents.acquaintance[rows] = np.linspace(0.5, 0.6, len(rows))
        one.residents.skill[rows] = np.linspace(0.9, 0.1, len(rows))
        one.month = 13
        run_parties(one)
        best = rows[np.argmax(getattr(one.residents, chosen_for)[rows])]
        assert one[PartyOrganisations][0].secretary == best
        assert secretaries_skill(one)[0] == pytest.approx(float(one.residents.skill[best]))


def test_members_name_candidates_of_theirs_where_they_decide_in_the_open() -> None:
    one = district("tiny", *REFORM, MEETINGS, months=1)
    candidates = nominate(one, np.array([True, False]))
    named = candidates[one[Committees].background[candidates] == Background.PARTY]
    assert named.size
    assert one.residents.party[named].all()
    closed = lived(district(), 1)
    nominate(closed, np.array([True, False]))
    assert Background.PARTY not in closed[Committees].background


def test_what_the_committee_has_not_answered_is_taken_upward_oldest_first_and_answered_at_a_cost() -> None:
    one = district("tiny", *REFORM, LINKING, "assumptions.institutions.party.link_hours=2.4", months=1)
    one.residents.voice_since[:] = -1
    rows = one.geography.rows(0).start + np.arange(5)
    one.residents.voice_since[rows] = (5, 4, 3, 2, 1)
    one[Voices].waiting = np.array([5, 0])
    spent = paid(one, "answers to what was taken upward")
    link_upward(one)  # 40 hours per 1,000 of 120 residents, 2.4 each: two proposals
    assert one[Voices].passed_upward.tolist() == [2, 0]
    assert one.residents.voice_since[rows].tolist() == [5, 4, 3, -1, -1]
    assert one[Voices].waiting.tolist() == [3, 0]
    rule = one.institutions
    cost = 2 * rule.party.reply_hours * rule.staff.wage
    assert paid(one, "answers to what was taken upward") - spent == to_fen(cost)


def test_ideas_go_upward_only_where_the_communitys_own_fund_cannot_pay_them() -> None:
    one = district("tiny", *REFORM, LINKING, months=1)
    one.residents.voice_since[:] = -1
    one[Voices].waiting[:] = 0
    note(one, [0, one.geography.rows(1).start])
    one.ledger.pay(("outside", 0), one[Committees][1].fund, 10**8, "gift", 1, 1)
    link_upward(one)
    assert one[Voices].passed_upward.tolist() == [1, 0]
    assert one[Funds].ideas_waiting().tolist() == [0, 1]

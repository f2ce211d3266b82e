"""Misused money, and what finding it does."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.engine.ledger import to_fen
from sim.institutions.organisations.month import run_organisations
from sim.institutions.organisations.state import FundingSource, Organisations
from sim.institutions.organisations.supervision import _chance_of_finding, supervise
from sim.vocabulary import Act, Informant
from tests.institutions.organisations.organisation_worlds import (
    LIMIT,
    give,
    quiet,
    under_policy,
)
from tests.institutions.worlds import paid


def test_misused_money_can_be_found_and_is_paid_back_where_departments_act() -> None:
    rules = (
        "policies.organisations.enforcement=1.0",
        "policies.organisations.inspection=200.0",
        "assumptions.institutions.organisation_supervision.exit_share=1.0",
    )
    one = under_policy(quiet(*rules, organisations=1))
    organisation = one[Organisations][0]
    give(one, organisation, 1e5)
    organisation.income[FundingSource.SUPERIOR] += to_fen(1e5)
    organisation.misused_year = float(to_fen(3e4))
    name = organisation.reputation
    assert not supervise(one).any()
    assert organisation.findings == 1
    assert organisation.reputation < 0.6 * name
    assert paid(one, "repayment") == to_fen(3e4)


def test_as_many_hours_as_the_scale_find_a_misused_tenth_with_the_chance_of_a_first_event() -> None:
    one = quiet(organisations=3)
    book, scale = one[Organisations], one.institutions.organisation_supervision.finding_scale
    book.income[:, FundingSource.SUPERIOR] = 1000
    book.misused_year[:] = (100.0, 200.0, 0.0)
    chance = _chance_of_finding(one, book, np.array([scale, scale, scale]))
    assert chance == pytest.approx([1.0 - math.exp(-1.0), 1.0 - math.exp(-2.0), 0.0])


def test_who_takes_part_through_an_organisation_with_a_published_case_loses_trust() -> None:
    one = quiet("policies.organisations.inspection=200.0", organisations=1)
    one = under_policy(one)
    organisation = one[Organisations][0]
    organisation.income[FundingSource.SUPERIOR] += 10_000
    organisation.misused_year = 9_000.0
    one.residents.acts[3] = 1 << Act.VOLUNTEER
    one.residents.told_by[3, Act.VOLUNTEER] = Informant.ORGANISATION
    before = one.residents.trust.copy()
    supervise(one)
    assert np.flatnonzero(one.residents.trust != before).tolist() == [3]
    assert one.residents.trust[3] < before[3]


def test_of_two_cases_in_a_community_each_who_takes_part_hears_of_both_of_one_or_of_none() -> None:
    one = under_policy(quiet("policies.organisations.inspection=200.0", organisations=2))
    book, people = one[Organisations], one.residents
    book.income[:, FundingSource.SUPERIOR] += 10_000
    book.misused_year[:] = 9_000.0
    people.acts[:] = 1 << Act.CULTURE
    people.told_by[:, Act.CULTURE] = Informant.ORGANISATION
    before = people.trust.astype(np.float64)
    supervise(one)
    assert book.findings.tolist() == [1, 1]
    kept = 1.0 - one.institutions.organisation_supervision.let_down
    times = np.log(people.trust / before) / np.log(kept)
    here, elsewhere = (one.geography.rows(community) for community in (0, 1))
    assert times[here] == pytest.approx(np.rint(times[here]), abs=1e-3)
    number = np.bincount(np.rint(times[here]).astype(int))
    rows = number.sum()
    expected = rows * np.array([0.25, 0.5, 0.25])
    assert (np.abs(number - expected) < LIMIT * np.sqrt(expected)).all()
    assert not times[elsewhere].any()


def test_rules_and_risk_lower_misuse() -> None:
    one = quiet(organisations=1)
    organisation = one[Organisations][0]
    shares = []
    for has_rules, inspected in ((False, 0.0), (True, 0.0), (True, 24.0)):
        give(one, organisation, 1e5)
        organisation.has_rules, organisation.inspected = has_rules, inspected
        run_organisations(one)
        shares.append(organisation.misused / organisation.spent)
    assert shares[0] > shares[1] > shares[2] > 0.0

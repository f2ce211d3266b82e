"""Organisations stand, are paid, close, find another head."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.engine.ledger import to_fen
from sim.institutions.organisations.month import run_organisations
from sim.institutions.organisations.state import (
    FundingSource,
    Organisations,
    SocialOrganisation,
)
from sim.vocabulary import Office, Rung
from tests.institutions.organisations.organisation_worlds import (
    EASY,
    LIFE,
    LIMIT,
    give,
    quiet,
)
from tests.institutions.worlds import district, lived, paid


def test_as_many_organisations_stand_at_the_start_as_are_assumed() -> None:
    number = [len(district("tiny", f"{LIFE}.initial=50.0", seed=seed)[Organisations]) for seed in range(60)]
    expected = 50.0 / 10_000 * 240 * 60
    assert abs(sum(number) - expected) < LIMIT * math.sqrt(0.25 * 2 * 60)


def test_founded_less_closed_is_alive_in_every_month() -> None:
    one = district(
        "tiny",
        f"{LIFE}.initial=50.0",
        f"{LIFE}.founding=1.0",
        f"{LIFE}.grant_gap=1",
        *EASY,
        "calendar.burn_in=0",
    )
    one.residents.rung[:20] = Rung.BACKBONE
    one.residents.skill[:20] = 0.9
    seen = set()
    for _ in range(24):
        lived(one, 1)
        book = one[Organisations]
        assert book.founded_ever - book.closed_ever == len(book) == len(book.number)
        assert (np.diff(book.number) > 0).all()
        assert [organisation.number for organisation in book] == book.number.tolist()
        assert set(book) == set(one.agents_by_type.get(SocialOrganisation, ()))
        seen.add((book.founded_ever, book.closed_ever))
    assert max(closed for _, closed in seen) > 0
    assert len({founded for founded, _ in seen}) > 1


def test_staff_is_paid_each_month_out_of_what_must_last_until_january() -> None:
    one = quiet("assumptions.institutions.organisation_supervision.misuse=0.0", organisations=1)
    organisation, rent = one[Organisations][0], to_fen(one.institutions.organisations.rent)
    give(one, organisation, 12_300.0)
    for month in range(2, 13):
        one.month = month
        run_organisations(one)
        assert organisation.months_without_money == 0
    assert paid(one, "organisation rent") == 11 * rent
    assert paid(one, "organisation wages") == pytest.approx(to_fen(12_300.0) - 11 * rent, abs=1)
    assert organisation.staff_hours == pytest.approx((12_300.0 / 11 - 300.0) / 25.0, rel=0.01)


def test_an_organisation_without_money_closes_after_its_patience_and_leaves_the_rest_to_residents() -> None:
    one = quiet(f"{LIFE}.grant_gap=3", organisations=2)
    poor, rich = one[Organisations]
    poor.head = 7
    one.residents.office[7] = Office.ORGANISATION_HEAD
    give(one, poor, 10.0)
    give(one, rich, 1e6)
    alive = []
    for _ in range(5):
        run_organisations(one)
        alive.append(len(one[Organisations]))
    assert alive == [2, 2, 2, 1, 1]
    assert list(one[Organisations]) == [rich]
    assert paid(one, "closing") == to_fen(10.0)
    assert one.ledger.balance[poor.account] == 0
    assert one.residents.office[7] == Office.NONE
    assert poor not in one.agents


def test_a_head_who_has_left_is_followed_by_an_activist_or_by_somebody_from_outside() -> None:
    one = quiet(organisations=2)
    for organisation in one[Organisations]:
        give(one, organisation, 1e5)
        organisation.head = 5
    one.residents.rung[9], one.residents.skill[9] = Rung.ACTIVIST, 0.8
    run_organisations(one)
    assert [organisation.head for organisation in one[Organisations]] == [9, -1]
    assert one[Organisations][0].capability == pytest.approx(0.8)


def test_the_effective_number_of_sources_is_that_of_equal_shares() -> None:
    one = quiet(organisations=1)[Organisations][0]
    assert one.sources == 0.0
    for number, source in enumerate(FundingSource, 1):
        one.income[source] += 500
        assert one.sources == pytest.approx(number)

"""Estates (A9, A10): money of property companies, owners' assemblies, life of homeowners' committees."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest

from sim.bodies import Flags
from sim.district import District
from sim.institutions.committee.state import Committees
from sim.institutions.estates import month as housing
from sim.institutions.estates.assembly import hold_assembly
from sim.institutions.estates.care import manage
from sim.institutions.estates.state import (
    HomeownersCommittee,
    HomeownersCommittees,
    PropertyCompanies,
    PropertyCompany,
)
from sim.residents.offers import no_offers
from sim.vocabulary import ADULT_AGE, Act, Audience
from tests.institutions.worlds import district, lived, paid
from tests.residents.audience_members import members_of

KEEN: Final = "assumptions.institutions.estates.vote_shift=6.0"
SULKING: Final = "assumptions.institutions.estates.vote_shift=-6.0"


def estate(*overrides: str, months: int = 1) -> tuple[District, PropertyCompany, HomeownersCommittee]:
    """The first managed estate of a small place."""
    one = district("tiny", *overrides, months=months)
    return one, one[PropertyCompanies][0], one[HomeownersCommittees][0]


def first_alone(one: District) -> Flags:
    """That first estate among all."""
    first: Flags = np.arange(len(one[PropertyCompanies])) == 0
    return first


def test_only_estates_of_flats_have_a_property_company() -> None:
    one = district("tiny")
    kinds = {one.geography.types[one.geography.community_type[c.community]] for c in one[PropertyCompanies]}
    assert kinds == {"commodity"}


def test_what_a_company_receives_is_spent_handed_to_the_owners_or_its_profit() -> None:
    one, _, _ = estate(months=12)
    received = paid(one, "property fees") + paid(one, "income from common parts") + paid(one, "property loss")
    spent = paid(one, "property wages") + paid(one, "property upkeep") + paid(one, "property profit")
    assert received == spent + paid(one, "common income to owners") > 0
    assert all(company.balance == 0 for company in one[PropertyCompanies])


def test_a_company_that_loses_gives_the_estate_up_and_its_care_decays() -> None:
    costly = ("assumptions.institutions.estates.floor=1.0", "assumptions.institutions.estates.refused=1.0")
    one, company, _ = estate(*costly, "assumptions.institutions.estates.successor=0.0", months=13)
    assert company.given_up == 1
    assert not company.manages
    quality = company.quality
    lived(one, 1)
    assert company.quality < quality
    assert paid(one, "property fees", range(14, 15)) == 0


def test_an_assembly_without_half_of_the_owners_elects_nobody() -> None:
    one, _, owners = estate(SULKING)
    housing.elect(one, first_alone(one))
    assert not owners.stands
    assert owners.turnout <= 0.5
    assert owners.rest_until > one.month


def test_an_assembly_of_most_owners_elects_voters_who_own() -> None:
    one, company, owners = estate(KEEN)
    housing.elect(one, first_alone(one))
    residents = one.residents
    first, last = one.geography.estate_start[company.estate : company.estate + 2]
    voted = np.flatnonzero(residents.homeowner_vote)
    assert owners.stands
    assert owners.turnout > 0.5
    assert residents.owner[voted].all()
    assert (residents.age[voted] >= ADULT_AGE).all()
    assert ((voted >= first) & (voted < last)).all()
    assert set(owners.members) <= set(voted.tolist())


def test_owners_whom_nobody_tells_do_not_vote() -> None:
    deaf = [
        f"assumptions.participation.hearing.{way}=0.0" for way in ("notice_base", "notice_contact", "recall")
    ]
    one, _, owners = estate(KEEN, *deaf, "assumptions.institutions.estates.calls=0.0")
    housing.elect(one, first_alone(one))
    assert owners.turnout == 0.0


def test_an_assembly_has_random_draws_of_its_own_and_changes_no_act() -> None:
    one, _, _ = estate(KEEN)
    acts, reasons = one.residents.acts.copy(), one.residents.reason.copy()
    housing.elect(one, first_alone(one))
    assert np.array_equal(acts, one.residents.acts)
    assert np.array_equal(reasons, one.residents.reason)


def test_assemblies_that_are_held_together_are_those_held_one_by_one_by_the_months_random_draws() -> None:
    together, _, _ = estate("assumptions.institutions.estates.vote_shift=1.0", months=3)
    apart = together.fork(together.scenario)
    every = np.ones(len(together[PropertyCompanies]), dtype=np.bool_)
    valid = housing.assemblies(together, every)
    rule, residents, companies = apart.institutions.estates, apart.residents, apart[PropertyCompanies]
    voted = []
    for company in companies:
        first, last = apart.geography.estate_start[company.estate : company.estate + 2]
        owns = residents.owner[first:last] & (residents.age[first:last] >= ADULT_AGE)
        told = hold_assembly(
            first,
            last,
            month=apart.month,
            seed=apart.seed,
            people=apart.people,
            voted=residents.homeowner_vote,
            household=residents.household,
            calls=rule.callers * rule.calls / owns.sum(),
            concern=bool(company.quality < rule.good),
            shift=rule.vote_shift,
            hours=rule.vote_hours,
            rules=apart.rules,
        )
        assert told[0] == owns.sum()
        voted.append(told[1] > told[0] / 2 and told[3] > told[2] / 2)
    assert residents.homeowner_vote.any()
    assert np.array_equal(residents.homeowner_vote, together.residents.homeowner_vote)
    assert valid.tolist() == voted


def test_preparing_takes_the_residents_committees_hours() -> None:
    one, company, owners = estate(KEEN)
    owners.preparing, one[Committees][company.community].spent.service = True, 0.0
    housing.prepare(one, first_alone(one))
    assert owners.guided == 0.0
    one[Committees][company.community].spent.service = 1000.0
    housing.prepare(one, first_alone(one))
    assert owners.stands


def in_office(*overrides: str) -> tuple[District, PropertyCompany, HomeownersCommittee]:
    one, company, owners = estate(KEEN, *overrides)
    housing.elect(one, first_alone(one))
    return one, company, owners


def test_a_committee_falls_apart_when_its_members_have_moved_away() -> None:
    one, _, owners = in_office()
    one.residents.homeowner_vote[owners.members[: len(owners.members) - 2]] = False
    housing.oversee(one, first_alone(one))
    assert not owners.stands
    assert owners.dissolved == 1


@pytest.mark.parametrize(("quality", "dismissed"), [(0.2, 1), (0.8, 0)])
def test_a_committee_dismisses_a_company_only_if_it_keeps_the_estate_badly(
    quality: float, dismissed: int
) -> None:
    one, company, owners = in_office()
    one.month, company.quality = owners.elected + 12, quality
    housing.oversee(one, first_alone(one))
    assert company.dismissed == dismissed


def test_an_overseen_company_keeps_less_and_the_estate_is_kept_better() -> None:
    overseen, company, _ = in_office()
    alone, same, _ = estate(KEEN)
    for _ in range(12):
        manage(overseen)
        manage(alone)
    assert company.quality > same.quality
    assert company.balance < same.balance


def test_boards_of_a_cooperating_company_tell_owners_and_closed_ones_keep_notices_out() -> None:
    one, company, owners = estate()
    for willing in (True, False):
        offers = no_offers(one.geography.communities)
        offers.phase[:, Act.DELIBERATE], offers.notice[:, Act.DELIBERATE] = 1, 1.0
        one[PropertyCompanies].willing[:] = willing
        housing.board_offers(one, offers)
        told = offers.organisation[company.community, Act.DELIBERATE]
        assert (told[members_of(Audience.OWNERS)] > 0.0).all() == willing
        assert (offers.notice[company.community, Act.DELIBERATE] < 1.0) != willing
    assert not owners.stands

"""Service centres (A7, S3.4): money in and out, who runs them, what their hours do, what scores change."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest

from sim.actor import OUTSIDE
from sim.district import District
from sim.institutions.organisations.state import FundingSource, Organisations
from sim.institutions.service_centres import contracts as service_contracts
from sim.institutions.service_centres import month as services
from sim.institutions.service_centres.delivery import deliver
from sim.institutions.service_centres.state import NO_ORGANISATION, Provider, ServiceCentre, ServiceCentres
from sim.vocabulary import Act
from tests.institutions.worlds import another_organisation, district, lived, paid

STAFFED: Final = "policies.centre.staff=1.0"
NONE: Final = tuple(f"place.types.{kind}.bodies.service_centre=0.0" for kind in ("village", "commodity"))
SCORED: Final = "policies.centre.scored_items=1.0"


def staffed(*overrides: str, months: int = 8) -> District:
    return district("tiny", STAFFED, *overrides, months=months)


def test_a_community_without_a_centre_has_no_services_and_pays_nothing() -> None:
    one = district("tiny", *NONE, months=12)
    assert paid(one, "service centre") == 0
    assert all(centre.quality.max() == 0.0 and centre.served == 0 for centre in one[ServiceCentres])


def test_a_centre_pays_out_what_it_receives() -> None:
    one = staffed('policies.centre.provider="imported"')
    assert paid(one, "service centre") > 0
    assert paid(one, "service centre") == paid(one, "centre wages") + paid(one, "centre provider's fee")
    assert all(centre.balance == 0 for centre in one[ServiceCentres])


@pytest.mark.parametrize(
    ("provider", "social_workers"), [("government_run", 0.0), ("imported", 0.0), ("government_run", 0.5)]
)
def test_the_district_pays_each_place_a_months_wage_and_more_for_what_is_imported_or_skilled(
    provider: str, social_workers: float
) -> None:
    one = staffed(
        f'policies.centre.provider="{provider}"', f"policies.centre.social_workers={social_workers}"
    )
    staff, rule = one.institutions.staff, one.institutions.services
    places = sum(
        (centre.standing + 1.0) * one.geography.size[centre.community] for centre in one[ServiceCentres]
    )
    wages = places / 1000.0 * staff.month * staff.wage
    dearer = rule.imported_price if provider == "imported" else 1.0
    dearer *= 1.0 + social_workers * (rule.social_worker_wage - 1.0)
    assert rule.imported_price != 1.0 != rule.social_worker_wage
    assert paid(one, "service centre", range(8, 9)) == pytest.approx(100.0 * wages * dearer, abs=2)


@pytest.mark.parametrize(
    ("choice", "kind", "provider"),
    [
        ("government_run", "commodity", Provider.GOVERNMENT),
        ("by_urbanisation", "commodity", Provider.LOCAL),
        ("by_urbanisation", "village", Provider.IMPORTED),
        ("local", "village", Provider.LOCAL),
        ("imported", "commodity", Provider.IMPORTED),
    ],
)
def test_who_runs_a_centre_follows_the_degree_of_urbanisation_if_the_policy_says_so(
    choice: str, kind: str, provider: Provider
) -> None:
    one = district("tiny", f'policies.centre.provider="{choice}"')
    one.put_in_force(np.ones_like(one.in_force))
    types = [one.geography.types[k] for k in one.geography.community_type]
    assert service_contracts.wanted_providers(one)[types.index(kind)] == provider


def test_an_organisation_runs_the_centre_earns_its_fee_and_is_replaced_by_government_when_it_closes() -> None:
    one = district("tiny", STAFFED, 'policies.centre.provider="local"', months=5)
    organisation = another_organisation(one)
    one.ledger.pay(OUTSIDE, organisation.account, 10_000_000, "gift", 0, one.month)
    lived(one, 3)
    centre = one[ServiceCentres][0]
    assert (centre.provider, centre.organisation) == (Provider.LOCAL, organisation.number)
    fee = paid(one, "centre provider's fee", place=0)
    assert fee > 0
    assert 0.7 * fee < organisation.income[FundingSource.SUPERIOR] <= fee  # fades by a twelfth a month
    one[Organisations].close(one[Organisations].number == organisation.number)
    lived(one, 1)
    assert (centre.provider, centre.organisation) == (Provider.GOVERNMENT, NO_ORGANISATION)


def test_a_centre_stays_with_the_organisation_that_runs_it_while_that_works_whoever_bids_better() -> None:
    one = district("tiny", "assumptions.institutions.organisations.initial=0.0")
    first, better, closed = (another_organisation(one) for _ in range(3))
    for organisation, reputation in ((first, 0.1), (better, 0.9), (closed, 0.5)):
        organisation.registered, organisation.reputation = True, reputation
        organisation.opens = one.month + (organisation is closed)
    centres = one[ServiceCentres]
    centres.organisation[:] = (first.number, NO_ORGANISATION)
    local = service_contracts._local_organisations(one, centres)
    assert local.tolist() == [first.number, NO_ORGANISATION]
    first.opens = one.month + 1
    local = service_contracts._local_organisations(one, centres)
    assert local.tolist() == [better.number, NO_ORGANISATION]


def test_each_centre_pays_its_fee_to_the_organisation_that_runs_it_and_to_no_other() -> None:
    one = district("tiny", "assumptions.institutions.organisations.initial=0.0")
    here, there = (another_organisation(one, c) for c in (0, 1))
    centres = one[ServiceCentres]
    centres.organisation[:] = (NO_ORGANISATION, there.number)
    centres.provider[:] = (Provider.GOVERNMENT, Provider.LOCAL)
    one.ledger.pay(OUTSIDE, centres[1].account, 700, "gift", 1, one.month)
    service_contracts._pay_fees(one, centres, np.array([0, 700]))
    assert (here.balance, there.balance) == (0, 700)
    assert [centre.balance for centre in centres] == [0, 0]
    assert there.income[FundingSource.SUPERIOR] == 700


def test_open_tasks_draw_staff_only_where_the_committee_runs_the_centre() -> None:
    own, contracted = staffed(), staffed('policies.centre.provider="imported"')
    assert sum(centre.drawn for centre in own[ServiceCentres]) > 0.0
    assert all(centre.drawn <= 0.3 * centre.paid + 1e-9 for centre in own[ServiceCentres])
    assert sum(centre.drawn for centre in contracted[ServiceCentres]) == 0.0


def test_more_hours_meet_more_needs_but_each_hour_less() -> None:
    one = staffed()
    centre, quality = one[ServiceCentres][0], []
    for hours in (20.0, 40.0, 80.0):
        centre.paid, centre.drawn = hours, 0.0
        deliver(one)
        quality.append(centre.quality.mean())
        assert ((centre.quality >= 0.0) & (centre.quality < 1.0)).all()
    first, second = np.diff(quality)
    assert quality[0] < quality[1] < quality[2]
    assert second / 40.0 < first / 20.0


def test_a_provider_that_knows_the_community_gives_hours_to_what_it_needs() -> None:
    one = staffed()
    centre = one[ServiceCentres][0]
    most = int(np.argmax(one[ServiceCentres].needs[0]))
    hours = {}
    for provider in (Provider.GOVERNMENT, Provider.LOCAL):
        centre.book.provider[0] = provider
        centre.paid, centre.drawn = 40.0, 0.0
        deliver(one)
        hours[provider] = centre.hours[most]
    assert hours[Provider.LOCAL] > hours[Provider.GOVERNMENT]


@pytest.mark.parametrize(
    ("rounds", "months"), [(1, [12]), (2, [6, 12]), (4, [3, 6, 9, 12]), (12, [*range(1, 13)])]
)
def test_rounds_of_scoring_are_spread_over_the_year_and_end_in_december(
    rounds: int, months: list[int]
) -> None:
    assert [m for m in range(1, 13) if services.round_of_rating(m, rounds)] == months


def test_the_most_needed_items_are_scored_first() -> None:
    needs = np.array([[1.0, 9.0, 3.0, 2.0, 8.0, 0.0]] * 3)
    some, every, none = services.scored_items(needs, np.array([1 / 3, 1.0, 0.0]))
    assert np.flatnonzero(some).tolist() == [1, 4]
    assert every.all()
    assert not none.any()


def test_who_rates_a_centre_supervises_or_was_interviewed_and_scores_are_between_0_and_1() -> None:
    keen = "assumptions.participation.motives.supervise.intercept=9.0"
    one = staffed(SCORED, keen, "policies.centre.rating_rounds=12")
    raters = sum(centre.raters for centre in one[ServiceCentres])
    supervising = one.residents.acts >> int(Act.SUPERVISE) & 1 == 1
    interviewed = (one.residents.interviewed == one.month) & ~supervising
    assert supervising.any()
    assert interviewed.any()
    assert 0 < raters <= (supervising | interviewed).sum()
    scores = np.concatenate([centre.score for centre in one[ServiceCentres]])
    known = scores[~np.isnan(scores)]
    assert known.size
    assert ((known >= 0.0) & (known <= 1.0)).all()


def rated(one: District, *scores: float) -> list[ServiceCentre]:
    one[ServiceCentres].score[:] = np.array(scores)[:, np.newaxis]
    return one[ServiceCentres].views


CONTRACT: Final = ('policies.centre.provider="imported"', SCORED, "policies.centre.pay_by_score=0.4")


def test_money_follows_scores_from_the_low_to_the_high() -> None:
    one = staffed(*CONTRACT)
    before = [centre.paid for centre in one[ServiceCentres]]
    low, high = rated(one, 0.1, 0.3)
    service_contracts.run_centres(one)
    assert low.paid < before[0]
    assert high.paid > before[1]
    assert low.paid / before[0] == pytest.approx(1 - 0.4 + 0.4 * 0.5)


def test_a_government_run_centre_has_no_money_at_stake() -> None:
    one = staffed(SCORED, "policies.centre.pay_by_score=0.4")
    before = [centre.paid for centre in one[ServiceCentres]]
    rated(one, 0.1, 0.3)
    service_contracts.run_centres(one)
    assert [centre.paid for centre in one[ServiceCentres]] == before


def test_a_provider_that_stays_low_is_replaced() -> None:
    one = staffed(*CONTRACT, months=23)
    low, high = rated(one, 0.05, 0.9)
    low.low = one.institutions.services.patience - 1
    start = low.since
    service_contracts.renew_contracts(one)
    assert low.replaced == 1
    assert low.since > start
    assert high.replaced == 0


def test_a_met_need_is_felt_like_an_answer() -> None:
    served, idle = (
        staffed(f"assumptions.institutions.services.served={share}", *NONE, months=7) for share in (0.5, 0.0)
    )
    assert sum(centre.served for centre in served[ServiceCentres]) > 0
    rose = served.residents.trust - idle.residents.trust
    assert (rose >= 0.0).all()
    assert (rose > 0.0).sum() == sum(centre.served for centre in served[ServiceCentres])

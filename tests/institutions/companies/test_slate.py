"""Q2: the share company's people on the residents' committee, how they come there and what they do there."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from sim.district import District
from sim.institutions.committee.state import Committees
from sim.institutions.companies import slate as company_slate
from sim.institutions.companies.state import NOBODY, Companies
from sim.vocabulary import ADULT_AGE, PROFILES, Act, Audience, Office
from tests.institutions.worlds import district, lived, paid
from tests.residents.audience_members import members_of

POLL = 6
VILLAGES = 'place.communities=[{type="village",count=4,residents=600}]'
ELECTS = (VILLAGES, f"calendar.first_election={POLL}")


def village(*more: str, seed: int = 1, months: int = POLL) -> District:
    """Four former villages that elect in month 6, after some months."""
    return district("village", *ELECTS, *more, seed=seed, months=months)


def named(places: list[int]) -> list[int]:
    """Rows of the residents who stand on a list."""
    return [int(row) for row in places if row != NOBODY]


def test_the_company_puts_up_its_best_known_shareholders_for_most_seats() -> None:
    one = village(months=POLL - 2)
    for company in one[Companies]:
        committee = one[Committees][company.community]
        people, slate = named(company.people), named(company.slate)
        assert len(people) == round(one.institutions.company.posts * committee.seats)
        assert one.residents.shareholder[people].all()
        assert (one.residents.age[people] >= ADULT_AGE).all()
        assert slate == people[: round(one.institutions.company.slate * committee.seats)]
        assert set(slate) <= set(committee.candidates)
        assert len(set(committee.candidates)) == len(committee.candidates)


def test_where_no_company_is_nobody_is_put_up_by_one() -> None:
    one = district("tiny", f"calendar.first_election={POLL}", months=POLL)
    assert one[Companies].community.tolist() == [0]
    assert one[Committees][1].spent.company == 0.0


def test_company_people_dominate_the_committees_of_former_villages() -> None:
    """Q2. The mean share of seats over 20 committees exceeds a half by 4.5 standard errors."""
    held = [
        company_slate.seats_held(one)[c] / one[Committees][c].seats
        for one in (village(seed=seed) for seed in range(5))
        for c in one[Companies].community
    ]
    error = float(np.std(held, ddof=1)) / len(held) ** 0.5
    assert np.mean(held) - 4.5 * error > 0.5


@pytest.mark.parametrize("separation", [0.5, 1.0])
def test_who_holds_a_barred_post_does_not_stand_and_the_slate_shrinks(separation: float) -> None:
    early = ("calendar.burn_in=2", f"policies.companies.separation={separation}")
    one = village(*early, months=POLL - 2)
    rule = one.institutions.company
    for company in one[Companies]:
        committee = one[Committees][company.community]
        people, slate = named(company.people), named(company.slate)
        barred = people[: round(separation * len(people))]
        assert barred
        assert not set(barred) & set(committee.candidates)
        assert len(slate) <= round(rule.slate * committee.seats * (1.0 - separation))
        assert len(committee.candidates) > committee.seats
    assert paid(one, "screening of candidates") > 0


def test_shareholders_votes_seat_more_company_people() -> None:
    """Where many stand: paired with ballots that are not loyal, a one-sided sign test at 1 in 1,000."""
    gained, many = [], "assumptions.participation.motives.stand.intercept=0.0"
    for seed in range(10):
        loyal, free = (
            village(many, f"assumptions.institutions.company.loyalty={weight}", seed=seed)
            for weight in (50.0, 0.0)
        )
        gained += (company_slate.seats_held(loyal) - company_slate.seats_held(free)).tolist()
    up, down = sum(one > 0 for one in gained), sum(one < 0 for one in gained)
    assert binomtest(up, up + down, alternative="greater").pvalue < 0.001


def test_members_from_the_company_spend_free_hours_on_its_business() -> None:
    one = village(months=POLL + 1)
    rule = one.institutions
    for c, committee in enumerate(one[Committees]):
        share = company_slate.seats_held(one)[c] / committee.seats
        free = committee.staff_hours - committee.spent.administrative
        assert committee.spent.company == pytest.approx(share * rule.company.committee_hours * free)
    assert sum(committee.spent.company for committee in one[Committees]) > 0.0


def test_a_company_with_a_slate_tells_villagers_of_the_roll_and_pays_for_it() -> None:
    one = village(months=POLL - 1)
    owners = members_of(Audience.OWNERS)
    others = np.setdiff1d(np.arange(PROFILES), owners)
    told = one.offers.organisation[:, Act.VOTE]
    assert (told[:, owners] == one.institutions.company.mobilisation).all()
    assert (told[:, others] == 0.0).all()
    assert paid(one, "canvassing") > 0
    assert paid(lived(one, 1), "canvassing", range(POLL, POLL + 1)) == 0


def test_a_failed_company_puts_nobody_up_and_tells_nobody() -> None:
    one = village(months=POLL - 3)
    one[Companies].failed[:] = True
    lived(one, 3)
    assert paid(one, "canvassing") == 0
    assert (one[Companies].slate == NOBODY).all()


def test_who_moved_away_holds_no_seat_for_the_company() -> None:
    one = village()
    held = company_slate.seats_held(one)[0]
    seated = [row for row in named(one[Companies][0].people) if one.residents.office[row] == Office.COMMITTEE]
    assert held == len(seated) > 0
    one.residents.shareholder[seated[0]] = False
    assert company_slate.seats_held(one)[0] == held - 1

"""Opportunities and how they are made known: every body adds what its hours and money allow, and no more."""

from __future__ import annotations

import numpy as np
import pytest

from sim.district import District
from sim.institutions.committee.hours import plan_hours
from sim.institutions.committee.offers import VISITED_FOR
from sim.institutions.committee.state import Committees
from sim.institutions.doors import each_doors, familiarity
from sim.institutions.fund.state import Funds
from sim.institutions.government.programme import places_left_to_residents
from sim.institutions.government.rollout import roll_out
from sim.institutions.offers import BY_DAY, make_offers
from sim.institutions.organisations.state import FIELDS, Field, Organisations
from sim.institutions.resident_units.month import places_lent
from sim.institutions.resident_units.state import ResidentUnits
from sim.residents.offers import ANY_HOUR, NO_LIMIT, Offers
from sim.vocabulary import Act
from tests.institutions.worlds import another_organisation, district

FEBRUARY, DRIVE = 8, 11
THOUSANDS = 0.12


def doors(one: District, contacts: float) -> float:
    """Doors that must be passed for so many contacts."""
    return float(each_doors(one, np.array([contacts]))[0])


def quiet(*rules: str, month: int = FEBRUARY) -> District:
    """A district in a month of its policy, with no organisations and all staff hours left for organising."""
    one = district("tiny", "assumptions.institutions.organisations.initial=0.0", *rules)
    one.month = month
    roll_out(one, month - one.calendar.burn_in)
    plan_hours(one)
    return one


def offered(*rules: str, month: int = FEBRUARY) -> Offers:
    return make_offers(quiet(*rules, month=month))


def test_visits_are_divided_over_what_is_on_offer() -> None:
    one = quiet("assumptions.institutions.staff.meetings=0.0")
    offers, committee, rule = make_offers(one), one[Committees][0], one.institutions.staff
    by_staff = committee.spent.visits * rule.visits * (rule.least_yield + committee.capability)
    per_adult = (by_staff + committee.heads * rule.head_visits) / one.adults[0]
    for act, share in zip(VISITED_FOR, rule.visit_shares, strict=True):
        expected = 0.0 if act == Act.DELIBERATE else share * per_adult
        aimed, known = rule.visits_aimed, float(familiarity(one)[0]) / one.adults[0]
        assert offers.visits[0, act, 0] == pytest.approx(doors(one, (1.0 - aimed) * expected))
        assert offers.familiar[0, act] * known == pytest.approx(aimed * expected)
    assert per_adult > 0.0
    assert sum(rule.visit_shares) == pytest.approx(1.0)


def test_in_the_drive_the_committee_goes_round_for_the_roll_alone() -> None:
    offers = offered(month=DRIVE)
    assert offers.visits[0, Act.VOTE, 0] > 0.0
    assert not np.delete(offers.visits[0], int(Act.VOTE), axis=0).any()


def test_each_hour_of_activities_makes_its_places() -> None:
    rules = ["volunteer_places=50.0", "culture_places=100.0"]
    one = quiet(*(f"assumptions.institutions.staff.{rule}" for rule in rules))
    offers, hours = make_offers(one), one[Committees][0].spent.activities
    federation = one.institutions.government.federation_places * THOUSANDS
    units = one[ResidentUnits]
    lent = places_lent(one)[units.working & (units.community == 0)].sum()
    arranged = places_left_to_residents(one)[0]
    exact = {Act.VOLUNTEER: hours * 25.0 + federation + lent, Act.CULTURE: hours * 50.0 + arranged}
    for act, places in exact.items():
        assert offers.places[0, act] in (np.floor(places), np.ceil(places))


def test_parts_of_a_place_add_up_over_the_months_to_what_they_are() -> None:
    rule = "assumptions.institutions"
    places = f"{rule}.units.places=0.0", f"{rule}.government.federation_places=22.0"
    one = quiet(f"{rule}.staff.activities=0.0", *places)
    exact, offered = one.institutions.government.federation_places * THOUSANDS, []
    assert exact % 1.0 > 0.0
    for month in range(1, 401):
        one.month = month
        offered.append(float(make_offers(one).places[1, Act.VOLUNTEER]))
    error = np.sqrt(0.25 / len(offered))
    assert abs(np.mean(offered) - exact) < 4.0 * error
    assert set(offered) == {np.floor(exact), np.ceil(exact)}


def test_a_working_organisation_adds_places_and_one_without_money_none() -> None:
    one = quiet()
    alone = make_offers(one)
    organisation = another_organisation(one)
    rule = one.institutions.organisations
    organisation.staff_hours = rule.staff_hours
    helped = make_offers(one)
    one[Organisations][0].months_without_money = 1
    idle = make_offers(one)
    made = {
        Act.VOLUNTEER: rule.volunteer_places * rule.field_volunteering[Field.CULTURE],
        Act.CULTURE: rule.culture_places * rule.field_culture[Field.CULTURE],
    }
    for act, places in made.items():
        assert helped.places[0, act] - alone.places[0, act] == int(places)
        told = helped.organisation[0, act, 0] - alone.organisation[0, act, 0]
        assert told == pytest.approx(rule.reach / one.adults[0])
        assert helped.places[1, act] == alone.places[1, act] == idle.places[1, act]
        assert idle.places[0, act] == alone.places[0, act]


def test_fields_change_who_is_reached_not_how_much_there_is() -> None:
    rule = quiet().institutions.organisations
    assert sum(rule.field_volunteering) == pytest.approx(FIELDS)
    assert sum(rule.field_culture) == pytest.approx(FIELDS)


def test_complaints_are_open_at_any_hour_and_without_limit() -> None:
    offers = offered()
    assert offers.daytime[0, Act.COMPLAIN, 0] == ANY_HOUR
    assert offers.places[0, Act.COMPLAIN] == offers.places[0, Act.SUGGEST] == NO_LIMIT


def test_without_the_online_channel_nothing_stands_online() -> None:
    assert not offered().online.any()


def test_online_stands_the_share_of_what_is_offered() -> None:
    offers = offered("policies.residents.channel_online=0.8")
    assert set(offers.online[offers.phase > 0]) == {0.8}
    assert set(offers.online[offers.phase == 0]) == {0.0}


def test_the_volunteer_desk_makes_places_visits_and_evening_slots() -> None:
    usual, desk = offered(), offered("policies.residents.channel_volunteer=50.0")
    assert desk.places[0, Act.VOLUNTEER] > usual.places[0, Act.VOLUNTEER]
    assert desk.visits[0, Act.VOLUNTEER, 0] > usual.visits[0, Act.VOLUNTEER, 0]
    assert (usual.daytime[0, Act.VOLUNTEER, 0], desk.daytime[0, Act.VOLUNTEER, 0]) == (
        quiet().institutions.staff.occasions_by_day[BY_DAY.index(Act.VOLUNTEER)],
        0.0,
    )


def test_the_opinion_channel_goes_round_for_proposals_with_half_its_hours() -> None:
    one = quiet("policies.residents.channel_opinion=40.0")
    gained = make_offers(one).visits[0, Act.SUGGEST, 0] - offered().visits[0, Act.SUGGEST, 0]
    heard = 20.0 * THOUSANDS * one.institutions.staff.visits
    assert gained == pytest.approx(doors(one, heard) / one.adults[0])


@pytest.mark.parametrize(("hours", "inviting"), [(0.0, None), (8.0, 0.0), (20.0, 12.0)])
def test_the_funds_organisers_hold_councils_and_invite_with_the_rest(
    hours: float, inviting: float | None
) -> None:
    staff, fund = "assumptions.institutions.staff", "assumptions.institutions.fund"
    one = quiet(
        f"{staff}.meetings=0.0", f"{staff}.meeting_hours=8.0", f"{fund}.council_meetings={1.0 / THOUSANDS}"
    )
    one[Funds].council_hours[0] = hours
    offers, rule = make_offers(one), one.institutions.staff
    assert offers.phase[0, Act.DELIBERATE] == (inviting is not None)
    if inviting is not None:
        assert offers.places[0, Act.DELIBERATE] == rule.meeting_places
        assert offers.visits[0, Act.DELIBERATE, 0] == pytest.approx(
            doors(one, inviting * rule.drive_visits) / one.adults[0]
        )


def test_offers_are_the_same_in_new_arrays_and_in_those_of_another_month() -> None:
    one = quiet("policies.residents.fitting_times=0.5", "policies.ladder.invitations=40.0")
    past = make_offers(one)
    for cells in past:
        cells[...] = 3
    again = make_offers(one, past)
    assert all(cells is before for cells, before in zip(again, past, strict=True))
    assert all(np.array_equal(cells, new) for cells, new in zip(again, make_offers(one), strict=True))

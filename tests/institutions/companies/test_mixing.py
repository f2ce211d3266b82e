"""S2.5: joint events make ties across hukou and are paid; easier admission brings newcomers on the roll."""

from __future__ import annotations

import numpy as np
import pytest

from sim.institutions.companies.mixing import JointEvents, events, offer_events
from sim.network.companion_links import link_across
from sim.network.companions import Companions
from sim.residents.offers import no_offers
from sim.vocabulary import Act, Hukou
from tests.institutions.worlds import district, paid

EVENTS = "policies.companies.mixed_events=10.0"
START = np.array([0, 100, 200])
NOBODY = -1


def crossed(rows: list[int], place: list[float], newcomer: list[int]) -> set[tuple[int, int]]:
    """Pairs that an event makes."""
    partner, since = np.full((200, 4), NOBODY, dtype=np.int32), np.zeros((200, 4), dtype=np.int16)
    kind = np.zeros(200, dtype=np.bool_)
    kind[newcomer] = True
    across = link_across(np.array(rows), np.array(place), kind, partner, since, 1)
    met = partner.max(axis=1)
    pairs = {(i, int(met[i])) for i in range(200) if met[i] != NOBODY}
    assert {i for i, _ in pairs} == {row for row, tied in zip(rows, across, strict=True) if tied}
    assert {(j, i) for i, j in pairs} == pairs
    return {(i, j) for i, j in pairs if i < j}


def test_an_event_pairs_a_local_and_a_newcomer_who_are_each_others_nearest() -> None:
    assert crossed([1, 2, 3, 4], [0.1, 0.12, 0.2, 0.4], [2, 3]) == {(1, 2)}
    assert crossed([1, 2, 3, 4], [0.1, 0.2, 0.39, 0.4], [2, 3]) == {(1, 2), (3, 4)}
    assert crossed([1, 2, 3], [0.1, 0.2, 0.3], []) == set()


def test_who_is_in_between_is_passed_over_by_those_who_are_alike() -> None:
    assert crossed([1, 2, 3, 4, 5], [0.1, 0.2, 0.3, 0.34, 0.45], [4]) == {(3, 4)}
    assert crossed([9, 2, 7, 4], [0.1, 0.15, 0.3, 0.31], [9, 4]) == {(2, 9), (4, 7)}


def test_nobody_is_paired_with_another_community() -> None:
    assert crossed([1, 150], [0.45, 1.01], [150]) == set()


def test_one_more_at_an_event_repairs_only_neighbours() -> None:
    rng = np.random.default_rng(1)
    place = np.sort(rng.random(60) * 0.5)
    newcomer = [int(row) for row in np.flatnonzero(rng.random(60) < 0.7)]
    whole = crossed(list(range(60)), place.tolist(), newcomer)
    for missing in range(60):
        rows = [row for row in range(60) if row != missing]
        without = crossed(rows, place[rows].tolist(), newcomer)
        assert len(whole ^ without) <= 3


def test_events_tie_locals_with_newcomers_more_than_chance_does() -> None:
    identity, acts = np.arange(200, dtype=np.uint32), np.full(200, 1 << Act.CULTURE, dtype=np.int16)
    newcomer = np.arange(200) % 4 != 0
    shares = []
    for mixed in (np.zeros(2), np.ones(2)):
        companions, ends = Companions(200, 12, 4), []
        for month in range(1, 20):
            companions.meet(acts, identity, START, 1, month, mixed, newcomer)
            tied = companions.partner >= 0
            ends.append((newcomer[companions.partner] != newcomer[:, np.newaxis])[tied].mean())
        shares.append(np.array(ends))
    difference = shares[1] - shares[0]
    assert difference.mean() - 4.5 * difference.std(ddof=1) / len(difference) ** 0.5 > 0.0


def test_company_and_district_share_the_cost_and_the_district_pays_alone_without_a_company() -> None:
    one = district("tiny", EVENTS, months=24)
    cost = int(one.institutions.mixing.event_cost * 100)
    for c, parts in ((0, 2), (1, 1)):
        district_pays = sum(
            fen
            for flow, fen in one.ledger.flows.items()
            if flow.purpose == "joint events" and flow.payer == "district" and flow.place == c
        )
        assert paid(one, "joint events", place=c) == parts * district_pays > 0
        assert paid(one, "joint events", place=c) % cost == 0


def test_an_event_adds_its_places_to_those_of_the_month_and_is_their_share_of_them() -> None:
    one = district("tiny", EVENTS, months=8)
    offers, held = no_offers(one.geography.communities), events(one)
    offers.places[:, Act.CULTURE] = 50.0
    offer_events(one, offers)
    places = held * one.institutions.mixing.event_places
    assert held.sum() > 0
    assert one.institutions.mixing.event_places > 1.0
    assert offers.places[:, Act.CULTURE] == pytest.approx(50.0 + places)
    assert one[JointEvents].share == pytest.approx(places / (50.0 + places))


def test_without_events_no_activity_is_one_and_nothing_is_paid() -> None:
    one = district(months=12)
    assert not one[JointEvents].share.any()
    assert paid(one, "joint events") == paid(one, "checking newcomers' papers") == 0


def test_permits_and_a_shorter_residence_bring_newcomers_on_the_roll_and_are_checked_for_money() -> None:
    quick = ("calendar.first_election=9", 'place.communities=[{type="village",count=2,residents=800}]')
    rolls = []
    for more in ((), ("policies.companies.permits_accepted=1.0", "policies.companies.residence_waived=1.0")):
        one = district("village", *quick, *more, months=8)
        newcomer = one.residents.hukou == Hukou.OUTSIDE_DISTRICT
        rolls.append(one.residents.registered & newcomer)
        assert (paid(one, "checking newcomers' papers") > 0) == bool(more)
    assert (rolls[1] >= rolls[0]).all()
    assert rolls[1].sum() > rolls[0].sum()

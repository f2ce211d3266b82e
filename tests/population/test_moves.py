"""Who lives in a home hangs on nobody else; who moves away is followed by as many; five years of life."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.network.companions import Companions
from sim.population.build import move_households, populate, settle
from sim.population.life_course import grow_older
from sim.population.moves import move_chances
from sim.population.place import Place
from sim.residents.table import Residents
from sim.scenario import load_scenario
from sim.vocabulary import Hukou
from tests.population.peoples import ERRORS, groups, place_of


def with_last_community_of(size: int) -> Place:
    place = load_scenario("baoan_sample").place
    last = replace(place.communities[0], count=1, residents=size)
    return replace(place, communities=(*(replace(c, count=1) for c in place.communities[1:]), last))


@pytest.mark.parametrize("size", [2000, 1999, 333])
def test_one_more_resident_changes_nobody_elses_traits(size: int) -> None:
    fewer, _ = populate(with_last_community_of(size), 5)
    more, geography = populate(with_last_community_of(size + 1), 5)
    assert len(more) == len(fewer) + 1
    care = {"free_hours", "evening"}  # a child more takes time of those at home
    others = geography.household_start[more.household[-1]]
    for name in Residents.columns:
        rows = slice(others if name in care else len(fewer))
        assert np.array_equal(getattr(more, name)[rows], getattr(fewer, name)[rows]), name


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    place = place_of("tiny")
    first, second, other = (populate(place, seed)[0] for seed in (3, 3, 4))
    same = {name for name in Residents.columns if np.array_equal(getattr(first, name), getattr(second, name))}
    assert same == set(Residents.columns)
    assert not np.array_equal(first.trust, other.trust)


def test_the_order_in_which_homes_are_settled_does_not_matter() -> None:
    residents, geography = populate(place_of("tiny"), 6)
    again = residents.copy()
    settle(again, geography, np.arange(geography.households)[::-1].copy(), 6, 0)
    for name in Residents.columns:
        assert np.array_equal(getattr(again, name), getattr(residents, name)), name


def test_newcomers_take_the_place_of_as_many_of_the_same_origin_and_change_nobody_else() -> None:
    residents, geography = populate(place_of("baoan_sample"), 7)
    before = residents.copy()
    homes = np.arange(0, geography.households, 50)
    rows = settle(residents, geography, homes, 7, 12)
    assert np.array_equal(rows, np.flatnonzero(np.isin(residents.household, homes)))
    stayed = np.setdiff1d(np.arange(len(residents)), rows)
    for name in Residents.columns:
        assert np.array_equal(getattr(residents, name)[stayed], getattr(before, name)[stayed]), name
    assert np.all(residents.years_here[rows] == 0)
    assert not residents.shareholder[rows].any()
    migrant = Hukou.OUTSIDE_DISTRICT
    assert np.array_equal(residents.hukou[rows] == migrant, before.hukou[rows] == migrant)
    assert not residents.owner[rows][~geography.owner_occupied[residents.household[rows]]].any()
    assert np.mean(residents.age[rows] == before.age[rows]) < 0.01
    assert list(residents.outside_range()) == []


def test_newcomers_start_as_everybody_starts_and_nobody_else_starts_anew() -> None:
    residents, geography = populate(place_of("tiny"), 8)
    state = [
        "registered",
        "response",
        "voice_since",
        "complaint_since",
        "homeowner_vote",
        "interviewed",
        "registered_volunteer",
        "representative",
        "climbed",
        "rung",
        "office",
        "history",
        "reason",
        "told_by",
        "active",
        "acts",
        "elector",
        "hours",
    ]
    for name in state:
        getattr(residents, name)[...] = Residents.columns[name].high
    moved = np.arange(0, geography.households, 3)
    settle(residents, geography, moved, 8, 1)
    new = np.isin(residents.household, moved)
    for name in state:
        column = getattr(residents, name)
        assert np.all(column[new] == Residents.columns[name].default), name
        assert np.all(column[~new] == Residents.columns[name].high), name
    assert np.array_equal(residents.trust, residents.trust_set)


def test_as_many_households_move_as_the_place_says() -> None:
    place = place_of("baoan_sample")
    residents, geography = populate(place, 9)
    chance = move_chances(place)
    head = geography.household_start[:-1]
    migrant = (residents.hukou[head] == Hukou.OUTSIDE_DISTRICT).astype(int)
    kind = geography.community_type[residents.community[head]]
    people = np.diff(geography.household_start)
    expected = chance[kind, migrant, geography.owner_occupied.astype(int)]
    mean, variance = np.sum(expected * people), np.sum(expected * (1 - expected) * people**2)
    months = 24
    moved = sum(
        move_households(residents, geography, place, 9, m, Companions(len(residents), 12, 4))
        for m in range(months)
    )
    assert abs(moved - months * mean) < ERRORS * np.sqrt(months * variance)


def test_five_years_of_life_leave_the_place_about_as_it_was() -> None:
    place = place_of("baoan_sample", 3)
    residents, geography = populate(place, 10)
    before, companions = residents.copy(), Companions(len(residents), 12, 4)
    for month in range(1, 61):
        grow_older(residents, geography, 10, month, companions)
        move_households(residents, geography, place, 10, month, companions)
    assert list(residents.outside_range()) == []
    then, now = groups(before), groups(residents)
    assert abs(residents.age[now["adults"]].mean() - before.age[then["adults"]].mean()) < 1.5
    for trait, tolerance in (("owner", 0.03), ("party", 0.02), ("dormitory", 0.0), ("female", 0.02)):
        column, old = getattr(residents, trait), getattr(before, trait)
        assert abs(column.mean() - old.mean()) <= tolerance, trait
    assert np.mean(residents.hukou == Hukou.OUTSIDE_DISTRICT) == np.mean(
        before.hukou == Hukou.OUTSIDE_DISTRICT
    )
    youngest = now["adults"] & (residents.age < 25)
    assert residents.education[youngest].mean() > 2.4


def test_few_newcomers_know_how_the_committee_is_formed_and_not_who_lived_there_before() -> None:
    residents, geography = populate(place_of("tiny"), 8)
    residents.knows_formation[:] = True
    settle(residents, geography, np.arange(geography.households), 8, 1)
    assert 0 < residents.knows_formation.sum() < 0.15 * len(residents)

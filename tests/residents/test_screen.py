"""Shortcuts of the choice: the bound that spares the first gate, and bits that tell what is remembered."""

from __future__ import annotations

import numpy as np
import pytest

from sim.district import District
from sim.network import acting, contact_words
from sim.residents import gates, hearing
from sim.residents.decision import residents_month
from sim.residents.experience import remembered
from sim.residents.lasting import lasting_of
from sim.residents.offers import OFFERED, Offers, no_offers, offer_of
from sim.residents.person import person_of
from sim.vocabulary import ACT_COUNT, ADULT_AGE, Act, Informant
from tests.institutions.worlds import district

TOLD = ("visits", "familiar", "calls", "letters", "notice", "organisation", "online", "at_culture")


def loud_offers(communities: int, loudness: float, seed: int) -> Offers:
    """Offers of every act but proposals by all ways at once, some so loud that the bound is nothing."""
    chance = np.random.Generator(np.random.Philox(seed))
    offers = no_offers(communities)
    offers.phase[:] = OFFERED
    offers.phase[:, Act.SUGGEST] = 0
    for name in TOLD:
        part = getattr(offers, name)
        part[:] = loudness * chance.random(part.shape) * chance.integers(0, 2, part.shape)
    return offers


def told_by_the_rule(one: District, offers: Offers, row: int) -> list[int]:
    """Who tells one adult of each act, asked of the rule for one person."""
    person, way = person_of(row, one.people), one.rules.scalars.hearing
    mine = lasting_of(person, 0, one.month, one.seed, one.rules.scalars)
    words = contact_words.words_of(one.residents.active, one.residents.age)
    settled = hearing.settled_here(person.years_here, way.settling)
    active = acting.contacts_of_one(row, settled, one.contacts, words, one.rules.strength)
    told = []
    for act in range(ACT_COUNT):
        offer = offer_of(person.community, act, person.profile, offers)
        u = gates.hearing_number(one.seed, person.identity, one.month, act)
        told.append(hearing.hears(act, person, offer, active[act], False, mine, way, u))
    return told


@pytest.mark.parametrize("loudness", [0.05, 0.4, 1.0])
def test_whoever_hears_by_the_rule_hears_in_the_month(loudness: float) -> None:
    one = district()
    one.residents.active[:] = np.arange(len(one.residents)) % 7 * 31 % 512
    offers = loud_offers(one.geography.communities, loudness, 5)
    start = one.geography.community_start
    residents_month(start, one.month, one.seed, one.people, offers, one.contacts, one.rules)
    adults = np.flatnonzero(one.residents.age >= ADULT_AGE)[:150]
    offered = [act for act in range(ACT_COUNT) if act != Act.SUGGEST]
    expected = np.array([told_by_the_rule(one, offers, int(row)) for row in adults])[:, offered]
    found = one.residents.told_by[adults][:, offered]
    np.testing.assert_array_equal(found, expected)
    assert 0.0 < (found != Informant.NOBODY).mean() < 1.0


def test_the_bit_of_an_act_is_set_as_long_as_its_history_remembers_it() -> None:
    one, seen = district("tiny+report_package"), np.zeros(len(Act), int)
    for _ in range(24):  # twice the year that a history remembers
        one.step()
        for act in Act:
            lately = [remembered(int(act), int(bits)) for bits in one.people.history[:, act]]
            assert np.array_equal(one.people.active >> int(act) & 1, lately)
            seen[act] += sum(lately)
    assert np.count_nonzero(seen) > len(Act) / 2

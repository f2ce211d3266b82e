"""What persons keep: the same people attend and lean the same way; the rivals draw alike, but anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.district import District
from sim.institutions.fund.month import SEE_DRAWS
from sim.residents import gates, hearing
from sim.residents.experience import stays_registered
from sim.residents.lasting import Lasting, lasting_of
from sim.residents.numbers import Scalars
from sim.residents.offers import ANY_HOUR, Offer
from sim.residents.person import Person, person_of
from sim.residents.reactions import see_results
from sim.vocabulary import ADULT_AGE, Act, Informant
from tests.institutions.worlds import district

Floats = NDArray[np.float64]
MONTHS = range(1, 13)
QUIET = Offer(
    visits=0.0, familiar=0.0, calls=0.0, letters=0.0, notice=0.0, organisation=0.0, online=0.0,
    daytime=ANY_HOUR,
    childcare=0.0, at_culture=0.0, residence_years=0.0, papers=1.0,
)  # fmt: skip
ORDINARY = Lasting(1.0, 1.0, 0.0)


@pytest.fixture(scope="module")
def one() -> District:
    return district()


def adults(one: District) -> list[Person]:
    """All adults as the rules see them."""
    return [person_of(int(i), one.people) for i in np.flatnonzero(one.residents.age >= ADULT_AGE)]


def scalars_of(one: District, **changed: bool) -> Scalars:
    """The assumptions with other structures."""
    return one.rules.scalars._replace(**changed)


def chances(
    person: Person, offer: Offer, one: District, mine: Lasting = ORDINARY, act: Act = Act.CULTURE
) -> Any:
    """Chance to hear by source."""
    way = one.rules.scalars.hearing
    return hearing.visited(hearing.hearing_at_most(int(act), person, offer, 0.0, False, mine, way))


def test_readers_of_local_pages_are_the_same_people_in_every_month(one: District) -> None:
    way, people = one.rules.scalars.hearing, adults(one)
    keys = [(month, act) for month in MONTHS for act in (Act.VOLUNTEER, Act.CULTURE)]
    read = np.array(
        [
            [
                hearing.reads_local_pages(
                    p.age, p.education, lasting_of(p, int(a), m, 1, one.rules.scalars).reader, way
                )
                for m, a in keys
            ]
            for p in people
        ]
    )
    assert 0 < read[:, 0].sum() < len(people)
    assert (read == read[:, :1]).all()


def test_readers_drawn_anew_are_as_many_a_month_and_far_more_a_year(one: District) -> None:
    rival, way, people = scalars_of(one, lasting_audience=False), one.rules.scalars.hearing, adults(one)
    read = np.array(
        [
            [
                hearing.reads_local_pages(p.age, p.education, lasting_of(p, 7, m, 1, rival).reader, way)
                for m in MONTHS
            ]
            for p in people
        ]
    )
    audience = way.online_local * np.mean([hearing.uses_internet(p.age, p.education, way) for p in people])
    assert read.mean() == pytest.approx(audience, rel=0.2)
    assert read.any(axis=1).mean() > 3.0 * audience


def leanings(one: District, scalars: Scalars) -> Floats:
    """(adults, months) disposition in log-odds."""
    return np.array([[lasting_of(p, 2, m, 1, scalars).disposition for m in MONTHS] for p in adults(one)])


def test_disposition_lasts_or_by_the_rival_is_drawn_alike_but_anew(one: District) -> None:
    lasting, anew = (
        leanings(one, one.rules.scalars),
        leanings(one, scalars_of(one, lasting_disposition=False)),
    )
    assert (lasting == lasting[:, :1]).all()
    assert lasting.std() == pytest.approx(one.rules.scalars.disposition, rel=0.25)
    assert anew.std() == pytest.approx(one.rules.scalars.disposition, rel=0.1)
    assert abs(np.corrcoef(anew[:, 0], anew[:, 1])[0, 1]) < 0.2


def test_who_moves_in_has_a_disposition_of_his_own() -> None:
    one = district()
    before, grown = one.residents.disposition.copy(), one.residents.age >= ADULT_AGE
    months = 6
    for _ in range(months):
        one.step()
    other = grown & (one.residents.disposition != before)
    assert other.any()
    assert (one.residents.years_here[other] <= months / 12.0).all()
    assert (grown & ~other).any()


def test_one_pass_from_door_to_door_meets_a_third_of_strangers_at_home(one: District) -> None:
    """XU05, XU06: somebody opened and listened at 33 and 45 of 100 doors."""
    stranger = adults(one)[0]._replace(acquaintance=0.0, dormitory=False)
    met = chances(stranger, QUIET._replace(visits=1.0), one)[Informant.VISIT]
    assert 0.3 < met < 0.45
    room = chances(stranger._replace(dormitory=True), QUIET._replace(visits=1.0), one)[Informant.VISIT]
    assert room < met


def test_each_source_tells_by_its_own_means(one: District) -> None:
    person = adults(one)[0]._replace(active=0, at_culture=False, acquaintance=0.5)
    told = {
        Informant.VISIT: QUIET._replace(familiar=1.0),
        Informant.CALL: QUIET._replace(calls=1.0),
        Informant.NOTICE: QUIET._replace(notice=1.0),
        Informant.LETTER: QUIET._replace(letters=1.0),
        Informant.ORGANISATION: QUIET._replace(organisation=1.0),
    }
    for source, offer in told.items():
        found = chances(person, offer, one)
        assert found[source] > 0.0
        assert sum(found) == pytest.approx(found[source])


def test_the_attentive_note_more_notices_and_are_visited_as_often(one: District) -> None:
    person, offer = adults(one)[0], QUIET._replace(notice=1.0, visits=0.5)
    dull, keen = (chances(person, offer, one, Lasting(alert, 1.0, 0.0)) for alert in (0.2, 5.0))
    assert keen[Informant.NOTICE] > dull[Informant.NOTICE]
    assert keen[Informant.VISIT] == dull[Informant.VISIT]


@pytest.mark.parametrize("act", list(Act))
def test_online_frees_only_what_is_done_online(one: District, act: Act) -> None:
    person = adults(one)[0]._replace(daytime=0.1, evening=0.5, evening_lost=0.0)
    online = gates.presence(int(act), person, 0.5, 0.0, int(Informant.ONLINE))
    elsewhere = gates.presence(int(act), person, 0.5, 0.0, int(Informant.NOTICE))
    at_home = act in (Act.SUGGEST, Act.COMPLAIN, Act.SUPERVISE, Act.DONATE)
    assert online == (1.0 if at_home else elsewhere)
    assert gates.hours_needed(int(act), int(Informant.ONLINE), 2.0, 0.3) == (0.6 if at_home else 2.0)


def test_a_volunteers_registration_is_a_state_that_lapses_after_idle_years() -> None:
    now, long_ago = 1, 1 << 40
    assert stays_registered(False, now, 0.0, 0.5)
    assert not stays_registered(False, now, 0.9, 0.5)
    assert not stays_registered(False, 2, 0.0, 0.5)
    assert stays_registered(True, 1 << 20, 0.9, 0.5)
    assert not stays_registered(True, long_ago, 0.9, 0.5)


def test_neighbours_notice_a_finished_project_and_feel_it() -> None:
    one = district()
    first, last = one.rows_of(0)
    before = {
        name: getattr(one.residents, name).copy() for name in ("belonging", "trust", "efficacy_external")
    }
    learned = one.rules.scalars.experience
    starts, ends = np.array([first]), np.array([last])
    see_results(
        starts, ends, np.array([0]), 5, 1, SEE_DRAWS, learned.project_seen, learned.project_felt, one.people
    )
    for name, old in before.items():
        change = getattr(one.residents, name) - old
        grown = one.residents.age[first:last] >= ADULT_AGE
        share = (change[first:last][grown] > 0.0).mean()
        assert 0.15 < share < 0.45
        assert (change[last:] == 0.0).all()

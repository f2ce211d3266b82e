"""Households, continued: contact with neighbours, attitudes, the state with which everybody starts here."""

from __future__ import annotations

from typing import Any, Final

from numpy.typing import NDArray

from sim.engine.arithmetic import standard
from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.population import traits
from sim.population.geography import Homes
from sim.population.margins import AGE_GROUPS, ROOMER, Margins
from sim.population.numbers import MindRecord
from sim.population.traits import alike, attitude, bounded, pick
from sim.population.work_and_time import write_time, write_work
from sim.residents.table_columns import People
from sim.vocabulary import OLD_FROM, YOUNGEST_ADULT, Hukou, Reason

MIND: Final = purpose("population.mind")
LASTING: Final = purpose("population.lasting")

MOST_CONTACT: Final = 6.0  # level of daily contact
SAME_STREET: Final = int(Hukou.SAME_STREET)
ELSEWHERE: Final = int(Hukou.ELSEWHERE_IN_DISTRICT)
OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
NOT_OFFERED: Final = int(Reason.NOT_OFFERED)
NEVER: Final = -1


@njit(cache=True, nogil=True)
def settle_rows(
    people: People, homes: Homes, margins: Margins, rows: NDArray[Any], seed: int, month: int
) -> None:
    """Draw what these residents do and think, given who they are, and put their state to where it starts.

    Args:
        people: columns, written in place.
        homes: the dwellings.
        margins: the place's tables.
        rows: numbers of residents, shape (k,).
        seed: seed of the run.
        month: month of the run; 0 for the building of the place.
    """
    write_work(people, homes, margins, rows, seed, month)
    write_time(people, homes, margins, rows, seed, month)
    write_attitudes(people, margins, rows, seed, month)
    write_neighbours(people, homes, margins, rows, seed, month)
    write_lasting(people, rows, seed, month)
    write_start(people, rows)


@njit(cache=True, nogil=True, inline="always")
def write_attitudes(people: People, margins: Margins, rows: NDArray[Any], seed: int, month: int) -> None:
    """Draw the attitudes to which each person returns, and the skill."""
    identity, age, hukou, education = people.identity, people.age, people.hukou, people.education
    party, skill = people.party, people.skill
    trust, internal, external = people.trust_set, people.efficacy_internal_set, people.efficacy_external_set
    trusting, able, influential = margins.trust, margins.internal, margins.external
    mind = margins.assumed.mind
    for row in rows:
        knew = keyed_draws(seed, identity[row], month, MIND, 2)[0] < mind.knew_formation
        people.knows_formation[row] = knew and age[row] >= YOUNGEST_ADULT
        u_trust, u_internal, u_external, u_skill = keyed_draws(seed, identity[row], month, MIND, 0)
        group, level = int(hukou[row] == OUTSIDE), education[row]
        trust[row] = attitude(trusting[group, traits.band_of(age[row])], u_trust, mind.attitude_spread)
        internal[row] = attitude(able[group, level], u_internal, mind.attitude_spread)
        external[row] = attitude(influential[level], u_external, mind.attitude_spread)
        skill[row] = skill_of(mind, level, party[row], u_skill)


@njit(cache=True, nogil=True, inline="always")
def write_neighbours(
    people: People, homes: Homes, margins: Margins, rows: NDArray[Any], seed: int, month: int
) -> None:
    """Draw contact with neighbours; what comes of it: tools, belonging, acquaintance with the committee."""
    kinds, identity, community, age = homes.community_type, people.identity, people.community, people.age
    hukou, years, room, owner, party = (
        people.hukou,
        people.years_here,
        people.dormitory,
        people.owner,
        people.party,
    )
    met, lends, belonging, acquaintance = (
        people.neighbour_contact,
        people.lends_tools,
        people.belonging,
        people.acquaintance,
    )
    age_cdf, contact_cdf, tools = margins.age_cdf, margins.contact_cdf, margins.tools
    mind = margins.assumed.mind
    for row in rows:
        own, coin, u_tools, u_belonging = keyed_draws(seed, identity[row], month, MIND, 1)
        group = int(hukou[row] == OUTSIDE)
        which = AGE_GROUPS * kinds[community[row]] + (ROOMER if room[row] else group)
        follows = alike(traits.rank_at(age_cdf, which, age[row]), own, coin, mind.contact_with_age, mind.near)
        level = pick(contact_cdf, group, follows)
        met[row] = level
        lends[row] = u_tools < tools[group, level]
        belonging[row] = belonging_of(mind, hukou[row], years[row], level, owner[row], u_belonging)
        acquaintance[row] = acquaintance_of(
            mind, hukou[row], years[row], level, party[row], age[row], room[row]
        )


@njit(cache=True, nogil=True, inline="always")
def write_lasting(people: People, rows: NDArray[Any], seed: int, month: int) -> None:
    """Draw what stays with a person: disposition, attention, and the place among readers of local pages."""
    identity, disposition, attention, reader = (
        people.identity,
        people.disposition,
        people.attention,
        people.reader,
    )
    for row in rows:
        u_disposition, u_attention, u_reader, _ = keyed_draws(seed, identity[row], month, LASTING, 0)
        disposition[row], attention[row] = standard(u_disposition), standard(u_attention)
        reader[row] = u_reader


@inner(cache=True)
def skill_of(mind: MindRecord, education: int, party: bool, draw: float) -> float:
    """Skill of deliberating and organising, 0 to 1."""
    skill = mind.skill_base + mind.skill_level * education + mind.skill_party * party
    return bounded(skill + mind.skill_spread * (2.0 * draw - 1.0))


@inner(cache=True)
def belonging_of(mind: MindRecord, hukou: int, years: float, contact: int, owner: bool, draw: float) -> float:
    """Feeling to belong to this community, 0 to 1."""
    stayed = min(years / mind.long_here, 1.0)
    belonging = mind.belong_base + mind.belong_years * stayed + mind.belong_contact * contact / MOST_CONTACT
    belonging += mind.belong_owner * owner + mind.belong_street * (hukou == SAME_STREET)
    return bounded(belonging + mind.belong_spread * (2.0 * draw - 1.0))


@inner(cache=True)
def acquaintance_of(
    mind: MindRecord, hukou: int, years: float, contact: int, party: bool, age: float, room: bool
) -> float:
    """How well the committee and its building heads know a resident, 0 to 1."""
    stayed = min(years / mind.long_here, 1.0)
    known = mind.known_base + mind.known_years * stayed + mind.known_contact * contact / MOST_CONTACT
    known += mind.known_street * (hukou == SAME_STREET) + mind.known_elsewhere * (hukou == ELSEWHERE)
    known += mind.known_party * party + mind.known_old * (age >= OLD_FROM)
    return bounded(known * mind.known_room if room else known)


@njit(cache=True, nogil=True, inline="always")
def write_start(people: People, rows: NDArray[Any]) -> None:
    """Put the state that events change to where it starts: attitudes at set points, no acts, no office."""
    trust, internal, external = people.trust, people.efficacy_internal, people.efficacy_external
    trust_set, internal_set, external_set = (
        people.trust_set,
        people.efficacy_internal_set,
        people.efficacy_external_set,
    )
    registered, elector = people.registered, people.elector
    response, voice_since, complaint_since = people.response, people.voice_since, people.complaint_since
    rung, office, active, acts = people.rung, people.office, people.active, people.acts
    hours, representative, homeowner_vote = people.hours, people.representative, people.homeowner_vote
    interviewed, registered_volunteer, climbed = (
        people.interviewed,
        people.registered_volunteer,
        people.climbed,
    )
    history, reason, told_by = people.history, people.reason, people.told_by
    for row in rows:
        trust[row], internal[row], external[row] = trust_set[row], internal_set[row], external_set[row]
        registered[row], elector[row] = False, True
        response[row], voice_since[row], complaint_since[row] = 0.0, NEVER, NEVER
        homeowner_vote[row], interviewed[row] = False, NEVER
        registered_volunteer[row] = climbed[row] = False
        rung[row], office[row], active[row], acts[row], hours[row] = 0, 0, 0, 0, 0.0
        representative[row] = False
        for act in range(history.shape[1]):
            history[row, act], reason[row, act], told_by[row, act] = 0, NOT_OFFERED, 0

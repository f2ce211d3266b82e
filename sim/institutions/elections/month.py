"""Committee elections every 36 months, and by-elections: electors, candidates, the count; building heads."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.calendar import JANUARY, month_of_year
from sim.engine.compiling import njit
from sim.engine.random import draws, each_rounded, purpose
from sim.engine.records import record
from sim.institutions.committee.state import Background, Committees, ResidentsCommittee
from sim.institutions.companies import slate as company_slate
from sim.institutions.elections.by_elections import empty_seats, members, name_new_electors
from sim.institutions.elections.candidates import nominate, nominate_for, secretary_of, standing
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.elections.numbers import ElectionsRecord
from sim.institutions.elections.state import Polls
from sim.institutions.row_selection import lowest_of_each
from sim.institutions.world import World
from sim.vocabulary import ADULT_AGE, Act, Office, Rung

Rows = NDArray[np.int64]

ELECTOR_DRAWS: Final = purpose("elections.electors")
BALLOT_DRAWS: Final = purpose("elections.ballot")
HEAD_DRAWS: Final = purpose("elections.building_heads")
SINCE_NOMINATION: Final = 1.5 / 12.0  # years: who stood two months ago has lived here for longer
VOTE: Final = int(Act.VOTE)
NONE: Final = int(Office.NONE)
COMMITTEE: Final = int(Office.COMMITTEE)
BUILDING_HEAD: Final = int(Office.BUILDING_HEAD)


def name_electors(district: World) -> None:
    """At the start of a drive, say who may vote under each community's form of election."""
    name_new_electors(district, in_moment(district, Moment.BY_DRIVE))
    where, residents = in_moment(district, Moment.DRIVE), district.residents
    if where.any():
        _name_electors_of_each(
            district.geography.community_start,
            where,
            district.month,
            district.seed,
            district[Committees].form,
            record(ElectionsRecord, district.institutions.elections),
            residents.household,
            residents.identity,
            residents.age,
            residents.acquaintance,
            residents.elector,
        )


@njit(cache=True, nogil=True)
def _name_electors(
    first: int,
    last: int,
    month: int,
    seed: int,
    form: int,
    rule: ElectionsRecord,
    household: NDArray[np.int32],
    identity: NDArray[np.uint32],
    age: NDArray[np.float32],
    acquaintance: NDArray[np.float32],
    elector: NDArray[np.bool_],
) -> None:
    """All adults; or one adult a household; or delegates, more likely those whom the committee knows.

    The household's vote is its head's: by lot among its adults of middle age, else among the others.
    """
    chosen, best = -1, np.inf
    for i in range(first, last):
        if i == first or household[i] != household[i - 1]:
            chosen, best = -1, np.inf
        adult = age[i] >= ADULT_AGE
        elector[i] = adult and form == 0
        if not adult or form == 0:
            continue
        u = draws(seed, identity[i], month, ELECTOR_DRAWS, 0)[0]
        if form == 2:
            elector[i] = u < rule.delegates * (rule.delegate_base + rule.delegate_known * acquaintance[i])
            continue
        rank = u if rule.head_from <= age[i] < rule.head_to else 1.0 + u
        if rank < best:
            if chosen >= 0:
                elector[chosen] = False
            elector[i] = True
            chosen, best = i, rank


@njit(cache=True, nogil=True)
def _name_electors_of_each(
    community_start: Rows,
    where: NDArray[np.bool_],
    month: int,
    seed: int,
    form: Rows,
    rule: ElectionsRecord,
    household: NDArray[np.int32],
    identity: NDArray[np.uint32],
    age: NDArray[np.float32],
    acquaintance: NDArray[np.float32],
    elector: NDArray[np.bool_],
) -> None:
    """The same in some communities, each under its form."""
    for c in np.flatnonzero(where):
        first, last = community_start[c], community_start[c + 1]
        _name_electors(
            first, last, month, seed, form[c], rule, household, identity, age, acquaintance, elector
        )


def hold_elections(district: World) -> None:
    """Take nominations, and on polling day count the votes and seat the winners."""
    district[Committees].own_candidates[:] = 0
    for committee in _at(district, Moment.NOMINATION):
        committee.candidates = nominate(district, committee)
    for committee in _at(district, Moment.POLL):
        _elect(district, committee)
    _count_turnout(district)
    for committee in _at(district, Moment.BY_DRIVE):
        committee.candidates = nominate_for(district, committee, empty_seats(district, committee))
    for committee in _at(district, Moment.BY_POLL):
        _fill_seats(district, committee)
    _update_capability(district)


def _at(district: World, which: Moment) -> list[ResidentsCommittee]:
    """The committees that stand at a moment this month."""
    return [district[Committees][c] for c in np.flatnonzero(in_moment(district, which))]


def _count_turnout(district: World) -> None:
    """Note adults, registered and voters of the communities with a regular poll this month."""
    polls, residents = district[Polls], district.residents
    if polls.held.any():
        polls.last[polls.held] = district.month
        adult = residents.age >= ADULT_AGE
        polls.adults[:] = district.by_community(adult) * polls.held
        polls.registered[:] = district.by_community(residents.registered & adult) * polls.held
        polls.voters[:] = district.count_act(Act.VOTE) * polls.held


def _elect(district: World, committee: ResidentsCommittee) -> None:
    """The whole committee is elected; the old one steps down."""
    candidates = _still_here(district, committee.candidates)
    if candidates.size == 0:
        return
    ranked = _by_votes(district, committee, candidates)
    first, last = district.rows_of(committee.community)
    district[Polls].held[committee.community] = True
    from_street = district[Committees].background[candidates] == Background.PUT_UP
    committee.own_candidates = int((~from_street).sum())
    office = district.residents.office[first:last]
    office[office == COMMITTEE] = NONE
    _seat(district, committee, ranked[: committee.seats])


def _fill_seats(district: World, committee: ResidentsCommittee) -> None:
    """A by-election fills the seats that have fallen empty; who is in office stays."""
    candidates = _still_here(district, committee.candidates)
    ranked = _by_votes(district, committee, candidates)
    _seat(district, committee, ranked[: empty_seats(district, committee)])


def _seat(district: World, committee: ResidentsCommittee, winners: Rows) -> None:
    district.residents.office[winners] = COMMITTEE
    committee.seated = members(district, committee).size
    committee.candidates = []


def _by_votes(district: World, committee: ResidentsCommittee, candidates: Rows) -> Rows:
    """Candidates by the votes cast for them this month, most first."""
    first, last = district.rows_of(committee.community)
    residents, backing = district.residents, company_slate.backing(district, committee.community, candidates)
    votes = count_votes(
        first + np.flatnonzero(residents.acts[first:last] & 1 << VOTE),
        district.month,
        district.seed,
        candidates,
        esteem_of(district, candidates),
        residents.building,
        residents.identity,
        residents.shareholder,
        backing,
        district.institutions.elections.ballot_building,
    )
    first_of_all = np.isin(candidates, list(secretary_of(district, committee)))
    return candidates[np.lexsort((-votes, ~first_of_all))]


def _still_here(district: World, candidates: list[int]) -> Rows:
    """Drop candidates who have moved away or died since the nomination; somebody else lives in their row."""
    rows = np.array(candidates, dtype=np.int64)
    residents = district.residents
    here = (residents.years_here[rows] >= SINCE_NOMINATION) & (residents.age[rows] >= ADULT_AGE)
    return rows[here]


def esteem_of(district: World, candidates: Rows) -> NDArray[np.float64]:
    """(candidates,) weight of each on the ballot of a voter of another building."""
    base, residents = district.institutions.elections.ballot_base, district.residents
    known = base + residents.acquaintance[candidates].astype(np.float64)
    return known + residents.skill[candidates].astype(np.float64)


@njit(cache=True, nogil=True)
def count_votes(
    voters: Rows,
    month: int,
    seed: int,
    candidates: Rows,
    esteem: NDArray[np.float64],
    building: NDArray[np.int32],
    identity: NDArray[np.uint32],
    shareholder: NDArray[np.bool_],
    backing: NDArray[np.float64],
    same_building: float,
) -> Rows:
    """Every voter picks one candidate, more likely a known and skilled one or one of the own building.

    Shareholders give the share company's candidates ``backing`` (candidates,) as well.

    Args:
        voters: rows of those who vote.
        month: month of the run.
        seed: seed of the run.
        candidates: rows of the candidates.
        esteem: (candidates,) see :func:`esteem_of`.
        building: (residents,) column, as the next two.
        identity: see there.
        shareholder: see there.
        backing: (candidates,) added by shareholders.
        same_building: added for a candidate of the own building.
    """
    votes = np.zeros(candidates.size, dtype=np.int64)
    weight = np.zeros(candidates.size)
    for i in voters:
        total = 0.0
        for k in range(candidates.size):
            weight[k] = esteem[k] + same_building * (building[candidates[k]] == building[i])
            weight[k] += backing[k] * shareholder[i]
            total += weight[k]
        rest = draws(seed, identity[i], month, BALLOT_DRAWS, 0)[0] * total
        k = 0
        while k < candidates.size - 1 and rest >= weight[k]:
            rest -= weight[k]
            k += 1
        votes[k] += 1
    return votes


def _update_capability(district: World) -> None:
    """A committee is as capable as its members are skilled on average, more with an experienced staff."""
    book, residents, staff = district[Committees], district.residents, district.institutions.staff
    rows = np.flatnonzero(residents.office == COMMITTEE)
    community = residents.community[rows]
    number = np.bincount(community, minlength=len(book))
    skills = np.bincount(community, weights=residents.skill[rows].astype(np.float64), minlength=len(book))
    seated = number > 0
    book.members_skill[seated] = skills[seated] / number[seated]
    more_experience = book.experience - staff.ordinary_experience
    book.capability[:] = np.maximum(0.0, book.members_skill + staff.experience * more_experience)
    book.seats_from[:] = 0
    np.add.at(book.seats_from, (community, book.background[rows]), 1)


def recruit_building_heads(district: World) -> None:
    """Committees with time for visits win building heads, some a month; in January the idle step back."""
    residents = district.residents
    if month_of_year(district.month) == JANUARY:
        idle = (residents.office == BUILDING_HEAD) & (residents.rung == int(Rung.RESIDENT))
        residents.office[idle] = NONE
    book = district[Committees]
    at_most = district.institutions.staff.heads_won * district.geography.size / 1000.0
    at_most = np.where(book.spent_visits > 0.0, at_most, 0.0)
    won = np.minimum(
        book.heads_wanted - book.heads, each_rounded(district.seed, district.month, HEAD_DRAWS, at_most)
    )
    rows = np.flatnonzero((residents.office == NONE) & (residents.rung >= int(Rung.ACTIVIST)))
    known = standing(district, rows)
    rows, known = rows[known > 0.0], known[known > 0.0]
    chosen = lowest_of_each(residents.community[rows].astype(np.int64), -known, won)
    residents.office[rows[chosen]] = BUILDING_HEAD

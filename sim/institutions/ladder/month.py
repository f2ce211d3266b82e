"""S5.3: the path of community elites: invitations, courses, posts, representatives, hukou for service."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of
from sim.calendar import JANUARY, month_of_year
from sim.engine.random import purpose, rounded, uniform
from sim.institutions.committee.state import Committees
from sim.institutions.doors import doors
from sim.institutions.elections.candidates import standing
from sim.institutions.elections.moments import Moment, moment
from sim.institutions.row_selection import count_office
from sim.institutions.world import World
from sim.residents.experience import ON_THE_LADDER, be_trained
from sim.residents.offers import Offers
from sim.residents.person import members_of
from sim.vocabulary import ADULT_AGE, Act, Audience, Hukou, Office, Rung

Rows = NDArray[np.int64]

OPEN_LUCK: Final = purpose("ladder.open")
COURSE_LUCK: Final = purpose("ladder.courses")
SEAT_LUCK: Final = purpose("ladder.seats")
HUKOU_LUCK: Final = purpose("ladder.hukou")
OUTSIDE_HUKOU: Final = int(Hukou.OUTSIDE_DISTRICT)
POST: Final = int(Office.SUBCOMMITTEE_HEAD)
FREE: Final = (int(Office.NONE), int(Office.BUILDING_HEAD))
# What coordinators invite to, and what sub-committees ask for, each in the order of its setting.
INVITED_TO: Final = (Act.VOLUNTEER, Act.DELIBERATE)
ASKED_BY_POSTS: Final = (Act.VOLUNTEER, Act.DELIBERATE, Act.SUGGEST)
RUNGS_FIRST: Final = 10.0  # more than any standing: among seats' candidates the rung decides first


def open_ladder(district: World) -> None:
    """Courses and posts every month, seats and hukou in January; all of it is paid."""
    january = month_of_year(district.month) == JANUARY
    district.hukou_gained[:] = 0
    for c in range(len(district[Committees])):
        _train(district, c)
        _fill_posts(district, c)
        if january:
            _seat_representatives(district, c)
            _give_hukou(district, c)
    start = district.geography.community_start
    district.subcommittees = count_office(start, district.residents.office, POST)
    district.representatives = district.by_community(district.residents.representative)
    _pay(district)


def _best(score: NDArray[Any], first: int, number: int) -> Rows:
    """Rows of the highest positive scores of a community, at most so many."""
    order = np.argsort(-score, kind="stable")[: max(0, number)]
    return first + order[score[order] > 0.0]


def _admitted(district: World, c: int) -> NDArray[np.bool_]:
    """Adults for whom the path is open this month: newcomers in so many months as the lever says."""
    block = slice(*district.rows_of(c))
    adult = district.residents.age[block] >= ADULT_AGE
    u = uniform(district.seed, c, district.month, OPEN_LUCK)
    open_to_all = u < district.policy_of(c).ladder.newcomers
    admitted: NDArray[np.bool_] = adult & (open_to_all | (district.residents.hukou[block] != OUTSIDE_HUKOU))
    return admitted


def _train(district: World, c: int) -> None:
    """The most active who lack a backbone's skill get the places of the month's course."""
    thousands, lever = float(district.geography.size[c]) / 1000.0, district.policy_of(c).ladder
    if lever.training <= 0.0:
        return
    places = rounded(district.seed, c, district.month, COURSE_LUCK, lever.training * thousands / 12.0)
    first, last = district.rows_of(c)
    rung, skill = district.residents.rung[first:last], district.residents.skill[first:last]
    wanting = (rung >= int(Rung.VOLUNTEER)) & (skill < district.rules.scalars.ladder.backbone_skill)
    score = (rung + standing(district, first, last)) * wanting * _admitted(district, c)
    rows = _best(score, first, places)
    be_trained(rows, np.full(rows.size, district.institutions.path.course), district.people)
    cost = rows.size * district.institutions.path.course_cost
    district.government.spend(OUTSIDE, cost, "courses for activists", c)


def _fill_posts(district: World, c: int) -> None:
    """One sub-committee a month gets a backbone as its head; in January heads who do nothing step back."""
    first, last = district.rows_of(c)
    residents, block = district.residents, slice(first, last)
    wanted = round(district.policy_of(c).ladder.posts * float(last - first) / 1000.0)
    if month_of_year(district.month) == JANUARY:
        idle = (residents.office[block] == POST) & (residents.active[block] & ON_THE_LADDER == 0)
        residents.office[block][idle] = int(Office.NONE)
    if wanted == 0 or int((residents.office[block] == POST).sum()) >= wanted:
        return
    fit = (residents.rung[block] == int(Rung.BACKBONE)) & np.isin(residents.office[block], FREE)
    residents.office[_best(standing(district, first, last) * fit * _admitted(district, c), first, 1)] = POST


def _seat_representatives(district: World, c: int) -> None:
    """Vacant seats go to heads, then backbones; seats are drawn for communities by size once."""
    first, last = district.rows_of(c)
    residents, block = district.residents, slice(first, last)
    exact = district.policy_of(c).ladder.representatives * float(last - first) / 10000.0
    vacant = rounded(district.seed, c, 0, SEAT_LUCK, exact) - int(residents.representative[block].sum())
    if vacant <= 0:
        return
    rung = residents.rung[block]
    fit = (rung >= int(Rung.BACKBONE)) & ~residents.representative[block]
    score = (RUNGS_FIRST * rung + standing(district, first, last)) * fit * _admitted(district, c)
    residents.representative[_best(score, first, vacant)] = True


def _give_hukou(district: World, c: int) -> None:
    """Points for service, schooling and years decide among newcomers who served; shares do not follow."""
    first, last = district.rows_of(c)
    residents, block = district.residents, slice(first, last)
    newcomer = (residents.hukou[block] == OUTSIDE_HUKOU) & (residents.age[block] >= ADULT_AGE)
    exact = district.policy_of(c).ladder.hukou * float(newcomer.sum()) / 1000.0
    quota = rounded(district.seed, c, district.month, HUKOU_LUCK, exact) if exact > 0.0 else 0
    served = newcomer & (residents.rung[block] >= int(Rung.VOLUNTEER))
    rule = district.institutions.path
    points = rule.points_rung * residents.rung[block] + residents.education[block]
    points = points + rule.points_years * residents.years_here[block]
    rows = _best(points * served, first, quota)
    residents.hukou[rows] = int(Hukou.SAME_STREET)
    residents.agricultural[rows] = False
    district.hukou_gained[c] = rows.size
    cost = rows.size * rule.hukou_cost
    district.government.spend(residents_of(c), cost, "services that come with hukou", c)


def _pay(district: World) -> None:
    """Wages of coordinators, allowances of heads of sub-committees and representatives."""
    rule = district.institutions
    for c, size in enumerate(district.geography.size):
        hours = district.policy_of(c).ladder.invitations * float(size) / 1000.0
        allowances = float(district.subcommittees[c]) * rule.path.post_allowance
        seats = float(district.representatives[c]) * rule.path.representative_cost
        account = residents_of(c)
        district.government.spend(account, hours * rule.staff.wage, "coordinators", c)
        district.government.spend(account, allowances, "heads of sub-committees", c)
        district.government.spend(account, seats, "representatives", c)


def ladder_offers(district: World, offers: Offers) -> None:
    """Invite who is on the ladder; sub-committees take volunteers and go round; representatives listen."""
    residents = district.residents
    on_ladder = district.by_community((residents.rung >= int(Rung.VOLUNTEER)) & (residents.age >= ADULT_AGE))
    for c in range(on_ladder.size):
        if moment(district, c) is not Moment.DRIVE:
            _invite(district, c, int(on_ladder[c]), offers)
            _posts_offer(district, c, offers)


def _invite(district: World, c: int, on_ladder: int, offers: Offers) -> None:
    lever, rule = district.policy_of(c).ladder, district.institutions.path
    hours = lever.invitations * float(district.geography.size[c]) / 1000.0
    per_person = hours * rule.invited / max(1, on_ladder)
    known = np.isin(members_of(Audience.LADDER), members_of(Audience.NEWCOMERS))
    calls = per_person * np.where(known, lever.newcomers, 1.0)
    for act, share in zip(INVITED_TO, rule.invited_to, strict=True):
        offers.calls[c, act, members_of(Audience.LADDER)] += share * calls


def _posts_offer(district: World, c: int, offers: Offers) -> None:
    rule, path = district.institutions.staff, district.institutions.path
    hours = float(district.subcommittees[c]) * path.post_hours
    adults = max(1, int(district.adults[c]))
    offers.add_places(c, Act.VOLUNTEER, int((1.0 - path.post_rounds) * hours * rule.volunteer_places))
    for act, share in zip(ASKED_BY_POSTS, path.posts_ask, strict=True):
        offers.visits[c, act] += doors(district, share * path.post_rounds * hours * rule.visits) / adults
    heard = float(district.representatives[c]) * path.representative_visits
    offers.visits[c, Act.SUGGEST] += doors(district, heard) / adults

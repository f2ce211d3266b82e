"""S5.3: the path of community elites: invitations, courses, posts, representatives, hukou for service.

All communities at once: arrays below are (communities,), of residents where they say so.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.calendar import JANUARY, month_of_year
from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.best_rows import best_of_each
from sim.institutions.doors import IN_AUDIENCE, add_contacts, add_places, each_doors
from sim.institutions.elections.candidates import standing
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.ladder.state import ElitePath
from sim.institutions.row_selection import count_office, rows_where
from sim.institutions.world import World
from sim.residents.experience import ON_THE_LADDER
from sim.residents.offers import Offers
from sim.residents.reactions import be_trained
from sim.vocabulary import ADULT_AGE, Act, Audience, Hukou, Office, Rung

Rows = NDArray[np.int64]
Amounts = NDArray[np.float64]

OPEN_DRAWS: Final = purpose("ladder.open")
COURSE_DRAWS: Final = purpose("ladder.courses")
POST_DRAWS: Final = purpose("ladder.posts")
SEAT_DRAWS: Final = purpose("ladder.seats")
HUKOU_DRAWS: Final = purpose("ladder.hukou")
OUTSIDE_HUKOU: Final = int(Hukou.OUTSIDE_DISTRICT)
POST: Final = int(Office.SUBCOMMITTEE_HEAD)
FREE: Final = (int(Office.NONE), int(Office.BUILDING_HEAD))
# What coordinators invite to, and what sub-committees ask for, each in the order of its setting.
INVITED_TO: Final = (Act.VOLUNTEER, Act.DELIBERATE)
ASKED_BY_POSTS: Final = (Act.VOLUNTEER, Act.DELIBERATE, Act.SUGGEST)
RUNGS_FIRST: Final = 10.0  # more than any standing: among seats' candidates the rung decides first


def open_ladder(district: World) -> None:
    """Courses and posts every month, seats and hukou in January; all of it is paid."""
    district[ElitePath].hukou_gained[:] = 0
    _train(district)
    _fill_posts(district)
    if month_of_year(district.month) == JANUARY:
        _seat_representatives(district)
        _give_hukou(district)
    start = district.geography.community_start
    district[ElitePath].subcommittees = count_office(start, district.residents.office, POST)
    district[ElitePath].representatives = district.by_community(district.residents.representative)
    _pay(district)


def _lever(district: World, name: str) -> Amounts:
    """One of the levers on the path in each community."""
    return district.levers(f"ladder.{name}")


def _thousands(district: World) -> Amounts:
    return district.geography.thousands


def _best(district: World, rows: Rows, score: Amounts, number: Rows) -> Rows:
    """Of these residents those of the highest positive scores in each community, at most so many."""
    return rows[best_of_each(district.residents.community[rows], score.astype(np.float64), number)]


def _known(district: World, rows: Rows) -> Amounts:
    """Standing of adults among these residents, 0 of the others.

    Newcomers have it in so many months as the lever opens the path to them.
    """
    residents, where = district.residents, np.arange(district.geography.communities)
    u = each_uniform(district.seed, where, district.month, OPEN_DRAWS)
    open_to_all = (u < _lever(district, "newcomers"))[residents.community[rows]]
    known: Amounts = standing(district, rows) * (open_to_all | (residents.hukou[rows] != OUTSIDE_HUKOU))
    return known


def _train(district: World) -> None:
    """The most active who lack a backbone's skill get the places of the month's course."""
    if district.idle("ladder.training"):
        return
    exact = _lever(district, "training") * _thousands(district) / 12.0
    places = each_rounded(district.seed, district.month, COURSE_DRAWS, exact)
    if not np.count_nonzero(places):
        return
    rung, skill = district.residents.rung, district.residents.skill
    rows = rows_where(rung >= int(Rung.VOLUNTEER))
    rows = rows[skill[rows] < district.rules.scalars.ladder.backbone_skill]
    known = _known(district, rows)
    rows = _best(district, rows, (rung[rows] + known) * (known > 0.0), places)
    be_trained(rows, np.full(rows.size, district.institutions.path.course), district.people)
    trained = np.bincount(district.residents.community[rows], minlength=places.size)
    cost = trained * district.institutions.path.course_cost
    district.spend_each(OUTSIDE, cost, "courses for activists", np.arange(places.size))


def _fill_posts(district: World) -> None:
    """Backbones become heads of sub-committees, some a month; in January heads who do nothing step back."""
    residents, january = district.residents, month_of_year(district.month) == JANUARY
    if district.idle("ladder.posts") and not january:
        return
    exact = _lever(district, "posts") * _thousands(district)
    wanted = each_rounded(district.seed, 0, POST_DRAWS, exact, 0)
    if january:
        idle = (residents.office == POST) & (residents.active & ON_THE_LADDER == 0)
        residents.office[idle] = int(Office.NONE)
    vacant = wanted - count_office(district.geography.community_start, residents.office, POST)
    at_most = district.institutions.path.posts_filled * _thousands(district)
    filled = np.minimum(vacant, each_rounded(district.seed, district.month, POST_DRAWS, at_most, 1))
    if np.count_nonzero(filled > 0):
        rows = rows_where(residents.rung == int(Rung.BACKBONE))
        rows = rows[np.isin(residents.office[rows], FREE)]
        residents.office[_best(district, rows, _known(district, rows), filled)] = POST


def _seat_representatives(district: World) -> None:
    """Vacant seats go to heads, then backbones; seats are drawn for communities by size once."""
    residents = district.residents
    exact = _lever(district, "representatives") * _thousands(district) / 10.0
    seats = each_rounded(district.seed, 0, SEAT_DRAWS, exact)
    vacant = seats - district.by_community(residents.representative)
    if np.count_nonzero(vacant > 0):
        rows = rows_where((residents.rung >= int(Rung.BACKBONE)) & ~residents.representative)
        known = _known(district, rows)
        score = (RUNGS_FIRST * residents.rung[rows] + known) * (known > 0.0)
        residents.representative[_best(district, rows, score, vacant)] = True


def _give_hukou(district: World) -> None:
    """Points for service, schooling and years decide among newcomers who served; shares do not follow."""
    residents = district.residents
    newcomer = (residents.hukou == OUTSIDE_HUKOU) & (residents.age >= ADULT_AGE)
    exact = _lever(district, "hukou") * district.by_community(newcomer) / 1000.0
    quota = each_rounded(district.seed, district.month, HUKOU_DRAWS, exact)
    rows = rows_where(newcomer & (residents.rung >= int(Rung.VOLUNTEER)))
    rule = district.institutions.path
    points = rule.points_rung * residents.rung[rows] + residents.education[rows]
    points = points + rule.points_years * residents.years_here[rows]
    rows = _best(district, rows, points, quota)
    residents.hukou[rows] = int(Hukou.SAME_STREET)
    residents.agricultural[rows] = False
    where = np.arange(quota.size)
    district[ElitePath].hukou_gained[:] = np.bincount(residents.community[rows], minlength=quota.size)
    cost = district[ElitePath].hukou_gained * rule.hukou_cost
    district.spend_each(residents_of_each(where), cost, "services that come with hukou", where)


def _pay(district: World) -> None:
    """Wages of coordinators, allowances of heads of sub-committees and representatives."""
    rule, where = district.institutions, np.arange(district.geography.communities)
    costs = {
        "coordinators": _lever(district, "invitations") * _thousands(district) * rule.staff.wage,
        "heads of sub-committees": district[ElitePath].subcommittees * rule.path.post_allowance,
        "representatives": district[ElitePath].representatives * rule.path.representative_cost,
    }
    for why, yuan in costs.items():
        district.spend_each(residents_of_each(where), yuan, why, where)


def ladder_offers(district: World, offers: Offers) -> None:
    """Invite who is on the ladder; sub-committees take volunteers and go round; representatives listen."""
    ordinary = ~in_moment(district, Moment.DRIVE)
    _invite(district, ordinary, offers)
    _posts_offer(district, ordinary, offers)


def _invite(district: World, ordinary: NDArray[np.bool_], offers: Offers) -> None:
    """Coordinators call who is on the ladder; newcomers in so far as the path is open to them."""
    if district.idle("ladder.invitations"):
        return
    hours = _lever(district, "invitations") * _thousands(district) * ordinary
    residents = district.residents
    on_ladder = district.by_community((residents.rung >= int(Rung.VOLUNTEER)) & (residents.age >= ADULT_AGE))
    per_person = hours * district.institutions.path.invited / np.maximum(1, on_ladder)
    newcomers = np.where(IN_AUDIENCE[Audience.NEWCOMERS], _lever(district, "newcomers")[:, np.newaxis], 1.0)
    calls = per_person[:, np.newaxis] * newcomers * IN_AUDIENCE[Audience.LADDER]
    for act, share in zip(INVITED_TO, district.institutions.path.invited_to, strict=True):
        offers.calls[:, act] += share * calls


def _posts_offer(district: World, ordinary: NDArray[np.bool_], offers: Offers) -> None:
    """Sub-committees take volunteers and go round; representatives go round to listen."""
    book, rule, path = district[ElitePath], district.institutions.staff, district.institutions.path
    adults = np.maximum(1, district.adults)
    if np.count_nonzero(book.subcommittees):
        hours = book.subcommittees * path.post_hours * ordinary
        add_places(offers, Act.VOLUNTEER, (1.0 - path.post_rounds) * hours * rule.volunteer_places)
        met = path.post_rounds * hours * rule.visits
        for act, share in zip(ASKED_BY_POSTS, path.posts_ask, strict=True):
            add_contacts(offers.visits, act, each_doors(district, share * met) / adults)
    if np.count_nonzero(book.representatives):
        heard = book.representatives * path.representative_visits * ordinary
        add_contacts(offers.visits, Act.SUGGEST, each_doors(district, heard) / adults)

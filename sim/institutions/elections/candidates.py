"""Who is nominated: who stands, the company's slate, staff of the workstation, whom the street adds.

All communities with a nomination at once: ``where`` is (communities,).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.actor import residents_of_each
from sim.bodies import Flags
from sim.engine.arithmetic import read_only
from sim.engine.random import each_rounded, purpose
from sim.institutions.best_rows import best_within
from sim.institutions.committee.state import Background, Committees
from sim.institutions.companies import slate as company_slate
from sim.institutions.elections.by_elections import empty_seats
from sim.institutions.party.state import PartyOrganisations
from sim.institutions.row_selection import place_of_each, rows_where, rows_within, with_act
from sim.institutions.workstations.state import Workstations
from sim.institutions.world import World
from sim.vocabulary import ADULT_AGE, Act, Education, Office, Rung

STAFF_DRAWS: Final = purpose("candidates.workstation")
NAMING_DRAWS: Final = purpose("candidates.party")
Rows = NDArray[np.int64]
Scores = NDArray[np.float64]
NOBODY: Final[Rows] = read_only(np.empty(0, dtype=np.int64))


class Nomination:
    """Candidates as they are named in some communities.

    Attributes:
        start: (communities + 1,) first row of each community.
        where: (communities,) which these are.
        standing: (residents,) see :func:`standing`; of residents of these communities alone.
        barred: (residents,) who may not stand.
        free: (residents,) who is neither barred nor named so far.
        named: rows of who is named so far, in that order.
        taken: (residents,) who is named so far.
        source: (residents,) where who is named comes from, see Background; of them alone.
    """

    def __init__(self, district: World, where: Flags) -> None:
        """Begin with nobody named or barred."""
        residents = len(district.residents)
        self.start, self.where = district.geography.community_start, where
        self.standing = _standing_within(district, where)
        self.barred = np.zeros(residents, dtype=np.bool_)
        self.free = np.ones(residents, dtype=np.bool_)
        self.named = np.empty(0, dtype=np.int64)
        self.taken = np.zeros(residents, dtype=np.bool_)
        self.source = np.empty(residents, dtype=np.int8)

    def bar(self, rows: Rows) -> None:
        """Let residents not stand."""
        self.barred[rows], self.free[rows] = True, False

    def name(self, rows: Rows, source: ArrayLike) -> None:
        """Name residents; who is named already keeps the place and counts for who names last."""
        self.named = np.append(self.named, rows[~self.taken[rows]])
        self.taken[rows], self.free[rows], self.source[rows] = True, False, source

    def best(self, number: Rows, fit: NDArray[np.bool_] | None = None) -> Rows:
        """Rows of so many, (communities,), of best standing among those free, (residents,) ``fit`` for it."""
        may = self.free if fit is None else self.free & fit
        return best_within(self.start, self.standing, may, number * self.where)


def nominate(district: World, where: Flags) -> Rows:
    """Give the candidates' rows, community after community, and note where each comes from."""
    slate = Nomination(district, where)
    company_slate.fill_posts(district, where, slate.standing)
    slate.bar(company_slate.barred_of(district, where))
    heads = secretaries(district)
    heads = heads[where[district.residents.community[heads]]]
    slate.name(heads, Background.PARTY)
    _stand(district, slate)
    slate.name(company_slate.slate_of(district, where), Background.COMPANY)
    slate.name(heads, Background.PARTY)
    slate.name(_released_staff(district, where, slate), Background.WORKSTATION)
    slate.name(_named_by_the_party(district, slate), Background.PARTY)
    return _put_up(district, slate, district[Committees].seats)


def nominate_for_empty_seats(district: World, where: Flags) -> Rows:
    """Candidates of by-elections: who stands, the company's slate; the street adds up to one more."""
    slate, residents, seats = Nomination(district, where), district.residents, empty_seats(district)
    slate.bar(rows_where(residents.office == int(Office.COMMITTEE)))
    slate.bar(company_slate.barred_of(district, where))
    _stand(district, slate)
    backed = company_slate.still_on_slate(district, where)
    backed = backed[~slate.barred[backed]]
    community = residents.community[backed]
    slate.name(backed[place_of_each(community) < seats[community]], Background.COMPANY)
    return _put_up(district, slate, seats)


def secretaries(district: World) -> Rows:
    """Rival of posts: secretaries, who are to head the committee as well 一肩挑; nobody is barred for it."""
    rows = district[PartyOrganisations].secretary
    here = (rows >= 0) & district.residents.party[rows] & district.structures.one_person
    return np.asarray(rows[here])


def _stand(district: World, slate: Nomination) -> None:
    """Residents stand of themselves; backbones are told apart."""
    residents = district.residents
    stood = with_act(residents.acts, int(Act.STAND))
    stood = stood[slate.where[residents.community[stood]] & ~slate.barred[stood]]
    active = residents.rung[stood] >= int(Rung.ACTIVIST)
    slate.name(stood, np.where(active, Background.BACKBONE, Background.RESIDENT))


def _released_staff(district: World, where: Flags, slate: Nomination) -> Rows:
    """S3.1: workstation staff who are released to stand: educated people of working age who live here."""
    if district.idle("staff.candidates"):
        return NOBODY
    residents, rule = district.residents, district.institutions.elections
    staff = district.levers("staff.candidates") * district[Workstations].ordinary_hours
    exact = staff / district.institutions.staff.month
    number = each_rounded(district.seed, district.month, STAFF_DRAWS, exact) * where
    _release(district, number)
    working_age = (residents.age >= rule.staff_from) & (residents.age < rule.staff_to)
    educated = residents.education >= int(Education.SENIOR)
    return slate.best(number, working_age & educated & (residents.office == int(Office.NONE)))


def _release(district: World, number: Rows) -> None:
    """The district pays for the hours in which candidates of the workstation are released from work."""
    cost = number * district.institutions.elections.release_hours * district.institutions.staff.wage
    everywhere = np.arange(number.size)
    district.spend_each(residents_of_each(everywhere), cost, "candidates' release", everywhere)


def _named_by_the_party(district: World, slate: Nomination) -> Rows:
    """S3.2: members of the party name some of theirs in the open, by standing, where they hold meetings."""
    if district.idle("party.democracy"):
        return NOBODY
    exact = district.levers("party.democracy") * district.institutions.party.named
    number = each_rounded(district.seed, district.month, NAMING_DRAWS, exact)
    in_the_open = district[PartyOrganisations].preparing > 0.0
    return slate.best(number * in_the_open, district.residents.party)


def _put_up(district: World, slate: Nomination, seats: Rows) -> Rows:
    """Known and skilled residents whom the street office adds until one more than the seats stand.

    Returns:
        Rows of all candidates, community after community, in the order in which they were named.
    """
    community = district.residents.community
    named = np.bincount(community[slate.named], minlength=seats.size)
    slate.name(slate.best(seats + 1 - named), Background.PUT_UP)
    _note(district, slate)
    return slate.named[np.argsort(community[slate.named], kind="stable")]


def standing(district: World, rows: slice | Rows) -> Scores:
    """How well each stands with the committee: known, skilled, party members before others; no child does."""
    residents = district.residents
    score: Scores = district.institutions.elections.standing_party * residents.party[rows]
    score += residents.acquaintance[rows] + residents.skill[rows]
    score *= residents.age[rows] >= ADULT_AGE
    return score


def _standing_within(district: World, where: Flags) -> Scores:
    """(residents,) the same of those who live in these communities; what others have means nothing."""
    if where.all():
        return standing(district, slice(None))  # rows that follow each other need not be gathered
    rows, score = rows_within(district.geography.community_start, where), np.empty(len(district.residents))
    score[rows] = standing(district, rows)
    return score


def _note(district: World, slate: Nomination) -> None:
    """Note where candidates come from; of others only who is in office keeps the note."""
    known, residents = district[Committees].background, district.residents
    rows = rows_where(known != Background.RESIDENT)  # few: of former candidates
    rows = rows[slate.where[residents.community[rows]]]
    known[rows[residents.office[rows] != int(Office.COMMITTEE)]] = Background.RESIDENT
    known[slate.named] = slate.source[slate.named]

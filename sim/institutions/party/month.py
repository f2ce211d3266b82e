"""S3.2, A4: the party organisations' hours: going to members, open meetings, linking upward.

All party organisations at once: arrays below are (communities,).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Flags, Numbers
from sim.calendar import JANUARY, month_of_year
from sim.engine.ledger import to_fen
from sim.engine.random import each_rounded, purpose
from sim.institutions.best_rows import best_of_each
from sim.institutions.doors import add_contacts, add_places, each_doors
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.party.state import PartyOrganisations
from sim.institutions.row_selection import search_within
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.vocabulary import ADULT_AGE, Act, Audience

Hours = NDArray[np.float64]

MEETING_DRAWS: Final = purpose("party.meetings")
ASKED_FOR: Final = (Act.VOLUNTEER, Act.DELIBERATE)  # of members, in the order of the setting


def lever_of(district: World, name: str) -> Hours:
    """(communities,) one of the levers on party organisations."""
    return district.levers(f"party.{name}")


def run_parties(district: World) -> None:
    """Count members, collect dues, choose secretaries in January, pay and plan the hours."""
    book, residents = district[PartyOrganisations], district.residents
    members = residents.party & (residents.age >= ADULT_AGE)
    book.members[:] = district.by_community(members)
    _collect_dues(district, book)
    january = month_of_year(district.month) == JANUARY
    _choose_secretaries(district, book, (book.secretary < 0) | january, members)
    _plan(district, book)


def _collect_dues(district: World, book: PartyOrganisations) -> None:
    """Members pay their dues, which the organisation spends on its own life."""
    dues, c = to_fen(district.institutions.party.dues) * book.members, book.community
    district.pay_each(residents_of_each(c), book.accounts, dues, "party dues", c)
    district.pay_each(book.accounts, OUTSIDE, book.balance(district.ledger), "party life", c)


def _choose_secretaries(district: World, book: PartyOrganisations, where: Flags, members: Flags) -> None:
    """The street appoints whom it knows; where members elect in the open, skill counts as well.

    Args:
        district: its residents are read.
        book: written.
        where: (communities,) where there is to be another secretary.
        members: (residents,) who may be one.
    """
    book.secretary[where] = -1
    chosen = where & (book.members > 0)
    if np.count_nonzero(chosen):
        start, community = district.geography.community_start, district.residents.community
        rows = search_within(start, where, lambda here: members[here])
        best = rows[best_of_each(community[rows], _regard(district, rows), chosen.astype(np.int64))]
        book.secretary[community[best]] = best


def _regard(district: World, rows: Numbers) -> Hours:
    """(members,) what decides between members who are to be secretary."""
    residents = district.residents
    elected = (lever_of(district, "democracy") > 0.0)[residents.community[rows]]
    regard = residents.acquaintance[rows] + elected * residents.skill[rows] + 0.01
    return regard.astype(np.float64)


def _plan(district: World, book: PartyOrganisations) -> None:
    """Split the paid hours: linking, open meetings, the rest with members; too small a party has none."""
    if district.idle("party.hours"):
        for planned in (book.linking, book.preparing, book.meetings, book.mobilising):
            planned[:] = 0
        return
    rule, c = district.institutions, book.community
    active = book.members >= rule.party.least
    hours = active * lever_of(district, "hours") * district.geography.size / 1000.0
    district.spend_each(residents_of_each(c), hours * rule.staff.wage, "party staff", c)
    linking, democracy = lever_of(district, "linking"), lever_of(district, "democracy")
    book.linking[:] = linking * hours
    book.preparing[:] = np.minimum(democracy, 1.0 - linking) * hours
    meetings = book.preparing / rule.staff.meeting_hours
    book.meetings[:] = each_rounded(district.seed, district.month, MEETING_DRAWS, meetings)
    book.mobilising[:] = hours - book.linking - book.preparing


def party_offers(district: World, offers: Offers) -> None:
    """Members are visited for volunteering and meetings, or for the roll; their own meetings are open."""
    book, rule = district[PartyOrganisations], district.institutions.staff
    if not np.count_nonzero(book.mobilising) and not np.count_nonzero(book.meetings):
        return
    in_drive = in_moment(district, Moment.DRIVE)
    visits = book.mobilising * rule.visits * (rule.least_yield + secretaries_skill(district))
    per_member = each_doors(district, visits) / np.maximum(1, book.members)
    asked = {Act.VOTE: per_member * in_drive}
    shares = zip(ASKED_FOR, district.institutions.party.visit_shares, strict=True)
    asked |= {act: share * per_member * ~in_drive for act, share in shares}
    for act, of_members in asked.items():
        add_contacts(offers.visits, act, of_members, Audience.PARTY)
    meetings = book.meetings * ~in_drive
    add_places(offers, Act.DELIBERATE, meetings * rule.meeting_places)
    offers.notice[meetings > 0, Act.DELIBERATE] = 1.0
    add_contacts(offers.organisation, Act.DELIBERATE, meetings, Audience.PARTY)


def secretaries_skill(district: World) -> Hours:
    """(communities,) skill of the secretary; 0 while there is none or he or she has moved away."""
    residents, row = district.residents, district[PartyOrganisations].secretary
    there = (row >= 0) & residents.party[row]
    return np.where(there, residents.skill[row], 0.0).astype(np.float64)

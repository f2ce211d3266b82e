"""S3.2, A4: the party organisation's hours: going to members, open meetings, linking upward."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import residents_of
from sim.calendar import JANUARY, month_of_year
from sim.engine.ledger import to_fen
from sim.engine.random import purpose, rounded
from sim.institutions.doors import doors
from sim.institutions.elections.moments import Moment, moment
from sim.institutions.party.state import PartyOrganisation
from sim.institutions.row_selection import best_row
from sim.institutions.world import World
from sim.policies import PartyPolicy
from sim.residents.offers import Offers
from sim.residents.person import members_of
from sim.vocabulary import ADULT_AGE, Act, Audience

MEETING_LUCK: Final = purpose("party.meetings")
# How the hours with members divide over what they are asked for; assumed.
VISIT_SHARES: Final = {Act.VOLUNTEER: 0.6, Act.DELIBERATE: 0.4}


def run_parties(district: World) -> None:
    """Count members, collect dues, choose secretaries in January, pay and plan the hours."""
    residents = district.residents
    members = district.by_community(residents.party & (residents.age >= ADULT_AGE))
    for party in district.parties:
        lever = district.policy_of(party.community).party
        party.members = int(members[party.community])
        party.collect_dues(to_fen(district.institutions.party.dues) * party.members)
        if month_of_year(district.month) == JANUARY or party.secretary < 0:
            party.secretary = _choose_secretary(district, party, lever)
        _plan(district, party, lever)


def _choose_secretary(district: World, party: PartyOrganisation, lever: PartyPolicy) -> int:
    """The street appoints whom it knows; where members elect in the open, skill counts as well."""
    first, last = district.rows_of(party.community)
    block, residents = slice(first, last), district.residents
    member = residents.party[block] & (residents.age[block] >= ADULT_AGE)
    score = residents.acquaintance[block] + (lever.democracy > 0.0) * residents.skill[block] + 0.01
    return int(best_row(first, last, score.astype(np.float64) * member))


def _plan(district: World, party: PartyOrganisation, lever: PartyPolicy) -> None:
    """Split the paid hours: linking, open meetings, the rest with members; too small a party has none."""
    rule, c = district.institutions, party.community
    active = party.members >= rule.party.least
    hours = active * lever.hours * float(district.geography.size[c]) / 1000.0
    district.government.spend(residents_of(c), hours * rule.staff.wage, "party staff", c)
    party.linking = lever.linking * hours
    party.preparing = min(lever.democracy, 1.0 - lever.linking) * hours
    meetings = party.preparing / rule.staff.meeting_hours
    party.meetings = rounded(district.seed, c, district.month, MEETING_LUCK, meetings)
    party.mobilising = hours - party.linking - party.preparing


def party_offers(district: World, offers: Offers) -> None:
    """Members are visited for volunteering and meetings, or for the roll; their own meetings are open."""
    rule, audience = district.institutions.staff, members_of(Audience.PARTY)
    for party in district.parties:
        c = party.community
        visits = party.mobilising * rule.visits * (0.5 + secretary_skill(district, party))
        per_member = doors(district, visits) / max(1, party.members)
        if moment(district, c) is Moment.DRIVE:
            offers.visits[c, Act.VOTE, audience] += per_member
            continue
        for act, share in VISIT_SHARES.items():
            offers.visits[c, act, audience] += share * per_member
        if party.meetings:
            offers.add_places(c, Act.DELIBERATE, party.meetings * rule.meeting_places)
            offers.notice[c, Act.DELIBERATE] = 1.0
            offers.organisation[c, Act.DELIBERATE, audience] += party.meetings


def secretary_skill(district: World, party: PartyOrganisation) -> float:
    """Skill of the secretary; 0 while there is none or he or she has moved away."""
    there = party.secretary >= 0 and bool(district.residents.party[party.secretary])
    return float(district.residents.skill[party.secretary]) if there else 0.0

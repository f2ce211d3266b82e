"""Organisations' month (A8): bought from and supported, at work, supervised, closed, founded."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import OUTSIDE, residents_of
from sim.calendar import JANUARY, SEPTEMBER, month_of_year
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Committees
from sim.institutions.organisations.founding import found_organisations, grow_up, left_to_join
from sim.institutions.organisations.purchases import buy_services, publish_purchases
from sim.institutions.organisations.state import SocialOrganisation, Source
from sim.institutions.organisations.supervision import misused_share, standing, supervise
from sim.institutions.organisations.support import (
    by_community,
    campaigning,
    give_money,
    help_organisations,
    share_out,
    successor,
)
from sim.institutions.organisations.wishes import note_wishes
from sim.institutions.row_selection import with_act
from sim.institutions.world import World
from sim.vocabulary import Act, Office

MONTHS: Final = 12


def run_organisations(district: World) -> None:
    """Needs, heads, purchases, support, donations, work, supervision, closing, founding; in this order."""
    note_wishes(district)
    for organisation in district.organisations:
        organisation.open_month()
        _see_to_head(district, organisation)
    buy_services(district)
    publish_purchases(district)
    give_money(district)
    help_organisations(district)
    _collect_donations(district)
    for c, local in enumerate(district.organisations_by_community()):
        left = left_to_join(district, c, local)
        for organisation in local:
            _live(district, organisation, left)
    for organisation in [*supervise(district), *_failed(district)]:
        if organisation in district.organisations:
            _close(district, organisation)
    grow_up(district)
    found_organisations(district)
    _count(district)


def _see_to_head(district: World, one: SocialOrganisation) -> None:
    """A head who has left is followed by an activist, else by somebody from outside; skill is capability."""
    office = district.residents.office
    if one.head >= 0 and office[one.head] != int(Office.ORGANISATION_HEAD):
        one.head = successor(district, one.community)
    if one.head >= 0:
        one.capability = float(district.residents.skill[one.head])
    elif one.registered:
        one.capability = district.institutions.organisations.outside_capability


def _collect_donations(district: World) -> None:
    """Donations of the month go to the community's organisations, or to its fund; dues come in January."""
    rows = with_act(district.residents.acts, int(Act.DONATE))
    givers = np.bincount(district.residents.community[rows], minlength=len(district[Committees]))
    local = dict(by_community(district))
    donation = to_fen(district.institutions.government.donation)
    for c, number in enumerate(givers):
        fen, payer = donation * int(number), residents_of(c)
        if c in local:
            share_out(district, payer, local[c], fen, "donation", Source.PUBLIC)
            _pay_for_calls(district, c, local[c])
        else:
            district.ledger.pay(payer, district[Committees][c].fund, fen, "donation", c, district.month)
    if month_of_year(district.month) == JANUARY:
        _collect_dues(district)


def _pay_for_calls(district: World, c: int, local: list[SocialOrganisation]) -> None:
    """Calls beyond the yearly one in September cost those who made them, as far as they have money."""
    if month_of_year(district.month) != SEPTEMBER and campaigning(district, c):
        for one in local:
            cost = to_fen(district.institutions.organisation_support.campaign_cost)
            one.pay(OUTSIDE, min(max(0, one.balance), cost), "call for donations")


def _collect_dues(district: World) -> None:
    for one in district.organisations:
        fen = to_fen(district.institutions.organisations.dues * one.members)
        payer = residents_of(one.community)
        district.ledger.pay(payer, one.account, fen, "membership dues", one.community, district.month)
        one.receive(Source.PUBLIC, fen)


def _live(district: World, one: SocialOrganisation, left: float) -> None:
    """Pay the rent, work for what is left for the month, keep or lose members and name."""
    rule = district.institutions.organisations
    if district.month < one.opens:
        return
    rent = rule.rent if one.registered else rule.rent_filed
    if one.pay_rent(rent):
        _work(district, one, to_fen(rent))
        one.members += rule.recruits * one.capability * one.reputation * left
    one.members *= 1.0 - rule.leaves
    pace = district.institutions.organisation_supervision.reputation_pace
    one.reputation += pace * (standing(one) - one.reputation)


def _work(district: World, one: SocialOrganisation, rent: int) -> None:
    """Spend an even part of what must last until January, rents kept back; rules take some of the hours."""
    months_left = MONTHS - month_of_year(district.month) + 1
    kept = 0 if one.rent_free else rent * (months_left - 1)
    fen = max(0, one.balance - kept) // months_left
    one.work(fen, misused_share(district, one), district.institutions.staff.wage)
    taken = district.institutions.organisation_support.rule_hours * one.has_rules
    one.staff_hours = max(0.0, one.staff_hours - taken)


def _failed(district: World) -> list[SocialOrganisation]:
    """Organisations too long without money, and filed ones that nobody heads or hardly anybody belongs to."""
    rule = district.institutions.organisations
    return [
        one
        for one in district.organisations
        if one.months_without_money > rule.grant_gap
        or (not one.registered and (one.head < 0 or 2.0 * one.members < rule.filing_members))
    ]


def _close(district: World, organisation: SocialOrganisation) -> None:
    """Close: what is left goes to the residents, the head steps back."""
    organisation.pay(residents_of(organisation.community), organisation.balance, "closing")
    if organisation.head >= 0:
        district.residents.office[organisation.head] = int(Office.NONE)
    district.organisations.remove(organisation)
    district.organisations_closed += 1
    organisation.remove()


def _count(district: World) -> None:
    """Note how many stand in each community, for the survival of a year."""
    standing_now = np.bincount(
        [one.community for one in district.organisations], minlength=district.geography.communities
    )
    district.organisations_before[district.month % (MONTHS + 1)] = standing_now

"""Organisations' month (A8): bought from and supported, at work, supervised, closed, founded; all at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Flags, Numbers
from sim.calendar import JANUARY, MONTHS, SEPTEMBER, month_of_year
from sim.engine.ledger import each_to_fen, to_fen
from sim.engine.random import each_uniform, purpose
from sim.institutions.organisations.founding import found_organisations, grow_up, left_to_join
from sim.institutions.organisations.livelihood import Livelihood, Means, live_a_month
from sim.institutions.organisations.purchases import buy_services, publish_purchases
from sim.institutions.organisations.state import FundingSource, OrganisationColumns, Organisations
from sim.institutions.organisations.supervision import supervise
from sim.institutions.organisations.support import (
    campaigning,
    give_money,
    help_organisations,
    name_successors,
    receive,
    share_out,
)
from sim.institutions.organisations.wishes import note_wishes
from sim.institutions.row_selection import rows_where, with_act
from sim.institutions.world import World
from sim.vocabulary import Act, Office

MISUSE_DRAWS: Final = purpose("organisations.misuse")
ORGANISATION_HEAD: Final = int(Office.ORGANISATION_HEAD)


def run_organisations(district: World) -> None:
    """Needs, heads, purchases, support, donations, work, supervision, closing, founding; in this order."""
    book = district[Organisations]
    note_wishes(district)
    book.open_month()
    _see_to_heads(district, book)
    buy_services(district)
    publish_purchases(district)
    give_money(district)
    help_organisations(district)
    _collect_donations(district, book)
    _live(district, book)
    closed_for_misuse = supervise(district)
    _close(district, book, closed_for_misuse | _failed(district, book))
    grow_up(district)
    found_organisations(district)
    book.before[district.month % len(book.before)] = book.count()


def _see_to_heads(district: World, book: Organisations) -> None:
    """A head who has left is followed by an activist, else by somebody from outside; skill is capability."""
    people, start = district.people, district.geography.community_start
    left = rows_where((book.head >= 0) & (people.office[book.head] != ORGANISATION_HEAD))
    if left.size:
        book.head[left] = name_successors(book.community[left], start, people)
    from_outside = district.institutions.organisations.outside_capability
    without = np.where(book.registered, from_outside, book.capability)
    book.capability[:] = np.where(book.head >= 0, people.skill[book.head], without)


def _collect_donations(district: World, book: Organisations) -> None:
    """Donations of the month are handed over; dues come in January."""
    rows = with_act(district.residents.acts, int(Act.DONATE))
    if rows.size:
        _hand_over(
            district, book, np.bincount(district.residents.community[rows], minlength=book.communities)
        )
    _pay_for_calls(district, book)
    if month_of_year(district.month) == JANUARY:
        dues = each_to_fen(district.institutions.organisations.dues * book.members)
        receive(district, residents_of_each(book.community), dues, "membership dues", FundingSource.PUBLIC)


def _hand_over(district: World, book: Organisations, givers: Numbers) -> None:
    """What so many of each community give, (communities,), goes to its organisations, or to its fund."""
    where, fen = np.arange(givers.size), to_fen(district.institutions.government.donation) * givers
    payer = residents_of_each(where)
    share_out(district, payer, where, fen, "donation", FundingSource.PUBLIC)
    nobody_there = book.count(book.opened(district.month)) == 0
    district.pay_each(payer, ("fund", where), fen * nobody_there, "donation", where)


def _pay_for_calls(district: World, book: Organisations) -> None:
    """Calls beyond the yearly one in September cost those who made them, as far as they have money."""
    if district.idle("organisations.source_public"):
        return
    calling = book.opened(district.month) & campaigning(district)[book.community]
    if np.count_nonzero(calling) and month_of_year(district.month) != SEPTEMBER:
        cost = to_fen(district.institutions.organisation_support.campaign_cost)
        book.pay_up_to(district, OUTSIDE, cost * calling, "call for donations")


def _live(district: World, book: Organisations) -> None:
    """Pay the rent, work for what is left for the month, keep or lose members and name."""
    months_left, c = MONTHS - month_of_year(district.month) + 1, book.community
    means = Means(
        book.balance(district.ledger),
        left_to_join(district),
        district.levers("organisations.enforcement"),
        each_uniform(district.seed, book.number, district.month, MISUSE_DRAWS),
    )
    rent, misused, wages = live_a_month(
        district.month, months_left, book.handed_as(OrganisationColumns), means, livelihood_of(district)
    )
    district.pay_each(book.accounts, OUTSIDE, rent, "organisation rent", c)
    district.pay_each(book.accounts, OUTSIDE, misused, "misuse", c)
    district.pay_each(book.accounts, residents_of_each(c), wages, "organisation wages", c)


def livelihood_of(district: World) -> Livelihood:
    """The numbers of the rules by which organisations live."""
    life, watched = district.institutions.organisations, district.institutions.organisation_supervision
    return Livelihood(
        rent=to_fen(life.rent),
        rent_filed=to_fen(life.rent_filed),
        wage=to_fen(district.institutions.staff.wage),
        recruits=life.recruits,
        leaves=life.leaves,
        rule_hours=district.institutions.organisation_support.rule_hours,
        misuse=watched.misuse,
        misuse_most=watched.misuse_most,
        rules_effect=watched.rules_effect,
        deterrence=watched.deterrence,
        finding_scale=watched.finding_scale,
        own_risk=watched.own_risk,
        credibility=watched.credibility,
        reputation_pace=watched.reputation_pace,
    )


def _failed(district: World, book: Organisations) -> Flags:
    """Organisations too long without money, and filed ones that nobody heads or hardly anybody belongs to."""
    rule = district.institutions.organisations
    deserted = ~book.registered & ((book.head < 0) | (book.members < rule.deserted * rule.filing_members))
    failed: Flags = (book.months_without_money > rule.grant_gap) | deserted
    return failed


def _close(district: World, book: Organisations, gone: Flags) -> None:
    """Close: what is left goes to the residents, heads step back."""
    if np.count_nonzero(gone):
        money = book.balance(district.ledger) * gone
        residents = residents_of_each(book.community)
        district.pay_each(book.accounts, residents, money, "closing", book.community)
        heads = book.head[gone]
        district.residents.office[heads[heads >= 0]] = int(Office.NONE)
        book.close(gone)

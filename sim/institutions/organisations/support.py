"""S4.1, S4.3: money from four sources, room, training and people for organisations.

All organisations at once: arrays are (organisations,) in the order of the book where nothing else is said.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import DISTRICT, OUTSIDE, residents_of_each
from sim.bodies import Flags, Numbers
from sim.calendar import JANUARY, MONTHS, month_of_year
from sim.engine.arithmetic import each_exp
from sim.engine.ledger import Accounts, each_to_fen, to_fen
from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.companies.state import Companies
from sim.institutions.organisations.founding import seats, young
from sim.institutions.organisations.state import FundingSource, Organisations
from sim.institutions.organisations.wishes import asked_for
from sim.institutions.resident_units.state import ResidentUnits, Unit
from sim.institutions.row_selection import community_of, place_of_each, rows_between, rows_where
from sim.institutions.world import World
from sim.residents.reactions import be_trained
from sim.residents.table_columns import People
from sim.threads import in_whole_groups
from sim.vocabulary import Office, Rung

TRAINING_DRAWS: Final = purpose("organisations.training")
GUIDANCE_DRAWS: Final = purpose("organisations.guidance")
NEEDS_DRAWS: Final = purpose("organisations.steered")
ON_VOLUNTEER: Final = int(Rung.VOLUNTEER)
ON_ACTIVIST: Final = int(Rung.ACTIVIST)
ORGANISATION_HEAD: Final = int(Office.ORGANISATION_HEAD)
MARCH: Final = 3
ANY_SKILL: Final = 2.0  # above every skill
# Months in which a community's organisations may call for donations, in the order in which they are allowed.
CAMPAIGNS: Final = (9, 3, 6, 12, 1, 5, 11, 8, 2, 10, 4, 7)


def give_money(district: World) -> None:
    """January: special fund, superior levels, the community's fund, companies."""
    if month_of_year(district.month) != JANUARY:
        return
    book, where = district[Organisations], np.arange(district.geography.communities)
    opened = book.opened(district.month)
    _grant(district, book, rows_where(opened))
    superior = each_to_fen(book.lever(district, "source_superior")) * opened
    receive(district, DISTRICT, superior, "superior grant", FundingSource.SUPERIOR)
    part = district.levers("organisations.source_community")
    money = np.maximum(0, district.ledger.balances("fund", where))
    share = (part * money).astype(np.int64)
    share_out(district, ("fund", where), where, share, "community contribution", FundingSource.COMMUNITY)
    _ask_companies(district, book, opened)


def receive(district: World, payer: Accounts, fen: Numbers, why: str, source: FundingSource) -> None:
    """Pay every organisation so many fen."""
    book = district[Organisations]
    district.pay_each(payer, book.accounts, fen, why, book.community)
    book.income[:, source] += fen


def share_out(
    district: World, payer: Accounts, where: Numbers, fen: Numbers, why: str, source: FundingSource
) -> None:
    """Share sums out equally to the last fen among those that may work by now.

    Args:
        district: the district.
        payer: kind and (sums,) numbers of the accounts.
        where: (sums,) community to whose organisations each sum goes; what goes to none stays where it is.
        fen: (sums,) amounts.
        why: what they are for.
        source: which source they are.
    """
    if not np.count_nonzero(fen):
        return
    book = district[Organisations]
    rows = rows_where(book.opened(district.month))
    rows = rows[np.argsort(book.community[rows], kind="stable")]
    first, last = (np.searchsorted(book.community[rows], where, side) for side in ("left", "right"))
    number, place = last - first, rows_between(first, last)
    which = np.repeat(np.arange(where.size), number)
    to = rows[place]
    each = (fen[which] + place - first[which]) // number[which]
    payers = payer[0], np.asarray(payer[1])[which]
    district.pay_each(payers, (book.view.kind, book.number[to]), each, why, where[which])
    book.receive(to, source, each)


def _grant(district: World, book: Organisations, rows: Numbers) -> None:
    """Grants of the special fund: to fields asked for first where support is steered, then by reputation."""
    rule, c = district.institutions.organisation_support, book.community[rows]
    lot = each_uniform(district.seed, np.arange(book.communities), district.month, NEEDS_DRAWS)
    steered = lot < district.levers("organisations.needs")
    unwanted = steered[c] & ~asked_for(book.wishes)[c, book.field[rows]]
    order = np.lexsort((-book.reputation[rows], unwanted))
    turn = np.empty(rows.size, dtype=np.int64)
    turn[order] = place_of_each(c[order])
    size = district.geography.size
    whole = each_to_fen(district.levers("organisations.special_fund") * size)
    grant = to_fen(rule.grant)
    fen = np.zeros(len(book), dtype=np.int64)
    fen[rows] = np.clip(whole[c] - turn * grant, 0, grant)
    receive(district, DISTRICT, fen, "special fund", FundingSource.SUPERIOR)


def _ask_companies(district: World, book: Organisations, opened: Flags) -> None:
    """The share company gives what is asked, or else the enterprises among the resident units do.

    As far as organisations are credible and the giver's own money goes.
    """
    number = np.maximum(1, book.count(opened))
    credible = book.total(book.reputation * opened) / number
    asked = district.levers("organisations.source_companies")
    yuan = asked * district.geography.size * credible
    companies, units = district[Companies], district[ResidentUnits]
    gives = (units.unit == Unit.ENTERPRISE) & (companies.row_of[units.community] < 0)
    for givers, part in ((companies, np.ones(len(companies))), (units, units.part * gives)):
        where = givers.community
        fen = np.minimum(each_to_fen(part * yuan[where]), np.maximum(0, givers.balance(district.ledger)))
        share_out(district, givers.accounts, where, fen, "companies' contribution", FundingSource.COMPANIES)


def help_organisations(district: World) -> None:
    """Every month: needs survey, incubator, guidance, shared training, social workers, volunteer callers."""
    book = district[Organisations]
    _survey_needs(district)
    _run_incubator(district, book)
    opened = book.opened(district.month)
    _lend_people(district, book, opened)
    _guide(district, book, opened)
    _train_together(district, book, opened)
    _train_backbones(district)


def _lend_people(district: World, book: Organisations, opened: Flags) -> None:
    """The district pays for social workers, and for hours of calling volunteers."""
    if district.idle("organisations.social_workers", "organisations.volunteers"):
        return
    c, social_workers = book.community, book.lever(district, "social_workers")
    book.lent_hours[opened] = social_workers[opened]
    people = (social_workers + book.lever(district, "volunteers")) * opened
    wages = people * district.institutions.staff.wage
    district.spend_each(residents_of_each(c), wages, "organisations' staff", c)


def _survey_needs(district: World) -> None:
    if district.idle("organisations.needs"):
        return
    rule, where = district.institutions.organisation_support, np.arange(district.geography.communities)
    surveyed = district.levers("organisations.needs") * district.geography.size / 1000.0
    hours = surveyed * rule.survey_hours / MONTHS
    wages = hours * district.institutions.staff.wage
    district.spend_each(residents_of_each(where), wages, "needs survey", where)


def _run_incubator(district: World, book: Organisations) -> None:
    """The district rents every place; the youngest organisations sit in them."""
    book.rent_free[:] = False
    if district.idle("organisations.incubation"):
        return
    places, rent = seats(district), district.institutions.organisations.rent
    district.spend_each(OUTSIDE, places * rent, "incubator", np.arange(places.size))
    if np.count_nonzero(places):
        youngest = rows_where(young(district, book))[::-1]
        c = book.community[youngest]
        book.rent_free[youngest[place_of_each(c) < places[c]]] = True


def _guide(district: World, book: Organisations, opened: Flags) -> None:
    """Hours of guidance bring an organisation to give itself rules, sooner or later."""
    c, hours = book.community, book.lever(district, "guidance") / MONTHS * opened
    if not np.count_nonzero(hours):
        return
    wages = hours * district.institutions.staff.wage
    district.spend_each(residents_of_each(c), wages, "guidance", c)
    chance = 1.0 - each_exp(-hours / district.institutions.organisation_support.guidance_scale)
    book.has_rules |= each_uniform(district.seed, book.number, district.month, GUIDANCE_DRAWS) < chance


def _train_together(district: World, book: Organisations, opened: Flags) -> None:
    """Party members and the head train together: the head gains skill."""
    rule, c = district.institutions.organisation_support, book.community
    days = book.lever(district, "exchange") / MONTHS * (opened & (book.head >= 0))
    if not np.count_nonzero(days):
        return
    district.spend_each(residents_of_each(c), days * rule.exchange_cost, "shared training", c)
    trained = days > 0.0
    be_trained(book.head[trained], (rule.exchange_gain * days)[trained], district.people)


def most_active(people: People, community_start: Numbers, below: float, number: Numbers) -> Numbers:
    """Rows of so many, (communities,), of each community: volunteers and higher, by rung, then by skill.

    Who holds an office or has more skill than ``below`` is left out.
    """

    def of_some(first: int, last: int) -> Numbers:
        """Those of communities ``first`` to ``last - 1``."""
        begin, end = community_start[first], community_start[last]
        rows = begin + rows_where(people.rung[begin:end] >= ON_VOLUNTEER)
        rows = rows[number[people.community[rows]] > 0]
        rows = rows[(people.office[rows] == 0) & (people.skill[rows] < np.float64(below))]
        community = people.community[rows]
        order = np.lexsort((-(people.rung[rows] + people.skill[rows]), community))
        rows, community = rows[order], community[order]
        chosen: Numbers = rows[place_of_each(community) < number[community]]
        return chosen

    return np.concatenate(in_whole_groups(community_start, of_some))


def _train_backbones(district: World) -> None:
    """March: the most active who lack a backbone's skill get the year's training places."""
    if month_of_year(district.month) != MARCH:
        return
    rule, ground, people = district.institutions.organisation_support, district.geography, district.people
    wanted = district.levers("organisations.training") * ground.size / 1000.0
    places = each_rounded(district.seed, district.month, TRAINING_DRAWS, wanted)
    needed = district.rules.scalars.ladder.backbone_skill
    rows = most_active(people, ground.community_start, needed, places)
    cost = np.full(rows.size, float(rule.training_cost))
    district.spend_each(OUTSIDE, cost, "training of backbones", people.community[rows].astype(np.int64))
    be_trained(rows, np.full(rows.size, rule.training_gain), people)


def campaigning(district: World) -> Flags:
    """(communities,) whether the community's organisations may call for donations this month."""
    turn = CAMPAIGNS.index(month_of_year(district.month))
    may_call: Flags = district.levers("organisations.source_public") > turn
    return may_call


def name_successors(community: Numbers, community_start: Numbers, people: People) -> Numbers:
    """Let the most active who can take over head organisations whose head has left.

    Args:
        community: (organisations,) where each of them stands.
        community_start: (communities + 1,) first row of each community.
        people: columns; offices are written.

    Returns:
        (organisations,) row of the new head, -1 where there is nobody.
    """
    vacant = np.bincount(community, minlength=community_start.size - 1)
    rows = most_active(people, community_start, ANY_SKILL, vacant)
    rows = rows[people.rung[rows] >= ON_ACTIVIST]
    people.office[rows] = ORGANISATION_HEAD
    there = community_of(community_start, rows)
    most = int(vacant.max())
    head = np.full((vacant.size, most), -1, dtype=np.int64)
    head[there, place_of_each(there)] = rows
    named: Numbers = head[community, place_of_each(community)]
    return named

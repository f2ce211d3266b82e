"""S4.1, S4.3: money from four sources, room, training and people for organisations."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import DISTRICT, OUTSIDE, Actor, residents_of
from sim.calendar import JANUARY, month_of_year
from sim.engine.compiling import njit
from sim.engine.ledger import Account, to_fen
from sim.engine.random import purpose, rounded, uniform
from sim.institutions.committee.state import Committees
from sim.institutions.companies.state import Companies
from sim.institutions.organisations.founding import seats, young
from sim.institutions.organisations.state import SocialOrganisation, Source
from sim.institutions.organisations.wishes import asked_for
from sim.institutions.resident_units.state import ResidentUnits, Unit
from sim.institutions.world import World
from sim.residents.experience import be_trained
from sim.vocabulary import Office, Rung

TRAINING_LUCK: Final = purpose("organisations.training")
GUIDANCE_LUCK: Final = purpose("organisations.guidance")
NEEDS_LUCK: Final = purpose("organisations.steered")
ON_VOLUNTEER: Final = int(Rung.VOLUNTEER)
ON_ACTIVIST: Final = int(Rung.ACTIVIST)
MARCH: Final = 3
# Months in which a community's organisations may call for donations, in the order in which they are allowed.
CAMPAIGNS: Final = (9, 3, 6, 12, 1, 5, 11, 8, 2, 10, 4, 7)


def give_money(district: World) -> None:
    """January: special fund, superior levels, the community's fund, companies."""
    if month_of_year(district.month) != JANUARY:
        return
    wanted = asked_for(district.wishes)
    for c, local in by_community(district):
        lever = district.policy_of(c).organisations
        _grant(district, c, local, wanted[c])
        for one in local:
            _pay(district, DISTRICT, one, to_fen(lever.source_superior), "superior grant", Source.SUPERIOR)
        fund = district[Committees][c]
        share = int(lever.source_community * max(0, fund.fund_balance))
        share_out(district, fund.fund, local, share, "community contribution", Source.COMMUNITY)
        _ask_companies(district, c, local, lever.source_companies)


def by_community(district: World) -> list[tuple[int, list[SocialOrganisation]]]:
    """Organisations that may work by now, by community."""
    everywhere = enumerate(district.organisations_by_community())
    opened = ((c, [one for one in local if district.month >= one.opens]) for c, local in everywhere)
    return [(c, local) for c, local in opened if local]


def _pay(
    district: World, payer: Account, one: SocialOrganisation, fen: int, why: str, source: Source
) -> None:
    district.ledger.pay(payer, one.account, fen, why, one.community, district.month)
    one.receive(source, fen)


def share_out(
    district: World, payer: Account, local: list[SocialOrganisation], fen: int, why: str, source: Source
) -> None:
    """Share a sum equally to the last fen."""
    for k, one in enumerate(local):
        _pay(district, payer, one, (fen + k) // len(local), why, source)


def _grant(district: World, c: int, local: list[SocialOrganisation], wanted: NDArray[np.bool_]) -> None:
    """Grants of the special fund: to fields asked for first where support is steered, then by reputation."""
    lever, rule = district.policy_of(c).organisations, district.institutions.organisation_support
    left = to_fen(lever.special_fund * float(district.geography.size[c]))
    steered = uniform(district.seed, c, district.month, NEEDS_LUCK) < lever.needs
    for one in sorted(
        local,
        key=lambda one: (steered and not wanted[one.field], -one.reputation, one.number),
    ):
        fen = min(left, to_fen(rule.grant))
        _pay(district, DISTRICT, one, fen, "special fund", Source.SUPERIOR)
        left -= fen


def _ask_companies(district: World, c: int, local: list[SocialOrganisation], asked: float) -> None:
    """Companies give what is asked as far as organisations are credible and their own money goes."""
    credible = sum(one.reputation for one in local) / len(local)
    yuan = asked * float(district.geography.size[c]) * credible
    for giver, part in _companies_of(district, c):
        fen = min(to_fen(part * yuan), max(0, giver.balance))
        share_out(district, giver.account, local, fen, "companies' contribution", Source.COMPANIES)


def _companies_of(district: World, c: int) -> list[tuple[Actor, float]]:
    """The share company, or else the enterprises among the resident units; each with its part of the sum."""
    company = district[Companies].of(c)
    if company is not None:
        return [(company, 1.0)]
    local = [unit for unit in district[ResidentUnits] if unit.community == c]
    return [(unit, unit.part) for unit in local if unit.unit is Unit.ENTERPRISE]


def help_organisations(district: World) -> None:
    """Every month: needs survey, incubator, guidance, shared training, social workers, volunteer callers."""
    wage = district.institutions.staff.wage
    for c, local in enumerate(district.organisations_by_community()):
        _survey_needs(district, c)
        _run_incubator(district, c, local)
    for one in district.organisations:
        lever = district.policy_of(one.community).organisations
        if district.month < one.opens:
            continue
        one.lent_hours = lever.social_workers
        people = lever.social_workers + lever.volunteers
        account = residents_of(one.community)
        district.government.spend(account, people * wage, "organisations' staff", one.community)
        _guide(district, one, lever.guidance / 12.0)
        _train_together(district, one, lever.exchange / 12.0)
    _train_backbones(district)


def _survey_needs(district: World, c: int) -> None:
    rule, thousands = district.institutions.organisation_support, float(district.geography.size[c]) / 1000.0
    hours = district.policy_of(c).organisations.needs * rule.survey_hours / 12.0 * thousands
    district.government.spend(residents_of(c), hours * district.institutions.staff.wage, "needs survey", c)


def _run_incubator(district: World, c: int, local: list[SocialOrganisation]) -> None:
    """The district rents every place; the youngest organisations sit in them."""
    places, rent = seats(district, c), district.institutions.organisations.rent
    district.government.spend(OUTSIDE, places * rent, "incubator", c)
    for one in local:
        one.rent_free = False
    for one in young(district, local)[:places]:
        one.rent_free = True


def _guide(district: World, one: SocialOrganisation, hours: float) -> None:
    """Hours of guidance bring an organisation to give itself rules, sooner or later."""
    wage = district.institutions.staff.wage
    district.government.spend(residents_of(one.community), hours * wage, "guidance", one.community)
    chance = 1.0 - np.exp(-hours / district.institutions.organisation_support.guidance_scale)
    u = uniform(district.seed, one.number, district.month, GUIDANCE_LUCK)
    one.has_rules |= bool(u < chance)


def _train_together(district: World, one: SocialOrganisation, days: float) -> None:
    """Party members and the head train together: the head gains skill."""
    rule = district.institutions.organisation_support
    if days <= 0.0 or one.head < 0:
        return
    account = residents_of(one.community)
    district.government.spend(account, days * rule.exchange_cost, "shared training", one.community)
    be_trained(np.array([one.head]), np.array([rule.exchange_gain * days]), district.people)


@njit(cache=True, nogil=True)
def most_active(
    first: int,
    last: int,
    rung: NDArray[np.int8],
    office: NDArray[np.int8],
    skill: NDArray[np.float32],
    below: float,
    number: int,
) -> NDArray[np.int64]:
    """Rows of so many residents without office and with less skill, volunteers up, by rung, then skill."""
    active = (rung[first:last] >= ON_VOLUNTEER) & (office[first:last] == 0)
    free = np.flatnonzero(active & (skill[first:last] < below))
    merit = rung[first:last][free] + skill[first:last][free]
    order = np.argsort(-merit, kind="mergesort")
    return first + free[order[:number]]


def _train_backbones(district: World) -> None:
    """March: the most active who lack a backbone's skill get the year's training places."""
    if month_of_year(district.month) != MARCH:
        return
    rule, people = district.institutions.organisation_support, district.people
    needed = district.rules.scalars.ladder.backbone_skill
    for c, size in enumerate(district.geography.size):
        wanted = district.policy_of(c).organisations.training * float(size) / 1000.0
        number = rounded(district.seed, c, district.month, TRAINING_LUCK, wanted)
        first, last = district.rows_of(c)
        rows = most_active(first, last, people.rung, people.office, people.skill, needed, number)
        district.government.spend(OUTSIDE, rows.size * rule.training_cost, "training of backbones", c)
        be_trained(rows, np.full(rows.size, rule.training_gain), people)


def campaigning(district: World, c: int) -> bool:
    """Whether the community's organisations may call for donations this month."""
    allowed = int(district.policy_of(c).organisations.source_public)
    return month_of_year(district.month) in CAMPAIGNS[:allowed]


def successor(district: World, c: int) -> int:
    """Row of the most active resident who can take over an organisation, -1 for none."""
    people = district.people
    first, last = district.rows_of(c)
    rows = most_active(first, last, people.rung, people.office, people.skill, 2.0, 1)
    able = rows.size and int(people.rung[rows[0]]) >= ON_ACTIVIST
    if not able:
        return -1
    people.office[rows[0]] = int(Office.ORGANISATION_HEAD)
    return int(rows[0])

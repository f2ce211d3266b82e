"""S4.4: who looks into organisations, what is found, and what follows."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import DISTRICT, OUTSIDE, residents_of
from sim.calendar import JANUARY, month_of_year
from sim.engine.random import draws, purpose, uniform
from sim.institutions.committee.state import Committees
from sim.institutions.organisations.state import SocialOrganisation
from sim.institutions.world import World
from sim.residents.experience import be_let_down
from sim.vocabulary import Act, Source

MISUSE_LUCK: Final = purpose("organisations.misuse")
CASE_LUCK: Final = purpose("organisations.case")
EVALUATION_LUCK: Final = purpose("organisations.evaluation")
TENTH: Final = 0.1
MOST: Final = 0.9


def misused_share(district: World, one: SocialOrganisation) -> float:
    """Share of the month's money that is misused: less with rules, less with risk, and by luck."""
    rule = district.institutions.organisation_supervision
    kept_by_rules = 1.0 - rule.rules_effect * one.has_rules
    u = uniform(district.seed, one.number, district.month, MISUSE_LUCK)
    deterred = float(np.exp(-rule.deterrence * _risk(district, one)))
    return min(MOST, rule.misuse * kept_by_rules * deterred * 2.0 * u)


def _risk(district: World, one: SocialOrganisation) -> float:
    """Chance that misuse of a tenth is found in a year of such inspections, times what it costs then."""
    rule = district.institutions.organisation_supervision
    found = 1.0 - float(np.exp(-one.inspected / rule.finding_scale))
    enforced = district.policy_of(one.community).organisations.enforcement
    return found * (rule.own_risk + (1.0 - rule.own_risk) * enforced)


def committees_want(district: World) -> NDArray[np.float64]:
    """(communities,) hours that the committee's powers ask of it this month."""
    powers = district.levers(lambda policy: policy.organisations.committee_powers)
    number = np.bincount(
        [one.community for one in district.organisations], minlength=district.geography.communities
    )
    wanted: NDArray[np.float64] = powers / 12.0 * number
    return wanted


def supervise(district: World) -> list[SocialOrganisation]:
    """Evaluate in January, inspect every month, follow up what is found; give those who are closed."""
    number = np.bincount(
        [one.community for one in district.organisations], minlength=district.geography.communities
    )
    closed = []
    for one in district.organisations:
        if month_of_year(district.month) == JANUARY:
            _evaluate(district, one)
        hours = _inspect(district, one, int(number[one.community]))
        u_found, u_taken_up, *_ = draws(district.seed, one.number, district.month, CASE_LUCK, 0)
        if u_found < _chance_of_finding(district, one, hours) and _follow_up(district, one, u_taken_up):
            closed.append(one)
    return closed


def _inspect(district: World, one: SocialOrganisation, neighbours: int) -> float:
    """Hours of the three-level network, which the district pays, and of the committee."""
    hours = district.policy_of(one.community).organisations.inspection / 12.0
    wages = hours * district.institutions.staff.wage
    district.government.spend(residents_of(one.community), wages, "inspection", one.community)
    hours += district[Committees][one.community].spent.supervision / neighbours
    one.inspected += hours
    return hours


def _chance_of_finding(district: World, one: SocialOrganisation, hours: float) -> float:
    scale = district.institutions.organisation_supervision.finding_scale
    share = one.misused_year / max(1.0, sum(one.income.values()))
    return 1.0 - float(np.exp(-hours / scale * share / TENTH))


def _follow_up(district: World, one: SocialOrganisation, u: float) -> bool:
    """A case is published; if departments take it up, money is paid back; gives whether they close it."""
    rule = district.institutions.organisation_supervision
    share, owed = one.misused_year / max(1.0, sum(one.income.values())), int(one.misused_year)
    one.findings, one.misused_year = 1, 0.0
    one.reputation *= 1.0 - rule.reputation_lost
    be_let_down(_who_hear(district, one.community), rule.let_down, district.people)
    if u >= district.policy_of(one.community).organisations.enforcement:
        return False
    wages = rule.enforcement_hours * district.institutions.staff.wage
    district.government.spend(residents_of(one.community), wages, "joint enforcement", one.community)
    one.pay(DISTRICT, min(max(0, one.balance), owed), "repayment")
    return share >= rule.exit_share


def _who_hear(district: World, community: int) -> np.ndarray:
    """Those of the community who this month volunteered or took part in culture through an organisation."""
    first, last = district.rows_of(community)
    people = district.people
    hear = np.zeros(last - first, dtype=np.bool_)
    for act in (int(Act.VOLUNTEER), int(Act.CULTURE)):
        did = people.acts[first:last] >> act & 1 == 1
        hear |= did & (people.told_by[first:last, act] == int(Source.ORGANISATION))
    return first + np.flatnonzero(hear)


def _evaluate(district: World, one: SocialOrganisation) -> None:
    """A third party looks at work and accounts of some organisations; its score moves their reputation."""
    rule = district.institutions.organisation_supervision
    u = draws(district.seed, one.number, district.month, EVALUATION_LUCK, 0)
    if u[0] >= district.policy_of(one.community).organisations.evaluation:
        return
    district.government.spend(OUTSIDE, rule.evaluation_cost, "third-party evaluation", one.community)
    one.inspected += rule.evaluation_hours
    seen = standing(one) + rule.evaluation_error * (2.0 * u[1] - 1.0)
    one.reputation = 0.5 * one.reputation + 0.5 * min(1.0, max(0.0, seen))


def standing(one: SocialOrganisation) -> float:
    """What an organisation's credibility nears: capability, rules, being at work; weights assumed."""
    return 0.25 + 0.35 * one.capability + 0.25 * one.has_rules + 0.15 * one.at_work

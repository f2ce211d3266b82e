"""Social organisations (A8, Q3, section 4 of the source) and purchases from them (S1.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from sim.agents.organisations import SocialOrganisation
from sim.agents.residents import ADULT_AGE, Rung
from sim.district import District
from sim.governance.purchases import eligible
from sim.governance.wishes import asked_for
from sim.measures.outcome import Cells, Outcome, Ratio

Of = Callable[[District, SocialOrganisation], float]
MONTHS: Final = 12


def _sum(district: District, of: Of) -> Cells:
    """Sum of a number over the organisations of each community."""
    cells = np.zeros(district.geography.communities)
    for one in district.organisations:
        cells[one.community] += of(district, one)
    return cells


def _per_residents(of: Of, number: float) -> Callable[[District], tuple[Cells, Cells]]:
    return lambda district: (_sum(district, of), district.geography.size / number)


def _per_organisation(of: Of, among: Of) -> Callable[[District], tuple[Cells, Cells]]:
    """Mean of a number over those organisations for which ``among`` is 1, else weighted by it."""
    return lambda district: (_sum(district, of), _sum(district, among))


def _any(district: District, one: SocialOrganisation) -> float:
    return 1.0


def _open(district: District, one: SocialOrganisation) -> float:
    return float(district.month >= one.opens)


def _new_a_year(district: District, one: SocialOrganisation) -> float:
    return MONTHS * float(one.founded == district.month)


def _survived(district: District) -> tuple[Cells, Cells]:
    """Those that stood a year ago and stand, and those that stood a year ago."""
    before = district.organisations_before[(district.month - MONTHS) % (MONTHS + 1)].astype(np.float64)
    return _sum(district, lambda d, one: float(one.founded <= d.month - MONTHS)), before


def _backbones(district: District) -> tuple[Cells, Cells]:
    """Activists and higher with the skill that a backbone needs, and adults."""
    people, needed = district.residents, district.rules.scalars.ladder.backbone_skill
    adult = people.age >= ADULT_AGE
    fit = adult & (people.rung >= int(Rung.ACTIVIST)) & (people.skill >= needed)
    start = district.geography.community_start[:-1]
    able = np.add.reduceat(fit.astype(np.float64), start)
    return able, np.add.reduceat(adult.astype(np.float64), start) / 10000.0


def _fitting(district: District) -> Cells:
    wanted = asked_for(district.wishes)
    return _sum(district, lambda _, one: float(wanted[one.community, one.field]))


def _hours(district: District, one: SocialOrganisation) -> float:
    return one.hours(district.institutions.organisations.member_hours) * one.at_work


def _purchased(district: District, one: SocialOrganisation) -> float:
    return one.contracts * district.institutions.organisations.staff_hours


SOCIAL_ORGANISATIONS: Final = (
    Ratio(
        Outcome("organisations", "1/10,000", "+", "social organisations", "社会组织", "filed or registered"),
        _per_residents(_any, 10000.0),
    ),
    Ratio(
        Outcome(
            "organisations.registered",
            "1/10,000",
            "+",
            "registered organisations",
            "登记的社会组织",
            "registered, not only filed",
        ),
        _per_residents(lambda _, one: float(one.registered), 10000.0),
    ),
    Ratio(
        Outcome(
            "organisations.new",
            "1/10,000/year",
            "+",
            "new organisations",
            "新成立社会组织",
            "founded in the month, as a yearly rate",
        ),
        _per_residents(_new_a_year, 10000.0),
    ),
    Ratio(
        Outcome(
            "organisations.survival",
            "share of organisations",
            "+",
            "survival of a year",
            "社会组织存续率",
            "of those that stood a year ago, those that still stand",
        ),
        _survived,
    ),
    Ratio(
        Outcome(
            "organisations.sources",
            "sources",
            "+",
            "sources of money",
            "经费来源数",
            "effective number of the four sources, mean over organisations with income",
        ),
        _per_organisation(lambda _, one: one.sources, lambda _, one: float(one.sources > 0.0)),
    ),
    Ratio(
        Outcome(
            "organisations.capability",
            "0-1",
            "+",
            "capability of organisations",
            "社会组织能力",
            "mean skill of those who lead them",
        ),
        _per_organisation(lambda _, one: one.capability, _any),
    ),
    Ratio(
        Outcome(
            "organisations.credibility",
            "0-1",
            "+",
            "credibility of organisations",
            "社会组织公信度",
            "mean reputation",
        ),
        _per_organisation(lambda _, one: one.reputation, _any),
    ),
    Ratio(
        Outcome(
            "organisations.fit",
            "share of organisations",
            "+",
            "organisations that residents need",
            "符合居民需求的社会组织",
            "in the half of all fields that residents of the community ask for most",
        ),
        lambda d: (_fitting(d), _sum(d, _any)),
    ),
    Ratio(
        Outcome(
            "organisations.service_hours",
            "hours/1000/month",
            "+",
            "organisations' hours of work",
            "社会组织服务工时",
            "of staff, social workers and members",
        ),
        _per_residents(_hours, 1000.0),
    ),
    Ratio(
        Outcome(
            "organisations.purchased_hours",
            "hours/1000/month",
            "+",
            "service hours purchased",
            "购买服务工时",
            "that this year's contracts ask for",
        ),
        _per_residents(_purchased, 1000.0),
    ),
    Ratio(
        Outcome(
            "organisations.eligible",
            "1/10,000",
            "+",
            "organisations admitted to purchases",
            "可参与购买服务的社会组织",
            "under the rules of their community",
        ),
        _per_residents(lambda d, one: float(eligible(d, one)), 10000.0),
    ),
    Ratio(
        Outcome(
            "organisations.misuse",
            "share of spending",
            "-",
            "money misused by organisations",
            "社会组织资金违规使用",
            "whether found or not",
        ),
        _per_organisation(lambda _, one: float(one.misused), lambda _, one: float(one.spent)),
    ),
    Ratio(
        Outcome(
            "organisations.cases",
            "cases/organisation/year",
            "",
            "cases of misuse found",
            "查处违规案件",
            "published cases, as a yearly rate",
        ),
        _per_organisation(lambda _, one: float(MONTHS * one.findings), _open),
    ),
    Ratio(
        Outcome(
            "organisations.backbones",
            "1/10,000 adults",
            "+",
            "people able to lead an organisation",
            "骨干人才",
            "activists and higher with a backbone's skill",
        ),
        _backbones,
    ),
)

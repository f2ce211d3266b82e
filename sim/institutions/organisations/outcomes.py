"""Social organisations (A8, Q3, section 4 of the source) and purchases from them (S1.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.organisations.purchases import eligible
from sim.institutions.organisations.state import SocialOrganisation
from sim.institutions.organisations.wishes import asked_for
from sim.institutions.world import World
from sim.vocabulary import ADULT_AGE, Rung

Of = Callable[[World, SocialOrganisation], float]
MONTHS: Final = 12


def _sum(district: World, of: Of) -> Cells:
    """Sum of a number over the organisations of each community."""
    cells = np.zeros(district.geography.communities)
    for one in district.organisations:
        cells[one.community] += of(district, one)
    return cells


def _per_residents(of: Of, number: float) -> Callable[[World], tuple[Cells, Cells]]:
    return lambda district: (_sum(district, of), district.geography.size / number)


def _per_organisation(of: Of, among: Of) -> Callable[[World], tuple[Cells, Cells]]:
    """Mean of a number over those organisations for which ``among`` is 1, else weighted by it."""
    return lambda district: (_sum(district, of), _sum(district, among))


def _any(district: World, one: SocialOrganisation) -> float:
    return 1.0


def _open(district: World, one: SocialOrganisation) -> float:
    return float(district.month >= one.opens)


def _new_a_year(district: World, one: SocialOrganisation) -> float:
    return MONTHS * float(one.founded == district.month)


def _survived(district: World) -> tuple[Cells, Cells]:
    """Those that stood a year ago and stand, and those that stood a year ago."""
    before = district.organisations_before[(district.month - MONTHS) % (MONTHS + 1)].astype(np.float64)
    return _sum(district, lambda d, one: float(one.founded <= d.month - MONTHS)), before


def _backbones(district: World) -> tuple[Cells, Cells]:
    """Activists and higher with the skill that a backbone needs, and adults."""
    people, needed = district.residents, district.rules.scalars.ladder.backbone_skill
    adult = people.age >= ADULT_AGE
    fit = adult & (people.rung >= int(Rung.ACTIVIST)) & (people.skill >= needed)
    start = district.geography.community_start[:-1]
    able = np.add.reduceat(fit.astype(np.float64), start)
    return able, np.add.reduceat(adult.astype(np.float64), start) / 10000.0


def _fitting(district: World) -> Cells:
    wanted = asked_for(district.wishes)
    return _sum(district, lambda _, one: float(wanted[one.community, one.field]))


def _hours(district: World, one: SocialOrganisation) -> float:
    return one.hours(district.institutions.organisations.member_hours) * one.at_work


def _purchased(district: World, one: SocialOrganisation) -> float:
    return one.contracts * district.institutions.organisations.staff_hours


SOCIAL_ORGANISATIONS: Final = (
    Ratio(
        Outcome(
            "organisations",
            "1/10,000",
            "+",
            "social organisations",
            "社会组织",
            "Social organisations, filed or registered.",
            "已备案或登记的社区社会组织数量。",
        ),
        _per_residents(_any, 10000.0),
    ),
    Ratio(
        Outcome(
            "organisations.registered",
            "1/10,000",
            "+",
            "registered organisations",
            "登记的社会组织",
            "Social organisations that are registered, not only filed.",
            "已正式登记（不含仅备案）的社会组织数量。",
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
            "Social organisations founded this month, as a yearly rate.",
            "当月新成立的社会组织数量，按年计。",
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
            "Of the social organisations that stood a year ago, the share that still stands.",
            "一年前已有的社会组织中，至今仍然存在的比例。",
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
            "Effective number of the four sources of money, mean over organisations with income.",
            "四类经费来源的有效个数，取有收入的社会组织的平均值。",
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
            "Mean skill of those who lead social organisations.",
            "社会组织负责人能力的平均水平。",
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
            "Mean reputation of social organisations.",
            "社会组织信誉的平均水平。",
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
            "Share of organisations in the half of all fields that their community's residents ask for most.",
            "业务领域属于本社区居民需求较多的前一半领域的社会组织比例。",
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
            "Hours that staff, social workers and members of social organisations work per 1,000 residents.",
            "社会组织的工作人员、社工和会员投入的工时，按每千名居民计。",
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
            "Hours of service that this year's contracts with organisations ask for per 1,000 residents.",
            "本年度向社会组织购买服务的合同所要求的服务工时，按每千名居民计。",
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
            "Social organisations that the rules of their community admit to purchases.",
            "按本社区规则可以承接购买服务的社会组织数量。",
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
            "Share of social organisations' spending that is misused, whether found or not.",
            "社会组织支出中被违规使用的比例，无论是否被查出。",
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
            "Published cases of misuse for each social organisation, as a yearly rate.",
            "平均每个社会组织被查处并公布的违规案件数量，按年计。",
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
            "Activists and those higher on the ladder who have a backbone's skill.",
            "积极分子及以上、具备骨干能力的成年人数量。",
        ),
        _backbones,
    ),
)

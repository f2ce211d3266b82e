"""Social organisations (A8, Q3, section 4 of the source) and purchases from them (S1.3)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sim.bodies import Numbers
from sim.calendar import MONTHS
from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.adults import Adults
from sim.institutions.organisations.purchases import eligible
from sim.institutions.organisations.state import Organisations
from sim.institutions.organisations.wishes import asked_for
from sim.institutions.world import World


class Counted(NamedTuple):
    """What is counted of the organisations of each community, once for all outcomes; (communities,) each."""

    residents: Cells
    standing: Cells
    registered: Cells
    new_a_year: Cells
    stood_before: Cells
    survived: Cells
    sources: Cells
    with_income: Cells
    capability: Cells
    reputation: Cells
    wanted: Cells
    hours: Cells
    purchased: Cells
    eligible: Cells
    misused: Cells
    spent: Cells
    cases_a_year: Cells
    open: Cells


def count(district: World) -> Counted:
    """Sum what each organisation is and did this month."""
    book, month, rule = district[Organisations], district.month, district.institutions.organisations
    sources = book.sources()
    stood_before = book.before[(month - MONTHS) % len(book.before)].astype(np.float64)
    each = {
        "standing": 1.0,
        "registered": book.registered,
        "new_a_year": MONTHS * (book.founded_in == month),
        "survived": book.founded_in <= month - MONTHS,
        "sources": sources,
        "with_income": sources > 0.0,
        "capability": book.capability,
        "reputation": book.reputation,
        "wanted": asked_for(book.wishes)[book.community, book.field],
        "hours": book.hours(rule.member_hours) * book.at_work(month),
        "purchased": book.contracts * rule.staff_hours,
        "eligible": eligible(district),
        "misused": book.misused,
        "spent": book.spent,
        "cases_a_year": MONTHS * book.findings,
        "open": book.opened(month),
    }
    totals = totals_of(book.community, each.values(), book.communities)
    residents = district.geography.size.astype(np.float64)
    return Counted(residents, stood_before=stood_before, **dict(zip(each, totals, strict=True)))


def totals_of(community: Numbers, values: Collection[ArrayLike], communities: int) -> Cells:
    """(values, communities) sum of each number over a community's organisations, in the order of the book."""
    cells = np.empty((len(values), community.size))
    for row, value in enumerate(values):
        cells[row] = value
    place = community + np.arange(len(values))[:, np.newaxis] * communities
    sums = np.bincount(place.ravel(), weights=cells.ravel(), minlength=len(values) * communities)
    return np.asarray(sums.reshape(len(values), communities))


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
        lambda n: (n.standing, n.residents / 10000.0),
        count,
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
        lambda n: (n.registered, n.residents / 10000.0),
        count,
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
        lambda n: (n.new_a_year, n.residents / 10000.0),
        count,
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
        lambda n: (n.survived, n.stood_before),
        count,
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
        lambda n: (n.sources, n.with_income),
        count,
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
        lambda n: (n.capability, n.standing),
        count,
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
        lambda n: (n.reputation, n.standing),
        count,
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
        lambda n: (n.wanted, n.standing),
        count,
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
        lambda n: (n.hours, n.residents / 1000.0),
        count,
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
        lambda n: (n.purchased, n.residents / 1000.0),
        count,
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
        lambda n: (n.eligible, n.residents / 10000.0),
        count,
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
        lambda n: (n.misused, n.spent),
        count,
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
        lambda n: (n.cases_a_year, n.open),
        count,
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
        lambda adults: (adults.able, adults.every / 10000.0),
        Adults,
    ),
)

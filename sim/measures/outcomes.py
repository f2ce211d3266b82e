"""Every outcome, declared once, and how a month's values are taken from a district."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

import numpy as np

from sim.agents.calendar import DECEMBER, month_of_year
from sim.agents.residents import ACTS, Rung
from sim.district import District
from sim.engine.ledger import FEN_PER_YUAN
from sim.measures.groups import GROUP_NAMES, GROUPS, group_bits
from sim.measures.tally import Tally, concentration, tally

__all__ = ["GROUPS", "OUTCOMES", "Key", "Outcome", "OutcomeTaker", "outcome_keys"]

Key = tuple[str, str]
Values = dict[Key, float]

ACT_LABELS: Final = {
    "vote": ("voted at the last election", "参加上次居委会选举"),
    "stand": ("stood for election", "参选"),
    "deliberate": ("took part in committee work", "参与议事"),
    "suggest": ("made a proposal to the committee", "向居委会提建议"),
    "complain": ("complained to government", "向政府反映"),
    "volunteer": ("volunteered", "参加志愿服务"),
    "supervise": ("rated services or checked accounts", "评议监督"),
    "culture": ("took part in culture or classes", "参加文体活动"),
    "donate": ("donated", "捐助"),
}


@dataclass(frozen=True)
class Outcome:
    """What is measured.

    Attributes:
        name: dotted name, the same in tables, files and pages.
        unit: unit in words.
        better: ``"+"`` if more is better, ``"-"`` if less is, ``""`` if neither.
        label_en: name in English.
        label_zh: name in Chinese.
        sentence: what it says.
        grouped: whether it is broken down by group.
    """

    name: str
    unit: str
    better: str
    label_en: str
    label_zh: str
    sentence: str
    grouped: bool = False


def _declared() -> list[Outcome]:
    share = "share of adults"
    made = [
        Outcome(
            "breadth",
            share,
            "+",
            "took part at all",
            "参与面",
            "did at least one act in the last 12 months",
            True,
        ),
        *(
            Outcome(
                f"participation.{act}", share, "+", *ACT_LABELS[act], "did it in the last 12 months", True
            )
            for act in ACTS
        ),
        Outcome(
            "participation.hours",
            "hours/adult/month",
            "+",
            "hours given",
            "参与时间",
            "hours given to all acts",
            True,
        ),
        Outcome(
            "people.adults", "share of residents", "", "adults", "成年人占比", "residents of voting age", True
        ),
        Outcome(
            "persistence",
            "share of those active the year before",
            "+",
            "stayed active",
            "持续参与",
            "active again",
            True,
        ),
        Outcome(
            "awareness.any_act",
            share,
            "+",
            "heard of an opportunity",
            "知情",
            "heard from others in the month",
            True,
        ),
        Outcome("trust", "0-1", "+", "trust", "信任", "mean trust in local government and committee", True),
        Outcome("efficacy", "0-1", "+", "felt influence", "效能感", "mean external efficacy", True),
        Outcome("belonging", "0-1", "+", "belonging", "归属感", "mean belonging to the community", True),
        Outcome(
            "skill", "0-1", "+", "civic skill", "自治能力", "mean skill of deliberating and organising", True
        ),
        Outcome("gap.hukou", share, "-", "gap local - migrant", "户籍与非户籍差距", "difference in breadth"),
        Outcome("gap.tenure", share, "-", "gap owner - tenant", "业主与租户差距", "difference in breadth"),
        Outcome(
            "inequality.gini",
            "0-1",
            "-",
            "inequality (Gini)",
            "参与不平等(基尼系数)",
            "of act-months in a year",
        ),
        Outcome(
            "inequality.top_tenth",
            "share of act-months",
            "-",
            "part of the top tenth",
            "最活跃十分之一所占份额",
            "of a year",
        ),
        Outcome(
            "turnout.registered",
            "share of registered",
            "+",
            "turnout of the roll",
            "登记选民投票率",
            "on a polling day",
        ),
        Outcome("turnout.adults", share, "+", "turnout of adults", "成年人投票率", "on a polling day"),
        *(
            Outcome(
                f"rung.{rung.name.lower()}",
                "1/10,000 adults",
                "+",
                f"rung: {rung.name.lower()}",
                zh,
                "on the ladder",
            )
            for rung, zh in zip(
                Rung, ("普通居民", "志愿者", "积极分子", "骨干", "组织负责人", "代表委员"), strict=True
            )
        ),
        Outcome(
            "committee.administrative_share",
            "share of hours",
            "-",
            "administrative work",
            "行政事务占比",
            "of the committee",
        ),
        Outcome(
            "committee.self_governance_share",
            "share of hours",
            "+",
            "self-governance work",
            "自治工作占比",
            "of the committee",
        ),
        Outcome(
            "committee.administrative_hours",
            "hours/1000/month",
            "-",
            "administrative hours",
            "行政事务工时",
            "committee",
        ),
        Outcome(
            "tasks.unfunded_ad_hoc",
            "items/1000/month",
            "-",
            "unfunded ad hoc tasks",
            "无经费临时任务",
            "carried",
        ),
        Outcome(
            "tasks.pending", "items/1000", "-", "backlog of tasks", "积压任务", "open at the end of the month"
        ),
        Outcome(
            "tasks.dropped", "items/1000/month", "-", "dropped tasks", "未完成任务", "given up after waiting"
        ),
        Outcome(
            "voice.answered",
            "answers/1000/month",
            "+",
            "proposals answered",
            "答复建议",
            "by committee or channels",
        ),
        Outcome(
            "voice.answer_months",
            "months",
            "-",
            "time to answer",
            "答复时间",
            "mean wait of the month's answers",
        ),
        Outcome("fund.income", "yuan/resident/year", "+", "income of the fund", "自治基金收入", "all payers"),
        Outcome(
            "fund.projects_finished",
            "projects/10,000/year",
            "+",
            "micro-projects finished",
            "完成微项目",
            "by the fund",
        ),
        Outcome(
            "reform.coverage",
            "share of residents",
            "",
            "reach of the reform",
            "改革覆盖面",
            "residents of communities where the reform is in force",
        ),
        Outcome("organisations", "1/10,000", "+", "social organisations", "社会组织", "registered and alive"),
        Outcome(
            "company.burden",
            "yuan/resident/year",
            "-",
            "company's public services",
            "股份公司公共服务负担",
            "carried",
        ),
        Outcome(
            "company.profit",
            "yuan/resident/year",
            "+",
            "company's profit",
            "股份公司利润",
            "after public services",
        ),
        Outcome(
            "cost.district",
            "yuan/resident/year",
            "-",
            "cost to the district",
            "区财政支出",
            "all purposes here",
        ),
        Outcome(
            "cost.company",
            "yuan/resident/year",
            "-",
            "cost to companies",
            "股份公司支出",
            "services and contributions",
        ),
    ]
    return made


OUTCOMES: Final = {outcome.name: outcome for outcome in _declared()}


def outcome_keys() -> tuple[Key, ...]:
    """Every (outcome, group) in a fixed order; ungrouped outcomes have the group ``"all"``."""
    pairs = ((one.name, GROUP_NAMES if one.grouped else ("all",)) for one in OUTCOMES.values())
    return tuple((name, group) for name, groups in pairs for group in groups)


class OutcomeTaker:
    """Takes the outcomes of each month; reads the district and changes nothing in it."""

    def __init__(self, district: District) -> None:
        """Prepare for a district's communities."""
        self.type_names = tuple(district.geography.types[kind] for kind in district.geography.community_type)
        self.residents = float(district.geography.size.sum())
        self.dropped_seen = int(district.tasks.fate[:, :, -1].sum())

    def take(self, district: District) -> Values:
        """Give the values of the month just lived through."""
        bits = group_bits(district.residents, self.type_names)
        counted = tally(district.people, district.offers, bits, len(GROUP_NAMES))
        values: Values = {}
        for position, group in enumerate(GROUP_NAMES):
            if counted.adults[position]:
                values |= _of_group(counted, position, group)
                values["people.adults", group] = float(counted.adults[position]) / self.residents
        values |= self._of_people(district, counted, values, bits)
        values |= self._of_institutions(district)
        return values | self._of_money(district)

    def _of_people(self, district: District, counted: Tally, seen: Values, bits: np.ndarray) -> Values:
        values = _gaps(seen) | _turnout(district)
        for rung in Rung:
            count = counted.rungs[0, rung] * 10000.0 / max(1, int(counted.adults[0]))
            values[f"rung.{rung.name.lower()}", "all"] = float(count)
        if month_of_year(district.month) == DECEMBER:
            gini, top = concentration(district.people, bits)
            values["inequality.gini", "all"], values["inequality.top_tenth", "all"] = gini, top
        return values

    def _of_institutions(self, district: District) -> Values:
        thousands = self.residents / 1000.0
        spent = [committee.spent for committee in district.committees]
        hours = sum(one.administrative + one.self_governance + one.service for one in spent)
        administrative = sum(one.administrative for one in spent)
        dropped = int(district.tasks.fate[:, :, -1].sum())
        answered = int(district.answered.sum())
        values = {
            "committee.administrative_hours": administrative / thousands,
            "committee.administrative_share": administrative / hours if hours else np.nan,
            "committee.self_governance_share": sum(one.self_governance for one in spent) / hours
            if hours
            else np.nan,
            "reform.coverage": float(district.geography.size[district.in_force].sum()) / self.residents,
            "tasks.unfunded_ad_hoc": float(district.tasks.unfunded_ad_hoc.sum()) / thousands,
            "tasks.pending": float(district.tasks.pending.sum()) / thousands,
            "tasks.dropped": (dropped - self.dropped_seen) / thousands,
            "voice.answered": answered / thousands,
            "voice.answer_months": float(district.waited.sum()) / answered if answered else np.nan,
            "fund.projects_finished": float(district.projects_finished.sum()) * 12.0 / (thousands / 10.0),
            "organisations": len(district.organisations) / (thousands / 10.0),
        }
        self.dropped_seen = dropped
        return {(name, "all"): value for name, value in values.items() if not np.isnan(value)}

    def _of_money(self, district: District) -> Values:
        """Sum the month's flows; yearly rates, so that January's payments weigh as much as their year."""
        sums: dict[str, int] = dict.fromkeys(_MONEY, 0)
        latest_first = reversed(district.ledger.flows.items())
        for flow, fen in takewhile(lambda item: item[0].month == district.month, latest_first):
            for name, belongs in _MONEY.items():
                if belongs(flow.payer, flow.payee, flow.purpose):
                    sums[name] += fen
        a_year = 12.0 / FEN_PER_YUAN / self.residents
        return {(name, "all"): fen * a_year for name, fen in sums.items()} | self._profit(district)

    def _profit(self, district: District) -> Values:
        profit = sum(company.profit for company in district.companies.values())
        return {("company.profit", "all"): profit / self.residents} if district.companies else {}


_MONEY: Final[dict[str, Callable[[str, str, str], bool]]] = {
    "fund.income": lambda payer, payee, purpose: payee == "fund",
    "cost.district": lambda payer, payee, purpose: payer == "district",
    "cost.company": lambda payer, payee, purpose: purpose in ("public services", "company contribution"),
    "company.burden": lambda payer, payee, purpose: purpose == "public services",
}


def _of_group(counted: Tally, g: int, group: str) -> Values:
    adults = float(counted.adults[g])
    values = {f"participation.{act}": counted.active[g, k] / adults for k, act in enumerate(ACTS)}
    values["breadth"] = counted.broad[g] / adults
    values["participation.hours"] = counted.hours[g] / adults
    values["awareness.any_act"] = counted.aware[g] / adults
    for k, name in enumerate(("trust", "efficacy", "belonging", "skill")):
        values[name] = counted.feelings[g, k] / adults
    if counted.before[g]:
        values["persistence"] = counted.kept[g] / counted.before[g]
    return {(name, group): float(value) for name, value in values.items()}


def _gaps(seen: Values) -> Values:
    gaps = {"gap.hukou": ("local", "migrant"), "gap.tenure": ("owner", "tenant")}
    both = {name: pair for name, pair in gaps.items() if all(("breadth", group) in seen for group in pair)}
    return {(name, "all"): seen["breadth", a] - seen["breadth", b] for name, (a, b) in both.items()}


def _turnout(district: District) -> Values:
    if not district.turnout:
        return {}
    adults, registered, voted = (sum(column) for column in zip(*district.turnout.values(), strict=True))
    values = {("turnout.adults", "all"): voted / adults if adults else 0.0}
    if registered:
        values["turnout.registered", "all"] = voted / registered
    return values

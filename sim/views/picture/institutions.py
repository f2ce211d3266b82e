"""What the institutions of a community have and did in a month: names in both languages, values as text."""

from __future__ import annotations

from typing import Final, NamedTuple

from sim.district import District
from sim.engine.ledger import FEN_PER_YUAN
from sim.institutions.committee.state import Committees, ElectionForm
from sim.institutions.companies.state import Companies
from sim.institutions.fund.state import Funds
from sim.institutions.organisations.state import Organisations
from sim.institutions.tasks.task_book import TaskBook
from sim.institutions.voice.state import Voices
from sim.institutions.workstations.state import Workstations
from sim.policies import Policies
from sim.wording.labels import Language

Pair = tuple[str, str]

FORMS: Final[dict[ElectionForm, Pair]] = {
    ElectionForm.DIRECT: ("all voters", "全体选民"),
    ElectionForm.HOUSEHOLDS: ("households", "户代表"),
    ElectionForm.DELEGATES: ("delegates", "居民代表"),
}


class FactLine(NamedTuple):
    """A line: name in both languages, value."""

    name: Pair
    value: str


def facts_of(district: District, c: int, language: Language) -> list[FactLine]:
    """Hours, tasks, money and members of the institutions of a community."""
    committee, company = district[Committees][c], district[Companies].of(c)
    spent, tasks = committee.spent, district[TaskBook]
    organisations = [one for one in district[Organisations] if one.community == c]
    facts = [
        FactLine(("Residents", "居民"), _count(float(district.geography.size[c]))),
        FactLine(
            ("Under the reform", "改革已实施"),
            _yes(_reformed(district, c), language),
        ),
        FactLine(("Workstation: hours", "工作站：工时"), _count(district[Workstations][c].hours)),
        FactLine(("Committee: staff hours", "居委会：工时"), _count(committee.staff_hours)),
        FactLine(("– administrative work", "– 行政事务"), _count(spent.administrative)),
        FactLine(("– answering proposals", "– 答复建议"), _count(spent.voice)),
        FactLine(("– meetings and deliberation", "– 会议议事"), _count(spent.meetings)),
        FactLine(("– activities", "– 活动"), _count(spent.activities)),
        FactLine(("– visits to residents", "– 入户走访"), _count(spent.visits)),
        FactLine(("– fund projects", "– 基金项目"), _count(spent.projects)),
        FactLine(("– services", "– 服务"), _count(spent.service)),
        FactLine(("Committee: seats", "居委会：委员席位"), str(committee.seats)),
        FactLine(("Committee: elected by", "居委会：选举方式"), FORMS[committee.form][language == "zh"]),
        FactLine(("Building heads", "楼栋长"), str(committee.heads)),
        FactLine(("Tasks open", "积压任务"), _count(float(tasks.pending[c].sum()))),
        FactLine(
            ("Ad hoc tasks without money", "无经费临时任务"),
            _count(float(tasks.unfunded_ad_hoc[c])),
        ),
        FactLine(("Proposals waiting", "待答复建议"), _count(float(district[Voices].waiting[c]))),
        FactLine(("Proposals answered", "已答复建议"), _count(float(district[Voices].answered[c]))),
        FactLine(
            ("Fund: balance (yuan)", "自治基金：余额（元）"), _count(committee.fund_balance / FEN_PER_YUAN)
        ),
        FactLine(
            ("Fund: projects under way", "自治基金：在办项目"), str(int(district[Funds].under_way()[c]))
        ),
        FactLine(("Social organisations", "社会组织"), str(len(organisations))),
        FactLine(
            ("Their money (yuan)", "社会组织资金（元）"),
            _count(sum(one.balance for one in organisations) / FEN_PER_YUAN),
        ),
    ]
    if company is not None:
        facts += [
            FactLine(
                ("Share company: profit (yuan/year)", "股份公司：利润（元/年）"), _count(company.profit)
            ),
            FactLine(
                ("Share company: public services (yuan/year)", "股份公司：公共服务支出（元/年）"),
                _count(company.services),
            ),
        ]
    return facts


def _reformed(district: District, c: int) -> bool:
    return bool(district.in_force[c]) and district.reform != Policies()


def _count(value: float) -> str:
    return f"{value:,.0f}".replace("-", "−")


def _yes(flag: bool, language: Language) -> str:
    return (("no", "否"), ("yes", "是"))[flag][language == "zh"]

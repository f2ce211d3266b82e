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


class Fact(NamedTuple):
    """A line: name in both languages, value."""

    name: Pair
    value: str


def facts_of(district: District, c: int, language: Language) -> list[Fact]:
    """Hours, tasks, money and members of the institutions of a community."""
    committee, company = district[Committees][c], district[Companies].of(c)
    spent, tasks = committee.spent, district[TaskBook]
    organisations = [one for one in district[Organisations] if one.community == c]
    facts = [
        Fact(("Residents", "居民"), _count(float(district.geography.size[c]))),
        Fact(
            ("Under the reform", "改革已实施"),
            _yes(_reformed(district, c), language),
        ),
        Fact(("Workstation: hours", "工作站：工时"), _count(district[Workstations][c].hours)),
        Fact(("Committee: staff hours", "居委会：工时"), _count(committee.staff_hours)),
        Fact(("– administrative work", "– 行政事务"), _count(spent.administrative)),
        Fact(("– answering proposals", "– 答复建议"), _count(spent.voice)),
        Fact(("– meetings and deliberation", "– 会议议事"), _count(spent.meetings)),
        Fact(("– activities", "– 活动"), _count(spent.activities)),
        Fact(("– visits to residents", "– 入户走访"), _count(spent.visits)),
        Fact(("– fund projects", "– 基金项目"), _count(spent.projects)),
        Fact(("– services", "– 服务"), _count(spent.service)),
        Fact(("Committee: seats", "居委会：委员席位"), str(committee.seats)),
        Fact(("Committee: elected by", "居委会：选举方式"), FORMS[committee.form][language == "zh"]),
        Fact(("Building heads", "楼栋长"), str(committee.heads)),
        Fact(("Tasks open", "积压任务"), _count(float(tasks.pending[c].sum()))),
        Fact(
            ("Ad hoc tasks without money", "无经费临时任务"),
            _count(float(tasks.unfunded_ad_hoc[c])),
        ),
        Fact(("Proposals waiting", "待答复建议"), _count(float(district[Voices].waiting[c]))),
        Fact(("Proposals answered", "已答复建议"), _count(float(district[Voices].answered[c]))),
        Fact(("Fund: balance (yuan)", "自治基金：余额（元）"), _count(committee.fund_balance / FEN_PER_YUAN)),
        Fact(("Fund: projects under way", "自治基金：在办项目"), str(int(district[Funds].under_way()[c]))),
        Fact(("Social organisations", "社会组织"), str(len(organisations))),
        Fact(
            ("Their money (yuan)", "社会组织资金（元）"),
            _count(sum(one.balance for one in organisations) / FEN_PER_YUAN),
        ),
    ]
    if company is not None:
        facts += [
            Fact(("Share company: profit (yuan/year)", "股份公司：利润（元/年）"), _count(company.profit)),
            Fact(
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

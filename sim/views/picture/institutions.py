"""What the institutions of a community have and did in a month: names in both languages, values as text."""

from __future__ import annotations

from typing import Final, NamedTuple

from sim.agents.committee import ElectionForm
from sim.district import District
from sim.engine.ledger import FEN_PER_YUAN
from sim.measures.wording import Language
from sim.policies import Policies

Pair = tuple[str, str]

FORMS: Final[dict[ElectionForm, Pair]] = {
    ElectionForm.DIRECT: ("all voters", "全体选民"),
    ElectionForm.HOUSEHOLDS: ("households", "户代表"),
    ElectionForm.DELEGATES: ("delegates", "居民代表"),
}
KINDS: Final[dict[str, Pair]] = {
    "district": ("district government", "区政府"),
    "street": ("street office", "街道办"),
    "workstation": ("workstation", "工作站"),
    "committee": ("residents' committee", "居委会"),
    "fund": ("self-governance fund", "自治基金"),
    "organisation": ("social organisations", "社会组织"),
    "company": ("share company", "股份公司"),
    "residents": ("residents", "居民"),
    "outside": ("outside", "区外"),
}


class Fact(NamedTuple):
    """A line: name in both languages, value."""

    name: Pair
    value: str


def facts_of(district: District, c: int, language: Language) -> list[Fact]:
    """Hours, tasks, money and members of the institutions of a community."""
    committee, company = district.committees[c], district.companies.get(c)
    spent = committee.spent
    organisations = [one for one in district.organisations if one.community == c]
    facts = [
        Fact(("Residents", "居民"), _count(float(district.geography.size[c]))),
        Fact(
            ("Under the reform", "改革已实施"),
            _yes(_reformed(district, c), language),
        ),
        Fact(("Workstation: hours", "工作站：工时"), _count(district.workstations[c].hours)),
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
        Fact(("Tasks open", "积压任务"), _count(float(district.tasks.pending[c].sum()))),
        Fact(
            ("Ad hoc tasks without money", "无经费临时任务"), _count(float(district.tasks.unfunded_ad_hoc[c]))
        ),
        Fact(("Proposals waiting", "待答复建议"), _count(float(district.waiting[c]))),
        Fact(("Proposals answered", "已答复建议"), _count(float(district.answered[c]))),
        Fact(("Fund: balance (yuan)", "自治基金：余额（元）"), _count(committee.fund_balance / FEN_PER_YUAN)),
        Fact(("Fund: projects under way", "自治基金：在办项目"), str(len(committee.projects))),
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


def purposes(flow: tuple[str, str, str], language: Language) -> str:
    """Say who paid whom and for what."""
    payer, payee, purpose = flow
    names = [KINDS[one][language == "zh"] if one in KINDS else one for one in (payer, payee)]
    what = PURPOSES_ZH.get(purpose, purpose) if language == "zh" else purpose
    return f"{names[0]} → {names[1]}: {what}"


PURPOSES_ZH: Final[dict[str, str]] = {
    "fund grant": "自治基金拨款",
    "fund match": "自治基金配套",
    "channel staff": "渠道人员",
    "online channel": "网络渠道",
    "service purchase": "购买服务",
    "donation": "捐款",
    "department work": "部门自办事项",
    "staff lent for tasks": "随事借调人员",
    "money follows tasks": "费随事转经费",
    "hired help": "聘请协助",
    "council organisers": "议事会筹备",
    "micro-project": "居民微项目",
    "expert guidance": "专家指导",
    "canvassing": "选举动员",
    "appropriation": "财政拨款",
    "closing": "清算结余",
    "committee wages": "居委会工资",
    "workstation wages": "工作站工资",
    "organisation wages": "社会组织工资",
    "public services": "公共服务",
    "company contribution": "公司出资",
    "dividends": "分红",
    "rents": "租金收入",
}

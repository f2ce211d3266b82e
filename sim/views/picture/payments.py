"""Payers, payees and purposes of the ledger in words."""

from __future__ import annotations

from typing import Final

from sim.measures.wording import Language

Pair = tuple[str, str]

KINDS: Final[dict[str, Pair]] = {
    "district": ("district government", "区政府"),
    "street": ("street office", "街道办"),
    "workstation": ("workstation", "工作站"),
    "committee": ("residents' committee", "居委会"),
    "fund": ("self-governance fund", "自治基金"),
    "organisation": ("social organisations", "社会组织"),
    "company": ("share company", "股份公司"),
    "centre": ("service centre", "社区服务中心"),
    "mass": ("mass organisations", "群团组织"),
    "party": ("party organisation", "党组织"),
    "homeowners": ("homeowners' committee", "业委会"),
    "property": ("property company", "物业公司"),
    "unit": ("resident units", "驻区单位"),
    "residents": ("residents", "居民"),
    "outside": ("outside", "区外"),
}


def payment(flow: tuple[str, str, str], language: Language) -> str:
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
    "accounting of public services": "公共服务核算",
    "centre provider's fee": "服务中心承接费用",
    "centre wages": "服务中心工资",
    "checking newcomers' papers": "核验外来居民证件",
    "childcare": "儿童托管",
    "community education": "社区教育",
    "environment": "环境改善",
    "facilities": "场地设施",
    "government programme": "政府活动投入",
    "investment": "投资",
    "joint events": "联谊活动",
    "mass organisations": "群团组织经费",
    "mass work": "群众工作",
    "organised culture": "有组织的文化活动",
    "outreach to older people": "走访老年人",
    "overtime": "加班费",
    "professional managers": "职业经理人薪酬",
    "public services taken over": "政府承接的公共服务",
    "rating round": "居民打分",
    "screening of candidates": "候选人资格审查",
    "service centre": "社区服务中心",
    "volunteer shifts": "志愿者班次",
    "jobs for residents": "居民就业",
    "call for donations": "募捐",
    "catalogue published": "目录公布",
    "community contribution": "社区筹款",
    "companies' contribution": "企业资助",
    "founding capital": "开办资金",
    "guidance": "自身建设指导",
    "inspection": "检查",
    "membership dues": "会费",
    "misuse": "挪用",
    "needs survey": "需求调查",
    "organisation rent": "场地租金",
    "organisations' staff": "社会组织人员",
    "special fund": "专项资金",
    "superior grant": "上级拨款",
    "third-party evaluation": "第三方评估",
    "training of backbones": "骨干培训",
    "unit income": "单位收入",
    "unit volunteers and rooms": "单位志愿者和场地",
    "answers to what was taken upward": "答复上报事项",
    "common income to owners": "公共收益归业主",
    "common works": "公共维修",
    "coordinators": "协调员",
    "courses for activists": "积极分子培训",
    "homeowners' clerk": "业委会秘书",
    "income from common parts": "公共部位收益",
    "party dues": "党费",
    "party life": "党组织生活",
    "party staff": "党务人员",
    "property fees": "物业费",
    "property profit": "物业公司利润",
    "property upkeep": "物业维护",
    "property wages": "物业人员工资",
    "services that come with hukou": "入户后的公共服务",
    "setting up": "筹建",
}

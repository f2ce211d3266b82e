"""Units in Chinese, put together from their parts, so that a new unit mostly needs no word of its own."""

from __future__ import annotations

from typing import Final

PARTS: Final = {
    "0-1": "0-1",
    "1": "",
    "1000": "千人",
    "1000 adults": "千成年人",
    "1000 residents": "千人",
    "10,000": "万人",
    "10,000 adults": "万成年人",
    "10,000 residents": "万人",
    "1000 newcomers": "千名外来居民",
    "acts": "人次",
    "adult": "成年人",
    "answers": "件",
    "candidates": "人",
    "cases": "件",
    "choice": "",
    "communities": "个社区",
    "days": "天",
    "events": "场",
    "hours": "小时",
    "improvements": "处",
    "items": "项",
    "meetings": "次",
    "members": "名会员",
    "month": "月",
    "months": "个月",
    "organisation": "组织",
    "persons": "人",
    "places": "个",
    "posts": "个岗位",
    "projects": "个",
    "proposals": "件",
    "ratings": "人次",
    "resident": "居民",
    "residents": "人",
    "rounds": "次",
    "seat": "席位",
    "seats": "个席位",
    "shifts": "班次",
    "sources": "个来源",
    "staff": "人",
    "ties": "条联系",
    "year": "年",
    "yuan": "元",
}
WHOLES: Final = {
    "hours/participant/year": "小时/参与者/年",
    "1/10,000/year": "个/万人/年",
    "times a year": "次/年",
    "1/10,000 newcomers": "人/万名外来居民",
    "1/10,000": "个/万人",
    "1/10,000 adults": "人/万成年人",
    "1/1000 residents": "个/千人",
}
OF: Final = {
    "accounted cost": "已核算费用",
    "act-months": "参与人次",
    "ad hoc tasks": "临时事务",
    "adult newcomers": "成年外来居民",
    "adults": "成年人",
    "assets": "资产",
    "cases": "案件",
    "civic hours": "自治参与时间",
    "companies": "公司",
    "company jobs": "公司岗位",
    "company posts": "公司职位",
    "cost": "成本",
    "fields": "业务领域",
    "gated tasks": "审核事务",
    "heads": "楼栋长",
    "hours": "工时",
    "invitations and places": "邀请和名额",
    "items": "事项",
    "local pages": "本地网页和公告栏",
    "needs": "需求",
    "notices and questions": "通知和询问",
    "occasions": "活动场次",
    "organisations": "社会组织",
    "organised activities": "有组织的活动",
    "paid staff": "专职人员",
    "party members": "党员",
    "posts": "岗位",
    "purchases": "购买服务",
    "registered": "登记选民",
    "residence permits": "居住证",
    "residents": "居民",
    "residents of managed estates": "有物业管理小区的居民",
    "seats": "席位",
    "spending": "支出",
    "support": "扶持",
    "task items": "事项",
    "the programme": "政府活动项目",
    "the provider's money": "运营经费",
    "the required residence": "要求的居住年限",
    "the self-governance fund": "自治基金",
    "those active the year before": "上年参与者",
    "ties from shared acts": "共同参与形成的联系",
    "wage": "工资",
    "workstation staff": "工作站人员",
    "yearly profit": "年利润",
}


def unit_zh(unit: str) -> str:
    """Write a unit in Chinese; a part that has no word stays as it is."""
    if unit in WHOLES:
        return WHOLES[unit]
    if unit == "share":
        return ""
    if unit.startswith("share of "):
        what, *per = unit.removeprefix("share of ").split("/")
        rate = "".join(f"/{PARTS.get(part, part)}" for part in per)
        return f"（占{OF.get(what, what)}）{rate}"
    return "/".join(PARTS.get(part, part) for part in unit.split("/"))

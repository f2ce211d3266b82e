"""Section 2 of the source, 推动社区股份合作公司发展改革: the former village's company and the community."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class CompanyPolicy:
    """S2.1 accounting, S2.2 budget, S2.3 separation, S2.4 responsibility, S2.5 locals and newcomers."""

    accounting: float = lever(
        0.0,
        4.0,
        unit="hours/1000 residents/month",
        high=40.0,
        clause="S2.1",
        label_en="Accounting of the company's public services",
        label_zh="摸清股份公司承担的公共服务事项、费用支出",
        sentence="Accountants whom the district pays go through the company's public services item by item; "
        "nobody can budget for a cost that is not accounted for.",
        sentence_zh="区财政付费的会计逐项核查股份公司的公共服务；未核算的费用无法列入预算。",
        source="S2.1; hours assumed",
        proximal_outcome="company.accounted",
        expected="+",
    )
    takeover: float = lever(
        0.0,
        0.8,
        unit="share of accounted cost",
        high=1.0,
        clause="S2.2",
        label_en="Public-service items and budget of government",
        label_zh="政府公共服务事项目录及资金预算",
        sentence="Share of the accounted cost of public services that the catalogue makes government's own "
        "and the district's budget pays.",
        sentence_zh="已核算的公共服务费用中，由目录确认为政府责任、由区财政负担的比例。",
        source="S2.2; share assumed",
        proximal_outcome="company.burden",
        expected="-",
        within=("policies.companies.accounting",),
    )
    takeover_pace: float = lever(
        0.1,
        0.25,
        unit="share of accounted cost/year",
        low=0.01,
        high=1.0,
        clause="S2.2",
        label_en="Pace of the take-over",
        label_zh="政府承担公共服务的推进速度",
        sentence="Steps by which government's share grows each December until it is what the catalogue says.",
        sentence_zh="政府承担比例每年十二月提高的幅度，直至达到目录规定。",
        source="S2.2: step by step, not in haste; pace assumed",
        proximal_outcome="company.burden",
        expected="-",
        within=("policies.companies.accounting", "policies.companies.takeover"),
    )
    separation: float = lever(
        0.0,
        0.8,
        unit="share of company posts",
        high=1.0,
        clause="S2.3",
        label_en="Separation of company and committee",
        label_zh="政企分离：股份公司与居委会分开",
        sentence="Share of the company's directors and managers who may not sit on the residents' committee; "
        "the company's slate shrinks with it, from the next election on.",
        sentence_zh="股份公司董事和管理人员中不得兼任居委会委员的比例；公司的候选名单自下次选举起相应减少。",
        source="S2.3; share assumed",
        proximal_outcome="committee.company_seats",
        expected="-",
    )
    professional_managers: float = lever(
        0.0,
        0.8,
        unit="share of assets",
        high=1.0,
        clause="S2.3",
        label_en="Modern enterprise: professional managers",
        label_zh="现代企业制度：职业经理人",
        sentence="Share of the company's assets that hired professionals manage, for a salary.",
        sentence_zh="公司资产中由聘用的职业经理人管理的比例，公司支付其薪酬。",
        source="S2.3; share assumed",
        proximal_outcome="company.profit",
        expected="+",
    )
    joint_fund: float = lever(
        0.0,
        0.03,
        unit="share of yearly profit",
        high=0.2,
        clause="S2.4",
        label_en="Company's contribution to a joint self-governance fund",
        label_zh="股份公司与政府共同设立社区自治基金",
        sentence="Share of its yearly profit, before dividends, that the share company pays into the "
        "community's self-governance fund; government matches it yuan for yuan.",
        sentence_zh="股份公司每年分红前利润中拨入社区自治基金的比例；政府按一比一配套。",
        proximal_outcome="fund.income",
        expected="+",
    )
    resident_jobs: float = lever(
        0.1,
        0.5,
        unit="share of company jobs",
        high=1.0,
        clause="S2.4",
        label_en="Company's jobs for residents",
        label_zh="社区居民就业",
        sentence="Share of the company's jobs for which it hires residents without work, newcomers too, "
        "who cost it more than a contractor's workers.",
        sentence_zh="公司岗位中招用无业居民（包括外来居民）的比例，其成本高于外包用工。",
        source="S2.4; status quo and share assumed",
        proximal_outcome="company.resident_jobs",
        expected="+",
    )
    environment: float = lever(
        0.0,
        0.05,
        unit="share of yearly profit",
        high=0.3,
        clause="S2.4",
        label_en="Company's spending on the environment",
        label_zh="社区环境改善",
        sentence="Share of its yearly profit, before dividends, that the company pays contractors for places "
        "that are greened and lit, which volunteers then look after and activities use.",
        sentence_zh="公司每年分红前利润中用于绿化和照明等环境改善的比例；此后由志愿者维护，并供活动使用。",
        source="S2.4; share assumed",
        proximal_outcome="company.improvements",
        expected="+",
    )
    mixed_events: float = lever(
        0.0,
        1.5,
        unit="events/1000 residents/month",
        high=10.0,
        clause="S2.5",
        label_en="Joint events of locals and newcomers",
        label_zh="本地居民与外来居民联谊活动",
        sentence="Events at which locals and newcomers are brought together; company and district share the "
        "cost, the district pays where no company is.",
        sentence_zh="本地居民与外来居民联谊的场次；费用由公司与区财政分担，没有公司的社区由区财政负担。",
        source="S2.5; number assumed",
        proximal_outcome="ties.across_hukou",
        expected="+",
    )
    residence_waived: float = lever(
        0.0,
        0.5,
        unit="share of the required residence",
        high=1.0,
        clause="S2.5",
        label_en="Newcomers on the voters' roll: shorter residence",
        label_zh="外来居民选民登记：缩短居住年限",
        sentence="Part of the years of residence asked of those with hukou elsewhere that is waived.",
        sentence_zh="对户籍在外者要求的居住年限中予以免除的部分。",
        source="S2.5; half a year: A38, two years: A37",
        proximal_outcome="roll.newcomers",
        expected="+",
    )
    permits_accepted: float = lever(
        0.0,
        1.0,
        unit="share of residence permits",
        high=1.0,
        clause="S2.5",
        label_en="Newcomers on the voters' roll: residence permit as a paper",
        label_zh="外来居民选民登记：居住证可作凭证",
        sentence="Share of residence permits that a registration accepts in place of papers from home.",
        sentence_zh="选民登记时以居住证代替户籍地证明的接受比例。",
        source="S2.5; A38",
        proximal_outcome="roll.newcomers",
        expected="+",
    )

"""Section 4 of the source, 培育和发展社区社会组织: room, rules, support and supervision of organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sim.policies.lever import lever

FILING: Final = "policies.organisations.filing"


@dataclass(frozen=True, kw_only=True)
class OrganisationPolicy:
    """S4.1 room, S4.2 classified management, S4.3 money and talent, S4.4 supervision."""

    needs: float = lever(
        0.0,
        0.8,
        unit="share of support",
        high=1.0,
        clause="S4.1",
        label_en="Support follows what residents need",
        label_zh="根据居民群众需求确定扶持重点、类别",
        sentence="Share of new organisations and grants steered to the fields that residents' "
        "proposals ask for most; needs a yearly survey.",
        sentence_zh="新成立组织和资助中，引导至居民建议最集中领域的比例；需每年开展需求调查。",
        proximal_outcome="organisations.fit",
        expected="+",
        within=(FILING,),
    )
    training: float = lever(
        0.0,
        3.0,
        unit="places/1000 residents/year",
        high=30.0,
        clause="S4.1",
        label_en="Finding and training backbones",
        label_zh="发现和培养社区社会组织骨干",
        sentence="Paid training places for the most active residents without an office.",
        sentence_zh="面向无职务的最活跃居民的付费培训名额。",
        proximal_outcome="organisations.backbones",
        expected="+",
    )
    admission: str = lever(
        "two_years",
        "filed",
        unit="choice",
        choices=("two_years", "registered", "filed"),
        clause="S4.1",
        label_en="Organisations admitted to purchase",
        label_zh="引导社会组织参与政府职能转移和购买服务",
        sentence="Who may bid for service purchases: registered for two years, registered, or filed too.",
        sentence_zh="可参与购买服务竞标的组织：登记满两年、已登记，或已备案。",
        proximal_outcome="organisations.eligible",
        expected="+",
        within=(FILING,),
    )
    incubation: float = lever(
        0.0,
        4.0,
        unit="places/10,000 residents",
        high=40.0,
        clause="S4.1",
        label_en="Incubation space",
        label_zh="社会组织孵化场地",
        sentence="Rooms in which young organisations sit rent-free; the district pays their rent.",
        sentence_zh="新成立组织免租使用的场地，租金由区财政支付。",
        proximal_outcome="organisations.new",
        expected="+",
        within=(FILING,),
    )
    filing: float = lever(
        0.0,
        1.0,
        unit="share of fields",
        high=1.0,
        clause="S4.2",
        label_en="Filing instead of registration",
        label_zh="分类管理：备案",
        sentence="Share of the fields of work, simplest first, in which a small organisation may file with "
        "the community instead of registering.",
        sentence_zh="从最简单的领域起，小型组织可在社区备案而无需登记的业务领域比例。",
        proximal_outcome="organisations.new",
        expected="+",
    )
    registration_members: float = lever(
        50.0,
        20.0,
        unit="members",
        low=1.0,
        high=500.0,
        clause="S4.2",
        label_en="Members needed to register an association",
        label_zh="分类管理：社团登记会员数",
        sentence="Members whom an association (culture, mutual aid, environment) needs to be registered.",
        sentence_zh="文化、互助、环境类社团登记所需的会员数。",
        source="S4.2; status quo: national registration rules of 1998, article 10",
        proximal_outcome="organisations.new",
        expected="+",
    )
    registration_capital: float = lever(
        30000.0,
        5000.0,
        unit="yuan",
        high=1e6,
        clause="S4.2",
        label_en="Capital needed to register a service unit",
        label_zh="分类管理：民办非企业单位登记资金",
        sentence="Capital that a service unit (elderly, rights, youth) must show to be registered.",
        sentence_zh="养老、维权、青少年类民办非企业单位登记须具备的资金。",
        source="S4.2; status quo: common local practice under the rules of 1998, assumed",
        proximal_outcome="organisations.new",
        expected="+",
    )
    guidance: float = lever(
        0.0,
        12.0,
        unit="hours/organisation/year",
        high=200.0,
        clause="S4.2",
        label_en="Guidance on organisations' own rules",
        label_zh="自身建设指导意见：内部工作制度和流程",
        sentence="Paid hours in which organisations are helped to set up internal rules and accounts.",
        sentence_zh="帮助组织建立内部制度和账目的付费工时。",
        proximal_outcome="organisations.credibility",
        expected="+",
    )
    special_fund: float = lever(
        0.0,
        5.0,
        unit="yuan/resident/year",
        high=100.0,
        clause="S4.3",
        label_en="Special fund for organisations",
        label_zh="培育发展社区社会组织专项资金",
        sentence="Money of the district for grants to a community's organisations.",
        sentence_zh="区财政用于资助社区社会组织的资金。",
        proximal_outcome="organisations.service_hours",
        expected="+",
    )
    source_superior: float = lever(
        0.0,
        3000.0,
        unit="yuan/organisation/year",
        high=1e5,
        clause="S4.3",
        label_en="Four sources: superior levels",
        label_zh="四个一点：上级拨一点",
        sentence="Basic yearly subsidy of superior levels to every organisation.",
        sentence_zh="上级给予每个组织的年度基本补助。",
        proximal_outcome="organisations.survival",
        expected="+",
        within=(FILING,),
    )
    source_community: float = lever(
        0.0,
        0.1,
        unit="share of the self-governance fund",
        high=1.0,
        clause="S4.3",
        label_en="Four sources: the community",
        label_zh="四个一点：社区筹一点",
        sentence="Share of the community's self-governance fund that goes to its organisations each January.",
        sentence_zh="社区自治基金中每年一月拨给本社区社会组织的比例。",
        proximal_outcome="organisations.sources",
        expected="+",
        within=("policies.committee.fund",),
    )
    source_companies: float = lever(
        0.0,
        3.0,
        unit="yuan/resident/year",
        high=100.0,
        clause="S4.3",
        label_en="Four sources: companies",
        label_zh="四个一点：企业帮一点",
        sentence="Money asked of the share company, or else of the enterprises among the resident units; "
        "they give as far as they have it and find the organisations credible.",
        sentence_zh="向股份公司（没有的社区向驻区企业）募集的资金；其出资以自有资金为限，多少取决于对组织的信任。",
        proximal_outcome="organisations.sources",
        expected="+",
    )
    source_public: float = lever(
        1.0,
        4.0,
        unit="months/year",
        low=1.0,
        high=12.0,
        clause="S4.3",
        label_en="Four sources: the public",
        label_zh="四个一点：群众捐一点",
        sentence="Months of the year in which organisations may call for donations, at their cost.",
        sentence_zh="一年中组织可自费开展募捐的月数。",
        proximal_outcome="organisations.sources",
        expected="+",
    )
    exchange: float = lever(
        0.0,
        6.0,
        unit="days/organisation/year",
        high=60.0,
        clause="S4.3",
        label_en="Two-way training between party and organisations",
        label_zh="社区党组织与社会组织双向人才培养",
        sentence="Days that heads of organisations and the community's party members train together.",
        sentence_zh="社会组织负责人与社区党员共同培训的天数。",
        proximal_outcome="organisations.capability",
        expected="+",
        within=(FILING,),
    )
    social_workers: float = lever(
        0.0,
        40.0,
        unit="hours/organisation/month",
        high=320.0,
        clause="S4.3",
        label_en="Professional social workers",
        label_zh="引进专业化、职业化社工",
        sentence="Hours of professional social workers, paid by the district, who work in each organisation.",
        sentence_zh="区财政付费、在各组织工作的专业社工工时。",
        source="S4.3; C17",
        proximal_outcome="organisations.service_hours",
        expected="+",
    )
    volunteers: float = lever(
        0.0,
        10.0,
        unit="hours/organisation/month",
        high=160.0,
        clause="S4.3",
        label_en="Mobilising volunteers for organisations",
        label_zh="发动社区志愿者参与社会组织活动",
        sentence="Paid hours in which volunteers are called and prepared for organisations' activities.",
        sentence_zh="为组织活动招募和培训志愿者的付费工时。",
        proximal_outcome="participation.volunteer",
        expected="+",
        within=(FILING,),
    )
    inspection: float = lever(
        1.0,
        12.0,
        unit="hours/organisation/year",
        high=200.0,
        clause="S4.4",
        label_en="Three-level network of supervision",
        label_zh="区、街道、社区三级网络管理体系",
        sentence="Hours in which district, street and community inspect an organisation's work and accounts.",
        sentence_zh="区、街道、社区三级检查组织工作和账目的工时。",
        proximal_outcome="organisations.misuse",
        expected="-",
    )
    committee_powers: float = lever(
        0.0,
        6.0,
        unit="hours/organisation/year",
        high=100.0,
        clause="S4.4",
        label_en="Committee's powers to supervise",
        label_zh="赋予社区居委会更多监管权限",
        sentence="Hours, out of those for service, in which the residents' committee may look into an "
        "organisation's accounts.",
        sentence_zh="居委会从服务工时中用于查阅组织账目的工时。",
        proximal_outcome="organisations.misuse",
        expected="-",
    )
    enforcement: float = lever(
        0.1,
        0.9,
        unit="share of cases",
        high=1.0,
        clause="S4.4",
        label_en="Joint enforcement by departments",
        label_zh="民政、公安、工商、税务联合监管和执法",
        sentence="Share of cases found that departments take up jointly: repayment, and closing if grave.",
        sentence_zh="已发现的问题中由各部门联合查处的比例：追回款项，严重者取缔。",
        proximal_outcome="organisations.misuse",
        expected="-",
        within=("policies.organisations.inspection",),
    )
    evaluation: float = lever(
        0.0,
        1.0,
        unit="share of organisations/year",
        high=1.0,
        clause="S4.4",
        label_en="Third-party evaluation",
        label_zh="第三方评估",
        sentence="Share of organisations whose work and accounts a third party evaluates each year; the "
        "score is published.",
        sentence_zh="每年由第三方评估工作和账目的组织比例，结果公布。",
        proximal_outcome="organisations.misuse",
        expected="-",
    )

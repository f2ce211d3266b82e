"""Section 3 of the source, 进行社区管理体制改革试点: the residents' committee restored as organiser."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class PilotPolicy:
    """S3.1 pilots: where and when the other levers are in force."""

    where: str = lever(
        "everywhere",
        "by_type",
        unit="choice",
        choices=("everywhere", "by_type", "random"),
        clause="S3.1",
        label_en="Pilot communities: how chosen",
        label_zh="试点社区的选择",
        sentence="All reforms start everywhere at once, in some communities of every type, or in some drawn "
        "by lot.",
        sentence_zh="全部社区同时开始改革，或在每种类型中各选若干社区，或抽签选出若干社区。",
        proximal_outcome="reform.coverage",
        expected="-",
    )
    number: int = lever(
        1,
        1,
        unit="communities",
        low=1,
        high=4095,
        clause="S3.1",
        label_en="Pilot communities: how many",
        label_zh="试点社区数量",
        sentence="Pilot communities of each type, or, drawn by lot, in all.",
        sentence_zh="每种类型的试点社区数量；抽签时为全部试点数量。",
        source="S3.1: several communities of different types",
        proximal_outcome="reform.coverage",
        expected="+",
        within=("policies.pilots.where",),
    )
    expand_after: int = lever(
        0,
        36,
        unit="months",
        low=0,
        high=1200,
        clause="S3.1",
        label_en="Pilots: months until the reform is extended to all",
        label_zh="试点推广时间",
        sentence="Months from the policy date after which the reform is extended from the pilots to every "
        "community; 0: never.",
        sentence_zh="自政策实施日起多少个月后由试点推广到全部社区；0 表示不推广。",
        source="S3.1, S2: widen step by step after the pilots have been evaluated",
        proximal_outcome="reform.coverage",
        expected="+",
        within=("policies.pilots.where",),
    )


@dataclass(frozen=True, kw_only=True)
class StaffPolicy:
    """S3.1 full-time staff of the committee, staff of the workstation, pay, experts."""

    places: float = lever(
        0.0,
        0.4,
        unit="staff/1000 residents",
        high=5.0,
        clause="S3.1",
        label_en="Full-time staff places of the committee",
        label_zh="扩大居委会专职人员编制",
        sentence="Full-time places that the district adds to the committee's establishment and pays.",
        sentence_zh="区里增加居委会专职人员编制并支付工资。",
        proximal_outcome="committee.staff_hours",
        expected="+",
    )
    moves: float = lever(
        0.0,
        0.3,
        unit="share of workstation staff",
        high=1.0,
        clause="S3.1",
        label_en="Workstation staff who move to the committee",
        label_zh="工作站人员分流到居委会",
        sentence="Share of the workstation's staff that moves to the committee with wages and with the tasks "
        "that it worked on.",
        sentence_zh="工作站人员带着工资和原有事务转到居委会工作的比例。",
        proximal_outcome="committee.staff_hours",
        expected="+",
    )
    candidates: float = lever(
        0.0,
        0.5,
        unit="share of workstation staff",
        high=1.0,
        clause="S3.1",
        label_en="Workstation staff who stand for election",
        label_zh="鼓励工作站人员参选",
        sentence="Share of the workstation's staff that is released with pay to stand as candidates for the "
        "committee.",
        sentence_zh="工作站人员带薪离岗、参选居委会的比例。",
        proximal_outcome="elections.candidates",
        expected="+",
    )
    pay: float = lever(
        0.0,
        0.3,
        unit="share of wage",
        high=2.0,
        clause="S3.1",
        label_en="Rise of pay and benefits of the committee's staff",
        label_zh="增加工资待遇及福利",
        sentence="Rise of what the district pays for an hour of the committee's staff, who then leave less "
        "often.",
        sentence_zh="提高居委会专职人员每工时的待遇，减少人员流失。",
        proximal_outcome="committee.vacancies",
        expected="-",
    )
    guidance: float = lever(
        0.0,
        2.0,
        unit="hours/1000 residents/month",
        high=40.0,
        clause="S3.1",
        label_en="Guidance by experts",
        label_zh="邀请专家学者指导",
        sentence="Paid hours in which experts work with the committee's staff and members.",
        sentence_zh="付费请专家学者指导居委会工作人员和委员的工时。",
        proximal_outcome="committee.capability",
        expected="+",
    )


@dataclass(frozen=True, kw_only=True)
class CommitteePolicy:
    """S3.3 self-governance fund with deliberation."""

    fund: float = lever(
        0.0,
        100.0,
        unit="yuan/resident/year",
        high=500.0,
        clause="S3.3",
        label_en="Community self-governance fund",
        label_zh="社区自治基金",
        sentence="Money that the district pays each January into the community's fund for residents' "
        "micro-projects.",
        sentence_zh="区财政每年一月拨入社区自治基金、用于居民微项目的资金。",
        source="S3.3; Shenzhen's minsheng weishishi about 100,000 yuan an item (D07), Chengdu 4.3 projects a "
        "community-year and about 54,000 USD (D10)",
        proximal_outcome="fund.projects_finished",
        expected="+",
    )
    fund_decided_by: str = lever(
        "committee",
        "council",
        unit="choice",
        choices=("committee", "council"),
        clause="S3.3",
        label_en="Who decides on the fund",
        label_zh="自治基金由谁决定",
        sentence="The committee alone, or an open council of residents that must meet before money is given.",
        sentence_zh="由居委会单独决定，或须召开居民议事会后才能拨款。",
        source="S3.3; council practice of Chengdu (D10)",
        proximal_outcome="participation.deliberate",
        expected="+",
        within=("policies.committee.fund",),
    )
    fund_threshold: float = lever(
        3.0,
        3.0,
        unit="residents/1000",
        high=50.0,
        clause="S3.3",
        label_en="Quorum of the fund's council",
        label_zh="自治基金议事人数门槛",
        sentence="People who must have deliberated for every 1,000 residents whom a project reaches.",
        sentence_zh="项目每惠及一千名居民，须有多少人参加过议事，方可拨款。",
        source="S3.3; assumed",
        proximal_outcome="fund.projects_finished",
        expected="-",
        within=("policies.committee.fund", "policies.committee.fund_decided_by"),
    )


@dataclass(frozen=True, kw_only=True)
class CentrePolicy:
    """S3.4 community service centre: staff, provider, items scored by residents, money that follows."""

    staff: float = lever(
        0.0,
        0.3,
        unit="staff/1000 residents",
        high=3.0,
        clause="S3.4",
        label_en="Service centre: added staff",
        label_zh="社区服务中心人员",
        sentence="Paid staff that the district adds to every service centre; one opens where there was none.",
        sentence_zh="区财政为每个社区服务中心增加的专职人员；没有中心的社区随之设立。",
        source="S3.4; 5.4 social workers a centre (C17), one centre for 15,000-20,000 people (C16)",
        proximal_outcome="services.quality",
        expected="+",
    )
    social_workers: float = lever(
        0.3,
        0.7,
        unit="share of paid staff",
        high=1.0,
        clause="S3.4",
        label_en="Service centre: trained social workers among its staff",
        label_zh="社区服务中心专业社工比例",
        sentence="Share of the paid staff who are trained social workers, at a social worker's wage.",
        sentence_zh="专职人员中受过专业训练的社工比例，按社工工资支付。",
        source="S3.4; assumed",
        proximal_outcome="services.quality",
        expected="+",
        within=("policies.centre.staff",),
    )
    volunteer_shifts: float = lever(
        0.0,
        10.0,
        unit="shifts/1000 residents/month",
        high=100.0,
        clause="S3.4",
        label_en="Service centre: shifts for volunteers and users of its services",
        label_zh="志愿者和受益对象参与服务",
        sentence="Shifts at the centre for volunteers and for those whom its services help, insured and "
        "guided at the district's cost.",
        sentence_zh="志愿者和受益对象在中心服务的班次，由区财政负担保险和指导费用。",
        source="S3.4; assumed",
        proximal_outcome="services.quality",
        expected="+",
        within=("policies.centre.staff",),
    )
    provider: str = lever(
        "government_run",
        "by_urbanisation",
        unit="choice",
        choices=("government_run", "by_urbanisation", "local", "imported"),
        clause="S3.4",
        label_en="Service centre: who runs it",
        label_zh="社区服务中心的运行主体",
        sentence="The committee with government's staff; an organisation of the community; a professional "
        "organisation from outside; or own ones where urbanisation is high, imported ones where it is low.",
        sentence_zh="由居委会使用政府人员运行；由本社区社会组织运行；引进外来专业组织；或城市化程度高的用本地组织、低的引进组织。",
        proximal_outcome="services.quality",
        expected="+",
        within=("policies.centre.staff",),
    )
    scored_items: float = lever(
        0.0,
        1.0,
        unit="share of items",
        high=1.0,
        clause="S3.4",
        label_en="Services scored by residents",
        label_zh="服务事项量化并由居民打分",
        sentence="Share of the centre's services that are split into measurable items and scored by "
        "residents, whom paid interviewers call on.",
        sentence_zh="中心服务中分解为可量化指标并由居民打分的比例，由付费访员入户调查。",
        proximal_outcome="services.raters",
        expected="+",
        within=("policies.centre.staff",),
    )
    rating_rounds: int = lever(
        1,
        4,
        unit="rounds/year",
        low=1,
        high=12,
        clause="S3.4",
        label_en="Rounds of scoring in a year",
        label_zh="每年打分次数",
        sentence="How often in a year residents are called to score the centre's services.",
        sentence_zh="每年请居民为中心服务打分的次数。",
        source="S3.4; assumed",
        proximal_outcome="services.raters",
        expected="+",
        within=("policies.centre.staff", "policies.centre.scored_items"),
    )
    pay_by_score: float = lever(
        0.0,
        0.3,
        unit="share of the provider's money",
        high=1.0,
        clause="S3.4",
        label_en="Money that follows the scores",
        label_zh="服务经费与打分挂钩",
        sentence="Share of a contracted provider's money that depends on its score beside the district's "
        "mean; who stays low is replaced.",
        sentence_zh="承接机构经费中取决于其得分与全区平均之比的部分；持续偏低者被更换。",
        source="S3.4; assumed",
        proximal_outcome="services.quality",
        expected="+",
        within=(
            "policies.centre.staff",
            "policies.centre.provider",
            "policies.centre.scored_items",
            "policies.centre.rating_rounds",
        ),
    )


@dataclass(frozen=True, kw_only=True)
class PartyPolicy:
    """S3.2 party-building: what the community's party organisation does with paid hours."""

    hours: float = lever(
        0.0,
        10.0,
        unit="hours/1000 residents/month",
        high=80.0,
        clause="S3.2",
        label_en="Party organisation: hours for the community",
        label_zh="以党建推动社区自治：党组织工作时间",
        sentence="Paid hours in which the party organisation's staff goes to its members for volunteering, "
        "meetings and the voters' roll.",
        sentence_zh="社区党组织专职人员付薪工时，用于动员党员参加志愿服务、议事和选民登记。",
        proximal_outcome="party.members_active",
        expected="+",
    )
    democracy: float = lever(
        0.0,
        0.4,
        unit="share of hours",
        high=1.0,
        clause="S3.2",
        label_en="Inner-party democracy",
        label_zh="党内民主带动社区民主",
        sentence="Share of these hours that prepares open meetings of the members; they elect their "
        "secretary and name candidates for the committee.",
        sentence_zh="其中用于筹办党员公开议事会的工时比例；党员选举书记并公开推选居委会候选人。",
        proximal_outcome="party.members_deliberating",
        expected="+",
        within=("policies.party.hours",),
    )
    linking: float = lever(
        0.0,
        0.3,
        unit="share of hours",
        high=1.0,
        clause="S3.2",
        label_en="Passing proposals upward",
        label_zh="政府行政管理与基层群众自治的衔接互动：向上反映",
        sentence="Share of these hours that takes proposals which the committee has not solved to the street "
        "and the district.",
        sentence_zh="其中用于把居委会未能解决的建议反映到街道和区的工时比例。",
        proximal_outcome="voice.passed_upward",
        expected="+",
        within=("policies.party.hours",),
    )

"""Sections 3.1 and 3.3 of the source, 加强社区居委会建设: the residents' committee restored as organiser."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


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

"""Section 3.2 of the source, 加强社区党建."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


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

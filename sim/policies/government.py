"""The principle before the five sections, 政府主导、让渡空间: what government runs and what it hands over."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class GovernmentPolicy:
    """D4: government leads with money and facilities, and yields space."""

    programme: float = lever(
        6.0,
        10.0,
        unit="hours/1000 residents/month",
        high=60.0,
        clause="D4",
        label_en="Government's programme of community activities",
        label_zh="政府主导的社区活动投入",
        sentence="Paid hours that government puts into activities for residents, run by its own staff"
        " unless handed over.",
        sentence_zh="政府投入居民活动的付费工时；除让渡部分外由政府人员自行组织。",
        source="D4; level assumed",
        proximal_outcome="participation.culture",
        expected="+",
    )
    space: float = lever(
        0.0,
        0.6,
        unit="share of the programme",
        high=1.0,
        clause="D4",
        label_en="Space yielded to self-governance",
        label_zh="让渡空间",
        sentence="Share of the programme's hours that is handed over: the same money then hires help "
        "for what the residents' committee organises.",
        sentence_zh="上述投入中让渡出去的比例：同样的资金改为聘人协助居委会组织的活动。",
        proximal_outcome="committee.self_governance_hours",
        expected="+",
        within=("policies.government.programme",),
    )
    facilities: float = lever(
        0.0,
        20.0,
        unit="yuan/resident/year",
        high=200.0,
        clause="D4",
        label_en="Facilities for residents' meetings and activities",
        label_zh="社区自治设施投入",
        sentence="Money for venues and equipment that residents may use, so that a meeting takes less"
        " preparation.",
        sentence_zh="用于居民可使用的场地和设备的资金，使会议和活动的筹备更省时。",
        source="D4; level assumed",
        proximal_outcome="committee.meetings",
        expected="+",
    )

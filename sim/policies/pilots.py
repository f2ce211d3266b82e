"""Section 3.1 of the source, 选择若干不同类型的社区进行管理体制改革试点: where reforms start."""

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

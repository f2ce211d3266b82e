"""Section 5.3 of the source, 培养社区精英和骨干: the path from volunteer to representative."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class LadderPolicy:
    """S5.3 the path of community elites: how open each rung is, for newcomers too."""

    invitations: float = lever(
        0.0,
        6.0,
        unit="hours/1000 residents/month",
        high=80.0,
        clause="S5.3",
        label_en="From volunteer to activist: invitations",
        label_zh="社区志愿者→积极分子：邀请",
        sentence="Paid hours of a coordinator who asks those who volunteered once to come again and to "
        "meetings.",
        sentence_zh="协调员付薪工时，用于邀请参加过一次的志愿者再次参加活动和议事。",
        proximal_outcome="rung.resident",
        expected="-",
    )
    training: float = lever(
        0.0,
        6.0,
        unit="places/1000 residents/year",
        high=100.0,
        clause="S5.3",
        label_en="From activist to backbone: places in courses",
        label_zh="积极分子→骨干：培养名额",
        sentence="Places in courses that the district pays for the most active who lack a backbone's skill.",
        sentence_zh="由区里付费、给最活跃而能力尚不足者的培训名额。",
        proximal_outcome="rung.backbone",
        expected="+",
        within=("policies.ladder.invitations",),
    )
    posts: float = lever(
        0.0,
        1.5,
        unit="posts/1000 residents",
        high=20.0,
        clause="S5.3",
        label_en="From backbone to head: sub-committees led by residents",
        label_zh="骨干→社区相关组织负责人：居委会下属委员会负责人",
        sentence="Sub-committees of the residents' committee that a resident heads, with an allowance from "
        "the district, instead of a member on paper.",
        sentence_zh="由居民（而非挂名委员）负责的居委会下属委员会数，区里发给津贴。",
        source="S5.3; sub-committees under the residents' committee: preamble of the source",
        proximal_outcome="rung.head",
        expected="+",
        within=("policies.ladder.invitations", "policies.ladder.training"),
    )
    representatives: float = lever(
        0.0,
        3.0,
        unit="seats/10,000 residents",
        high=20.0,
        clause="S5.3",
        label_en="From head to representative: seats kept for communities",
        label_zh="社区相关组织负责人→“两代表一委员”",
        sentence="Seats in party congress, people's congress and political consultative conference kept for "
        "backbones and heads, who take proposals along and keep an office hour.",
        sentence_zh="为社区骨干和组织负责人保留的两代表一委员名额；代表带上建议并定期接待居民。",
        proximal_outcome="rung.representative",
        expected="+",
    )
    newcomers: float = lever(
        0.0,
        1.0,
        unit="share of invitations and places",
        high=1.0,
        clause="S5.3",
        label_en="The path is open to newcomers",
        label_zh="社区精英培养向非户籍人口开放",
        sentence="Share of the invitations, courses, posts and seats for which hukou does not count.",
        sentence_zh="邀请、培训、职务和名额中不看户籍的比例。",
        proximal_outcome="path.newcomers",
        expected="+",
        within=("policies.ladder.invitations", "policies.ladder.training", "policies.ladder.posts"),
    )
    hukou: float = lever(
        0.0,
        5.0,
        unit="persons/1000 newcomers/year",
        high=100.0,
        clause="S5.3",
        label_en="From newcomer to local: hukou for service",
        label_zh="非户籍人口→户籍人口",
        sentence="Yearly quota of newcomers who receive local hukou by points for service, education and "
        "years; shares of the company do not come with it.",
        sentence_zh="每年按服务、学历和居住年限积分给非户籍人口的入户名额，不附带股权。",
        proximal_outcome="path.hukou",
        expected="+",
    )

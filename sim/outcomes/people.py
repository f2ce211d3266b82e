"""What residents do, know and feel, by groups of people (D1, D3): ratios of the month's tally."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.outcome import Outcome, Ratio
from sim.outcomes.kinds_of_acts import BREADTH, CIVIC
from sim.outcomes.tally import CommunityTally
from sim.vocabulary import ACTS, Act, Rung

ACT_LABELS: Final = {
    "vote": ("voted for the committee in three years", "三年内参加居委会选举或补选"),
    "stand": ("stood for election", "参选"),
    "deliberate": ("took part in committee work", "参与议事"),
    "suggest": ("made a proposal to the committee", "向居委会提建议"),
    "complain": ("complained to government", "向政府反映"),
    "volunteer": ("volunteered", "参加志愿服务"),
    "supervise": ("rated services or checked accounts", "评议监督"),
    "culture": ("took part in culture or classes", "参加文体活动"),
    "donate": ("donated", "捐助"),
}


SHARE: Final = "share of adults"
RUNG_LABELS: Final = ("普通居民", "志愿者", "积极分子", "骨干", "组织负责人", "代表委员")
# D2: the four selfs 四个自我, by the acts of the month that feed them.
SELFS: Final = (
    ("management", "self-management", "自我管理", (Act.VOTE, Act.STAND, Act.DELIBERATE)),
    ("education", "self-education", "自我教育", (Act.CULTURE,)),
    ("service", "self-service", "自我服务", (Act.VOLUNTEER, Act.DONATE)),
    ("supervision", "self-supervision", "自我监督", (Act.SUPERVISE, Act.SUGGEST, Act.COMPLAIN)),
)
# D3: the right to know is ``awareness.any_act``; these are the other three, in the order of their ``RIGHTS``.
RIGHT_LABELS: Final = (
    ("express", "could express a view", "表达权"),
    ("take_part", "could take part", "参与权"),
    ("supervise", "could supervise", "监督权"),
)
FEELINGS: Final = (
    Outcome(
        "trust",
        "0-1",
        "+",
        "trust",
        "信任",
        "Mean trust of adults in local government and the committee.",
        "成年人对基层政府和居委会的平均信任程度。",
    ),
    Outcome(
        "efficacy",
        "0-1",
        "+",
        "felt influence",
        "效能感",
        "Mean feeling of adults that taking part has influence (external efficacy).",
        "成年人认为参与能够产生影响的平均程度（外部效能感）。",
    ),
    Outcome(
        "belonging",
        "0-1",
        "+",
        "belonging",
        "归属感",
        "Mean sense of belonging of adults to their community.",
        "成年人对本社区的平均归属感。",
    ),
    Outcome(
        "skill",
        "0-1",
        "+",
        "civic skill",
        "自治能力",
        "Mean skill of adults in deliberating and organising.",
        "成年人议事和组织活动能力的平均水平。",
    ),
)


def act_words(act: str) -> tuple[str, str]:
    """What one does in an act, without the span that the label of an election names."""
    en, zh = ACT_LABELS[act]
    return en.removesuffix(" in three years"), zh.removeprefix("三年内")


def _act(k: int, act: str) -> Ratio:
    label_en, label_zh = ACT_LABELS[act]
    en, zh = act_words(act)
    span_en, span_zh = ("three years", "三年") if act == "vote" else ("12 months", "12个月")
    outcome = Outcome(
        f"participation.{act}",
        SHARE,
        "+",
        label_en,
        label_zh,
        f"Share of adults who {en} in the last {span_en}.",
        f"最近{span_zh}内{zh}的成年人比例。",
    )
    return Ratio(outcome, lambda t: (t.active[:, :, k], t.adults))


def _feeling(k: int, outcome: Outcome) -> Ratio:
    return Ratio(outcome, lambda t: (t.feelings[:, :, k], t.adults))


def _rung(rung: Rung) -> Ratio:
    name = rung.name.lower()
    outcome = Outcome(
        f"rung.{name}",
        "1/10,000 adults",
        "+",
        f"rung: {name}",
        RUNG_LABELS[rung],
        f"Adults who stand on the rung {name} of the ladder of participation, and on no higher one.",
        f"目前处于参与阶梯中“{RUNG_LABELS[rung]}”一级的成年人数，不含更高级别。",
    )
    return Ratio(outcome, lambda t: (t.rungs[:, :, rung], t.adults / 10000.0))


def _self(name: str, en: str, zh: str, acts: tuple[Act, ...]) -> Ratio:
    which_en = " or ".join(act_words(act.name.lower())[0] for act in acts)
    which_zh = "、".join(act_words(act.name.lower())[1] for act in acts)
    outcome = Outcome(
        f"selfs.{name}",
        "acts/1000 adults/month",
        "+",
        en,
        zh,
        f"Acts of this month by which adults {which_en}.",
        f"当月属于{zh}的参与人次，包括：{which_zh}。",
    )
    return Ratio(outcome, lambda t: (t.did[:, :, list(acts)].sum(axis=2), t.adults / 1000.0))


def _right(k: int, name: str, en: str, zh: str) -> Ratio:
    outcome = Outcome(
        f"rights.{name}",
        SHARE,
        "+",
        en,
        zh,
        "Share of adults who heard of an act that uses this right, were admitted and had time this month.",
        f"当月得知可行使{zh}的机会、具备资格并有时间的成年人比例。",
    )
    return Ratio(outcome, lambda t: (t.access[:, :, k], t.adults))


def _share_of_residents(counted: CommunityTally) -> tuple[object, object]:
    return counted.adults, np.broadcast_to(counted.residents[:, np.newaxis], counted.adults.shape)


PEOPLE: Final = (
    CIVIC,
    *BREADTH,
    *(_act(k, act) for k, act in enumerate(ACTS)),
    Ratio(
        Outcome(
            "participation.hours",
            "hours/adult/month",
            "+",
            "hours given",
            "参与时间",
            "Hours that an adult gives to all acts in the month, on average.",
            "平均每名成年人当月用于各类参与的小时数。",
        ),
        lambda t: (t.hours, t.adults),
    ),
    Ratio(
        Outcome(
            "people.adults",
            "share of residents",
            "",
            "adults",
            "成年人占比",
            "Share of residents who are of voting age.",
            "达到选举年龄的居民所占比例。",
        ),
        _share_of_residents,
    ),
    Ratio(
        Outcome(
            "persistence",
            "share of those active the year before",
            "+",
            "stayed active",
            "持续参与",
            "Of the adults who took part in the 12 months before, the share who did so again in the last 12.",
            "上一个12个月参与过的成年人中，最近12个月仍然参与的比例。",
        ),
        lambda t: (t.kept, t.before),
    ),
    Ratio(
        Outcome(
            "awareness.any_act",
            SHARE,
            "+",
            "heard of an opportunity",
            "知情",
            "Share of adults whom somebody told of an act on offer this month.",
            "当月从他人或渠道得知至少一项参与机会的成年人比例。",
        ),
        lambda t: (t.aware, t.adults),
    ),
    *(_feeling(k, outcome) for k, outcome in enumerate(FEELINGS)),
    *(_rung(rung) for rung in Rung),
    *(_self(*one) for one in SELFS),
    *(_right(k, *one) for k, one in enumerate(RIGHT_LABELS)),
    Ratio(
        Outcome(
            "deliberation.quality",
            "0-1",
            "+",
            "quality of deliberation",
            "议事质量",
            "Mean skill of those who deliberate in the month.",
            "当月参与议事者的平均议事能力。",
        ),
        lambda t: (t.deliberating, t.did[:, :, Act.DELIBERATE]),
    ),
)

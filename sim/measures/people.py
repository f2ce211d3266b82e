"""What residents do, know and feel, by groups of people (D1, D3): ratios of the month's tally."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.agents.residents import ACTS, Act, Rung
from sim.measures.outcome import Outcome, Ratio
from sim.measures.tally import Tally

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
# D3: the right to know is ``awareness.any_act``; these are the other three, in the order of ``tally.RIGHTS``.
RIGHT_LABELS: Final = (
    ("express", "could express a view", "表达权"),
    ("take_part", "could take part", "参与权"),
    ("supervise", "could supervise", "监督权"),
)
FEELINGS: Final = (
    Outcome("trust", "0-1", "+", "trust", "信任", "mean trust in local government and committee"),
    Outcome("efficacy", "0-1", "+", "felt influence", "效能感", "mean external efficacy"),
    Outcome("belonging", "0-1", "+", "belonging", "归属感", "mean belonging to the community"),
    Outcome("skill", "0-1", "+", "civic skill", "自治能力", "mean skill of deliberating and organising"),
)


def _act(k: int, act: str) -> Ratio:
    outcome = Outcome(f"participation.{act}", SHARE, "+", *ACT_LABELS[act], "did it in the last 12 months")
    return Ratio(outcome, lambda t: (t.active[:, :, k], t.adults))


def _feeling(k: int, outcome: Outcome) -> Ratio:
    return Ratio(outcome, lambda t: (t.feelings[:, :, k], t.adults))


def _rung(rung: Rung) -> Ratio:
    name = rung.name.lower()
    outcome = Outcome(
        f"rung.{name}", "1/10,000 adults", "+", f"rung: {name}", RUNG_LABELS[rung], "on the ladder"
    )
    return Ratio(outcome, lambda t: (t.rungs[:, :, rung], t.adults / 10000.0))


def _self(name: str, en: str, zh: str, acts: tuple[Act, ...]) -> Ratio:
    told = "of " + ", ".join(act.name.lower() for act in acts)
    outcome = Outcome(f"selfs.{name}", "acts/1000 adults/month", "+", en, zh, told)
    return Ratio(outcome, lambda t: (t.did[:, :, list(acts)].sum(axis=2), t.adults / 1000.0))


def _right(k: int, name: str, en: str, zh: str) -> Ratio:
    told = "heard of such an act this month, was admitted and had time"
    return Ratio(Outcome(f"rights.{name}", SHARE, "+", en, zh, told), lambda t: (t.access[:, :, k], t.adults))


def _share_of_residents(counted: Tally) -> tuple[object, object]:
    return counted.adults, np.broadcast_to(counted.residents[:, np.newaxis], counted.adults.shape)


PEOPLE: Final = (
    Ratio(
        Outcome(
            "breadth", SHARE, "+", "took part at all", "参与面", "did at least one act in the last 12 months"
        ),
        lambda t: (t.broad, t.adults),
    ),
    *(_act(k, act) for k, act in enumerate(ACTS)),
    Ratio(
        Outcome(
            "participation.hours",
            "hours/adult/month",
            "+",
            "hours given",
            "参与时间",
            "hours given to all acts",
        ),
        lambda t: (t.hours, t.adults),
    ),
    Ratio(
        Outcome("people.adults", "share of residents", "", "adults", "成年人占比", "residents of voting age"),
        _share_of_residents,
    ),
    Ratio(
        Outcome(
            "persistence",
            "share of those active the year before",
            "+",
            "stayed active",
            "持续参与",
            "active again",
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
            "heard from others in the month",
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
            "mean skill of those who deliberate in the month",
        ),
        lambda t: (t.deliberating, t.did[:, :, Act.DELIBERATE]),
    ),
)

"""What we do not know for sure about what acts do to a person, and when a resident stands on a rung."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.plausible import argued, guessed, measured
from sim.engine.records import record_type
from sim.engine.settings import number, setting


@dataclass(frozen=True, kw_only=True)
class Experience:
    """What taking part, and what comes of it, does to a person."""

    drift: float = number(
        0.02,
        "1/month",
        0,
        0.2,
        "of the distance by which trust and efficacy return to a person's own level",
        guessed(0.005, 0.05),
    )
    known_by_visit: float = number(
        0.10,
        "share",
        0,
        0.5,
        "of the remaining distance by which a visit makes a resident known",
        guessed(0.04, 0.25),
    )
    known_by_act: float = number(
        0.42,
        "share",
        0,
        0.5,
        "of the remaining distance by which an act with the committee does",
        guessed(0.15, 0.5),
    )
    forgotten: float = number(
        0.01, "1/month", 0, 0.1, "of acquaintance that the committee loses", guessed(0.003, 0.03)
    )
    learns: float = number(
        0.2,
        "share",
        0,
        1,
        "of voters who come to know how the committee is formed",
        measured(0.1, 0.4, "A28: 0.13 to 0.33 know"),
    )
    belonging_act: float = number(
        0.03,
        "share",
        0,
        0.2,
        "of the remaining distance by which a shared act raises belonging",
        guessed(0.01, 0.08),
    )
    belonging_fade: float = number(
        0.005, "1/month", 0, 0.1, "of belonging above the floor that is lost", guessed(0.002, 0.02)
    )
    belonging_floor: float = number(
        0.3, "0-1", 0, 1, "belonging to which it fades without shared acts", guessed(0.1, 0.4)
    )
    skill_act: float = number(
        0.03,
        "share",
        0,
        0.2,
        "of the remaining distance by which deliberating or organising raises skill",
        guessed(0.01, 0.08),
    )
    skill_class: float = number(
        0.06, "share", 0, 0.3, "of the remaining distance by which a class raises skill", guessed(0.02, 0.15)
    )
    skill_fade: float = number(0.005, "1/month", 0, 0.1, "of skill that is lost", guessed(0.002, 0.02))
    efficacy_act: float = number(
        0.009,
        "share",
        0,
        0.2,
        "of the remaining distance by which any act raises internal efficacy",
        guessed(0.0, 0.03),
    )
    solved: float = number(
        0.15,
        "share",
        0,
        0.5,
        "of the remaining distance by which a solved proposal raises trust and external efficacy",
        guessed(0.05, 0.3),
    )
    answered: float = number(
        0.04, "share", 0, 0.5, "same for a proposal that was answered only", guessed(0.0, 0.12)
    )
    answered_memory: float = number(
        0.3,
        "1",
        0,
        1,
        "memory of a response after a mere answer, where a solution leaves 1",
        guessed(0.0, 0.6),
    )
    silence: float = number(
        0.10,
        "share",
        0,
        0.5,
        "of trust and external efficacy lost when a proposal meets silence",
        guessed(0.03, 0.2),
    )
    project_seen: float = number(
        0.3,
        "share",
        0,
        1,
        "of adults of a community who notice a finished project of its fund",
        guessed(0.1, 0.6),
    )
    project_felt: float = number(
        0.06,
        "share",
        0,
        0.5,
        "of the remaining distance by which it raises trust, external efficacy and belonging of who notices",
        argued(0.01, 0.15, "XC02, XC03: the sign only"),
    )
    patience: int = setting(
        6,
        "months",
        "after which an unanswered proposal is felt as silence",
        low=1,
        high=60,
        evidence=argued(2, 12, "replies are promised in days to weeks"),
    )
    response_fade: float = number(
        0.03, "1/month", 0, 0.5, "of the memory of a response that is lost", guessed(0.01, 0.08)
    )


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """When a resident counts as standing on a rung (F02: tiers of the source; rates unknown)."""

    volunteer_months: int = setting(
        1,
        "months of 12",
        "with volunteering, committee work or a proposal",
        low=1,
        high=12,
        evidence=argued(1, 2, "the word means one who has served"),
    )
    activist_months: int = setting(
        4, "months of 12", "of the same, to be an activist 积极分子", low=1, high=12, evidence=guessed(3, 4)
    )
    backbone_months: int = setting(
        5, "months of 12", "of the same, to be a backbone 骨干", low=1, high=12, evidence=guessed(5, 8)
    )
    registers: float = number(
        0.04,
        "share",
        0,
        1,
        "of volunteers who register in a month in which they served; it lapses after three idle years",
        measured(0.02, 0.1, "B14, B15, B18: 2.3 to 8.5 % of residents"),
    )
    backbone_skill: float = number(0.5, "share", 0, 1, "skill that a backbone needs", guessed(0.3, 0.7))


ExperienceRecord: Any = record_type(Experience, "ExperienceRecord", __name__)
LadderRecord: Any = record_type(Ladder, "LadderRecord", __name__)

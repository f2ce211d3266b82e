"""Who works for the committee and who sits in it (S3.1, S2.3)."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.committee.state import Background, Committees
from sim.institutions.elections.state import Polls
from sim.institutions.world import World


def _of(district: World, name: str) -> Cells:
    """One number of each committee."""
    values: Cells = getattr(district[Committees], name).astype(np.float64)
    return values


def _seats(district: World, background: Background) -> tuple[Cells, Cells]:
    seats = district[Committees].seats_from.astype(np.float64)
    return seats[:, background], seats.sum(axis=1)


def _candidates(district: World) -> tuple[Any, Cells]:
    """Candidates whom the street office did not put up, and seats, where there is a poll this month."""
    return _of(district, "own_candidates"), _of(district, "seats") * district[Polls].held


def _from(background: Background, label_en: str, label_zh: str) -> Ratio:
    outcome = Outcome(
        f"committee.from_{background.name.lower()}",
        "share of seats",
        "",
        label_en,
        label_zh,
        f"{label_en.capitalize()} as a share of all seats of residents' committees.",
        f"居委会全部席位中，{label_zh.removesuffix('席位占比')}所占的比例。",
    )
    return Ratio(outcome, lambda d: _seats(d, background))


STAFF: Final = (
    Ratio(
        Outcome(
            "committee.staff_hours",
            "hours/1000/month",
            "+",
            "committee's staff hours",
            "居委会专职工时",
            "Hours of the committee's full-time staff at work per 1,000 residents.",
            "居委会在岗专职人员的工时，按每千名居民计。",
        ),
        lambda d: (_of(d, "staff_hours"), d.geography.thousands),
    ),
    Ratio(
        Outcome(
            "committee.vacancies",
            "share of posts",
            "-",
            "vacant posts",
            "居委会空缺编制",
            "Share of the committee's posts that are vacant.",
            "居委会专职岗位中空缺的比例。",
        ),
        lambda d: (_of(d, "posts") - _of(d, "staff_hours"), _of(d, "posts")),
    ),
    Ratio(
        Outcome(
            "committee.capability",
            "0-1",
            "+",
            "committee's capability",
            "居委会能力",
            "Members' skill, raised or lowered by staff with unusual experience; mean of committees.",
            "居委会委员的能力，随专职人员经验高于或低于一般水平而增减；取各居委会平均值。",
        ),
        lambda d: (_of(d, "capability"), np.ones(len(d[Committees]))),
    ),
    Ratio(
        Outcome(
            "elections.candidates",
            "candidates/seat",
            "+",
            "own candidates",
            "自主参选的候选人",
            "Candidates for each seat whom the street office did not put up, in a month with a poll.",
            "选举当月，每个席位中非街道推荐而自主参选的候选人数。",
        ),
        lambda d: _candidates(d),
    ),
    _from(Background.BACKBONE, "seats of activists", "积极分子席位占比"),
    _from(Background.WORKSTATION, "seats of workstation staff", "工作站人员席位占比"),
    _from(Background.COMPANY, "seats of company people", "股份公司人员席位占比"),
    _from(Background.PARTY, "seats of those whom party members named", "党员公开推选者席位占比"),
)

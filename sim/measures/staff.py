"""Who works for the committee and who sits in it (S3.1, S2.3)."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sim.agents.committee import Background
from sim.district import District
from sim.measures.outcome import Cells, Outcome, Ratio


def _of(district: District, name: str) -> Cells:
    """One number of each committee."""
    return np.array([getattr(committee, name) for committee in district.committees], dtype=np.float64)


def _seats(district: District, background: Background) -> tuple[Cells, Cells]:
    seats = np.array([committee.seats_from for committee in district.committees], dtype=np.float64)
    return seats[:, background], seats.sum(axis=1)


def _candidates(district: District) -> tuple[Any, Cells]:
    """Candidates whom the street office did not put up, and seats, where there is a poll this month."""
    polled = [committee.community in district.turnout for committee in district.committees]
    return _of(district, "own_candidates"), _of(district, "seats") * polled


def _from(background: Background, label_en: str, label_zh: str) -> Ratio:
    outcome = Outcome(
        f"committee.from_{background.name.lower()}",
        "share of seats",
        "",
        label_en,
        label_zh,
        "of the committees",
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
            "of full-time staff at work",
        ),
        lambda d: (_of(d, "staff_hours"), d.geography.size / 1000.0),
    ),
    Ratio(
        Outcome(
            "committee.vacancies",
            "share of posts",
            "-",
            "vacant posts",
            "居委会空缺编制",
            "of the committee's staff",
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
            "members' skill, and experience of staff above or below the ordinary; mean of committees",
        ),
        lambda d: (_of(d, "capability"), np.ones(len(d.committees))),
    ),
    Ratio(
        Outcome(
            "elections.candidates",
            "candidates/seat",
            "+",
            "own candidates",
            "自主参选的候选人",
            "who stood without being put up by the street office, on a polling day",
        ),
        lambda d: _candidates(d),
    ),
    _from(Background.BACKBONE, "seats of activists", "积极分子席位占比"),
    _from(Background.WORKSTATION, "seats of workstation staff", "工作站人员席位占比"),
    _from(Background.COMPANY, "seats of company people", "股份公司人员席位占比"),
    _from(Background.PARTY, "seats of those whom party members named", "党员公开推选者席位占比"),
)

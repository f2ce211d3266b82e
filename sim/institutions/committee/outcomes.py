"""How the residents' committee spends its hours (Q1, D01)."""

from __future__ import annotations

from typing import Final, NamedTuple

from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.committee.state import ORGANISING, SPENT, Committees
from sim.institutions.world import World

ADMINISTRATIVE: Final = ("administrative",)


class HoursSpent(NamedTuple):
    """(communities,) hours of the month on government's tasks, on self-governance, on all; residents."""

    administrative: Cells
    organising: Cells
    whole: Cells
    thousands: Cells


def spent(district: World) -> HoursSpent:
    """Sum the hours once for all outcomes."""
    of, thousands = district[Committees].spent, district.geography.thousands
    return HoursSpent(of(*ADMINISTRATIVE), of(*ORGANISING), of(*SPENT), thousands)


COMMITTEE_TIME: Final = (
    Ratio(
        Outcome(
            "committee.administrative_share",
            "share of hours",
            "-",
            "administrative work",
            "行政事务占比",
            "Share of the residents' committee's hours that goes to government's tasks.",
            "居委会工时中用于政府行政事务的比例。",
        ),
        lambda hours: (hours.administrative, hours.whole),
        spent,
    ),
    Ratio(
        Outcome(
            "committee.self_governance_share",
            "share of hours",
            "+",
            "self-governance work",
            "自治工作占比",
            "Share of the residents' committee's hours that goes to self-governance.",
            "居委会工时中用于居民自治工作的比例。",
        ),
        lambda hours: (hours.organising, hours.whole),
        spent,
    ),
    Ratio(
        Outcome(
            "committee.self_governance_hours",
            "hours/1000/month",
            "+",
            "self-governance hours",
            "自治工作工时",
            "Hours of the committee, hired help included, for self-governance per 1,000 residents.",
            "每千名居民当月获得的居委会自治工作工时，含聘用人员。",
        ),
        lambda hours: (hours.organising, hours.thousands),
        spent,
    ),
    Ratio(
        Outcome(
            "committee.meetings",
            "meetings/1000/month",
            "+",
            "meetings",
            "议事会议",
            "Meetings that the committee prepares with its own hours per 1,000 residents.",
            "居委会用自有工时筹备的议事会议，按每千名居民计。",
        ),
        lambda d: (d[Committees].meetings, d.geography.thousands),
    ),
    Ratio(
        Outcome(
            "committee.administrative_hours",
            "hours/1000/month",
            "-",
            "administrative hours",
            "行政事务工时",
            "Hours of the committee for government's tasks per 1,000 residents.",
            "居委会当月用于政府行政事务的工时，按每千名居民计。",
        ),
        lambda hours: (hours.administrative, hours.thousands),
        spent,
    ),
)

"""The money of the month and of the year: wages, channels, companies, the district's appropriation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.calendar import DECEMBER, JANUARY, month_of_year
from sim.engine.random import each_rounded, purpose
from sim.institutions.committee.state import Committees
from sim.institutions.companies.month import close_books
from sim.institutions.government.purse import close_budget
from sim.institutions.government.state import DistrictGovernment
from sim.institutions.workstations.state import Workstations
from sim.institutions.world import World

MEETING_DRAWS: Final = purpose("channels.meetings")
CHANNELS: Final = ("body", "volunteer", "opinion", "online")


@dataclass
class Channels:
    """What the four channels of voice pay for (S5.2).

    Attributes:
        meetings: (communities,) meetings this month.
    """

    meetings: NDArray[np.int64]

    @classmethod
    def founded(cls, world: World) -> Channels:
        """Begin without any."""
        return cls(np.zeros(world.geography.communities, dtype=np.int64))


def count_people(district: World) -> None:
    """January: adults and audiences are counted, for what goes by their number."""
    if month_of_year(district.month) == JANUARY:
        district.adults = district.count_adults()
        district.audience_size = district.count_audiences()


def pay_wages(district: World) -> None:
    """Wages of committees and workstations."""
    wage, where = district.institutions.staff.wage, np.arange(district.geography.communities)
    raised = wage * (1.0 + district.levers("staff.pay"))
    residents = residents_of_each(where)
    district.spend_each(residents, district[Committees].staff_hours * raised, "committee wages", where)
    district.spend_each(residents, district[Workstations].hours * wage, "workstation wages", where)


def open_channels(district: World) -> None:
    """S5.2: hire hours for meetings, the volunteer desk and the opinion channel; run the online channel."""
    if district.idle(*(f"residents.channel_{name}" for name in CHANNELS)):
        district[Channels].meetings[:] = 0
        return
    staff, size = district.institutions.staff, district.geography.size
    where, thousands = np.arange(size.size), size / 1000.0
    body, volunteer, opinion, online = (channel(district, name) for name in CHANNELS)
    meetings = each_rounded(district.seed, district.month, MEETING_DRAWS, body * thousands)
    district[Channels].meetings[:] = meetings
    hours = meetings * staff.meeting_hours + (volunteer + opinion) * thousands
    district.spend_each(residents_of_each(where), hours * staff.wage, "channel staff", where)
    online_cost = online * district.institutions.government.online_cost / 12.0
    district.spend_each(OUTSIDE, online_cost * size, "online channel", where)
    answering = online * online_answering_hours(district) * thousands
    district.spend_each(residents_of_each(where), answering * staff.wage, "answers online", where)


def channel(district: World, name: str) -> NDArray[np.float64]:
    """(communities,) setting of one of the four channels."""
    return district.levers(f"residents.channel_{name}")


def online_answering_hours(district: World) -> float:
    """Hours per 1,000 residents and month behind the answers of a full online channel."""
    to_proposals = to_complaints = district.institutions.government.online_answers
    return (to_proposals + to_complaints) * district.institutions.staff.answer_hours


def close_year(district: World) -> None:
    """December: companies close their year, the district is appropriated what it spent."""
    if month_of_year(district.month) != DECEMBER:
        return
    close_books(district)
    close_budget(district)
    district[DistrictGovernment].close_year()

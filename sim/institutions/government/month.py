"""The money of the month and of the year: wages, channels, companies, the district's appropriation."""

from __future__ import annotations

from typing import Final

from sim.actor import OUTSIDE, residents_of
from sim.calendar import DECEMBER, JANUARY, month_of_year
from sim.engine.random import purpose, rounded
from sim.institutions.companies.month import close_books
from sim.institutions.world import World

MEETING_LUCK: Final = purpose("channels.meetings")


def count_people(district: World) -> None:
    """January: adults and audiences are counted, for what goes by their number."""
    if month_of_year(district.month) == JANUARY:
        district.adults = district.count_adults()
        district.audience_size = district.count_audiences()


def pay_wages(district: World) -> None:
    """Wages of committees and workstations."""
    wage = district.institutions.staff.wage
    for committee, station in zip(district.committees, district.workstations, strict=True):
        rise = district.policy_of(committee.community).staff.pay
        committee.pay_wages(wage * (1.0 + rise))
        station.pay_wages(wage)


def open_channels(district: World) -> None:
    """S5.2: hire hours for meetings, the volunteer desk and the opinion channel; run the online channel."""
    staff, online_cost = district.institutions.staff, district.institutions.government.online_cost
    for c, size in enumerate(district.geography.size):
        lever, thousands = district.policy_of(c).residents, float(size) / 1000.0
        online = lever.channel_online * online_cost / 12.0
        exact = lever.channel_body * thousands
        meetings = rounded(district.seed, c, district.month, MEETING_LUCK, exact)
        district.extra_meetings[c] = meetings
        hours = meetings * staff.meeting_hours + (lever.channel_volunteer + lever.channel_opinion) * thousands
        district.government.spend(residents_of(c), hours * staff.wage, "channel staff", c)
        district.government.spend(OUTSIDE, online * float(size), "online channel", c)


def close_year(district: World) -> None:
    """December: companies close their year, the district is appropriated what it spent."""
    if month_of_year(district.month) != DECEMBER:
        return
    close_books(district)
    district.government.close_year()

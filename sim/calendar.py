"""Months: how long a run is, when elections are, and the months of a year that have duties."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.settings import setting

JANUARY = 1
SEPTEMBER = 9
DECEMBER = 12
MONTHS = 12  # of a year


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """How long a run is and when elections are; a step is a month, month 1 a January."""

    burn_in: int = setting(60, "months", "run under the status quo before the policy date", low=0, high=1200)
    horizon: int = setting(60, "months", "run from the policy date on", low=1, high=1200)
    election_every: int = setting(36, "months", "between committee elections", low=12, high=36)
    first_election: int = setting(12, "month", "of the first committee election", low=3, high=60)
    election_stagger: int = setting(
        0, "months", "by which each street elects later than the one before", low=0, high=36
    )


def month_of_year(month: int) -> int:
    """Month 1 of a run is a January."""
    return (month - 1) % 12 + 1

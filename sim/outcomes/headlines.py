"""The outcomes that tables, figures and pages show unless others are asked for."""

from __future__ import annotations

from typing import Final

HEADLINES: Final = (
    "civic",
    "civic.hours",
    "breadth",
    "participation.vote",
    "participation.deliberate",
    "participation.suggest",
    "participation.volunteer",
    "gap.hukou",
    "committee.administrative_share",
    "voice.answer_months",
    "fund.projects_finished",
    "cost.district",
)
PATHS: Final = (
    "civic",
    "participation.deliberate",
    "participation.volunteer",
    "committee.administrative_share",
)
GAIN: Final = "civic"
COST: Final = "cost.district"
ADULTS: Final = "people.adults"
EVERYBODY: Final = "all"

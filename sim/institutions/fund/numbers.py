"""What we do not know for sure about the self-governance fund: prices, reach, hours and the council."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import number


@dataclass(frozen=True, kw_only=True)
class Fund:
    """Micro-projects of the self-governance fund."""

    project_cost: float = number(
        20.0,
        "yuan/resident",
        1,
        200,
        "of a micro-project, for each resident whom it reaches",
        measured(5.0, 30.0, "D10: 79,000 yuan at 3,500 residents; D07: 100,000 at 18,000"),
    )
    project_reach: int = number(
        5000,
        "residents",
        50,
        100000,
        "whom one project reaches at most, the neighbours of who proposed it; a smaller community whole",
        measured(3500, 6500, "XO01: 126,000 yuan a project, XO03: 124,000, D07: 100,000, at 20 a resident"),
    )
    project_least: int = number(
        250,
        "residents",
        1,
        10000,
        "whom the smallest project reaches: money for less waits",
        argued(100, 500, "a few buildings: benches, lamps, 5,000 yuan"),
    )
    idea_residents: int = number(
        500,
        "residents",
        10,
        10000,
        "reached by a project for each resident's proposal that it takes up",
        guessed(250, 1000),
    )
    council_share: float = number(
        0.1,
        "share",
        0,
        0.5,
        "of the district's grant that hires organisers for the fund's council",
        guessed(0.03, 0.2),
    )
    council_meetings: float = number(
        0.5,
        "meetings/1000/month",
        0,
        10,
        "of the fund's council as far as its organisers' hours go: one for every 2,000 residents",
        guessed(0.25, 1.0),
    )
    party_hears: float = number(
        0.5,
        "share",
        0,
        1,
        "of months in which a party committee that decides takes up residents' proposals",
        guessed(0.2, 0.8),
    )
    mandate_months: float = number(
        12.0,
        "months",
        1,
        120,
        "in which what was deliberated may still be decided on; it fades at this rate",
        argued(6.0, 24.0, "budgets are yearly"),
    )
    project_months: int = number(
        5,
        "months",
        1,
        36,
        "from decision to completion",
        argued(3, 10, "budgets are yearly; small works take months"),
    )
    project_hours: float = number(
        3.0,
        "hours/1000 reached/month",
        0,
        50,
        "of the committee's staff that a running project takes; with fewer it takes longer",
        guessed(1.5, 7.5),
    )
    ideas: float = number(
        6.0, "proposals/1000", 0.5, 50, "that wait for the fund at most", guessed(3.0, 15.0)
    )

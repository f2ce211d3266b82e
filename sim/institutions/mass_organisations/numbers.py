"""What we do not know for sure about who else reaches out: mass organisations, culture, resident units."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import exactly, number, setting


@dataclass(frozen=True, kw_only=True)
class MassOrganisationLife:
    """A5 mass organisations, and what occasions that fit the main forces cost (S5.4)."""

    hours: float = number(
        1.0,
        "hours/1000/month",
        0,
        20,
        "that each of union, youth league, women's federation works here",
        guessed(0.3, 3.0),
    )
    outreach_shares: tuple[float, ...] = setting(
        (0.4, 0.4, 0.2),
        "shares",
        "of outreach that asks for committee work, volunteering, activities",
        low=0.0,
        high=1.0,
        shape=exactly(3, total=1.0),
        evidence=guessed(-1.0, 1.0, "tilts"),
    )
    told: float = number(
        12.0, "announcements/hour", 0, 200, "members told of opportunities", guessed(5.0, 25.0)
    )
    overtime: float = number(
        0.5,
        "share of wage",
        0,
        2,
        "added for evenings and weekends",
        argued(0.5, 1.0, "the labour law sets 1.5 times the wage on workdays, 2 times on days of rest"),
    )
    childcare: float = number(
        4.0, "yuan/place", 0, 50, "carers and room, a place at an occasion with childcare", guessed(2.0, 10.0)
    )


@dataclass(frozen=True, kw_only=True)
class Culture:
    """S5.1 organised culture, S5.5 classes."""

    told: float = number(12.0, "announcements/hour", 0, 200, "by organisers of culture", guessed(5.0, 25.0))
    compound_hours: float = number(
        0.5, "share", 0, 3, "added preparation of a compound activity", guessed(0.2, 1.0)
    )
    class_cost: float = number(
        15.0,
        "yuan/place",
        0,
        200,
        "teacher and room",
        argued(6.0, 40.0, "a teacher's hour over a class of 15 to 30"),
    )
    told_of_classes: float = number(
        4.0, "announcements/place", 0, 50, "residents told of a class", guessed(2.0, 10.0)
    )


@dataclass(frozen=True, kw_only=True)
class Units:
    """Resident units 驻区单位: schools, enterprises, hospitals (A11), by resident of their community."""

    money: float = number(
        6.0, "yuan/resident/year", 0, 500, "that a unit sets aside for its community", guessed(2.0, 15.0)
    )
    swing: float = number(
        0.8, "share", 0, 1, "by which an enterprise sets aside more or less in a year", guessed(0.4, 1.0)
    )
    closing: float = number(0.06, "1/year", 0, 1, "enterprises that close", guessed(0.03, 0.12))
    empty_months: int = setting(
        12,
        "months",
        "that the premises of an enterprise stand empty after it closed",
        low=1,
        high=120,
        evidence=guessed(1, 36),
    )
    hours: float = number(
        12.0, "hours/1000/month", 0, 500, "that setting up slots and opening rooms takes", guessed(5.0, 30.0)
    )
    places: float = number(7.0, "places/1000/month", 0, 500, "volunteer slots of a unit", guessed(3.0, 15.0))
    reach: float = number(
        0.05,
        "announcements/adult/month",
        0,
        3,
        "to those whom a unit can address",
        measured(0.02, 0.12, "B14, B15: 2.5 to 8.5 % of residents registered"),
    )
    room: float = number(
        0.1, "share", 0, 0.9, "of a meeting's preparation that a school's room spares", guessed(0.03, 0.25)
    )

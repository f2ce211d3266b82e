"""What we do not know for sure about government: the tasks that it issues, its answers, its programme."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import number


@dataclass(frozen=True, kw_only=True)
class Workload:
    """Government tasks that reach a community."""

    own_items: float = number(
        9.5,
        "items/1000/month",
        0,
        200,
        "government's own tasks pushed down",
        measured(0.6, 1.6, "D06: 154 items a month a community, two communities in Hubei", "factors"),
    )
    joint_items: float = number(
        10.4,
        "items/1000/month",
        0,
        200,
        "tasks that need the community's help",
        measured(0.6, 1.6, "D06", "factors"),
    )
    ad_hoc_items: float = number(
        6.0,
        "items/1000/month",
        0,
        200,
        "temporary tasks and campaigns",
        measured(0.5, 2.0, "D06; D04 halves tasks", "factors"),
    )
    own_hours: float = number(3.5, "hours/item", 0.1, 100, "work of an own task", guessed(2.0, 6.0))
    joint_hours: float = number(3.0, "hours/item", 0.1, 100, "work of a joint task", guessed(1.5, 6.0))
    ad_hoc_hours: float = number(5.0, "hours/item", 0.1, 100, "work of an ad hoc task", guessed(2.5, 10.0))
    refill: float = number(
        0.7,
        "share",
        0,
        1.5,
        "of hours that the catalogue frees which the street fills with joint tasks, where it does",
        guessed(0.3, 1.0),
    )
    assessed: float = number(
        0.2,
        "share",
        0,
        1,
        "of organising hours that go into records for the street, where it assesses committees",
        argued(0.05, 0.4, "records and inspections are what committees complain of first"),
    )
    street_spread: float = number(
        0.7, "1", 0, 1.5, "streets pass on between e^-spread and e^+spread times the mean", guessed(0.3, 1.0)
    )
    patience: int = number(3, "months", 1, 12, "after which an unfinished task is dropped", guessed(2, 6))


@dataclass(frozen=True, kw_only=True)
class Government:
    """District government and the city volunteer federation 义工联."""

    complaint_answers: float = number(
        0.6, "answers/1000/month", 0, 50, "complaints that government answers", guessed(0.2, 2.0)
    )
    federation_reach: float = number(
        0.11,
        "announcements/adult/month",
        0,
        3,
        "of the volunteer federation itself (resident units tell of the rest)",
        measured(0.05, 0.25, "B14, B15: 2.5 to 8.5 % of residents registered"),
    )
    federation_places: float = number(
        25.0, "places/1000/month", 0, 500, "volunteer slots of the federation", guessed(10.0, 50.0)
    )
    rating_notice: float = number(
        0.3,
        "share",
        0,
        1,
        "of notice boards that call residents to the yearly rating of services",
        guessed(0.1, 0.6),
    )
    donation_notice: float = number(
        0.5, "share", 0, 1, "of notice boards that call for donations in September", guessed(0.2, 0.9)
    )
    budget_room: float = number(
        0.1,
        "share",
        0,
        5,
        "by which a bound district may spend more than in the last year before the reform",
        argued(0.0, 0.3, "budgets of districts grew by about a tenth a year"),
    )
    freeze_most: float = number(
        0.5, "share", 0, 1, "of posts at most that a bound district leaves empty", guessed(0.2, 0.6)
    )
    donation: float = number(50.0, "yuan", 1, 10000, "one donation", guessed(20.0, 150.0))
    channel_rounds: float = number(
        0.5,
        "share",
        0,
        1,
        "of the hours of the channels that go round; the rest answers, or keeps the desk",
        guessed(0.3, 0.7),
    )
    online_cost: float = number(
        1.5, "yuan/resident/year", 0, 100, "running the online channel in full", guessed(0.5, 5.0)
    )
    online_answers: float = number(
        3.0,
        "answers/1000/month",
        0,
        50,
        "to proposals, and as many to complaints, that the full online channel can give by paid hours",
        guessed(1.0, 8.0),
    )


@dataclass(frozen=True, kw_only=True)
class Involvement:
    """D4: what government's own programme does to what residents arrange."""

    free_culture: float = number(
        234.8,
        "places/1000/month",
        0,
        2000,
        "places in activities that residents would arrange themselves if government ran none",
        measured(120.0, 400.0, "B13: 39 % took part in a year, 17 % monthly; fitted"),
    )
    free_culture_reach: float = number(
        0.46, "announcements/adult/month", 0, 5, "by which these are told on", guessed(0.2, 1.0)
    )
    programme_culture: float = number(
        0.75,
        "share",
        0,
        1,
        "of the programme's hours that go to culture; the rest to volunteering",
        guessed(0.5, 0.95),
    )
    told: float = number(
        12.0, "announcements/hour", 0, 200, "by government's staff, of its programme", guessed(5.0, 25.0)
    )
    crowding: float = number(
        0.3,
        "1",
        -0.1,
        0.7,
        "residents' own places that a place run by government takes",
        measured(-0.06, 0.64, "E08: -0.64 to +0.06"),
    )
    help_items: float = number(
        0.1,
        "items/hour",
        0,
        1,
        "joint tasks that an hour of government's own programme brings",
        guessed(0.03, 0.3),
    )
    venue: float = number(
        0.4, "share", 0, 0.9, "of a meeting's preparation that the best facilities spare", guessed(0.2, 0.7)
    )
    venue_cost: float = number(
        20.0,
        "yuan/resident/year",
        1,
        500,
        "facilities that bring 63 % of what the best can spare",
        guessed(8.0, 50.0),
    )

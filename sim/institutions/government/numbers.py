"""What we do not know for sure about government: the tasks that it issues, its answers, its programme."""

from __future__ import annotations

from dataclasses import dataclass

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
        "D06: 154 items a month a community",
    )
    joint_items: float = number(
        10.4, "items/1000/month", 0, 200, "tasks that need the community's help", "D06"
    )
    ad_hoc_items: float = number(
        6.0, "items/1000/month", 0, 200, "temporary tasks and campaigns", "D06; D04 halves tasks"
    )
    own_hours: float = number(3.5, "hours/item", 0.1, 100, "work of an own task")
    joint_hours: float = number(3.0, "hours/item", 0.1, 100, "work of a joint task")
    ad_hoc_hours: float = number(5.0, "hours/item", 0.1, 100, "work of an ad hoc task")
    street_spread: float = number(
        0.7, "1", 0, 1.5, "streets pass on between e^-spread and e^+spread times the mean"
    )
    patience: int = number(3, "months", 1, 12, "after which an unfinished task is dropped")


@dataclass(frozen=True, kw_only=True)
class Government:
    """District government and the city volunteer federation 义工联."""

    complaint_answers: float = number(0.6, "answers/1000/month", 0, 50, "complaints that government answers")
    federation_reach: float = number(
        0.11,
        "announcements/adult/month",
        0,
        3,
        "of the volunteer federation itself (resident units tell of the rest)",
        "B14, B15",
    )
    federation_places: float = number(25.0, "places/1000/month", 0, 500, "volunteer slots of the federation")
    rating_notice: float = number(
        0.3, "share", 0, 1, "of notice boards that call residents to the yearly rating of services"
    )
    donation_notice: float = number(
        0.5, "share", 0, 1, "of notice boards that call for donations in September"
    )
    donation: float = number(50.0, "yuan", 1, 10000, "one donation")
    online_cost: float = number(1.5, "yuan/resident/year", 0, 100, "running the online channel in full")
    online_answers: float = number(
        3.0,
        "answers/1000/month",
        0,
        50,
        "to proposals, and as many to complaints, that the full online channel can give by paid hours",
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
    )
    free_culture_reach: float = number(0.46, "announcements/adult/month", 0, 5, "by which these are told on")
    told: float = number(12.0, "announcements/hour", 0, 200, "by government's staff, of its programme")
    crowding: float = number(
        0.3,
        "1",
        -0.1,
        0.7,
        "residents' own places that a place run by government takes",
        "E08: -0.64 to +0.06",
    )
    help_items: float = number(
        0.1, "items/hour", 0, 1, "joint tasks that an hour of government's own programme brings"
    )
    venue: float = number(0.4, "share", 0, 0.9, "of a meeting's preparation that the best facilities spare")
    venue_cost: float = number(
        20.0, "yuan/resident/year", 1, 500, "facilities that bring 63 % of what the best can spare"
    )

"""What we do not know for sure about who lives here: families, work, hours, attitudes, the course of life.

Shares that a place is known to have stand with the place (:mod:`sim.population.place`); here is what is
assumed of any place, beyond its margins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sim.engine.plausible import argued, guessed, measured
from sim.engine.records import record, record_type
from sim.engine.settings import exactly, number, setting
from sim.population.place_uncertainty import PlaceUncertainty

TIME_USE: Final = "time-use surveys, rounded: sleep, meals, care and ordinary housework take 410 of 730 hours"


@dataclass(frozen=True, kw_only=True)
class Families:
    """Who lives together, and how alike."""

    alike_in_education: float = number(
        0.5, "share", 0, 1, "of members whose rank of education follows the household's", guessed(0.3, 0.7)
    )
    alike_in_years: float = number(
        0.7, "share", 0, 1, "of households whose years here follow the head's age", guessed(0.5, 0.9)
    )
    near: float = number(
        0.1, "rank", 0, 0.5, "how near those are who follow the household", guessed(0.03, 0.2)
    )
    rooms_alike: float = number(
        0.5, "share", 0, 1, "of dormitory rooms with the building's main home region", guessed(0.2, 0.8)
    )
    couple: float = number(
        0.08,
        "rank of age",
        0.001,
        0.3,
        "largest difference within a generation of a family",
        guessed(0.03, 0.15),
    )
    parents_with_children: float = number(
        1.8,
        "1",
        1,
        1.99,
        "chance of a child where the head is of a parent's age, over that of all",
        guessed(1.3, 1.95),
    )
    most_children: float = number(
        0.95,
        "share",
        0.1,
        0.99,
        "of third and later persons who are children at most: some grandparents live with families",
        guessed(0.85, 0.98),
    )
    dormitory_young: float = number(
        0.8,
        "1",
        0,
        1,
        "tilt of ages in dormitories to the young",
        argued(0.0, 1.0, "factories hire the young"),
    )
    newcomers_young: float = number(
        0.9,
        "1",
        0,
        1,
        "tilt of newcomers' ages to the young",
        argued(0.5, 1.0, "so that a place hardly ages"),
    )
    came_as_child: float = number(
        0.95,
        "share",
        0.5,
        1,
        "of life spent here by those whose household came longer ago than they are old",
        guessed(0.8, 1.0),
    )


@dataclass(frozen=True, kw_only=True)
class Work:
    """Who works, and with what income (log income, in standard deviations of the reference place)."""

    employers: float = number(
        0.5,
        "share",
        0.1,
        0.9,
        "of residents with work, roughly: how many employers a community has",
        guessed(0.4, 0.7),
    )
    after_retirement: float = number(
        0.25,
        "share",
        0,
        1,
        "of an age band's work that is left after the age of retirement",
        guessed(0.1, 0.4),
    )
    income_level: float = number(
        0.32,
        "sd/level",
        0,
        1,
        "income by education",
        argued(0.2, 0.45, "more schooling, more income; sizes as in surveys of towns"),
    )
    income_man: float = number(
        0.40, "sd", -0.5, 1.5, "income of a man", argued(0.2, 0.6, "men earn more in every survey of towns")
    )
    income_town: float = number(
        0.45,
        "sd",
        -0.5,
        1.5,
        "income with a non-agricultural hukou",
        argued(0.2, 0.7, "registered townspeople earn more"),
    )
    income_work: float = number(
        0.60, "sd", 0, 2, "income of those with work", argued(0.3, 0.9, "work pays more than its absence")
    )
    income_age: float = number(-0.08, "sd/10 years", -0.5, 0.5, "income from age 40 on", guessed(-0.15, 0.05))
    income_centre: float = number(
        -0.83,
        "sd",
        -3,
        3,
        "brings the mean of the reference place to 0",
        argued(-0.83, -0.83, "a definition: income is told in standard deviations from a mean"),
    )
    income_rest: float = number(
        0.38,
        "sd",
        0.01,
        1,
        "scale of the logistic rest, so that the whole has a standard deviation of 1",
        argued(0.38, 0.38, "a definition: income is told in standard deviations"),
    )


@dataclass(frozen=True, kw_only=True)
class HoursOfLife:
    """What is left of a month of 730 hours, and when."""

    discretionary: float = number(
        320.0, "hours/month", 100, 500, "left by sleep, meals and care", argued(290.0, 340.0, TIME_USE)
    )
    care_women: float = number(
        60.0, "hours/month", 0, 300, "care by a woman with a child at home", guessed(30.0, 90.0)
    )
    care_men: float = number(
        25.0, "hours/month", 0, 300, "care by a man with a child at home", guessed(10.0, 45.0)
    )
    carer_from: float = number(20.0, "years", 15, 40, "age from which a member cares", guessed(18.0, 25.0))
    carer_until: float = number(70.0, "years", 50, 95, "age until which a member cares", guessed(65.0, 75.0))
    housework: float = number(
        90.0, "hours/month", 0, 300, "more of it by those without work", guessed(50.0, 130.0)
    )
    study: float = number(
        200.0,
        "hours/month",
        0,
        400,
        "of pupils and students",
        argued(160.0, 230.0, "a school week, and homework"),
    )
    student_until: float = number(
        23.0, "years", 18, 30, "age of adults below which those without work study", guessed(21.0, 25.0)
    )
    least: float = number(4.0, "hours/month", 0.1, 40, "that remain to everybody", guessed(1.0, 10.0))
    uneven: float = number(
        0.4, "share", 0, 1, "by which the free hours of equal people differ up and down", guessed(0.2, 0.6)
    )
    daytime: tuple[float, ...] = setting(
        (0.75, 0.10, 0.15),
        "share",
        "chance to be free at an hour of a working day: at home, at work, in school",
        low=0.0,
        high=1.0,
        shape=exactly(3),
        evidence=guessed(-0.1, 0.1, "shifts"),
    )
    evening: float = number(
        0.85, "share", 0, 1, "chance to be free on an evening or weekend, without work", guessed(0.7, 0.95)
    )
    evening_care_women: float = number(
        0.25, "share", 0, 1, "of evenings that a woman loses with a child at home", guessed(0.1, 0.4)
    )
    evening_care_men: float = number(
        0.12, "share", 0, 1, "of evenings that a man loses with a child at home", guessed(0.0, 0.25)
    )
    slack: float = number(
        0.10,
        "share",
        0,
        0.5,
        "by which chances of being free differ between equal people",
        guessed(0.03, 0.2),
    )


@dataclass(frozen=True, kw_only=True)
class Mind:
    """Contact with neighbours, attitudes, skill, and how well the committee knows a resident."""

    contact_with_age: float = number(
        0.30, "share", 0, 1, "of adults whose contact with neighbours follows their age", guessed(0.1, 0.5)
    )
    near: float = number(0.15, "rank", 0, 0.5, "how near those are who follow their age", guessed(0.05, 0.3))
    long_here: float = number(
        20.0, "years", 1, 60, "after which one belongs no more for staying longer", guessed(10.0, 30.0)
    )
    belong_base: float = number(0.06, "0-1", 0, 1, "belonging of a newcomer without ties", guessed(0.0, 0.16))
    belong_owner: float = number(0.15, "0-1", 0, 1, "belonging added for an owner", guessed(0.05, 0.25))
    belong_street: float = number(
        0.10, "0-1", 0, 1, "belonging added for a hukou in the same street", guessed(0.0, 0.2)
    )
    belong_years: float = number(0.20, "0-1", 0, 1, "belonging added for long residence", guessed(0.1, 0.3))
    belong_contact: float = number(
        0.25, "0-1", 0, 1, "belonging added for daily contact with neighbours", guessed(0.15, 0.35)
    )
    belong_spread: float = number(
        0.15, "0-1", 0, 0.5, "by which equal people belong more or less", guessed(0.05, 0.25)
    )
    skill_base: float = number(0.05, "0-1", 0, 1, "skill without schooling", guessed(0.025, 0.075))
    skill_level: float = number(0.05, "0-1/level", 0, 0.2, "skill by education", guessed(0.025, 0.075))
    skill_party: float = number(
        0.12,
        "0-1",
        0,
        1,
        "skill of a party member",
        argued(0.06, 0.18, "members are trained to run meetings"),
    )
    skill_spread: float = number(
        0.08, "0-1", 0, 0.5, "by which equal people differ in skill", guessed(0.04, 0.12)
    )
    knew_formation: float = number(
        0.05,
        "share",
        0,
        1,
        "of adults who know from school or an earlier home how a committee is formed",
        measured(0.0, 0.13, "A28: 13 % of migrants know"),
    )
    known_base: float = number(0.02, "0-1", 0, 1, "how well the committee knows anybody", guessed(0.01, 0.03))
    known_street: float = number(
        0.15,
        "0-1",
        0,
        1,
        "added for a hukou in the same street",
        argued(0.075, 0.225, "the household book 户口簿 is kept here"),
    )
    known_elsewhere: float = number(
        0.06, "0-1", 0, 1, "added for a hukou elsewhere in the district", guessed(0.03, 0.09)
    )
    known_years: float = number(0.20, "0-1", 0, 1, "added for long residence", guessed(0.1, 0.3))
    known_contact: float = number(
        0.20, "0-1", 0, 1, "added for daily contact with neighbours", guessed(0.1, 0.3)
    )
    known_party: float = number(
        0.10,
        "0-1",
        0,
        1,
        "added for party members",
        argued(0.05, 0.15, "members meet in the community's branch"),
    )
    known_old: float = number(
        0.10,
        "0-1",
        0,
        1,
        "added for people of 60 and more",
        argued(0.05, 0.15, "pensions and visits to the old"),
    )
    known_room: float = number(
        0.5,
        "1",
        0,
        1,
        "factor for residents of dormitories",
        argued(0.25, 0.75, "the factory keeps the door and the list"),
    )
    attitude_spread: float = number(
        0.5, "log-odds", 0.05, 2, "scale of the logistic distribution of attitudes", guessed(0.3, 0.8)
    )
    tools_per_contact: float = number(
        0.35, "log-odds/level", 0, 2, "borrowing tools by contact with neighbours", guessed(0.2, 0.6)
    )
    trust_per_decade: float = number(0.10, "log-odds/10 years", -1, 1, "trust by age", guessed(0.0, 0.2))
    internal_per_level: float = number(
        0.30, "log-odds/level", -1, 1, "feeling able by education", guessed(0.15, 0.5)
    )
    external_per_level: float = number(
        0.08, "log-odds/level", -1, 1, "feeling influential by education", guessed(0.0, 0.2)
    )


@dataclass(frozen=True, kw_only=True)
class LifeCourse:
    """Deaths, births, and joining the party."""

    death_from: float = number(
        50.0,
        "years",
        40,
        60,
        "below which nobody dies",
        argued(50.0, 50.0, "in towns about 0.1 % a year die younger"),
    )
    death_rate: float = number(
        0.0025, "1/year", 0, 0.05, "at 50", measured(0.002, 0.004, "life tables of Chinese cities about 2010")
    )
    death_rise: float = number(
        0.103, "1/year", 0, 0.2, "log of its rise a year of age", measured(0.09, 0.11, "the same life tables")
    )
    parents_from: float = number(
        20.0,
        "years",
        15,
        30,
        "age from which a household has children",
        argued(19.0, 23.0, "the age of marriage by law"),
    )
    parents_to: float = number(
        45.0,
        "years",
        35,
        55,
        "age until which a household has children",
        argued(40.0, 48.0, "births after are rare"),
    )
    joins_party_until: int = setting(
        2,
        "age band",
        "the last in which people join the party: 0 is 17-24, 1 is 25-34, 2 is 35-44",
        low=0,
        high=5,
        evidence=guessed(1, 3),
    )


@dataclass(frozen=True, kw_only=True)
class Population:
    """Everything assumed about who lives here."""

    families: Families = field(default_factory=Families)
    work: Work = field(default_factory=Work)
    hours: HoursOfLife = field(default_factory=HoursOfLife)
    mind: Mind = field(default_factory=Mind)
    life: LifeCourse = field(default_factory=LifeCourse)
    place: PlaceUncertainty = field(default_factory=PlaceUncertainty)


FamiliesRecord: Any = record_type(Families, "FamiliesRecord", __name__)
WorkRecord: Any = record_type(Work, "WorkRecord", __name__)
HoursRecord: Any = record_type(HoursOfLife, "HoursRecord", __name__)
MindRecord: Any = record_type(Mind, "MindRecord", __name__)
LifeRecord: Any = record_type(LifeCourse, "LifeRecord", __name__)


class Assumed(NamedTuple):
    """The numbers of a population in the form that compiled rules read."""

    families: Any
    work: Any
    hours: Any
    mind: Any
    life: Any


def assumed_of(population: Population) -> Assumed:
    """Turn the assumptions into the compiled rules' form."""
    return Assumed(
        families=record(FamiliesRecord, population.families),
        work=record(WorkRecord, population.work),
        hours=record(HoursRecord, population.hours),
        mind=record(MindRecord, population.mind),
        life=record(LifeRecord, population.life),
    )

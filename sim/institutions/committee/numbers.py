"""What we do not know for sure about residents' committees: staff and their hours, elections, the fund."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import exactly, number, setting


@dataclass(frozen=True, kw_only=True)
class StaffTime:
    """How the committee's hours become meetings, visits and answers."""

    quits: float = number(
        0.25,
        "1/year",
        0,
        2,
        "of the committee's staff who leave at ordinary pay",
        measured(0.1, 0.4, "XU11: nearly one in five left"),
    )
    quits_by_pay: float = number(
        2.0,
        "1",
        0,
        6,
        "elasticity by which fewer leave when pay rises, staying elsewhere the same",
        guessed(0.5, 3.0),
    )
    hires: float = number(0.25, "1/month", 0.01, 1, "of vacant posts that are filled", guessed(0.1, 0.5))
    learns: float = number(
        0.06,
        "share",
        0.001,
        1,
        "of what experienced staff know that others learn in a month",
        guessed(0.03, 0.15),
    )
    experience: float = number(
        0.5,
        "1",
        0,
        2,
        "capability of a staff of experienced people above that of new ones",
        guessed(0.2, 1.0),
    )
    expert_wage: float = number(
        200.0,
        "yuan/hour",
        0,
        2000,
        "an hour of an expert",
        argued(80.0, 500.0, "a lecturer's or consultant's hour"),
    )
    expert_teaches: float = number(
        0.01,
        "share",
        0,
        0.2,
        "more that staff learns in a month by an hour of an expert for each of them",
        guessed(0.003, 0.03),
    )
    expert_trains: float = number(
        0.005,
        "share",
        0,
        0.1,
        "of the remaining distance by which an expert's hour raises members' skill",
        guessed(0.001, 0.02),
    )
    office_habit: float = number(
        0.5,
        "share",
        0,
        1,
        "of hours free of tasks that members from the workstation spend in the office",
        guessed(0.2, 0.8),
    )
    backbone_visits: float = number(
        8.0,
        "visits/month",
        0,
        100,
        "personal visits of a member who was an activist, as of a building head",
        guessed(3.0, 20.0),
    )
    month: float = number(
        160.0,
        "hours/month",
        80,
        260,
        "hours of a full-time member of staff",
        argued(150.0, 180.0, "the law sets 40 hours a week; overtime is common"),
    )
    wage: float = number(
        25.0,
        "yuan/hour",
        5,
        200,
        "cost of an hour, Shenzhen 2013 (about 4,000 yuan a month)",
        argued(18.0, 35.0, "pay of committee staff in Shenzhen about 2013 was 3,000 to 5,500 yuan a month"),
    )
    service: float = number(
        0.33,
        "share",
        0,
        1,
        "of hours left that goes to public and professional service",
        measured(0.2, 0.5, "D01: 0.10 of 0.30"),
    )
    least_yield: float = number(
        0.5,
        "1",
        0.05,
        2,
        "what an hour of people without any capability, skill or name yields, where full ones yield 1 more",
        guessed(0.25, 1.0),
    )
    visit_shares: tuple[float, ...] = setting(
        (0.5, 0.2, 0.2, 0.1),
        "shares",
        "of ordinary visits that ask for committee work, volunteering, proposals, activities",
        low=0.0,
        high=1.0,
        shape=exactly(4, total=1.0),
        evidence=guessed(-1.0, 1.0, "tilts"),
    )
    occasions_by_day: tuple[float, ...] = setting(
        (0.4, 0.5, 0.3, 0.3),
        "share",
        "of occasions in working hours: committee work, proposals (the office), volunteering, activities",
        low=0.0,
        high=1.0,
        shape=exactly(4),
        evidence=guessed(-0.2, 0.2, "shifts"),
    )
    voice: float = number(
        0.20, "share", 0, 1, "of organising hours at most spent on answering proposals", guessed(0.08, 0.35)
    )
    meetings: float = number(0.25, "share", 0, 1, "of organising hours spent on meetings", guessed(0.15, 0.4))
    activities: float = number(
        0.25, "share", 0, 1, "of organising hours spent on volunteering and culture", guessed(0.15, 0.4)
    )
    campaign: float = number(
        0.05,
        "share",
        0,
        1,
        "of all staff hours that the drive for the voters' roll takes by law; all organising hours of "
        "its month go there too",
        guessed(0.02, 0.1),
    )
    campaign_help: float = number(
        0.25,
        "share",
        0,
        1,
        "of the workstation's hours that help with the drive in its month",
        guessed(0.1, 0.5),
    )
    activities_volunteering: float = number(
        0.5,
        "share",
        0,
        1,
        "of the hours of activities that make volunteer slots; the rest makes places in culture",
        guessed(0.3, 0.7),
    )
    meeting_hours: float = number(
        8.8,
        "hours",
        1,
        80,
        "preparing and holding one meeting, without a room that a school lends",
        guessed(4.0, 16.0),
    )
    meeting_places: int = number(
        25,
        "persons",
        2,
        500,
        "seats at a meeting",
        argued(15, 50, "XU19: 35-50 people of some hundred households in a village"),
    )
    visits: float = number(
        4.0,
        "conversations/hour",
        0.5,
        20,
        "with residents at home, in an hour of ordinary visits",
        argued(2.0, 8.0, "XU08: canvassers make 12 contacts an hour; a talk at home takes longer"),
    )
    visits_aimed: float = number(
        0.8,
        "share",
        0,
        1,
        "of ordinary visits that go to whom the committee knows, by acquaintance squared",
        guessed(0.4, 0.95),
    )
    drive_visits: float = number(
        12.0,
        "contacts/hour",
        1,
        40,
        "in an hour of going from door to door with one message: the voters' roll, paid outreach",
        measured(8.0, 18.0, "XU08: 12; XG18"),
    )
    head_drive_visits: float = number(
        26.0,
        "contacts",
        0,
        300,
        "with adults, in which a building head tells of the voters' roll",
        guessed(10.0, 60.0),
    )
    heads_won: float = number(
        0.5,
        "persons/1000/month",
        0.01,
        100,
        "building heads at most whom a committee with time for visits wins: one for every 2,000 residents",
        guessed(0.2, 1.0),
    )
    head_visits: float = number(
        8.0, "visits/month", 0, 100, "personal visits of a building head", guessed(3.0, 20.0)
    )
    answer_hours: float = number(2.0, "hours", 0.1, 40, "answering one proposal", guessed(1.0, 5.0))
    answer_seen: float = number(
        0.1,
        "share",
        0,
        1,
        "of adults of the author's building who notice that a proposal was solved",
        argued(0.0, 0.3, "answers move neighbours too; among mere neighbours nothing must be possible"),
    )
    answer_felt: float = number(
        0.02,
        "share",
        0,
        0.5,
        "of the remaining distance by which it raises trust, external efficacy and belonging of who notices",
        argued(0.005, 0.06, "less than a project, which stays to be seen"),
    )
    solvable: float = number(
        0.25, "share", 0, 1, "of proposals that an answer solves without money", guessed(0.1, 0.5)
    )
    volunteer_places: float = number(
        2.0, "places/hour", 0.1, 50, "volunteer slots that an hour of organising makes", guessed(1.0, 4.0)
    )
    culture_places: float = number(
        8.0,
        "places/hour",
        0.1,
        100,
        "places in activities that an hour of organising makes",
        guessed(4.0, 16.0),
    )

    @property
    def ordinary_quits(self) -> float:
        """Share of staff who leave in a month at ordinary pay."""
        return self.quits / 12.0

    @property
    def ordinary_fill(self) -> float:
        """Share of posts that are filled when as many leave as are hired, at ordinary pay."""
        return self.hires / (self.hires + self.ordinary_quits)

    @property
    def ordinary_experience(self) -> float:
        """Mean experience of staff when as many leave as are hired, at ordinary pay and without experts.

        It solves e = (e + (1 - e) learns) (1 - quits): who stays learns, who comes is new.
        """
        stay = 1.0 - self.ordinary_quits
        return self.learns * stay / (1.0 - (1.0 - self.learns) * stay)

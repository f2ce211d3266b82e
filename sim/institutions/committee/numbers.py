"""What we do not know for sure about residents' committees: staff and their hours, elections, the fund."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.settings import number


@dataclass(frozen=True, kw_only=True)
class StaffTime:
    """How the committee's hours become meetings, visits and answers."""

    quits: float = number(0.25, "1/year", 0, 2, "of the committee's staff who leave at ordinary pay")
    quits_by_pay: float = number(
        2.0, "1", 0, 6, "elasticity by which fewer leave when pay rises, staying elsewhere the same"
    )
    hires: float = number(0.25, "1/month", 0.01, 1, "of vacant posts that are filled")
    learns: float = number(
        0.06, "share", 0.001, 1, "of what experienced staff know that others learn in a month"
    )
    experience: float = number(
        0.5, "1", 0, 2, "capability of a staff of experienced people above that of new ones"
    )
    expert_wage: float = number(200.0, "yuan/hour", 0, 2000, "an hour of an expert")
    expert_teaches: float = number(
        0.01, "share", 0, 0.2, "more that staff learns in a month by an hour of an expert for each of them"
    )
    expert_trains: float = number(
        0.005, "share", 0, 0.1, "of the remaining distance by which an expert's hour raises members' skill"
    )
    office_habit: float = number(
        0.5, "share", 0, 1, "of hours free of tasks that members from the workstation spend in the office"
    )
    backbone_visits: float = number(
        8.0, "visits/month", 0, 100, "personal visits of a member who was an activist, as of a building head"
    )
    month: float = number(160.0, "hours/month", 80, 260, "hours of a full-time member of staff")
    wage: float = number(
        25.0, "yuan/hour", 5, 200, "cost of an hour, Shenzhen 2013 (about 4,000 yuan a month)"
    )
    service: float = number(
        0.33, "share", 0, 1, "of hours left that goes to public and professional service", "D01: 0.10 of 0.30"
    )
    voice: float = number(0.20, "share", 0, 1, "of organising hours at most spent on answering proposals")
    meetings: float = number(0.25, "share", 0, 1, "of organising hours spent on meetings")
    activities: float = number(0.25, "share", 0, 1, "of organising hours spent on volunteering and culture")
    campaign: float = number(
        0.05,
        "share",
        0,
        1,
        "of all staff hours that the drive for the voters' roll takes by law; all organising hours of "
        "its month go there too",
    )
    campaign_help: float = number(
        0.25, "share", 0, 1, "of the workstation's hours that help with the drive in its month"
    )
    meeting_hours: float = number(
        8.8, "hours", 1, 80, "preparing and holding one meeting, without a room that a school lends"
    )
    meeting_places: int = number(25, "persons", 2, 500, "seats at a meeting")
    visits: float = number(
        4.0, "conversations/hour", 0.5, 20, "with residents at home, in an hour of ordinary visits"
    )
    visits_aimed: float = number(
        0.8, "share", 0, 1, "of ordinary visits that go to whom the committee knows, by acquaintance squared"
    )
    drive_visits: float = number(
        12.0,
        "contacts/hour",
        1,
        40,
        "in an hour of going from door to door with one message: the voters' roll, paid outreach",
        "XU08: 12; XG18",
    )
    head_drive_visits: float = number(
        26.0, "contacts", 0, 300, "with adults, in which a building head tells of the voters' roll"
    )
    head_visits: float = number(8.0, "visits/month", 0, 100, "personal visits of a building head")
    answer_hours: float = number(2.0, "hours", 0.1, 40, "answering one proposal")
    solvable: float = number(0.25, "share", 0, 1, "of proposals that an answer solves without money")
    volunteer_places: float = number(
        2.0, "places/hour", 0.1, 50, "volunteer slots that an hour of organising makes"
    )
    culture_places: float = number(
        8.0, "places/hour", 0.1, 100, "places in activities that an hour of organising makes"
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


@dataclass(frozen=True, kw_only=True)
class Elections:
    """Committee elections."""

    delegates: float = number(0.05, "share", 0.005, 0.5, "of adults who are electors where delegates elect")
    release_hours: float = number(
        40.0, "hours", 0, 400, "in which a candidate of the workstation is released from work"
    )
    nomination_notice: float = number(0.5, "share", 0, 1, "of notice boards that call for candidates")
    step_back: float = number(
        0.06, "share/year", 0, 0.3, "of members who give up their office before the term ends"
    )
    by_election_seats: int = number(2, "seats", 1, 9, "that must be empty for a by-election to be called")
    by_election_wait: int = number(
        2, "months", 2, 5, "from the empty seat to the polling month of a by-election"
    )
    by_election_until: int = number(
        8, "months", 8, 36, "before a regular election from which empty seats wait for it"
    )
    by_election_campaign: float = number(
        0.01,
        "share",
        0,
        0.2,
        "of all staff hours that additions to the roll take in the month before a by-election",
    )


@dataclass(frozen=True, kw_only=True)
class Fund:
    """Micro-projects of the self-governance fund."""

    project_cost: float = number(
        20.0,
        "yuan/resident",
        1,
        200,
        "one micro-project, per resident of the community",
        "D10: 79,000 yuan at 3,500 residents; D07: 100,000 at 18,000",
    )
    council_share: float = number(
        0.1, "share", 0, 0.5, "of the district's grant that hires organisers for the fund's council"
    )
    project_months: int = number(5, "months", 1, 36, "from decision to completion")
    project_hours: float = number(
        6.0, "hours/month", 0, 100, "staff hours that a running project takes; without them it waits"
    )
    ideas: int = number(12, "proposals", 1, 100, "that wait for the fund at most")

"""What we do not know for sure about institutions: hours, prices, workloads; with values and sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.agents.housing_assumptions import EstateLife
from sim.agents.organisation_assumptions import (
    OrganisationLife,
    OrganisationSupervision,
    OrganisationSupport,
)
from sim.agents.service_assumptions import ServiceWork
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
    visits: float = number(4.0, "visits/hour", 0.5, 20, "personal visits in an hour of going round")
    drive_visits: float = number(
        56.0, "adults/hour", 1, 200, "told of the voters' roll in an hour of going from door to door"
    )
    head_drive_visits: float = number(
        80.0, "adults", 0, 300, "whom a building head tells of the voters' roll"
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
        3.0, "answers/1000/month", 0, 50, "proposals and complaints that the full online channel answers"
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


@dataclass(frozen=True, kw_only=True)
class MassOrganisations:
    """A5 mass organisations, and what occasions that fit the main forces cost (S5.4)."""

    hours: float = number(
        1.0, "hours/1000/month", 0, 20, "that each of union, youth league, women's federation works here"
    )
    told: float = number(12.0, "announcements/hour", 0, 200, "members told of opportunities")
    overtime: float = number(0.5, "share of wage", 0, 2, "added for evenings and weekends")
    childcare: float = number(
        4.0, "yuan/place", 0, 50, "carers and room, a place at an occasion with childcare"
    )


@dataclass(frozen=True, kw_only=True)
class Culture:
    """S5.1 organised culture, S5.5 classes."""

    told: float = number(12.0, "announcements/hour", 0, 200, "by organisers of culture")
    compound_hours: float = number(0.5, "share", 0, 3, "added preparation of a compound activity")
    class_cost: float = number(15.0, "yuan/place", 0, 200, "teacher and room")
    told_of_classes: float = number(4.0, "announcements/place", 0, 50, "residents told of a class")


@dataclass(frozen=True, kw_only=True)
class Company:
    """Share-cooperative companies of former villages."""

    profit: float = number(
        0.04,
        "1/year",
        0,
        0.3,
        "profit before public services, per yuan of assets",
        "C14, C15: 17.8m income on about 125m assets",
    )
    swing: float = number(0.3, "share", 0, 1, "by which the profit of a year is above or below the mean")
    dividend: float = number(0.6, "share", 0, 1, "of profit paid to shareholders")
    item_spread: float = number(
        0.5, "1", 0, 2, "an item of public service costs between e^-spread and e^+spread times its usual part"
    )
    audit_hours: float = number(
        12.0, "hours/1000 residents", 0, 500, "of accounting for one item of public service"
    )
    poor_years: int = number(
        3, "years", 1, 50, "in a row in which it cannot pay for its services, after which it fails"
    )
    management_gain: float = number(
        0.01, "1/year", 0, 0.2, "return added where all assets are under professional management"
    )
    management_cost: float = number(
        0.003, "1/year", 0, 0.1, "salaries of professional managers, per yuan of assets"
    )
    jobs: float = number(8.0, "jobs/1000 residents", 0, 200, "of the company and its contractors")
    job_premium: float = number(
        0.15, "share", 0, 2, "of the wage that a resident costs more than a contractor's worker"
    )
    environment_cost: float = number(3.0, "yuan/resident", 0.1, 200, "one improvement of the environment")
    environment_months: int = number(60, "months", 1, 600, "that an improvement lasts")
    environment_slots: float = number(
        4.0, "places/1000/month", 0, 100, "volunteer slots to look after one improvement"
    )
    environment_reach: float = number(
        10.0,
        "announcements/1000/month",
        0,
        500,
        "persons told of the slots of one improvement",
    )
    environment_culture: float = number(
        10.0, "places/1000/month", 0, 200, "places in activities that one improvement has room for"
    )
    posts: float = number(1.5, "posts/seat", 0, 5, "directors and managers, by seats of the committee")
    slate: float = number(
        0.7, "share", 0, 1, "of the committee's seats for which the company puts up its people"
    )
    loyalty: float = number(
        6.0, "1", 0, 50, "weight of the company's candidates on a shareholder's ballot (own building: 3)"
    )
    mobilisation: float = number(
        1.0,
        "announcements/owner",
        0,
        10,
        "by which a company with a slate tells villagers of the voters' roll",
    )
    screening_hours: float = number(
        20.0, "hours/election", 0, 1000, "of checking candidates' posts where all posts are barred (S2.3)"
    )
    committee_hours: float = number(
        0.4, "share", 0, 1, "of their part of the committee's free hours that its people give to the company"
    )


@dataclass(frozen=True, kw_only=True)
class Mixing:
    """Joint activities of locals and newcomers 本地居民与外来居民融合交流 (S2.5), and checks of residence."""

    event_places: int = number(40, "persons", 2, 1000, "who fit in a joint event")
    event_reach: float = number(60.0, "announcements/event", 0, 5000, "persons who are told of it")
    event_cost: float = number(1500.0, "yuan/event", 0, 100000, "of a joint event")
    permits: float = number(
        0.8, "share", 0, 1, "of newcomers without other papers who hold a residence permit 居住证"
    )
    check_hours: float = number(
        0.25, "hours", 0, 10, "of checking the permit or the shorter residence of one newcomer on the roll"
    )


@dataclass(frozen=True, kw_only=True)
class Units:
    """Resident units 驻区单位: schools, enterprises, hospitals (A11), by resident of their community."""

    money: float = number(6.0, "yuan/resident/year", 0, 500, "that a unit sets aside for its community")
    swing: float = number(0.8, "share", 0, 1, "by which an enterprise sets aside more or less in a year")
    closing: float = number(0.06, "1/year", 0, 1, "enterprises that close")
    hours: float = number(12.0, "hours/1000/month", 0, 500, "that setting up slots and opening rooms takes")
    places: float = number(7.0, "places/1000/month", 0, 500, "volunteer slots of a unit")
    reach: float = number(
        0.05, "announcements/adult/month", 0, 3, "to those whom a unit can address", "B14, B15"
    )
    room: float = number(0.1, "share", 0, 0.9, "of a meeting's preparation that a school's room spares")


@dataclass(frozen=True, kw_only=True)
class Party:
    """Party organisations of communities, and what is taken to the street and the district."""

    dues: float = number(10.0, "yuan/member/month", 0, 500, "party dues")
    least: int = number(
        3, "members", 1, 50, "that an organisation needs", "party statute: three full members"
    )
    named: float = number(
        3.0,
        "persons",
        0,
        10,
        "whom the members name for the committee's election if all is decided in the open",
    )
    link_hours: float = number(2.0, "hours", 0.1, 40, "taking one proposal to the street or the district")
    reply_hours: float = number(4.0, "hours", 0, 80, "of departments on the answer to it")
    upward_solved: float = number(0.4, "share", 0, 1, "of proposals taken upward that departments solve")


@dataclass(frozen=True, kw_only=True)
class Path:
    """The path of community elites (S5.3): courses, posts, representatives, hukou."""

    invited: float = number(
        12.0, "invitations/hour", 1, 60, "personal ones, by telephone or message, to people on the list"
    )
    course: float = number(0.4, "share", 0, 0.9, "of the remaining distance by which a course raises skill")
    course_cost: float = number(600.0, "yuan", 0, 20000, "a place in a course")
    post_hours: float = number(
        12.0, "hours/month", 0, 100, "that a resident gives to the sub-committee that he or she heads, unpaid"
    )
    post_allowance: float = number(300.0, "yuan/month", 0, 5000, "allowance of the head of a sub-committee")
    representative_proposals: float = number(
        2.0, "proposals/month", 0, 50, "that a representative takes along"
    )
    representative_visits: float = number(
        20.0, "visits/month", 0, 500, "of residents to a representative's office hour"
    )
    representative_cost: float = number(
        500.0, "yuan/month", 0, 20000, "office hour and allowance of a representative"
    )
    hukou_cost: float = number(
        10000.0, "yuan/person", 0, 1e6, "schooling and social services that come with a local hukou, once"
    )


@dataclass(frozen=True, kw_only=True)
class Institutions:
    """Everything assumed about institutions."""

    workload: Workload = field(default_factory=Workload)
    staff: StaffTime = field(default_factory=StaffTime)
    elections: Elections = field(default_factory=Elections)
    fund: Fund = field(default_factory=Fund)
    organisations: OrganisationLife = field(default_factory=OrganisationLife)
    organisation_support: OrganisationSupport = field(default_factory=OrganisationSupport)
    organisation_supervision: OrganisationSupervision = field(default_factory=OrganisationSupervision)
    government: Government = field(default_factory=Government)
    involvement: Involvement = field(default_factory=Involvement)
    mass: MassOrganisations = field(default_factory=MassOrganisations)
    culture: Culture = field(default_factory=Culture)
    company: Company = field(default_factory=Company)
    services: ServiceWork = field(default_factory=ServiceWork)
    mixing: Mixing = field(default_factory=Mixing)
    units: Units = field(default_factory=Units)
    estates: EstateLife = field(default_factory=EstateLife)
    party: Party = field(default_factory=Party)
    path: Path = field(default_factory=Path)

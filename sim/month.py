"""The month as data: what happens, in its order, with the clauses that it serves.

``District.step`` runs this list; its docstring and section 3 of the model's document are written from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from sim.institutions import offers
from sim.institutions.committee import hours, staffing
from sim.institutions.companies import mixing
from sim.institutions.companies import month as companies
from sim.institutions.companies.mixing import JointEvents
from sim.institutions.elections import building_heads, by_elections, electors
from sim.institutions.elections import month as elections
from sim.institutions.estates import month as estates
from sim.institutions.fund import month as fund
from sim.institutions.fund import spending
from sim.institutions.government import culture, programme, rollout
from sim.institutions.government import month as government
from sim.institutions.ladder import month as ladder
from sim.institutions.mass_organisations import month as mass_organisations
from sim.institutions.organisations import month as organisations
from sim.institutions.party import month as party
from sim.institutions.resident_units import month as resident_units
from sim.institutions.service_centres import contracts
from sim.institutions.service_centres import month as service_centres
from sim.institutions.tasks import month as tasks
from sim.institutions.voice import month as voice
from sim.institutions.voice import upward
from sim.institutions.world import World
from sim.population.build import move_households
from sim.population.life_course import grow_older
from sim.residents.blocks.living import live_through
from sim.residents.decision import residents_month
from sim.threads import in_parts
from sim.vocabulary import Hukou


class Step(NamedTuple):
    """One thing that happens in a month.

    Attributes:
        act: does it.
        sentence: what it is.
        clauses: ids of the mission that it serves.
    """

    act: Callable[[World], None]
    sentence: str
    clauses: str = ""


class Phase(NamedTuple):
    """Steps that belong together, under a heading."""

    heading: str
    steps: tuple[Step, ...]


def reform_comes(world: World) -> None:
    """Say where the reform is in force this month."""
    rollout.roll_out(world, world.month - world.calendar.burn_in)


def people_age(world: World) -> None:
    """People age, come of age, die and are born."""
    grow_older(world.residents, world.geography, world.seed, world.month, world.companions)


def households_move(world: World) -> None:
    """Households move away and others take their homes."""
    ground, place = world.geography, world.place
    move_households(world.residents, ground, place, world.seed, world.month, world.companions)


def offers_are_made(world: World) -> None:
    """Every institution makes known what it offers."""
    world.offers = offers.make_offers(world, world.offers)


def residents_decide(world: World) -> None:
    """All residents decide on the opening state, then places are allotted."""
    residents_month(
        world.geography.community_start,
        world.month,
        world.seed,
        world.people,
        world.offers,
        world.contacts,
        world.rules,
        world.exposure,
    )


def residents_experience(world: World) -> None:
    """What was done and heard changes each resident."""
    known = world.month, world.seed, world.people, world.offers, world.rules
    in_parts(len(world.residents), lambda first, last: live_through(first, last, *known))


def companions_meet(world: World) -> None:
    """Shared acts make ties, which fade."""
    residents, start = world.residents, world.geography.community_start
    newcomer, mixed = residents.hukou == Hukou.OUTSIDE_DISTRICT, world[JointEvents].share
    key = start, world.seed, world.month
    world.companions.meet(residents.acts, residents.identity, *key, mixed, newcomer)


def close_ledger(world: World) -> None:
    """Nothing was made or lost."""
    world.ledger.close_month()


CALENDAR: Final = Phase(
    "Calendar",
    (
        Step(reform_comes, "The reform comes to the pilots, or to all", "S3.1"),
        Step(people_age, "People age, come of age, die and are born", "A13"),
        Step(households_move, "Households move away, others take their homes", "A13"),
        Step(hours.open_month, "Last month's use of hours and counts are put away", "A6"),
        Step(government.count_people, "In January adults and audiences are counted"),
    ),
)
GOVERNMENT: Final = Phase(
    "Government",
    (
        Step(staffing.run_staff, "Staff leave, are hired, learn; experts guide them", "S3.1"),
        Step(government.pay_wages, "Wages are paid", "A1 A3 A6"),
        Step(resident_units.run_units, "Schools, enterprises, hospitals: money set aside, closures", "A11"),
        Step(fund.pay_into_funds, "In January the funds are paid", "S3.3 S2.4"),
        Step(government.open_channels, "The four channels are paid for", "S5.2"),
        Step(programme.run_programme, "Government's own programme, and what it hands over", "D4"),
        Step(culture.pay_for_culture, "Organisers of culture, compound activities, classes", "S5.1 S5.5"),
        Step(mass_organisations.pay_for_outreach, "Mass organisations are paid", "A5 S5.4"),
        Step(contracts.run_centres, "Service centres: contracts, staff, fees", "A7 S3.4"),
        Step(tasks.issue_tasks, "Tasks are issued; catalogue and access rule act", "S1.1 S1.2"),
        Step(tasks.do_administration, "Workstation, then committee, work them off", "A3 A6 Q1"),
        Step(service_centres.help_government, "Centres lend staff to what is left", "A7"),
    ),
)
PLANS: Final = Phase(
    "Committees plan",
    (
        Step(electors.name_electors, "Electors are named at the start of a drive", "S3.3"),
        Step(hours.plan_hours, "Hours left become answers, meetings, activities, visits", "A6 S3.3"),
        Step(party.run_parties, "Party organisations: dues, meetings, hours", "A4 S3.2"),
        Step(ladder.open_ladder, "Openings on the ladder", "S5.3"),
        Step(offers_are_made, "Everybody makes offers known", "D3"),
        Step(mass_organisations.pay_for_fitting_occasions, "Fitting times and childcare are paid", "S5.4"),
    ),
)
RESIDENTS: Final = Phase(
    "Residents act",
    (Step(residents_decide, "All decide through the four gates; places go by lottery", "A13 D1"),),
)
OUTCOMES: Final = Phase(
    "Outcomes are handled",
    (
        Step(voice.handle_voice, "Proposals and complaints are answered or not", "S5.2"),
        Step(upward.link_upward, "Party and representatives take proposals upward", "S3.2 S5.3"),
        Step(fund.run_funds, "Projects run and finish; the fund decides on new ones", "S3.3"),
        Step(service_centres.serve_residents, "Services are delivered and scored", "A7 S3.4"),
    ),
)
EXPERIENCE: Final = Phase(
    "Experience",
    (
        Step(residents_experience, "History, attitudes, skill, belonging, rung", "A13 S5.3"),
        Step(companions_meet, "Shared acts make companions", "S2.5"),
    ),
)
BODIES: Final = Phase(
    "Organisations and companies",
    (
        Step(organisations.run_organisations, "Bought from, at work, supervised, closed, founded", "A8"),
        Step(companies.run_companies, "Services are accounted for, vacancies filled", "A12 S2.1 S2.4"),
        Step(mixing.pay_for_mixing, "Joint events and papers are paid for", "S2.5"),
        Step(estates.run_estates, "Property companies and homeowners' committees", "A9 A10"),
    ),
)
ELECTIONS: Final = Phase(
    "Elections",
    (
        Step(elections.hold_elections, "Ballots are counted, seats filled", "S3.1 S3.3"),
        Step(by_elections.call_by_elections, "Members step back; by-elections are called", "S3.3"),
        Step(building_heads.recruit_building_heads, "Building heads are won", "A6"),
    ),
)
BOOKS: Final = Phase(
    "Books",
    (
        Step(government.close_year, "In December companies close their year, the district is appropriated"),
        Step(
            spending.count_spending,
            "What funds spent of the district's money, and what lies in them",
            "S3.3",
        ),
        Step(close_ledger, "The ledger balances to the fen", "D4"),
    ),
)

OPENING: Final = (CALENDAR, GOVERNMENT, PLANS)  # up to the residents' decisions
MONTH: Final = (*OPENING, RESIDENTS, OUTCOMES, EXPERIENCE, BODIES, ELECTIONS, BOOKS)


def live(world: World, phases: Iterable[Phase] = MONTH) -> None:
    """Live through these phases of the world's month."""
    for phase in phases:
        for step in phase.steps:
            step.act(world)


def as_text() -> str:
    """The month as a numbered list for people."""
    lines = []
    for number, phase in enumerate(MONTH, 1):
        lines.append(f"{number}. **{phase.heading}**")
        for place, step in enumerate(phase.steps, 1):
            served = f" ({step.clauses})" if step.clauses else ""
            lines.append(f"   {number}.{place} {step.sentence}{served}.")
    return "\n".join(lines)

"""The district: a place with everybody in it. ``step()`` is one month and reads like MODEL.md's."""

from __future__ import annotations

import copy
from typing import Any, Final

import mesa
import numpy as np

from sim.agents.ageing import grow_older
from sim.agents.committee import ElectionForm, ResidentsCommittee
from sim.agents.companies import ShareCompany
from sim.agents.government import DistrictGovernment, StreetOffice, Workstation
from sim.agents.mass import Mass, MassOrganisation
from sim.agents.organisations import FIELDS, Field
from sim.agents.party import PartyOrganisation
from sim.agents.population import move_households, populate
from sim.agents.residents import Act, Audience, Hukou, Resident
from sim.agents.services import ServiceCentre
from sim.agents.units import Unit
from sim.engine.ledger import Ledger
from sim.engine.streams import purpose, uniform
from sim.governance import (
    budget,
    by_elections,
    companies,
    culture,
    elections,
    fund,
    hours,
    housing,
    involvement,
    ladder,
    mass,
    mixing,
    offers,
    organisations,
    party,
    rollout,
    services,
    staffing,
    tasks,
    units,
    upward,
    voice,
)
from sim.governance.purchases import KNOWN_AFTER
from sim.governance.taskbook import TaskBook
from sim.governance.world import World
from sim.network.builders import build_network
from sim.network.companions import Companions
from sim.participation.assumptions import rules_of
from sim.participation.columns import Contacts, no_offers, people_of
from sim.participation.experience import live_through
from sim.participation.month import residents_month
from sim.policies import Policies
from sim.scenario import Scenario, load_scenario

EAGER_VIEWS_UP_TO: Final = 100_000
FORM_LUCK: Final = purpose("district.election_form")
CENTRE_LUCK: Final = purpose("district.service_centre")
FIELD_LUCK: Final = purpose("district.initial_fields")
INITIAL_LUCK: Final = purpose("district.initial_organisations")
MONTHS_A_YEAR: Final = 12.0


class District(World, mesa.Model):
    """A district under one scenario.

    Attributes:
        scenario: what it was built from.
        month: months lived through, 0 before the first step.
        residents: the table of residents (the truth).
        geography: streets, communities, estates, buildings, households as boundaries over its rows.
        network: the fixed layers of ties.
        companions: the layer of ties from shared acts.
        ledger: all money.
        tasks: all government tasks.
    """

    def __init__(
        self,
        scenario: Scenario | str = "baoan_sample",
        *,
        views: bool | None = None,
        threads: int = 1,
        rng: int | None = None,
    ) -> None:
        """Build the place.

        Args:
            scenario: a scenario, or the name of one.
            views: register a Mesa agent for every resident; default: up to 100,000. Never changes results.
            threads: threads for the residents' month. Never changes results.
            rng: seed that replaces the scenario's, under the name that Mesa's tools use.

        Raises:
            BadInput: the scenario's name or a setting cannot be used.
        """
        resolved = load_scenario(scenario) if isinstance(scenario, str) else scenario
        self.scenario = resolved if rng is None else resolved.with_seed(rng)
        self.seed = self.scenario.seed
        super().__init__(rng=self.seed)
        self.month = 0
        self.threads = threads
        self.institutions = self.scenario.assumptions.institutions
        self.calendar = self.scenario.calendar
        self._settle_people()
        self._found_institutions()
        self._open_books()
        if views if views is not None else len(self.residents) <= EAGER_VIEWS_UP_TO:
            self.register_residents()

    def _settle_people(self) -> None:
        self.residents, self.geography = populate(self.scenario.place, self.seed)
        assumed = self.scenario.assumptions
        self.network = build_network(self.residents, self.geography, assumed.network, self.seed)
        self.companions = Companions(len(self.residents), assumed.network.companion_months)
        self.rules = rules_of(assumed.participation, assumed.network.strengths())
        self._bind_columns()

    def _bind_columns(self) -> None:
        """Give the compiled rules their views of the arrays (no copies)."""
        self.people = people_of(self.residents)
        ties = self.network
        self.contacts = Contacts(ties.start, ties.target, ties.layer, self.companions.partner)

    def _found_institutions(self) -> None:
        self.government = DistrictGovernment(self, 0)
        spread = self.institutions.workload.street_spread
        self.streets = [StreetOffice(self, number, spread) for number in range(self.geography.streets)]
        self.street_practice = np.array([self.streets[s].passes_on for s in self.geography.community_street])
        communities = range(self.geography.communities)
        self.workstations = [self._workstation(c) for c in communities]
        self.committees = [self._committee(c) for c in communities]
        self.companies = {c: self._company(c) for c in communities if self._bodies(c).company_assets > 0.0}
        self.centres = [self._service_centre(c) for c in communities]
        self.units = units.found_units(self)
        self.schools = [unit for unit in self.units if unit.unit is Unit.SCHOOL]
        self.parties = [PartyOrganisation(self, c) for c in communities]
        self.organisations = []
        self.mass_organisations = [MassOrganisation(self, which) for which in Mass]
        self.organisations_founded = self.organisations_closed = 0
        self._found_initial_organisations()
        housing.found_estates(self)

    def _bodies(self, community: int) -> Any:
        name = self.geography.types[self.geography.community_type[community]]
        return self.scenario.place.types[name].bodies

    def managed_share(self, kind: str) -> float:
        """Share of a community type's estates that have a property company."""
        return float(self.scenario.place.types[kind].bodies.managed_estates)

    def _workstation(self, c: int) -> Workstation:
        staff = self._bodies(c).workstation_staff * float(self.geography.size[c]) / 1000.0
        return Workstation(self, c, staff * self.institutions.staff.month)

    def _committee(self, c: int) -> ResidentsCommittee:
        bodies, thousands = self._bodies(c), float(self.geography.size[c]) / 1000.0
        committee = ResidentsCommittee(
            self,
            c,
            hours=bodies.committee_staff * thousands * self.institutions.staff.month,
            seats=bodies.committee_seats,
            heads=round(bodies.building_heads * thousands),
            form=self._election_form(c),
        )
        committee.experience = staffing.ordinary_experience(self.institutions.staff)
        return committee

    def _election_form(self, c: int) -> ElectionForm:
        bodies = self._bodies(c)
        u = uniform(self.seed, c, 0, FORM_LUCK)
        if u < bodies.direct_elections:
            return ElectionForm.DIRECT
        by_households = u < bodies.direct_elections + bodies.household_elections
        return ElectionForm.HOUSEHOLDS if by_households else ElectionForm.DELEGATES

    def _company(self, c: int) -> ShareCompany:
        bodies, size = self._bodies(c), float(self.geography.size[c])
        spread = self.institutions.company.item_spread
        return ShareCompany(self, c, bodies.company_assets * size, bodies.company_services * size, spread)

    def _service_centre(self, c: int) -> ServiceCentre:
        stands = uniform(self.seed, c, 0, CENTRE_LUCK) < self._bodies(c).service_centre
        return ServiceCentre(self, c, self.institutions.services.staff * stands)

    def _found_initial_organisations(self) -> None:
        rule = self.institutions.organisations
        rate = rule.initial / 10000.0
        for c, size in enumerate(self.geography.size):
            number = int(np.floor(rate * float(size) + uniform(self.seed, c, 0, INITIAL_LUCK)))
            for _ in range(number):
                self._found_from_outside(c, rule.outside_capability)

    def _found_from_outside(self, c: int, capability: float) -> None:
        """An organisation that has stood long enough to be bought from, in a field by lot."""
        u = uniform(self.seed, self.organisations_founded, 0, FIELD_LUCK)
        organisation = self.add_organisation(c, -1, Field(int(u * FIELDS)), capability)
        organisation.founded = organisation.opens = -KNOWN_AFTER

    def _open_books(self) -> None:
        communities = self.geography.communities
        self.ledger = Ledger()
        self.tasks = TaskBook(communities, self.institutions.workload.patience)
        self.offers = no_offers(communities)
        self.waiting = np.zeros(communities, dtype=np.int64)
        self.answered = np.zeros(communities, dtype=np.int64)
        self.waited = np.zeros(communities)
        self.deliberated = np.zeros(communities, dtype=np.int64)
        self.extra_meetings = np.zeros(communities, dtype=np.int64)
        self.council_hours = np.zeros(communities)
        self.projects_finished = np.zeros(communities, dtype=np.int64)
        self.needs = np.zeros((0, 0))
        self.mixed = np.zeros(communities)
        self.passed_upward, self.subcommittees, self.representatives, self.hukou_gained = (
            np.zeros(communities, dtype=np.int64) for _ in range(4)
        )
        self.turnout = {}
        self.last_election = np.zeros(communities, dtype=np.int64)
        self.adults = self.count_adults()
        self.audience_size = self.count_audiences()
        self.outreach_hours = np.zeros((communities, len(Audience)))
        self.programme_hours = np.zeros(communities)
        self.yielded_hours = np.zeros(communities)
        self.wishes = np.zeros((communities, FIELDS))
        self.organisations_before = np.zeros((int(MONTHS_A_YEAR) + 1, communities), dtype=np.int64)
        rollout.roll_out(self, self.month - self.calendar.burn_in)

    def register_residents(self) -> None:
        """Register a view of every resident, so that Mesa's own tools see them."""
        for row in range(len(self.residents)):
            Resident(self, row)

    @property
    def reform(self) -> Policies:
        """The scenario's levers, in force from the policy date on."""
        return self.scenario.policies

    @property
    def last_month(self) -> int:
        """Last month of the run."""
        return self.scenario.calendar.burn_in + self.scenario.calendar.horizon

    def step(self) -> None:
        """Live through one month."""
        self.month += 1
        self._turn_the_calendar()
        self._government_acts()
        self._committees_plan()
        self._residents_act()
        self._outcomes_are_handled()
        self._experience_is_made()
        organisations.run_organisations(self)
        companies.run_companies(self)
        mixing.pay_for_mixing(self)
        housing.run_estates(self)
        elections.hold_elections(self)
        by_elections.call_by_elections(self)
        elections.recruit_building_heads(self)
        budget.close_year(self)
        self.ledger.close_month()

    def _turn_the_calendar(self) -> None:
        """The reform comes or spreads, people age, households move, last month's books are put away."""
        rollout.roll_out(self, self.month - self.calendar.burn_in)
        grow_older(self.residents, self.geography, self.seed, self.month, self.companions)
        move_households(
            self.residents, self.geography, self.scenario.place, self.seed, self.month, self.companions
        )
        self.projects_finished[:] = 0
        self.turnout = {}
        for committee in self.committees:
            hours.open_month(committee)
        if self.month % int(MONTHS_A_YEAR) == 1:
            self.adults = self.count_adults()
            self.audience_size = self.count_audiences()

    def _government_acts(self) -> None:
        """Staff come and go; wages, funds and channels are paid; tasks are issued, gated, and worked off."""
        staffing.run_staff(self)
        budget.pay_wages(self)
        units.run_units(self)
        fund.pay_into_funds(self)
        budget.open_channels(self)
        involvement.run_programme(self)
        culture.pay_for_culture(self)
        mass.pay_for_outreach(self)
        services.run_centres(self)
        tasks.issue_tasks(self)
        tasks.do_administration(self)
        services.help_government(self)

    def _committees_plan(self) -> None:
        """The hours left become meetings, activities, visits and answers; everybody makes offers known."""
        elections.name_electors(self)
        hours.plan_hours(self)
        party.run_parties(self)
        ladder.open_ladder(self)
        self.offers = offers.make_offers(self)
        mass.pay_for_fitting_occasions(self)

    def _residents_act(self) -> None:
        """All residents decide on the opening state, then places are allotted."""
        start = self.geography.community_start
        residents_month(
            start, self.month, self.seed, self.people, self.offers, self.contacts, self.rules, self.threads
        )
        self.deliberated = self.count_act(Act.DELIBERATE)

    def _outcomes_are_handled(self) -> None:
        """Proposals and complaints are answered or not; the fund decides; services are delivered."""
        voice.handle_voice(self)
        upward.link_upward(self)
        fund.run_funds(self)
        services.serve_residents(self)

    def _experience_is_made(self) -> None:
        """What was done and heard changes each resident; shared acts make ties."""
        live_through(0, len(self.residents), self.month, self.seed, self.people, self.offers, self.rules)
        self.companions.meet(
            self.residents.acts,
            self.residents.identity,
            self.geography.community_start,
            self.seed,
            self.month,
            self.mixed,
            self.residents.hukou == Hukou.OUTSIDE_DISTRICT,
        )

    def opened_month(self) -> District:
        """Copy the district and open its next month up to the residents' decisions; for explanations."""
        twin = self.fork(self.scenario)
        twin.month += 1
        twin._turn_the_calendar()
        twin._government_acts()
        twin._committees_plan()
        return twin

    def fork(self, scenario: Scenario) -> District:
        """Copy the district as it stands, to go on under another scenario with the same burn-in.

        Raises:
            ValueError: the other scenario would have lived through another burn-in.
        """
        late = self.month > scenario.calendar.burn_in and scenario.policies != self.scenario.policies
        if late or not self.scenario.same_burn_in(scenario):
            raise ValueError(
                "only a scenario with the same place, assumptions, calendar and seed can be forked"
            )
        shared = (self.network, self.geography, self.scenario, self.rules, self.institutions)
        memo: dict[int, Any] = {id(one): one for one in shared}
        memo[id(self.scenario)] = scenario
        twin: District = copy.deepcopy(self, memo)
        twin._bind_columns()
        return twin

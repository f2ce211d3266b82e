"""The district: a place with everybody in it. ``step()`` is one month and reads like MODEL.md's."""

from __future__ import annotations

import copy
from typing import Any, Final

from sim.institutions import offers
from sim.institutions import setup as foundation
from sim.institutions.committee import hours, staffing
from sim.institutions.companies import mixing
from sim.institutions.companies import month as companies
from sim.institutions.companies.mixing import JointEvents
from sim.institutions.elections import by_elections
from sim.institutions.elections import month as elections
from sim.institutions.estates import month as housing
from sim.institutions.fund import month as fund
from sim.institutions.government import culture, rollout
from sim.institutions.government import month as budget
from sim.institutions.government import programme as involvement
from sim.institutions.ladder import month as ladder
from sim.institutions.mass_organisations import month as mass
from sim.institutions.organisations import month as organisations
from sim.institutions.party import month as party
from sim.institutions.resident_units import month as units
from sim.institutions.service_centres import contracts as service_contracts
from sim.institutions.service_centres import month as services
from sim.institutions.shelf import found_books
from sim.institutions.tasks import month as tasks
from sim.institutions.voice import month as voice
from sim.institutions.voice import upward
from sim.institutions.world import World
from sim.mesa_model import ScenarioModel
from sim.network.builders import build_network
from sim.network.companions import Companions
from sim.policies import Policies
from sim.population.build import move_households, populate
from sim.population.life_course import grow_older
from sim.residents.decision import residents_month
from sim.residents.experience import live_through
from sim.residents.exposure import no_exposure
from sim.residents.numbers import rules_of
from sim.residents.table import Resident
from sim.residents.table_columns import Contacts, people_of
from sim.scenario import Scenario, load_scenario
from sim.vocabulary import Act, Hukou

EAGER_VIEWS_UP_TO: Final = 100_000
MONTHS_A_YEAR: Final = 12.0


class District(World, ScenarioModel):
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
        exposure: what befalls single residents in the coming month of a field experiment; else nothing.
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
            BadInput: the scenario's name, a setting or the seed cannot be used.
        """
        super().__init__(load_scenario(scenario) if isinstance(scenario, str) else scenario, rng)
        self.month = 0
        self.threads = threads
        self.exposure = no_exposure()
        self.institutions = self.scenario.assumptions.institutions
        self.calendar = self.scenario.calendar
        self.place = self.scenario.place
        self._settle_people()
        foundation.found_institutions(self, self.scenario.place)
        foundation.open_books(self)
        found_books(self)
        rollout.roll_out(self, self.month - self.calendar.burn_in)
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
        self.running = self.month < self.last_month

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
        service_contracts.run_centres(self)
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
            start,
            self.month,
            self.seed,
            self.people,
            self.offers,
            self.contacts,
            self.rules,
            self.threads,
            self.exposure,
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
            self[JointEvents].share,
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
        shared = (self.network, self.geography, self.scenario, self.place, self.rules, self.institutions)
        memo: dict[int, Any] = {id(one): one for one in shared}
        memo[id(self.scenario)] = scenario
        twin: District = copy.deepcopy(self, memo)
        twin._bind_columns()
        return twin

"""The district: a place with everybody in it. ``step()`` is one month, as :mod:`sim.month` lists it."""

from __future__ import annotations

import copy
from typing import Any, Final

from sim.engine.ledger import Ledger
from sim.institutions.shelf import found_books
from sim.institutions.world import World
from sim.mesa_model import ScenarioModel
from sim.month import OPENING, as_text, live, reform_comes
from sim.network.builders import build_network
from sim.network.companions import Companions
from sim.policies import Policies
from sim.population.build import populate
from sim.population.place_uncertainty import as_believed
from sim.residents.exposure import no_exposure
from sim.residents.numbers import rules_of
from sim.residents.offers import no_offers
from sim.residents.table import Resident
from sim.residents.table_columns import contacts_of, people_of
from sim.scenario import Scenario, load_scenario
from sim.threads import sharing

EAGER_VIEWS_UP_TO: Final = 100_000


class District(World, ScenarioModel):
    """A district under one scenario.

    Attributes:
        scenario: what it was built from.
        month: months lived through, 0 before the first step.
        threads: that share the work on many residents; never changes results.
        residents: the table of residents (the truth).
        geography: streets, communities, estates, buildings, households as boundaries over its rows.
        network: the fixed layers of ties.
        companions: the layer of ties from shared acts.
        ledger: all money.
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
            threads: threads that share the work on many residents. Never changes results.
            rng: seed that replaces the scenario's, under the name that Mesa's tools use.

        Raises:
            BadInput: the scenario's name, a setting or the seed cannot be used.
        """
        super().__init__(load_scenario(scenario) if isinstance(scenario, str) else scenario, rng)
        self.month = 0
        self.threads = threads
        self.exposure = no_exposure()
        self.institutions = self.scenario.assumptions.institutions
        self.structures = self.scenario.assumptions.structures
        self.calendar = self.scenario.calendar
        assumed = self.scenario.assumptions
        self.place = as_believed(self.scenario.place, assumed.population.place)
        with sharing(threads):
            self._settle_people()
            self._open()
            found_books(self)
            reform_comes(self)
        if views if views is not None else len(self.residents) <= EAGER_VIEWS_UP_TO:
            self.register_residents()

    def _open(self) -> None:
        """Open the ledger and count who is there."""
        communities = self.geography.communities
        self.ledger, self.offers = Ledger(), no_offers(communities)
        self.adults, self.audience_size = self.count_adults(), self.count_audiences()

    def _settle_people(self) -> None:
        assumed = self.scenario.assumptions
        self.residents, self.geography = populate(self.place, self.seed, assumed.population)
        self.network = build_network(self.residents, self.geography, assumed.network, self.seed)
        self.companions = Companions(
            len(self.residents), assumed.network.companion_months, assumed.network.companions
        )
        self.rules = rules_of(assumed.participation, assumed.structures, assumed.network.strengths())
        self._bind_columns()

    def _bind_columns(self) -> None:
        """Give the compiled rules their views of the arrays (no copies)."""
        self.people = people_of(self.residents)
        self.contacts = contacts_of(self.network, self.companions.partner)

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
        with sharing(self.threads):
            live(self)
        self.running = self.month < self.last_month

    step.__doc__ = f"{step.__doc__}\n\n{as_text()}"

    def opened_month(self) -> District:
        """Copy the district and open its next month up to the residents' decisions; for explanations."""
        twin = self.fork(self.scenario)
        twin.month += 1
        live(twin, OPENING)
        return twin

    def fork(self, scenario: Scenario) -> District:
        """Copy the district as it stands, to go on under another scenario with the same burn-in.

        Raises:
            ValueError: the other scenario would have lived through another burn-in.
        """
        self._refuse_another_burn_in(scenario)
        set_so = self.settings, self.unset, self.set_by, self.follows
        assumed = (self.rules, self.institutions, self.structures, *set_so)
        shared = (self.network, self.geography, self.scenario, self.place, *assumed)
        memo: dict[int, Any] = {id(one): one for one in shared}
        memo[id(self.scenario)] = scenario
        twin: District = copy.deepcopy(self, memo)
        twin._bind_columns()
        return twin

    def turn_to(self, scenario: Scenario) -> None:
        """Go on under another scenario with the same burn-in, as :meth:`fork` does in a copy.

        Raises:
            ValueError: the other scenario would have lived through another burn-in.
        """
        self._refuse_another_burn_in(scenario)
        self.scenario = scenario

    def _refuse_another_burn_in(self, scenario: Scenario) -> None:
        late = self.month > scenario.calendar.burn_in and scenario.policies != self.scenario.policies
        if late or not self.scenario.same_burn_in(scenario):
            raise ValueError(
                "only a scenario with the same place, assumptions, calendar and seed can be forked"
            )

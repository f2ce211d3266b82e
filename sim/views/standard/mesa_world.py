"""A district as Mesa's page wants it: made from keywords, recording outcomes, stopping at its last month."""

from __future__ import annotations

import time
from functools import partial
from typing import Final

import mesa
from mesa.visualization.utils import update_counter

from sim.district import District
from sim.outcomes.register import OUTCOMES, OutcomeTaker
from sim.priors import value_in
from sim.scenario import load_scenario
from sim.views.page.events import exact
from sim.views.setting_paths import Value, overrides_of, with_place, with_sets

DEFAULT_SCENARIO: Final = "baoan_sample"
BURN_IN: Final = "calendar.burn_in"
PAGE_BURN_IN: Final = 12
EVERYBODY: Final = "all"


LONGEST_WAIT: Final = 2.0
GLANCE: Final = 0.002


class RenderGate:
    """Holds the next step until the page has shown the last one: Mesa's Play has no back-pressure.

    Compares what the page was asked to show with what it has shown; plain numbers that can be copied.

    Attributes:
        shown: number of the last update that was rendered; None as long as no page looks on.
    """

    def __init__(self) -> None:
        """Start without a page."""
        self.shown: int | None = None

    def note(self, update: int) -> None:
        """Note that an update has been rendered."""
        self.shown = update

    def wait(self, asked: int, longest: float = LONGEST_WAIT) -> bool:
        """Wait until the page has shown the update that it was asked for last.

        Args:
            asked: number of that update.
            longest: seconds after which the step goes on all the same.

        Returns:
            Whether the page has caught up.
        """
        deadline = time.monotonic() + longest
        while self.shown is not None and self.shown < asked:
            if time.monotonic() > deadline:
                return False
            time.sleep(GLANCE)
        return True


class PageDistrict(District):
    """A district whose settings are keywords, as SolaraViz makes one at each Reset.

    Attributes:
        usual_burn_in: months that the scenario by itself would live through before the policy date.
        command: what prints the same run's numbers at the command line.
        datacollector: every ungrouped outcome and every "all adults", one row a month.
        gate: holds a step until the page has shown the one before.
    """

    def __init__(
        self,
        scenario: str = DEFAULT_SCENARIO,
        *,
        place: str | None = None,
        rng: int | str | None = None,
        views: bool | None = None,
        **kwargs: Value,
    ) -> None:
        """Build the place.

        Args:
            scenario: name of a scenario.
            place: name of a place that ships, which replaces the scenario's.
            rng: seed that replaces the scenario's; as text where a browser's numbers cannot hold it.
            views: register a Mesa agent for every resident; default: up to 100,000 residents.
            kwargs: settings laid over the scenario, by dotted path. (Mesa's page asks for this name.)

        Raises:
            BadInput: the scenario's name or a setting cannot be used.
        """
        name = with_place(scenario, place)
        settings = {BURN_IN: default_burn_in(name)} | kwargs
        super().__init__(load_scenario(name, overrides=overrides_of(settings)), rng=_seed(rng), views=views)
        self.usual_burn_in = load_scenario(name).calendar.burn_in
        self.command = command_for(name, self.seed, settings)
        self.gate = RenderGate()
        self.taker = OutcomeTaker(self)
        self.latest: dict[tuple[str, str], float] = {}
        self.datacollector = mesa.DataCollector({outcome: partial(_latest, outcome) for outcome in OUTCOMES})

    def step(self) -> None:
        """Live through one month and record it, once the page has shown the month before."""
        self.gate.wait(update_counter.peek())
        super().step()
        self.latest = self.taker.take(self)
        self.datacollector.collect(self)

    @property
    def first_policy_month(self) -> int:
        """First month in which the levers act."""
        return self.calendar.burn_in + 1

    def series(self, outcome: str) -> list[float]:
        """Give an outcome's recorded months; NaN where it had no value."""
        recorded: list[float] = self.datacollector.model_vars[outcome]
        return list(recorded)


def _latest(outcome: str, model: PageDistrict) -> float:
    return model.latest.get((outcome, EVERYBODY), float("nan"))


def _seed(given: int | str | None) -> int | None:
    return exact({"seed": given}, "seed") if isinstance(given, str) else given


def default_burn_in(name: str) -> int:
    """Months under the status quo that a page shows unless told otherwise."""
    return min(PAGE_BURN_IN, load_scenario(name).calendar.burn_in)


def command_for(name: str, seed: int, settings: dict[str, Value]) -> str:
    """Write the command that prints the numbers of a run; settings that change nothing are left out."""
    plain = load_scenario(name)
    changed = {path: value for path, value in settings.items() if value_in(plain, path) != value}
    return with_sets(["shequ", "run", name, "--seed", str(seed)], changed)

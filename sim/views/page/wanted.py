"""What a link asks for: names, seed, levers, changes of levers during the run, month, choices."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from sim.engine.settings import BadInput, nearest
from sim.policies import Policies
from sim.scenario import Scenario, name_parts, shipped_names
from sim.views.page.choices import Choices
from sim.views.page.offer import PageStart
from sim.views.page.presets import preset_policies
from sim.views.page.public_names import known_name, own_files
from sim.views.page.state import State
from sim.views.page.twin import Twin
from sim.views.setting_paths import with_levers

UNMOVED: Final = "status_quo"


@dataclass(frozen=True)
class Move:
    """Levers moved in mid-run.

    Attributes:
        month: from which they act.
        start: policy that ships, or ``STATUS_QUO``, whose levers they start from; empty: those before.
        levers: settings laid over it, by dotted path.
    """

    month: int
    start: str
    levers: dict[str, Any]

    def policies(self, twin: Twin) -> Policies:
        """All levers after it."""
        start = twin.reform.policies
        if self.start:
            start = twin.status_quo.policies if self.start == UNMOVED else preset_policies(self.start)
        return with_levers(start, self.levers, "link")


@dataclass
class Wanted:
    """What a link asks for.

    Attributes:
        choices: what is to be shown.
        base: name of the first world's scenario; empty: what the page was started with.
        reform: name of the second world's.
        seed: key of all random draws; None: the scenario's.
        seeds: seeds to run in the background; 1: only the page's own, 0: whatever there is.
        month: month to show; 0: the policy date.
        levers: settings laid over the reform, by dotted path.
        changes: levers moved in mid-run.
        complaint: what could not be read.
    """

    choices: Choices = field(default_factory=Choices)
    base: str = ""
    reform: str = ""
    seed: int | None = None
    seeds: int = 0
    month: int = 0
    levers: dict[str, Any] = field(default_factory=dict)
    changes: list[Move] = field(default_factory=list)
    complaint: str = ""

    def worlds(self, offer: PageStart) -> tuple[Scenario, Scenario]:
        """Load both scenarios.

        Raises:
            BadInput: a name is not one that ships or that the page was started with, or a setting is wrong.
        """
        files = own_files([offer.scenario, offer.compare])
        base, reform = known_name(self.base, files), known_name(self.reform, files)
        for name in (base, reform):
            _refuse_paths(name, offer)
        if base and not reform:
            offer = replace(offer, scenario=base, compare="")
        elif base or reform:
            offer = replace(offer, scenario=base or offer.scenario, compare=reform)
        return self.laid_over(*offer.worlds(self.seed))

    def laid_over(self, status_quo: Scenario, reform: Scenario) -> tuple[Scenario, Scenario]:
        """Lay the link's seed and levers over two scenarios.

        Raises:
            BadInput: a setting is wrong.
        """
        if self.seed is not None:
            status_quo, reform = status_quo.with_seed(self.seed), reform.with_seed(self.seed)
        return status_quo, replace(reform, policies=with_levers(reform.policies, self.levers, "link"))

    def replay(self, session: State) -> None:
        """Live up to the month of the last change, and have the page play on to the month to be shown."""
        twin = session.twin
        if self.month > twin.last_month:
            raise BadInput(f"month: {self.month} is outside 0 to {twin.last_month}")
        for move in sorted(self.changes, key=lambda move: move.month):
            if not twin.policy_month < move.month <= twin.last_month:
                raise BadInput(
                    f"change: month {move.month} is outside {twin.policy_month + 1} to {twin.last_month}"
                )
            while twin.month < move.month - 1:
                twin.advance()
            twin.adopt(move.policies(twin))
        if self.seeds == 1:
            session.certainty.aside = True
        elif self.seeds:
            session.certainty.start(twin, self.seeds)
        session.shown = min(twin.month, self.month) if self.month else twin.month
        session.aim(max(self.month, 0) or twin.policy_month - 1)
        for name in ("resident", "community"):
            session.choices = session.chosen(name, getattr(self.choices, name))


def _refuse_paths(name: str, offer: PageStart) -> None:
    """A visitor may not have files of the server opened."""
    known = [*shipped_names("places"), *shipped_names("policies")]
    known += [part for given in (offer.scenario, offer.compare) for part in name_parts(given) if part]
    for part in name_parts(name, known.__contains__) if name else []:
        if part not in known:
            raise BadInput(f"scenario {part!r}: no such name{nearest(part, known)}")

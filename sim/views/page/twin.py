"""Two worlds under common random numbers: status quo and reform, forked at the policy date."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Final

from sim.district import District
from sim.engine.settings import BadInput
from sim.outcomes.register import Key, groups_of, outcome_keys
from sim.outcomes.resident_groups import EVERYBODY
from sim.policies import Policies
from sim.scenario import Scenario
from sim.simulation import Change
from sim.views.evidence import Settings
from sim.views.page.people.snapshots import bodies_of, snapshot_of
from sim.views.page.viewed_world import Values, ViewedWorld
from sim.views.picture.plan import Plan, ground_plan

STATUS_QUO: Final = 0
REFORM: Final = 1
KEYS: Final = outcome_keys()


def key_of(outcome: str, group: str) -> Key:
    """Column of an outcome for a group; for everybody where it is not broken down by such groups."""
    return (outcome, group if group in groups_of(outcome) else EVERYBODY)


class Twin:
    """The two worlds; whoever steps or reads them holds the lock.

    Attributes:
        status_quo: scenario of the first world.
        reform: scenario of the second, with the levers as the viewer has set them.
        plan: where residents are drawn.
        opening: levers with which the reform begins.
        follow: whether somebody is looked at closely, so that the month before is kept.
    """

    def __init__(self, status_quo: Scenario, reform: Scenario) -> None:
        """Build the place once.

        Raises:
            BadInput: the scenarios differ in more than their policies.
        """
        if not status_quo.same_burn_in(reform):
            raise BadInput(
                f"{reform.name}: must share place, assumptions, calendar and seed with {status_quo.name}"
            )
        self.lock = threading.RLock()
        self.status_quo, self.reform = status_quo, reform
        district = District(status_quo, views=False)
        self.plan: Plan = ground_plan(district.geography)
        first = snapshot_of(district.residents, self.plan.rows)
        self._trunk = ViewedWorld(
            district, [], [first], [bodies_of(district)], {0: district.fork(status_quo)}
        )
        self._worlds: tuple[ViewedWorld, ViewedWorld] | None = None
        self.follow = False
        self.opening = reform.policies
        if self.policy_month == 1:
            self._part()

    @property
    def policy_month(self) -> int:
        """First month under the reform."""
        return self.status_quo.calendar.burn_in + 1

    @property
    def last_month(self) -> int:
        """Month in which the run ends."""
        return self._trunk.district.last_month

    @property
    def month(self) -> int:
        """Last month that both worlds have lived through; the status quo may be ahead of the reform."""
        return self.world(REFORM).district.month

    def world(self, which: int) -> ViewedWorld:
        """One of the worlds; before the policy date both are the same."""
        return self._worlds[which] if self._worlds else self._trunk

    def values(self, which: int) -> list[Values]:
        """Rows of the months that both worlds have lived through."""
        return self.world(which).values[: self.month]

    def advance(self) -> bool:
        """Live through one month in both worlds; False at the end of the run."""
        with self.lock:
            month = self.month
            if month >= self.last_month:
                return False
            if self._worlds is None:
                self._trunk.live(self.plan.rows, follow=self.follow)
                if self.month == self.policy_month - 1:
                    self._part()
            else:
                for world in (one for one in self._worlds if one.district.month == month):
                    world.live(self.plan.rows, follow=self.follow)
            return True

    def _part(self) -> None:
        """Fork the reform at the policy date; trunk and status quo stay for the next reset."""
        status_quo = self._worlds[STATUS_QUO] if self._worlds else self._trunk.branch(self.status_quo)
        self._worlds = (status_quo, self._trunk.branch(self.reform))
        self.opening = self.reform.policies

    @property
    def begun(self) -> Scenario:
        """The reform with the levers with which it began."""
        return replace(self.reform, policies=self.opening)

    @property
    def changes(self) -> list[Change]:
        """Levers that the viewer set after the policy date, with the month from which they act."""
        return list(self._worlds[REFORM].schedule) if self._worlds else []

    @property
    def settings(self) -> Settings:
        """What the numbers of these worlds belong to."""
        return Settings.of(self.status_quo, self.begun, self.changes)

    def policies_after(self, month: int) -> Policies:
        """The reform's levers as they act in the month that follows, or will at the policy date."""
        due = [policies for first, policies in self.changes if first <= month + 1]
        return due[-1] if due else self.opening

    def adopt(self, policies: Policies, after: int | None = None) -> int:
        """Set the reform's levers at the end of a month; what the reform lived through later is forgotten.

        Args:
            policies: all levers.
            after: the month, at most the last one lived through, which is the default.

        Returns:
            The month from which they act.
        """
        with self.lock:
            first = max((self.month if after is None else after) + 1, self.policy_month)
            self.reform = replace(self.reform, policies=policies)
            if self._worlds is None or first == self.policy_month:
                self.opening = policies
                self.rewind()
            else:
                reform = self._worlds[REFORM]
                reform.forget_after(first - 1)
                reform.schedule[:] = [entry for entry in reform.schedule if entry[0] < first]
                if self.policies_after(first - 1) != policies:
                    reform.schedule.append((first, policies))
            return first

    def rewind(self) -> None:
        """Go back to the policy date, where it has been passed, with the levers as they stand now."""
        with self.lock:
            if self._worlds is not None:
                self._part()

"""What the viewer can do to time: go on, look back, begin again at the policy date."""

from __future__ import annotations

import time
from typing import Final

from sim.views.page.events import Event, whole
from sim.views.page.state import State

LONGEST_CHUNK: Final = 0.2  # seconds of living through months before the page is drawn


class TimeActions(State):
    """Playing, scrubbing, resetting."""

    def advance(self, event: Event) -> None:
        """Go on towards a month: one month, or as many as fit into a fraction of a second.

        Months that have been lived through already are only shown.
        """
        if whole(event, "since") != self.shown:
            return
        until = min(whole(event, "until"), self.twin.last_month)
        deadline = time.monotonic() + (LONGEST_CHUNK if event.get("many") else 0.0)
        while self.shown < until:
            if self.shown == self.twin.month:
                self.twin.advance()
            self.shown += 1
            if time.monotonic() >= deadline:
                break
        if self.shown >= self.goal:
            self.aim(0)

    def show(self, event: Event) -> None:
        """Show a month that has been lived through."""
        self.shown = max(0, min(whole(event, "month"), self.twin.month))
        self.aim(0)

    def reset(self, _event: Event) -> None:
        """Back to the policy date under the levers as they stand."""
        date = self.twin.policy_month - 1
        self.twin.adopt(self.policies, date)
        self.answered = None
        if self.twin.month >= date:
            self.shown = date
            self.aim(0)
        else:
            self.aim(date)

"""One visitor's session: the two worlds, what is shown of them, and everything that the viewer can do."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from sim.engine.settings import BadInput, nearest
from sim.scenario import Scenario, load_scenario, shipped_names
from sim.views.page.certainty import Certainty
from sim.views.page.lever_deeds import LeverDeeds
from sim.views.page.link import Wanted
from sim.views.page.offer import Offer
from sim.views.page.state import Message
from sim.views.page.takeaway import pack
from sim.views.page.twin import Twin
from sim.views.page.words import say
from sim.views.settings import with_place

LONGEST_CHUNK: Final = 0.2
Event = dict[str, Any]


class Session(LeverDeeds):
    """What one visitor sees and does; ``handle`` is the only way in."""

    def __init__(self, offer: Offer, wanted: Wanted) -> None:
        """Build the worlds that a link, or else the command line, asks for."""
        super().__init__(offer, wanted.choices, Certainty(offer.laboratory))
        self._open(wanted)
        if wanted.complaint and self.message is None:
            self._complain(wanted.complaint)

    def _open(self, wanted: Wanted) -> None:
        """Open what was asked for; if it cannot be, what the page was started with."""
        try:
            if self.offer.result is not None:
                self.certainty.open(self.offer.result)
                status_quo, reform = self.certainty.worlds()
            else:
                status_quo, reform = wanted.worlds(self.offer)
            self._settle(status_quo, reform)
            wanted.replay(self)
        except BadInput as error:
            self._settle(*replace(self.offer, result=None).worlds())
            self._complain(str(error))

    def _settle(self, status_quo: Scenario, reform: Scenario) -> None:
        self.twin = Twin(status_quo, reform)
        self.shown, self.goal = 0, self.twin.policy_month - 1
        self.worlds_made += 1
        self.choices = replace(self.choices, resident=-1, community=-1)

    def _complain(self, why: str) -> None:
        self.message = Message(say(self.choices.lang, "failed", why=why), bad=True)

    def handle(self, event: Event) -> None:
        """Do what the viewer asks for; whatever goes wrong is told on the page."""
        self.frame += 1
        try:
            with self.twin.lock:
                self._do(event)
        except BadInput as error:
            self._complain(str(error))
        except Exception:
            traceback.print_exc(file=sys.stderr)
            self.message = Message(say(self.choices.lang, "oops"), bad=True)

    def _do(self, event: Event) -> None:
        name = str(event.get("do") if isinstance(event, dict) else None)
        if name not in DEEDS:
            raise BadInput(f"{name}: no such thing to do{nearest(name, list(DEEDS))}")
        try:
            DEEDS[name](self, event)
        except (KeyError, TypeError, AttributeError) as error:
            if isinstance(error, KeyError) and error.args and error.args[0] not in event:
                raise BadInput(f"{name}: {error.args[0]} is missing") from None
            raise

    # what can be done

    def choose(self, event: Event) -> None:
        """Show something else."""
        self.choices = self.choices.choose(str(event["name"]), event["value"])
        self.twin.follow = self.choices.resident >= 0

    def panel(self, event: Event) -> None:
        """Show an outcome among the curves, in the place of the first."""
        name = str(event["outcome"])
        if name not in self.choices.panels:
            self.choices = self.choices.choose("panels", [name, *self.choices.panels[1:]])

    def dismiss(self, _event: Event) -> None:
        """Put the message away."""
        self.message = None

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
            self.goal = 0

    def show(self, event: Event) -> None:
        """Show a month that has been lived through."""
        self.shown = max(0, min(whole(event, "month"), self.twin.month))
        self.goal = 0

    def reset(self, _event: Event) -> None:
        """Back to the policy date under the levers as they stand."""
        self.twin.rewind()
        self.shown = min(self.shown, self.twin.month)
        if self.twin.month >= self.twin.policy_month - 1:
            self.shown = self.twin.month
        else:
            self.goal = self.twin.policy_month - 1

    def world(self, event: Event) -> None:
        """Start anew in another place or with other luck."""
        place = event.get("place")
        seed = whole(event, "seed") if "seed" in event else self.twin.status_quo.seed
        if place is not None and place not in shipped_names("places"):
            raise BadInput(
                f"place: {place!r} is not known{nearest(str(place), list(shipped_names('places')))}"
            )
        if place is None:
            self._settle(self.twin.status_quo.with_seed(seed), self.twin.reform.with_seed(seed))
            return
        old = self.twin
        names = [with_place(one.name, str(place)) for one in (old.status_quo, old.reform)]
        first, second = (load_scenario(n, seed=seed, overrides=self.offer.overrides) for n in names)
        self._settle(
            replace(first, policies=old.status_quo.policies), replace(second, policies=old.reform.policies)
        )

    def certainty_run(self, event: Event) -> None:
        """Start more seeds in the background."""
        self.certainty.start(self.twin.status_quo, self.twin.reform, whole(event, "seeds"))

    def certainty_poll(self, _event: Event) -> None:
        """See how far they are."""
        why = self.certainty.poll()
        if why:
            self._complain(why)

    def certainty_cancel(self, _event: Event) -> None:
        """Stop them."""
        self.certainty.cancel()

    def certainty_drop(self, _event: Event) -> None:
        """Go back to the one seed."""
        self.certainty.drop()

    def stored_reform(self, event: Event) -> None:
        """Look at another reform of the stored result."""
        self.certainty.choose(whole(event, "number"))
        self._settle(*self.certainty.worlds())

    def take(self, event: Event) -> None:
        """Pack something to take away."""
        self.parcel = pack(self, str(event["what"]))
        self.packed_at = self.frame

    def close(self) -> None:
        """The visitor has left."""
        self.certainty.cancel()


def whole(event: Event, name: str) -> int:
    """Read a whole number that the browser sent.

    Raises:
        BadInput: it is not one.
    """
    value = event[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        raise BadInput(f"{name}: must be a whole number, not {value!r}")
    return int(value)


DEEDS: Final[dict[str, Callable[[Session, Event], None]]] = {
    "choose": Session.choose,
    "panel": Session.panel,
    "dismiss": Session.dismiss,
    "advance": Session.advance,
    "show": Session.show,
    "reset": Session.reset,
    "world": Session.world,
    "lever": Session.lever,
    "levers_reset": Session.levers_reset,
    "preset": Session.preset,
    "policy_file": Session.policy_file,
    "certainty_run": Session.certainty_run,
    "certainty_poll": Session.certainty_poll,
    "certainty_cancel": Session.certainty_cancel,
    "certainty_drop": Session.certainty_drop,
    "stored_reform": Session.stored_reform,
    "take": Session.take,
}

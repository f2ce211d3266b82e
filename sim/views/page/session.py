"""One visitor's session: the two worlds, what is shown of them, and everything that the viewer can do."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sim.engine.settings import BadInput, nearest
from sim.scenario import load_scenario, shipped_names
from sim.views.page.actions.certainty_actions import CertaintyActions
from sim.views.page.actions.lever_actions import LeverActions
from sim.views.page.actions.time_actions import TimeActions
from sim.views.page.answer.certainty import Certainty
from sim.views.page.answer.takeaway import pack
from sim.views.page.events import Event, exact
from sim.views.page.offer import PageStart
from sim.views.page.state import Message
from sim.views.page.wanted import Wanted
from sim.views.page.words import say
from sim.views.setting_paths import with_place


class Session(TimeActions, LeverActions, CertaintyActions):
    """What one visitor sees and does; ``handle`` is the only way in."""

    def __init__(self, offer: PageStart, wanted: Wanted) -> None:
        """Build the worlds that a link, or else the command line, asks for."""
        super().__init__(offer, wanted.choices, Certainty(offer.laboratory))
        self._open(wanted)
        if wanted.complaint and self.message is None:
            self.complain(wanted.complaint)

    def _open(self, wanted: Wanted) -> None:
        """Open what was asked for; if it cannot be, what the page was started with."""
        try:
            if self.offer.result is not None:
                self.certainty.open(self.offer.result, wanted.reform)
                self.settle(*wanted.laid_over(*self.certainty.worlds()))
            else:
                self.settle(*wanted.worlds(self.offer))
            wanted.replay(self)
        except BadInput as error:
            opened = self.certainty.stored is not None
            self.settle(*(self.certainty.worlds() if opened else replace(self.offer, result=None).worlds()))
            self.complain(str(error))

    def handle(self, event: Event) -> None:
        """Do what the viewer asks for; whatever goes wrong is told on the page."""
        self.frame += 1
        try:
            with self.twin.lock:
                self._do(event)
                self.certainty.keep_to(self.twin.settings)
        except BadInput as error:
            self.complain(str(error))
        except Exception:
            traceback.print_exc(file=sys.stderr)
            self.message = Message(say(self.choices.lang, "oops"), bad=True)

    def _do(self, event: Event) -> None:
        name = str(event.get("do") if isinstance(event, dict) else None)
        if name not in ACTIONS:
            raise BadInput(f"{name}: no such thing to do{nearest(name, list(ACTIONS))}")
        try:
            ACTIONS[name](self, event)
        except (KeyError, TypeError, AttributeError) as error:
            if isinstance(error, KeyError) and error.args and error.args[0] not in event:
                raise BadInput(f"{name}: {error.args[0]} is missing") from None
            raise

    # what can be done

    def choose(self, event: Event) -> None:
        """Show something else."""
        self.choices = self.chosen(str(event["name"]), event["value"])
        self.twin.follow = self.choices.resident >= 0

    def panel(self, event: Event) -> None:
        """Show an outcome among the curves, in the place of the first."""
        name = str(event["outcome"])
        if name not in self.choices.panels:
            self.choices = self.choices.choose("panels", [name, *self.choices.panels[1:]])

    def dismiss(self, _event: Event) -> None:
        """Put the message away."""
        self.message = None

    def world(self, event: Event) -> None:
        """Start anew in another place or with other random draws."""
        place = event.get("place")
        seed = exact(event, "seed") if "seed" in event else self.twin.status_quo.seed
        if place is not None and place not in shipped_names("places"):
            raise BadInput(
                f"place: {place!r} is not known{nearest(str(place), list(shipped_names('places')))}"
            )
        self.certainty.forget()
        if place is None:
            self.settle(self.twin.status_quo.with_seed(seed), self.twin.reform.with_seed(seed))
            return
        old = self.twin
        names = [with_place(one.name, str(place)) for one in (old.status_quo, old.reform)]
        first, second = (load_scenario(n, seed=seed, overrides=self.offer.overrides) for n in names)
        self.settle(
            replace(first, policies=old.status_quo.policies), replace(second, policies=old.reform.policies)
        )

    def take(self, event: Event) -> None:
        """Pack something to take away."""
        self.parcel = pack(self, str(event["what"]))
        self.packed_at = self.frame

    def close(self) -> None:
        """The visitor has left."""
        self.certainty.cancel()


ACTIONS: Final[dict[str, Callable[[Session, Event], None]]] = {
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
    "certainty_again": Session.certainty_again,
    "stored_reform": Session.stored_reform,
    "take": Session.take,
}

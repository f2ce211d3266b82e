"""What the viewer can do about certainty: run more seeds, stop them, look at another stored reform."""

from __future__ import annotations

from sim.views.page.events import Event, whole
from sim.views.page.state import State


class CertaintyActions(State):
    """Evidence from more seeds."""

    def certainty_run(self, event: Event) -> None:
        """Start more seeds in the background."""
        self.certainty.start(self.twin, whole(event, "seeds"))

    def certainty_poll(self, _event: Event) -> None:
        """See how far they are."""
        why = self.certainty.poll()
        if why:
            self.complain(why)

    def certainty_cancel(self, _event: Event) -> None:
        """Stop them."""
        self.certainty.cancel()

    def certainty_drop(self, _event: Event) -> None:
        """Look at the one seed of the page, though there are more."""
        self.certainty.cancel()
        self.certainty.aside = True

    def certainty_again(self, _event: Event) -> None:
        """Look at all seeds again."""
        self.certainty.aside = False

    def stored_reform(self, event: Event) -> None:
        """Look at another reform of the stored result."""
        self.certainty.choose(whole(event, "number"))
        self.settle(*self.certainty.worlds())

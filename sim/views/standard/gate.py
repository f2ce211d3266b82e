"""A gate that holds the next step until the page has shown the last one: Mesa's Play has no back-pressure."""

from __future__ import annotations

import time
from typing import Final

LONGEST_WAIT: Final = 2.0
GLANCE: Final = 0.002


class RenderGate:
    """Compares what the page was asked to show with what it has shown; plain numbers that can be copied.

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

"""Waiting in tests: until something is so, however long a busy machine takes; only what hangs is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

HANG: Final = 900.0  # seconds that nothing here takes, on however busy a machine
PATIENCE: Final = 1000.0 * HANG  # the same in milliseconds, as browsers count
GLANCE: Final = 0.01


def glance() -> None:
    """Let others work for a moment."""
    time.sleep(GLANCE)


def until(is_so: Callable[[], object]) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it hangs.
    """
    stop = time.monotonic() + HANG
    while not is_so():
        if time.monotonic() > stop:
            raise TimeoutError("what a test waits for does not come")
        glance()


class StandingClock:
    """Stands in for the module ``time``: it stands still until somebody sleeps."""

    now = 0.0

    def monotonic(self) -> float:
        """Seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

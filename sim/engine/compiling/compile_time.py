"""How long compiling takes, and a word to people when it takes long."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Final

from numba.core import event

LONG: Final = 2.0  # seconds of compiling that a person notices


class CompileTime(event.Listener):
    """Seconds that this process has spent compiling; loading what was kept is not compiling.

    Attributes:
        seconds: so far, of what is finished.
    """

    def __init__(self, on_long: Callable[[], None]) -> None:
        """Listen.

        Args:
            on_long: called once, when compiling has taken long enough to be noticed.
        """
        self.seconds = 0.0
        self._on_long = on_long
        self._depth = 0
        self._since = 0.0

    def on_start(self, _event: object) -> None:
        """A function is compiled, perhaps for another that is being compiled."""
        if self._depth == 0:
            self._since = time.monotonic()
        self._depth += 1

    def on_end(self, _event: object) -> None:
        """It is compiled, or could not be."""
        self._depth = max(self._depth - 1, 0)  # it may have begun before we listened
        if self._depth == 0 and self._since:
            before = self.seconds
            self.seconds += time.monotonic() - self._since
            self._since = 0.0
            if before < LONG <= self.seconds:
                self._on_long()


@contextlib.contextmanager
def timed(on_long: Callable[[], None]) -> Iterator[CompileTime]:
    """Tell how long is spent compiling in the context; see :class:`CompileTime`."""
    listener = CompileTime(on_long)
    with event.install_listener("numba:compile", listener):
        yield listener

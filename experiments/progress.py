"""What a person sees while runs are running: on stderr, a bar only in a terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

SLOW: Final = 4.0
_FORMAT: Final = "{desc} {percentage:3.0f}% |{bar:30}| {n_fmt}/{total_fmt} months, {remaining} left"


class Console:
    """Messages and progress bars."""

    def __init__(self, *, bars: bool = True) -> None:
        """Speak on stderr.

        Args:
            bars: show progress bars if stderr is a terminal.
        """
        self._bars = bars

    def say(self, text: str) -> None:
        """Write one line."""
        print(text, file=sys.stderr, flush=True)

    @contextmanager
    def bar(self, what: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show a bar with the time that is left; what it gives takes the months done since its last call."""
        from tqdm import tqdm

        only_in_terminal = None if self._bars else True
        with tqdm(total=total, desc=what, bar_format=_FORMAT, disable=only_in_terminal, smoothing=0.1) as bar:

            def advance(months: int) -> None:
                bar.update(months)

            yield advance

    @contextmanager
    def if_slow(self, text: str) -> Iterator[None]:
        """Write a line if what happens in the context takes more than a few seconds."""
        timer = threading.Timer(SLOW, self.say, [text])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

"""What a person sees while runs are running, on stderr: a bar in a terminal, a line a minute in a log file.

With ``--json`` and under CI nothing is shown.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

SLOW: Final = 4.0
EVERY: Final = 60.0
_FORMAT: Final = "{desc} {percentage:3.0f}% |{bar:30}| {n_fmt}/{total_fmt} months, {remaining} left"


class Console:
    """Messages and progress."""

    def __init__(self, *, bars: bool = True) -> None:
        """Speak on stderr.

        Args:
            bars: show progress.
        """
        self._shows = bars and not os.environ.get("CI")

    def say(self, text: str) -> None:
        """Write one line."""
        print(text, file=sys.stderr, flush=True)

    @contextmanager
    def bar(self, what: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show how far it is and the time left; give what takes the months done since its last call."""
        if not self._shows:
            yield lambda _: None
        elif not sys.stderr.isatty():
            yield _Lines(what, total, self.say)
        else:
            from tqdm import tqdm

            with tqdm(total=total, desc=what, bar_format=_FORMAT, smoothing=0.1) as bar:

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


@dataclass
class _Lines:
    """A line now and then, for a log file."""

    what: str
    total: int
    say: Callable[[str], None]
    done: int = 0
    start: float = field(default_factory=lambda: time.monotonic())
    last: float = field(default_factory=lambda: time.monotonic())

    def __call__(self, months: int) -> None:
        self.done += months
        now = time.monotonic()
        if now - self.last >= EVERY and 0 < self.done < self.total:
            self.last = now
            left = (now - self.start) * (self.total - self.done) / self.done
            self.say(f"{self.what}: {self.done / self.total:.0%}, {duration(left)} left")


def duration(seconds: float) -> str:
    """Write a time as people say it, in minutes or hours and minutes."""
    minutes = max(1, round(seconds / 60.0))
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"

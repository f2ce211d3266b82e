"""What a person sees while runs are running, on stderr: a bar in a terminal, a line a minute in a log file.

With ``--json`` and under CI no progress is shown. The time left is told from months alone: what was spent
compiling, before the first month and among the others, says nothing of those to come.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sim.wording.language_files import Language, dictionary

if TYPE_CHECKING:
    from sim.engine import compiling

Tell = Callable[..., str]

EVERY: Final = 60.0
COMPILING: Final = "compiling the model, once after its sources have changed: half a minute to a minute"
_FORMAT: Final = "{{desc}} {{percentage:3.0f}}% |{{bar:30}}| {{n_fmt}}/{{total_fmt}} {months}{{postfix}}"


def in_english(text: str, *fields: object) -> str:
    """A sentence with its fields."""
    return text.format(*fields)


def in_chinese(text: str, *fields: object) -> str:
    """The same in Chinese, by the English."""
    known: dict[str, str] = dictionary("progress")
    return known.get(text, text).format(*fields)


class Console:
    """Messages and progress."""

    def __init__(self, *, bars: bool = True, language: Language = "en") -> None:
        """Speak on stderr.

        Args:
            bars: show progress.
            language: of progress.
        """
        self.told: Tell = in_chinese if language == "zh" else in_english
        self._shows = bars and not os.environ.get("CI")
        self._told: list[str] = []

    def say(self, text: str) -> None:
        """Write one line."""
        print(text, file=sys.stderr, flush=True)

    def say_once(self, text: str) -> None:
        """Write a line if it has not been written yet and is not empty."""
        if text and text not in self._told:
            self._told.append(text)
            self.say(text)

    def say_compiling(self) -> None:
        """Say that the model is being compiled; once, and only who compiles may call it."""
        self.say_once(self.told(COMPILING))

    @contextmanager
    def bar(self, what: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show how far it is and the time left; give what takes the months done since its last call."""
        from sim.engine import compiling  # only here, so that a refusal need not wait for Numba

        with compiling.timed(self.say_compiling) as compiled:
            yield from self._bar(what, total, Left(total, compiled, told=self.told))
        self.say_once(compiling.trouble())

    def _bar(self, what: str, total: int, left: Left) -> Iterator[Callable[[int], None]]:
        if not self._shows:
            yield lambda _: None
        elif not sys.stderr.isatty():
            yield _Lines(what, left, self.say)
        else:
            from tqdm import tqdm

            form = _FORMAT.format(months=self.told("months"))
            with tqdm(total=total, desc=what, bar_format=form) as bar:

                def advance(months: int) -> None:
                    left.advance(months)
                    bar.set_postfix_str(left.words(), refresh=False)
                    bar.update(months)

                yield advance


@dataclass
class Left:
    """The time that is left, from the months since the first news and without what was spent compiling.

    Attributes:
        total: months.
        compiled: knows the seconds spent compiling.
        done: months.
        told: says it in a language.
    """

    total: int
    compiled: compiling.CompileTime
    done: int = 0
    _first: int = 0
    _start: float = 0.0
    told: Tell = in_english

    def advance(self, months: int) -> None:
        """Take in that some more months are done."""
        if self.done == 0:
            self._first, self._start = months, self._lived()
        self.done += months

    def _lived(self) -> float:
        return time.monotonic() - self.compiled.seconds

    def words(self) -> str:
        """As people say it; empty before anything can be said."""
        since_first = self.done - self._first
        if since_first <= 0:
            return ""
        a_month = (self._lived() - self._start) / since_first
        return self.told("{} left", duration(a_month * (self.total - self.done), self.told))


@dataclass
class _Lines:
    """A line now and then, for a log file."""

    what: str
    left: Left
    say: Callable[[str], None]
    last: float = field(default_factory=lambda: time.monotonic())

    def __call__(self, months: int) -> None:
        self.left.advance(months)
        now = time.monotonic()
        if now - self.last >= EVERY and 0 < self.left.done < self.left.total:
            self.last = now
            parts = [f"{self.left.done / self.left.total:.0%}", self.left.words()]
            self.say(f"{self.what}: {', '.join(filter(None, parts))}")


def duration(seconds: float, told: Tell = in_english) -> str:
    """Write a time as people say it, in minutes or hours and minutes."""
    minutes = max(1, round(seconds / 60.0))
    hours, rest = divmod(minutes, 60)
    return told("{} h {} min", hours, rest) if hours else told("{} min", minutes)

"""Batches of fake runs in processes of their own, which tests kill, starve or lock out.

``python -m tests.experiments.victims`` reads orders, a line of JSON each, and carries each out in a fork of
itself, so that imports are paid for once.
"""

from __future__ import annotations

import functools
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from experiments.cli import main as shequ
from experiments.comparing.compare_scenarios import compare
from experiments.running.bench import Simulate
from experiments.running.options import SERIAL, ArrayPart, PartDone, RunOptions
from tests.experiments.conftest import draw_nothing
from tests.experiments.fakes import fake_forked, last_seed_lingers
from tests.experiments.small_questions import small_question
from tests.experiments.warm_process import Action, serve
from tests.waiting import until

SEEDS = 4
TOUCHES = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir"}


question = functools.cache(small_question)


def fill(folder: Path, options: RunOptions = SERIAL, simulate: Simulate = fake_forked) -> None:
    """A small batch from begin to end."""
    compare(question(SEEDS, "open_channels"), folder, options=options, simulate=simulate)


def in_child(work: Callable[[], object]) -> int:
    """Fork; the child works and ends, by code 0 or as ``shequ`` would with an error."""
    child = os.fork()
    if child == 0:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, 2)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return child


class Touches:
    """Counts each time that this process opens, makes, renames or removes something below a folder.

    Attributes:
        count: so far.
        last: number before which the process is killed; 0 for none.
    """

    def __init__(self, folder: Path, last: int = 0) -> None:
        """Begin to count; Python's hooks stay until the process ends."""
        self.count, self.last = 0, last
        self._below = str(folder)
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in TOUCHES or not str(arguments[0]).startswith(self._below):
            return
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def fill_and_count(folder: Path) -> None:
    """Fill a folder and write beside it how often it was touched."""
    touches = Touches(folder)
    fill(folder)
    folder.with_name("touches").write_text(str(touches.count), encoding="utf-8")


def fill_and_die(folder: Path, last: int) -> None:
    """Be killed when the folder is touched once more."""
    Touches(folder, last)
    fill(folder)


def kill_at_counted_touches(folder: Path, times: int) -> None:
    """Start batches and kill them at touches spread evenly over those of one that is left alone."""
    os.waitpid(in_child(functools.partial(fill_and_count, folder / "alone")), 0)
    touches = int((folder / "touches").read_text(encoding="utf-8"))
    for number in range(times):
        last = 1 + number * touches // times
        os.waitpid(in_child(functools.partial(fill_and_die, folder / str(number), last)), 0)


def kill_when_runs_are_there(folder: Path, runs: int) -> None:
    """Kill a batch with two workers as soon as it has some runs."""
    lingering = functools.partial(last_seed_lingers, last=SEEDS)
    child = in_child(functools.partial(fill, folder, RunOptions(workers=2), lingering))
    kept = folder.with_name(f"{folder.name}.partial")
    until(lambda: len(list(kept.glob("runs/[!.]*.zip"))) >= runs)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def with_little_room(folder: Path, largest_file: int) -> None:
    """A batch on a disk on which no file can grow beyond some bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    fill(folder)


def do_share(folder: Path, part: int, parts: int) -> None:
    """A share of the batch."""
    with suppress(PartDone):
        fill(folder, RunOptions("serial", share=ArrayPart(part, parts)))


def without_rights(folder: Path) -> int:
    """As a user who may not write: what the command line answers.

    Who may not may perhaps not read Python's own folder either, so what is loaded late is loaded before.
    """
    question(SEEDS)
    if os.getuid() == 0:
        os.setuid(65534)
    return shequ(["compare", "tiny", "tiny+open_channels", "--seeds", "2", "--out", str(folder)])


ACTIONS: Final[dict[str, Action]] = {
    "kill": kill_at_counted_touches,
    "kill-workers": kill_when_runs_are_there,
    "little-room": with_little_room,
    "share": do_share,
    "without-rights": without_rights,
}


if __name__ == "__main__":
    draw_nothing(pytest.MonkeyPatch())
    serve(ACTIONS)

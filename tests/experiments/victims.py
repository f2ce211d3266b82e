"""Batches of fake runs in processes of their own, which tests kill, starve or lock out.

``python -m tests.experiments.victims kill FOLDER TIMES`` starts a batch TIMES times, each in a folder of its
own, and kills it at a moment of its own. Imports are paid for once, because each batch is a fork.
"""

from __future__ import annotations

import functools
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import experiments.report
from experiments.cli import main as shequ
from experiments.comparing.compare_scenarios import compare
from experiments.running.options import SERIAL, RunOptions, Share
from experiments.running.part import PartDone
from sim.scenario import Scenario
from sim.simulate import Run
from tests.experiments.conftest import draw_nothing
from tests.experiments.fakes import OnMonth, fake_forked, small_experiment

if TYPE_CHECKING:
    from experiments.running.bench import Simulate

SEEDS = 4


def slow_forked(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """Fakes that take a moment, so that there is a moment to be killed in."""
    time.sleep(0.01)
    return fake_forked(scenarios, on_month=on_month)


def last_seed_lingers(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """Fakes of which the last give ample time to be killed in."""
    if scenarios[0].seed == SEEDS:
        time.sleep(5.0)
    return slow_forked(scenarios, on_month=on_month)


question = functools.cache(small_experiment)


def fill(folder: Path, options: RunOptions = SERIAL, simulate: Simulate = slow_forked) -> None:
    """A small batch from begin to end."""
    compare(question(SEEDS, "open_channels"), folder, options=options, simulate=simulate)


def dies_once(scenarios: Sequence[Scenario], *, on_month: OnMonth = None, marker: Path) -> list[Run]:
    """Kills its process the first time that it is called for the second seed."""
    if scenarios[0].seed == 2 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return fake_forked(scenarios, on_month=on_month)


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


def kill_at_random_moments(folder: Path, times: int) -> None:
    """Start batches and kill each at a moment drawn from the time that one takes when it is left alone."""
    start = time.monotonic()
    os.waitpid(in_child(functools.partial(fill, folder / "alone")), 0)
    whole = time.monotonic() - start
    moments = (np.arange(times) + np.random.default_rng(1).random(times)) / times
    for number, moment in enumerate(moments):
        child = in_child(functools.partial(fill, folder / str(number)))
        time.sleep(whole * float(moment))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def kill_when_runs_are_there(folder: Path, runs: int) -> None:
    """Kill a batch with two workers as soon as it has some runs."""
    child = in_child(functools.partial(fill, folder, RunOptions(workers=2), last_seed_lingers))
    while len(list(folder.with_name(f"{folder.name}.partial").glob("runs/[!.]*.zip"))) < runs:
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def with_little_room(folder: Path, largest_file: int) -> None:
    """A batch on a disk on which no file can grow beyond some bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    fill(folder)


def do_share(folder: Path, part: int, parts: int) -> None:
    """A share of the batch."""
    with suppress(PartDone):
        fill(folder, RunOptions("serial", share=Share(part, parts)))


def without_rights(folder: Path) -> int:
    """As a user who may not write: what the command line answers."""
    if os.getuid() == 0:
        os.setuid(65534)
    return shequ(["compare", "tiny", "tiny+open_channels", "--seeds", "2", "--out", str(folder)])


if __name__ == "__main__":
    experiments.report.write_report = draw_nothing  # type: ignore[assignment]
    what, where, *numbers = sys.argv[1:]
    deeds: dict[str, Callable[..., object]] = {
        "kill": kill_at_random_moments,
        "kill-workers": kill_when_runs_are_there,
        "little-room": with_little_room,
        "share": do_share,
        "without-rights": without_rights,
    }
    sys.exit(deeds[what](Path(where), *map(int, numbers)))  # type: ignore[arg-type]

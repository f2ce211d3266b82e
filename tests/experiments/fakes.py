"""A model that takes no time: its values come from the scenario's digest, equal ones from equal digests.

Every worker process imports this file, so it needs nothing but the model.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
from numba.core.event import trigger_event

from sim.engine.compiling import compile_time
from sim.scenario import Scenario
from sim.simulation import Run
from tests.waiting import glance, until

KEYS = (
    ("civic", "all"),
    ("civic", "migrant"),
    ("participation.vote", "all"),
    ("participation.deliberate", "all"),
    ("participation.volunteer", "all"),
    ("committee.administrative_share", "all"),
    ("cost.district", "all"),
)
OnMonth = Callable[[int], None] | None
SHORT = ("calendar.burn_in=2", "calendar.horizon=3")
BAD_SEED = 2


def fake_run(scenario: Scenario) -> Run:
    """Values that depend on the seed and a little on everything else."""
    months = scenario.calendar.burn_in + scenario.calendar.horizon
    noise = np.random.default_rng(scenario.seed).random((months, len(KEYS)))
    reform = int(replace(scenario, seed=0).digest()[:8], 16) / 16**8
    values = noise + 0.1 * reform * (1.0 + noise[::-1])
    values[0, 1] = np.nan
    communities = values[:, np.newaxis, :].repeat(2, axis=1)
    flows = ((1, "district", "committee", "wages", 0, 100),)
    return Run(scenario, KEYS, values, flows, communities, np.array([True, False]))


def run_of_one_number(scenario: Scenario, value: float) -> Run:
    """As little as a run can be."""
    return Run(
        scenario, KEYS[:1], np.array([[value]]), (), np.array([[[value]]]), np.zeros(1, dtype=np.bool_)
    )


def fake_forked(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """As sim.simulation.simulate_forked."""
    months = scenarios[0].calendar.burn_in + len(scenarios) * scenarios[0].calendar.horizon
    for month in range(months):
        if on_month is not None:
            on_month(month + 1)
    return [fake_run(scenario) for scenario in scenarios]


def compiling_forked(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """As if something had to be compiled first, which took long."""
    with mock.patch.object(compile_time, "LONG", 1e-9), trigger_event("numba:compile"):
        pass
    return fake_forked(scenarios, on_month=on_month)


def one_reform_fails(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """Fails for the task catalogue under the bad seed."""
    if any(one.policies.tasks.catalogue > 0 and one.seed == BAD_SEED for one in scenarios):
        raise ZeroDivisionError("the catalogue is empty")
    return fake_forked(scenarios, on_month=on_month)


def worker_dies(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """Ends its process under the bad seed."""
    if scenarios[0].seed == BAD_SEED:
        os._exit(1)
    return fake_forked(scenarios, on_month=on_month)


def dies_once(scenarios: Sequence[Scenario], *, on_month: OnMonth = None, marker: Path) -> list[Run]:
    """Kills its process the first time that it is called for the second seed."""
    if scenarios[0].seed == 2 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return fake_forked(scenarios, on_month=on_month)


def last_seed_lingers(scenarios: Sequence[Scenario], *, on_month: OnMonth = None, last: int) -> list[Run]:
    """The runs of the last seed live on until nobody listens any more: their batch was killed."""
    while scenarios[0].seed == last and on_month is not None:
        on_month(1)
        glance()
    return fake_forked(scenarios, on_month=on_month)


def nothing(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """As little as a run can be."""
    return [run_of_one_number(one, 0.0) for one in scenarios]


def who_ran(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """Tells which process ran it."""
    return [run_of_one_number(one, float(os.getpid())) for one in scenarios]


def later_seeds_end_first(
    scenarios: Sequence[Scenario], *, on_month: OnMonth = None, kept: Path, seeds: int
) -> list[Run]:
    """Turns the order round in which jobs end: each waits until the runs of all later seeds are kept."""
    later = len(scenarios) * (seeds - scenarios[0].seed) if scenarios[0].seed else 0
    until(lambda: len(list(kept.glob("[!.]*.zip"))) >= later)
    return fake_forked(scenarios, on_month=on_month)


def interrupted_at_bad_seed(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """As if Ctrl-C was pressed during the bad seed."""
    if scenarios[0].seed == BAD_SEED:
        raise KeyboardInterrupt
    return fake_forked(scenarios, on_month=on_month)


def content(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }

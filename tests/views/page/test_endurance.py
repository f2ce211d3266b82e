"""Sound under use: 600 months and 30 resets leave no more behind than the first round did."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from sim.views.page.panels import curves, maps
from sim.views.page.panels import outcome_table as table
from sim.views.page.session import Session
from tests.views.page.worlds import do, opened

ROOT = Path(__file__).parents[3]
MONTHS_A_ROUND = 20
ROUNDS = 30
GROWTH_ALLOWED = 400_000  # bytes; one round keeps about 2 MB until its reset


def one_round(session: Session) -> None:
    do(session, "reset")
    for _ in range(MONTHS_A_ROUND):
        do(session, "advance", since=session.shown, until=200)
        for part in (maps.maps, curves.curves, table.table):
            json.dumps(part(session))


def in_use() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def growth() -> int:
    """Bytes in use after all rounds, beyond those after three."""
    session = opened(overrides=("calendar.burn_in=2", "calendar.horizon=60"))
    do(session, "advance", since=0, until=2, many=True)
    tracemalloc.start()
    for _ in range(3):
        one_round(session)
    before = in_use()
    for _ in range(ROUNDS):
        one_round(session)
    return in_use() - before


@pytest.mark.slow
def test_memory_does_not_grow_over_600_months_and_30_resets() -> None:
    # In a process of its own: a thread that another test left at work in this one would count too.
    program = "from tests.views.page.test_endurance import growth; print(growth())"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    assert int(told.stdout) < GROWTH_ALLOWED

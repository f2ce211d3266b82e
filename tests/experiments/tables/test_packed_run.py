"""The numbers of a run come out of their bytes as they went in, to the last bit, and make the same tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.storing.run_tables import RUN_TABLES
from experiments.tables.packed_run import RunNumbers
from sim.scenario import load_scenario
from tests.experiments.fakes import fake_run


@pytest.fixture(scope="module")
def numbers() -> RunNumbers:
    run = fake_run(load_scenario("tiny", seed=2**63 - 1))
    run.values[3, 2], run.values[1, 0] = -0.0, np.nextafter(1.0, 2.0)
    run.communities[2, 1, 4] = np.nan
    return RunNumbers.of(run)


def test_every_bit_comes_back(numbers: RunNumbers) -> None:
    again = RunNumbers.unpacked(numbers.packed(), Path("a run"))
    assert again[:3] == numbers[:3]
    for before, after in zip(numbers[3:], again[3:], strict=True):
        assert (before.shape, before.dtype, before.tobytes()) == (after.shape, after.dtype, after.tobytes())


@pytest.mark.parametrize("name", RUN_TABLES)
def test_tables_of_what_was_packed_are_those_of_the_run(name: str, numbers: RunNumbers) -> None:
    fill = RUN_TABLES[name].fill
    assert fill(RunNumbers.unpacked(numbers.packed(), Path("a run"))).equals(fill(numbers))


def test_equal_runs_have_equal_bytes(numbers: RunNumbers) -> None:
    values, communities = np.asfortranarray(numbers.values), np.asfortranarray(numbers.communities)
    copied = numbers._replace(values=values, communities=communities)
    assert copied.packed() == numbers.packed()

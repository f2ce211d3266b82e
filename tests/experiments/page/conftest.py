"""A result that the page shows, and its differences as the batch has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from experiments.comparing.compare_scenarios import compare
from experiments.running.options import RunOptions
from tests.experiments.page.page_runs import question


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    serial = RunOptions(executor="serial")
    return compare(question(), tmp_path_factory.mktemp("stored") / "background", options=serial).folder


@pytest.fixture(scope="module")
def differences(folder: Path) -> Any:
    import pyarrow.parquet as pq

    return pq.read_table(folder / "differences.parquet").to_pandas()

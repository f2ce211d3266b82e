"""The tables of all months of all runs, written beside what else a result needs.

They are millions of numbers: each table is written by a process of its own where there may be several, and
figures are drawn meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from experiments.running.options import RunOptions
from experiments.running.pool import in_order
from experiments.storing import store
from experiments.storing.run_store import RunRecord, RunStore
from experiments.tables.run_tables import RUN_TABLES

Made = TypeVar("Made")
FEW: Final = 24  # runs are written sooner than processes begin


def while_packed(
    make: Callable[[], Made],
    folder: Path,
    records: Sequence[RunRecord],
    run_store: RunStore,
    options: RunOptions,
) -> tuple[Made, list[Path]]:
    """Make something while the tables are written; give it, and their files.

    Args:
        make: makes it, here.
        folder: where the tables are written.
        records: of the runs.
        run_store: where the runs are kept.
        options: how the runs were made: whether there may be several processes.

    Raises:
        OSError: a table cannot be written, or a run not be read.
    """
    alone = options.executor == "serial" or options.workers == 1 or len(records) <= FEW
    pack = store.write_run_tables if alone else _write_apart
    with ThreadPoolExecutor(1) as beside:
        packed = beside.submit(pack, folder, records, run_store)
        return make(), packed.result()


def _write_apart(folder: Path, records: Sequence[RunRecord], run_store: RunStore) -> list[Path]:
    tables = list(RUN_TABLES)
    written = in_order(partial(_written, folder, records, run_store), tables, len(tables))
    for one in written:
        if isinstance(one, Exception):
            raise one
    return written


def _written(
    folder: Path, records: Sequence[RunRecord], run_store: RunStore, name: str, _tick: object
) -> Path | Exception:
    """Write a table; what goes wrong is an answer too, for who waits to tell."""
    try:
        return store.write_run_table(folder, records, run_store, name)
    except Exception as error:
        return error

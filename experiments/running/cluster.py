"""Jobs done by the workers of a dask.distributed cluster: one at an address, or one of our own.

Dask pickles what it sends and unpickles what comes, here and there: whoever can reach the scheduler can run
code in both. So a scheduler at an address must be trusted; one of our own listens on this computer only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Any, Final

from experiments.running.pool import LOST, JobT, cores
from experiments.running.worker_process import Task, Tick
from sim.engine.extras import how_to_install
from sim.engine.settings import BadInput

_JOBS_A_WORKER: Final = 4  # handed over ahead of time, so that nobody waits for the next job
_PATIENCE: Final = "30s"


class Cluster:
    """Workers of a cluster; use it as a context, at whose end a cluster of our own is gone."""

    def __init__(self, task: Task, workers: int | None, address: str | None) -> None:
        """Reach for the scheduler.

        Args:
            task: see :class:`experiments.running.pool.Pool`; workers must be able to import it.
            workers: of a cluster of our own.
            address: of a scheduler, such as ``tcp://127.0.0.1:8786``; default: a cluster of our own.

        Raises:
            BadInput: dask.distributed is not installed, or nobody answers at the address.
        """
        try:
            import distributed
        except ImportError:
            raise BadInput(f"executor dask: needs dask.distributed; {how_to_install('hpc')}") from None
        self._task = task
        self._stack = ExitStack()
        where: Any = address or self._stack.enter_context(_own_cluster(workers or cores()))
        try:
            self._client = self._stack.enter_context(distributed.Client(where, timeout=_PATIENCE))
        except (OSError, ValueError) as error:
            self._stack.close()
            raise BadInput(f"--address: no dask scheduler answers at {address!r} ({error})") from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def answers(self, jobs: Iterable[JobT], on_tick: Tick) -> Iterator[tuple[JobT, Any]]:
        """Do the jobs and give each with its answer, as they come; months are told when a job is done."""
        from distributed import as_completed

        waiting = iter(jobs)
        held = {self._submit(job): job for job in islice(waiting, self._at_once())}
        coming = as_completed(list(held))
        for future in coming:
            job = held.pop(future)
            months, answer = _result(future)
            for another in islice(waiting, 1):
                held[following := self._submit(another)] = another
                coming.add(following)
            if months:
                on_tick(months)
            yield job, answer

    def _submit(self, job: object) -> Any:
        return self._client.submit(_counted, self._task, job, pure=False)

    def _at_once(self) -> int:
        known: int = sum(self._client.nthreads().values())
        return _JOBS_A_WORKER * max(known, 1)


def _own_cluster(workers: int) -> Any:
    from distributed import LocalCluster

    here = "127.0.0.1"
    return LocalCluster(n_workers=workers, threads_per_worker=1, host=here, dashboard_address=f"{here}:0")


def _counted(task: Task, job: object) -> tuple[int, Any]:
    """In a worker: do a job, count its months."""
    months: list[int] = []
    answer = task(job, months.append)
    return sum(months), answer


def _result(future: Any) -> tuple[int, Any]:
    """What came of a job; a worker that died under it is tried again by dask before this."""
    from distributed import KilledWorker

    try:
        done: tuple[int, Any] = future.result()
    except KilledWorker:
        return 0, LOST
    return done

"""Jobs done one after another here, or by a few worker processes that stay up until all jobs are done.

Jobs are taken as workers become free, so that a long list need not be in memory. A job's answer comes back
with the job, in whatever order jobs end. A worker that dies loses only the job that it held: its answer is
:data:`LOST`, and a new worker takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any, Final, TypeVar, cast

Tick = Callable[[int], None]
JobT = TypeVar("JobT")
Task = Callable[[Any, Tick], Any]


class Lost:
    """Answer of a job whose worker died."""


LOST: Final = Lost()
_ONE_THREAD: Final = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_PRELOADED: Final = ["sim.simulation", "experiments.running.bench"]
_GONE: Final = (EOFError, BrokenPipeError, ConnectionResetError)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Serial:
    """Everything here, one job after another."""

    def __init__(self, task: Task) -> None:
        """Prepare for a task; see :class:`Pool`."""
        self._task = task

    def __enter__(self) -> Serial:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left open."""

    def answers(self, jobs: Iterable[JobT], on_tick: Tick) -> Iterator[tuple[JobT, Any]]:
        """Do the jobs and give each with its answer."""
        for job in jobs:
            yield job, self._task(job, on_tick)


class Pool:
    """Worker processes; use it as a context, at whose end they are gone."""

    def __init__(self, task: Task, workers: int) -> None:
        """Prepare for a task, a function that can be pickled; workers start when there is work.

        Args:
            task: called in a worker with a job and a function that takes the months done since its last call.
            workers: how many at most.
        """
        self._context = _context()
        self._task = task
        self._workers = workers
        self._processes: dict[Connection, BaseProcess] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe, process in self._processes.items():
            process.terminate()
            process.join()
            pipe.close()
        self._processes.clear()

    def answers(self, jobs: Iterable[JobT], on_tick: Tick) -> Iterator[tuple[JobT, Any]]:
        """Do the jobs and give each with its answer, as they come."""
        waiting = iter(jobs)
        held: dict[Connection, JobT] = {}
        idle = list(self._processes)
        self._hand_out(waiting, idle, held)
        while held:
            for pipe in _ready(held):
                kind, content = _receive(pipe)
                if kind == "tick":
                    on_tick(content)
                    continue
                job = held.pop(pipe)
                if kind == "answer":
                    idle.append(pipe)
                else:
                    self._bury(pipe)
                self._hand_out(waiting, idle, held)
                yield job, content

    def _hand_out(
        self, waiting: Iterator[JobT], idle: list[Connection], held: dict[Connection, JobT]
    ) -> None:
        """Give every free worker a job while there are any."""
        while idle or len(held) < self._workers:
            try:
                job = next(waiting)
            except StopIteration:
                return
            pipe = idle.pop() if idle else self._start_worker()
            held[pipe] = job
            _send(pipe, job)

    def _start_worker(self) -> Connection:
        here, there = self._context.Pipe()
        with (
            environment_of_workers(),
            nullcontext() if _is_of_the_script(self._task) else _without_the_script(),
        ):
            process = self._context.Process(target=_serve, args=(there, self._task), daemon=True)
            process.start()
        there.close()
        self._processes[here] = process
        return here

    def _bury(self, pipe: Connection) -> None:
        process = self._processes.pop(pipe)
        process.kill()
        process.join()
        pipe.close()


def _context() -> ForkServerContext | SpawnContext:
    """A way to start processes that copies no threads and no open files of ours."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([] if sys.flags.ignore_environment else _PRELOADED)
    return context


@contextmanager
def environment_of_workers() -> Iterator[None]:
    """While processes start, tell them to use one thread and to look for modules where this process does.

    Python would have them look in the current folder first, and take a user's folder ``sim`` for ours.
    """
    told = dict.fromkeys(_ONE_THREAD, "1")
    told |= {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path), "PYTHONSAFEPATH": "1"}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _is_of_the_script(task: Task) -> bool:
    """Whether a task has a part that workers can only find in the script that runs here."""
    return b"__main__" in pickle.dumps(task)


@contextmanager
def _without_the_script() -> Iterator[None]:
    """While a process starts, hide the script that runs here, lest the worker runs it once more.

    Ours are functions of modules, so that workers need nothing of it, and a script of three lines needs no
    ``if __name__ == "__main__"``.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _ready(held: dict[Connection, Any]) -> list[Connection]:
    return cast("list[Connection]", wait(list(held)))


def _send(pipe: Connection, job: object) -> None:
    """Hand over a job; if the worker is dead, reading from its pipe will say so."""
    with suppress(BrokenPipeError):
        pipe.send(job)


def _receive(pipe: Connection) -> tuple[str, Any]:
    try:
        message: tuple[str, Any] = pipe.recv()
    except _GONE:
        return "dead", LOST
    return message


def _serve(pipe: Connection, task: Task) -> None:
    """Life of a worker: do jobs until the other end is gone. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tick(months: int) -> None:
        try:
            pipe.send(("tick", months))
        except _GONE:
            raise SystemExit from None  # nobody waits for the run: end in the midst of it

    with suppress(*_GONE):
        while True:
            job = pipe.recv()
            pipe.send(("answer", task(job, tick)))

"""Jobs done one after another here, or by a few worker processes that stay up until all jobs are done.

Jobs are taken as workers become free, so that a long list need not be in memory. A job's answer comes back
with the job, in whatever order jobs end. A worker that dies loses only the job that it held: its answer is
:data:`LOST`, and a new worker takes its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, TypeVar, cast

from experiments.running.worker_process import GONE, Task, Tick, ready_to_start, serve, start_context

JobT = TypeVar("JobT")


class Lost:
    """Answer of a job whose worker died."""


LOST: Final = Lost()


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
        self._context = start_context()
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
        with ready_to_start(self._task):
            process = self._context.Process(target=serve, args=(there, self._task), daemon=True)
            process.start()
        there.close()
        self._processes[here] = process
        return here

    def _bury(self, pipe: Connection) -> None:
        process = self._processes.pop(pipe)
        process.kill()
        process.join()
        pipe.close()


def as_done(task: Task, jobs: Sequence[JobT], workers: int) -> Iterator[tuple[JobT, Any]]:
    """Do a few jobs that say nothing of how far they are, and give each with its answer, as they come.

    Raises:
        RuntimeError: a worker died.
    """
    with Serial(task) if workers == 1 or len(jobs) < 2 else Pool(task, workers) as hands:
        for job, answer in hands.answers(jobs, lambda _months: None):
            if isinstance(answer, Lost):
                raise RuntimeError("a worker process died")
            yield job, answer


def in_order(task: Task, jobs: Sequence[Any], workers: int) -> list[Any]:
    """The same, all answers in the order of the jobs."""
    found = {id(job): answer for job, answer in as_done(task, jobs, workers)}
    return [found[id(job)] for job in jobs]


def _ready(held: dict[Connection, Any]) -> list[Connection]:
    return cast("list[Connection]", wait(list(held)))


def _send(pipe: Connection, job: object) -> None:
    """Hand over a job; if the worker is dead, reading from its pipe will say so."""
    with suppress(BrokenPipeError):
        pipe.send(job)


def _receive(pipe: Connection) -> tuple[str, Any]:
    try:
        message: tuple[str, Any] = pipe.recv()
    except GONE:
        return "dead", LOST
    return message

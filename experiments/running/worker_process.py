"""A worker process: how it is started so that it needs nothing of ours, and how it lives."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from types import ModuleType
from typing import Any, Final

Tick = Callable[[int], None]
Task = Callable[[Any, Tick], Any]

_ONE_THREAD: Final = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_PRELOADED: Final = ["sim.simulation", "experiments.running.bench"]
GONE: Final = (EOFError, BrokenPipeError, ConnectionResetError)


def start_context() -> ForkServerContext | SpawnContext:
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


def load_beside() -> None:
    """Let the process that workers are forked from load the model while this one does."""
    if isinstance(start_context(), ForkServerContext):
        with environment_of_workers():
            forkserver.ensure_running()


@contextmanager
def ready_to_start(task: Task) -> Iterator[None]:
    """While a worker for a task starts: its environment, and the script here only if the task needs it."""
    with environment_of_workers(), nullcontext() if _is_of_the_script(task) else _without_the_script():
        yield


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


def serve(pipe: Connection, task: Task) -> None:
    """Life of a worker: do jobs until the other end is gone. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tick(months: int) -> None:
        try:
            pipe.send(("tick", months))
        except GONE:
            raise SystemExit from None  # nobody waits for the run: end in the midst of it

    with suppress(*GONE):
        while True:
            job = pipe.recv()
            pipe.send(("answer", task(job, tick)))

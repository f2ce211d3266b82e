"""Silent slips made loud: a draw from the global random state stops the test that made it.

Warnings are errors too (pyproject.toml). Every draw of the model is keyed by who, when and what for; a draw
from the state that all code shares would make results depend on the order of things, so it is refused here.
"""

from __future__ import annotations

import gc
import os
import random
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import settings

from tests import work_shares

if TYPE_CHECKING:
    from tests.scenario_files import Write


os.environ.setdefault("MPLBACKEND", "Agg")

# A shell that starts a job in the background has it ignore Ctrl-C, and whatever the job starts too.
if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    and threading.current_thread() is threading.main_thread()
):
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples on every run; compiling a kernel may take longer than any deadline.
settings.register_profile("shequ", derandomize=True, deadline=None, database=None)
settings.load_profile("shequ")

# What is collected stays: to look through it for garbage again and again would take a third of the time.
gc.disable()


def pytest_collection(session: pytest.Session) -> None:
    """Begin."""
    work_shares.begin_once(session.config)


def pytest_collection_finish() -> None:
    """Tests begin."""
    work_shares.collect_garbage_seldom()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Share the files out."""
    return work_shares.scheduler(config, log)


# Files whose tests share long runs begin, so that at the end no process works at one of them alone.
LONG_FIRST = (
    *("tests/levers/", "tests/test_levers_act.py", "tests/views/page/", "tests/views/test_serving.py"),
    *("tests/experiments/running/", "tests/experiments/page/", "tests/experiments/test_api.py"),
    *("tests/experiments/report/", "tests/experiments/figures/", "tests/promises/"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the files, those with slow tests first too; within a file and among the rest the order stays."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow and not item.nodeid.startswith(LONG_FIRST))


# Whose draws can reach a result. Others may draw: hypothesis, or a cluster that waits a random while.
WATCHED = ("sim", "experiments", "tests", "mesa", "networkx", "scipy", "numpy", "pandas")

# Lower-case functions of ``random`` and ``numpy.random`` that do not draw. All others do, or seed.
HARMLESS = {"getstate", "setstate", "get_state", "set_state", "get_bit_generator", "set_bit_generator"}
HARMLESS |= {"default_rng", "test"}


def _functions_that_draw(module: ModuleType) -> list[str]:
    public = [name for name in dir(module) if name[0].islower() and name not in HARMLESS]
    return [name for name in public if callable(getattr(module, name))]


def _poisoned(module: ModuleType, name: str) -> Callable[..., Any]:
    """Give the function of this name, but not to a caller whose draws could reach a result."""
    original: Callable[..., Any] = getattr(module, name)

    def refuse_or_draw(*args: Any, **kwargs: Any) -> Any:
        caller = str(sys._getframe(1).f_globals.get("__name__", ""))
        if caller.split(".")[0] in WATCHED or caller.startswith("test_"):
            raise AssertionError(
                f"{caller} called {module.__name__}.{name}(), which draws from the global random state: "
                "use a keyed stream of sim.engine, or a generator made from a seed"
            )
        return original(*args, **kwargs)

    return refuse_or_draw


def _global_state() -> tuple[object, ...]:
    """Read the state of Python's and NumPy's global generators, in a form that compares."""
    kind, keys, *rest = np.random.get_state(legacy=True)  # noqa: NPY002 - it is watched, not drawn from
    return random.getstate(), kind, np.asarray(keys).tobytes(), *rest


@pytest.fixture(scope="session", autouse=True)
def global_randomness_is_poisoned() -> Iterator[None]:
    """Refuse draws from the global random state, in tests and in the fixtures that they share."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (random, np.random):
            for name in _functions_that_draw(module):
                patch.setattr(module, name, _poisoned(module, name))
        yield


@pytest.fixture(autouse=True)
def global_random_state_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """Notice draws behind the functions' back: networkx without a seed uses the object behind ``random``."""
    before = _global_state()
    yield
    assert request.node.get_closest_marker("foreign_draws") or _global_state() == before, (
        "something drew from the global random state during this test: give a seed to the library that did"
    )


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and give its path."""

    def write_file(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write_file

"""Tries a fault: puts it into a copy of the project and runs tests there, forked from a warm process."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from tests.mutation.mutants import Mutant, mutants_of

# Loaded once; every process forked from here has them.
OUTSIDE: Final = (
    "numpy",
    "scipy.stats",
    "numba",
    "pandas",
    "pyarrow.parquet",
    "mesa",
    "networkx",
    "hypothesis",
)
QUIET: Final = "ignore::pytest.PytestAssertRewriteWarning"  # hypothesis is loaded before pytest is
CPU_SECONDS: Final = 120  # the nearest tests need some twenty when all is well, compiling sixty more
PLAIN_SECONDS: Final = 40  # after which uncompiled rules have not decided
STILL_SECONDS: Final = 300  # without any work done, after which tests wait for what never comes


@dataclass(frozen=True)
class SuiteVerdict:
    """What tests said: the first that failed, ``"time"`` for a run without end, empty if all passed."""

    failed: str
    seconds: float


class Copy:
    """A copy of a commit of the project in which faults are put, one at a time.

    Attributes:
        root: where it stands.
    """

    def __init__(self, project: Path, root: Path, commit: str, without: list[str]) -> None:
        """Write it and translate it to byte code that is checked by content, not by the clock."""
        self.root, self._project = root, project
        self._without = [f"--deselect={test}" for test in without]
        archive = subprocess.Popen(["git", "archive", commit], cwd=project, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", str(root)], stdin=archive.stdout, check=True)
        (root / ".venv").symlink_to(project / ".venv")
        checked = ["-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "sim", "experiments"]
        subprocess.run([sys.executable, *checked], cwd=root, check=True)
        for name in OUTSIDE:
            importlib.import_module(name)
        self._sources = _alone(root / "sim/engine/sources.py", "sim.engine.sources")
        self._baked = [file.read_text() for file in root.rglob("sim/**/*.py") if "@njit" in file.read_text()]
        self._remember_digests()

    @contextmanager
    def having(self, fault: Mutant) -> Iterator[None]:
        """Put a fault in; take it out at the end."""
        file = self.root / fault.file
        healthy = file.read_text(encoding="utf-8")
        try:
            file.write_text(fault.applied(healthy), encoding="utf-8")
            yield
        finally:
            file.write_text(healthy, encoding="utf-8")

    def mutants_of(self, file: Path) -> list[Mutant]:
        """All faults that can be put into a file of the copy."""
        return mutants_of(file.relative_to(self.root).as_posix(), file.read_text(encoding="utf-8"))

    def moves_compiled_code(self, fault: Mutant) -> bool:
        """Whether compiled code differs: a rule, or a constant of a module that a rule reads by name."""
        name = fault.where.split(".")[0] or fault.text.split(":")[0].split("=")[0].strip()
        at_call = re.search(r"\bdef\b", fault.text) is None and fault.where[:1].islower()
        return fault.compiled or (
            not at_call and any(re.search(rf"\b{re.escape(name)}\b", text) for text in self._baked)
        )

    def _remember_digests(self) -> None:
        """Note the state of the healthy sources; compiled code of the faulty ones is the same."""
        for file in sorted((self.root / "sim").rglob("*.py")):
            module = file.relative_to(self.root).with_suffix("").as_posix().replace("/", ".")
            self._sources.digest(self.root, module.removesuffix(".__init__"))

    def ask(self, tests: list[str], fault: Mutant, *, plain: bool = False) -> SuiteVerdict:
        """Run tests until one fails.

        Args:
            tests: files, in this order.
            fault: what is in the copy.
            plain: rules run as plain Python, uncompiled.
        """
        if not tests:
            return SuiteVerdict("", 0.0)
        told = self.root / ".failed"
        told.write_text("")
        child = os.fork()
        if child == 0:
            if self.moves_compiled_code(fault):
                self._sources.digest.cache_clear()
                self._sources.imported.cache_clear()
                self._sources.source_of.cache_clear()
            self._run(tests, told, plain)
        status, used = _end_of(child)
        failed = told.read_text() or {0: "", 5 << 8: ""}.get(status, "tests cannot be loaded")
        if os.WIFSIGNALED(status):
            failed = "time"
        return SuiteVerdict(failed, used)

    def _run(self, tests: list[str], told: Path, plain: bool) -> None:
        """Be the process that runs them; never returns."""
        os.setsid()
        seconds = PLAIN_SECONDS if plain else CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        null, out = (
            os.open(os.devnull, os.O_RDONLY),
            os.open(self.root / ".output", os.O_CREAT | os.O_WRONLY | os.O_TRUNC),
        )
        for target, source in enumerate((null, out, out)):
            os.dup2(source, target)
        os.chdir(self.root)
        paths = [str(self.root), str(self.root / "experiments/public")]
        sys.path[:] = paths + [
            one
            for one in sys.path
            if (one and self._project not in (Path(one), *Path(one).parents)) or "site-packages" in one
        ]
        os.environ |= {
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLBACKEND": "Agg",
        }
        sys.dont_write_bytecode = True
        for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
            del sys.modules[name]
        main: Any = sys.modules["__main__"]
        main.__spec__, main.__file__ = None, str(Path(pytest.__file__).with_name("__main__.py"))  # not us
        if plain:
            from numba.core import config

            setattr(config, "DISABLE_JIT", True)  # noqa: B010 (Numba does not declare it)
            os.environ["NUMBA_DISABLE_JIT"] = "1"
        code = 3
        try:
            code = int(
                pytest.main(
                    [
                        "-x",
                        "-q",
                        "-m",
                        "not slow",
                        "-p",
                        "no:cacheprovider",
                        "-W",
                        QUIET,
                        *self._without,
                        *tests,
                    ],
                    plugins=[_Tells(told)],
                )
            )
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


class _Tells:
    """Writes down the first test that fails."""

    def __init__(self, told: Path) -> None:
        self._told = told

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._told.write_text(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._told.write_text(f"{report.nodeid} cannot be loaded")


def _end_of(child: int) -> tuple[int, float]:
    """Wait for a process and end what it leaves behind; its status, and the processor time it used.

    A busy machine makes tests slow: only processor time ends them, or that nothing at all is done any more.
    """
    done, since = -1, time.monotonic()
    while True:
        found, status, used = os.wait4(child, os.WNOHANG)
        if found:
            break
        if (now := _ticks_of(child)) != done:
            done, since = now, time.monotonic()
        elif time.monotonic() - since > STILL_SECONDS:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
        time.sleep(0.1)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return status, used.ru_utime + used.ru_stime


def _ticks_of(session: int) -> int:
    """Processor time used by all processes of a session that still run, in the kernel's ticks."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = file.read_text().rpartition(")")[2].split()
            ticks += (int(told[3]) == session) * (int(told[11]) + int(told[12]))
    return ticks


def _alone(file: Path, name: str) -> ModuleType:
    """Load one module without its package, under the name by which the package will find it."""
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module

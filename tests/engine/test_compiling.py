"""Compiled code is kept where only its user can write, and nothing depends on its being kept."""

from __future__ import annotations

import gc
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numba.core.event import trigger_event

from sim.ahead import compile_residents_month
from sim.engine import compiling
from sim.engine.compiling import code_cache, njit, quick_compiling
from sim.residents import decision
from sim.residents.choice import years_term

ROOT = Path(__file__).parents[2]
# What a rule gives, whether compiling it was noticed, and why it is not kept.
PROGRAM = """
import sim.engine
from sim.engine import compiling
from sim.engine.arithmetic import exp
with compiling.timed(lambda: None) as clock:
    print(exp(1))  # the kind of number that nothing has asked for yet
print(clock.seconds > 0.0)
print(compiling.trouble())
"""
COMPILED, LOADED = "True", "False"
NO_ROOM = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))\n"
NOBODY = """
import os, pwd
def unknown(_user):
    raise KeyError
pwd.getpwuid = unknown
for name in ("HOME", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR"):
    os.environ.pop(name, None)
"""


def in_a_process(cache: Path, before: str = "", root: Path = ROOT) -> list[str]:
    """Value, whether it was compiled, trouble."""
    cache.mkdir(exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "NUMBA_CACHE_DIR"}
    environment |= {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(root), "TMPDIR": str(cache)}
    command = [sys.executable, "-c", before + PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=cache)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def private_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return compiling.private(compiling.cache_home())


def test_compiled_code_is_kept_in_a_folder_of_the_users_own_and_loaded_from_there(tmp_path: Path) -> None:
    value = in_a_process(tmp_path)
    assert value == ["2.7182818284590455", COMPILED, ""]
    assert (tmp_path / "shequ").stat().st_mode & 0o777 == 0o700
    assert in_a_process(tmp_path) == [value[0], LOADED, ""], "loading is not taken for compiling"


def test_a_full_disk_under_the_cache_ends_no_run_and_is_told(tmp_path: Path) -> None:
    value, compiled, trouble = in_a_process(tmp_path, NO_ROOM)
    assert (value, compiled) == ("2.7182818284590455", COMPILED)
    assert "compiled code is not kept for the next time" in trouble
    assert "File too large" in trouble


@pytest.mark.slow
@pytest.mark.parametrize("left", [0, 100])
def test_a_cache_that_a_loss_of_power_cut_off_is_compiled_anew(tmp_path: Path, left: int) -> None:
    in_a_process(tmp_path)
    files = [file for kind in ("nbi", "nbc") for file in tmp_path.rglob(f"*.{kind}")]
    assert len(files) >= 2
    for file in files:
        file.write_bytes(file.read_bytes()[:left])
    assert in_a_process(tmp_path) == ["2.7182818284590455", COMPILED, ""]
    assert in_a_process(tmp_path) == ["2.7182818284590455", LOADED, ""]


def test_a_user_without_a_home_goes_on_without_a_cache_and_is_told(tmp_path: Path) -> None:
    value, compiled, trouble = in_a_process(tmp_path, NOBODY)
    assert (value, compiled) == ("2.7182818284590455", COMPILED)
    assert "this user has no home folder; set XDG_CACHE_HOME" in trouble
    assert list(tmp_path.rglob("*.nb?")) == [], "nor is there one in a folder that all users share"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes of Unix")
def test_a_folder_of_another_user_is_not_loaded_from(
    private_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: private_cache.stat().st_uid + 1)
    with pytest.raises(PermissionError, match="belongs to another user"):
        compiling.private(private_cache)


@pytest.mark.parametrize("mode", [0o770, 0o777, 0o702])
def test_a_folder_that_others_may_write_is_not_loaded_from(private_cache: Path, mode: int) -> None:
    private_cache.chmod(mode)
    with pytest.raises(PermissionError, match="others may write there; chmod go-w it"):
        compiling.private(private_cache)


@pytest.mark.slow
def test_code_that_others_could_have_written_is_not_run(private_cache: Path) -> None:
    in_a_process(private_cache.parent)
    for folder in private_cache.iterdir():
        folder.chmod(0o777)
    value, compiled, trouble = in_a_process(private_cache.parent)
    assert (value, compiled) == ("2.7182818284590455", COMPILED)
    assert "others may write there; chmod go-w it" in trouble


def test_without_home_and_passwd_entry_there_is_no_folder_to_guess(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(_user: int) -> None:
        raise KeyError

    for name in ("HOME", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    with pytest.raises(OSError, match="no home folder"):
        compiling.cache_home()


def test_only_folders_of_earlier_sources_of_the_module_are_dropped(private_cache: Path) -> None:
    names = [f"sim.engine.random-{number:016x}" for number in range(code_cache.KEPT + 3)]
    others = ("notes", "sim.engine.random-notes", "sim.engine.arithmetic-0123456789abcdef")
    for age, name in enumerate((*others, *names)):
        (private_cache / name).mkdir()
        os.utime(private_cache / name, (age, age))
    code_cache._drop_oldest(private_cache / names[0])
    kept = {one.name for one in private_cache.iterdir()}
    assert {*others, names[0], *names[-code_cache.KEPT :]} == kept


@pytest.mark.slow
def test_a_change_elsewhere_or_another_working_directory_compiles_nothing_anew(tmp_path: Path) -> None:
    """A copy of the engine stands for another working directory; only what a rule imports is its source."""
    copies = [tmp_path / name for name in ("here", "there")]
    for copy in copies:
        shutil.copytree(ROOT / "sim" / "engine", copy / "sim" / "engine")
        (copy / "sim" / "__init__.py").write_text("")
    cache = tmp_path / "cache"
    assert in_a_process(cache, root=copies[0])[1] == COMPILED
    (copies[1] / "sim" / "engine" / "records.py").write_text("CHANGED = True\n")
    assert in_a_process(cache, root=copies[1])[1] == LOADED
    changed = copies[1] / "sim" / "engine" / "arithmetic.py"
    changed.write_text(f"{changed.read_text()}CHANGED = True\n")
    assert in_a_process(cache, root=copies[1])[1] == COMPILED


def test_compiling_within_compiling_is_counted_once() -> None:
    clock = compiling.CompileTime(lambda: None)
    clock.on_end(None)
    assert clock.seconds == 0.0, "what began before is not ours"
    for _ in range(3):
        clock.on_start(None)
    for _ in range(2):
        clock.on_end(None)
    assert clock.seconds == 0.0
    clock.on_end(None)
    assert clock.seconds > 0.0


def test_compiling_is_told_once_and_only_when_it_takes_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    now = iter((10.0, 11.0, 20.0, 21.5, 30.0, 40.0))
    monkeypatch.setattr("sim.engine.compiling.compile_time.time.monotonic", lambda: next(now))
    clock = compiling.CompileTime(lambda: told.append(clock.seconds))
    for _ in range(3):
        clock.on_start(None)
        clock.on_end(None)
    assert told == [2.5]
    assert clock.seconds == 12.5


def test_nothing_is_collected_until_the_last_rule_that_is_being_compiled_is_done() -> None:
    with trigger_event("numba:compile"):
        with trigger_event("numba:compile"):
            inside = gc.isenabled()
        between = gc.isenabled()
    assert (inside, between, gc.isenabled()) == (False, False, True)


def test_passes_over_functions_are_made_for_the_rules_that_need_them_alone() -> None:
    compile_residents_month()
    done: list[str] = []
    passes = quick_compiling._passes_for(
        [quick_compiling._mangled("sim.residents.decision")], lambda _, module: done.append(module.name)
    )
    library = SimpleNamespace(_codegen=SimpleNamespace(_data_layout="layout"))
    decide: Any = decision.decide
    known = next(iter(decide.overloads.values())).fndesc.mangled_name
    for name, is_declaration in ((known, False), (known, True), ("_ZN3sim6engine6random4drawE", False)):
        rule = SimpleNamespace(name=name, is_declaration=is_declaration)
        module = SimpleNamespace(name=f"{name}, {is_declaration}", functions=[rule], data_layout="")
        passes(library, module)
        assert module.data_layout == "layout"
    assert done == [f"{known}, False"], "Numba names a rule as we think, and only who defines it needs them"


@njit(nogil=True)
def asked_by_a_compiled_rule(years_here: float) -> float:
    return years_term(years_here)


def test_an_inner_rule_is_given_to_compiled_rules_and_refused_to_python_in_a_sentence() -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"choice\.years_term: only compiled rules call an inner rule"):
            years_term(3.0)
        assert asked_by_a_compiled_rule(3.0) == pytest.approx(np.log(4.0 / 11.0))

"""P12: those who fill a folder together, and those who may not: shares, and the locks between them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from experiments.running.options import ArrayPart, PartDone, RunOptions
from experiments.storing.folder import ResultFolder
from experiments.storing.lock import FileLock
from experiments.storing.versions import versions
from sim.engine.settings import BadInput
from tests.experiments.fakes import content
from tests.experiments.refusals import refusal_of
from tests.experiments.small_questions import answered, small_comparison


def test_one_run_at_a_time_fills_a_folder(tmp_path: Path) -> None:
    words = ["run", "tiny", "--out", str(tmp_path / "x"), "--set", "calendar.burn_in=0"]
    with FileLock(ResultFolder(tmp_path / "x", "").lock_file()) as lock:
        assert lock.take()
        assert "x: another shequ is filling it" in refusal_of([*words, "--set", "calendar.horizon=1"])
    assert list(tmp_path.iterdir()) == []


def share(folder: Path, part: int, seeds: int = 4) -> None:
    small_comparison(folder, seeds, options=RunOptions("serial", share=ArrayPart(part, 2)))


def test_shares_publish_no_leftovers_of_one_that_was_killed(tmp_path: Path) -> None:
    with pytest.raises(PartDone):
        share(tmp_path / "x", 1)
    (tmp_path / "x.partial" / "result").mkdir()
    for name in (".monthly.parquet.1", "result/.monthly.parquet.1", "result/half.svg"):
        (tmp_path / "x.partial" / name).write_text("junk")
    share(tmp_path / "x", 2)
    assert content(tmp_path / "x") == content(answered(tmp_path / "whole", seeds=4))


def test_a_share_that_comes_while_the_result_is_written_has_nothing_to_do(tmp_path: Path) -> None:
    with FileLock(ResultFolder(tmp_path / "x", "").lock_file()) as lock:
        assert lock.take()
        with pytest.raises(PartDone, match="another process is writing the result") as done:
            share(tmp_path / "x", 2)
    assert done.value.failed == 0
    assert list(tmp_path.iterdir()) == []


def test_shares_leave_no_lock_files(tmp_path: Path) -> None:
    with pytest.raises(PartDone):
        share(tmp_path / "x", 1)
    assert [file.name for file in tmp_path.iterdir()] == ["x.partial"]


@pytest.mark.parametrize("what", ["model", "numpy"])
def test_shares_of_different_versions_say_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    with pytest.raises(PartDone):
        share(tmp_path / "x", 1)
    other = versions() | {what: "0.0.1"}
    monkeypatch.setattr("experiments.storing.workshop.versions", lambda: other)
    with pytest.raises(
        BadInput, match=rf"shares of other versions, which do not mix \({what} .* 0\.0\.1 here"
    ):
        share(tmp_path / "x", 2)


def next_descriptor() -> int:
    """The lowest that is free."""
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor


def test_the_last_of_those_who_share_a_lock_removes_its_file_and_none_keeps_it_open(tmp_path: Path) -> None:
    file, free = tmp_path / "x.lock", next_descriptor()
    one, other, third = (FileLock(file) for _ in range(3))
    assert one.take(shared=True)
    assert other.take(shared=True)
    assert not third.take()
    one.release()
    assert file.exists()
    assert not third.take()
    other.release()
    assert not file.exists()
    assert next_descriptor() == free


def test_shares_of_different_questions_do_not_mix(tmp_path: Path) -> None:
    with pytest.raises(PartDone):
        share(tmp_path / "x", 1)
    with pytest.raises(BadInput, match="holds finished runs of another question"):
        share(tmp_path / "x", 2, seeds=5)

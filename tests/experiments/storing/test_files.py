"""Files are whole or not there, after a loss of power too."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.storing.files import whole_file, write_bytes, write_json, write_text


def by_context(file: Path) -> None:
    with whole_file(file) as temporary:
        temporary.write_text("[1]\n")


WRITERS: dict[str, tuple[Callable[[Path], None], bool]] = {
    "whole_file": (by_context, True),
    "write_text": (lambda file: write_text(file, "[1]\n"), True),
    "write_json": (lambda file: write_json(file, [1]), True),
    "a run's archive": (lambda file: write_bytes(file, b"[1]\n", forced=False), False),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_file_gets_its_name_after_all_of_it_is_on_the_disk_but_a_runs_archive_at_once(
    writer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, forced = WRITERS[writer]
    file, on_disk = tmp_path / "x.json", []

    def noted(descriptor: int) -> None:
        on_disk.append((os.fstat(descriptor).st_size, file.exists()))

    monkeypatch.setattr(os, "fsync", noted)
    write(file)
    assert on_disk == ([(4, False)] if forced else [])
    assert file.read_bytes() == b"[1]\n"
    assert list(tmp_path.iterdir()) == [file]


def half_written(file: Path) -> None:
    with whole_file(file) as temporary:
        temporary.write_text("half")
        raise ZeroDivisionError


def test_a_file_whose_writing_fails_stays_as_it_was_and_nothing_is_left(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    write_text(file, "before")
    with pytest.raises(ZeroDivisionError):
        half_written(file)
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]

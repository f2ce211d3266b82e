"""What a manifest says of the source that ran."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.storing import versions


def git(folder: Path, *words: str) -> str:
    own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *own, *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    versions.commit.cache_clear()
    yield
    versions.commit.cache_clear()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(versions, "package_root", lambda: tmp_path)
    git(tmp_path, "init", "-q")
    (tmp_path / "rule.py").write_text("x = 1\n")
    git(tmp_path, "add", "rule.py")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def test_the_commit_is_the_one_that_git_names(repository: Path) -> None:
    assert versions.commit() == git(repository, "rev-parse", "HEAD").strip()


def test_an_edited_source_is_said_to_be_so(repository: Path) -> None:
    (repository / "rule.py").write_text("x = 1\ny = 2\n")
    assert versions.commit() == git(repository, "rev-parse", "HEAD").strip() + "-dirty"


def test_outside_a_repository_there_is_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "package_root", lambda: tmp_path)
    assert versions.commit() is None


def test_a_spoilt_repository_names_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "package_root", lambda: tmp_path)
    (tmp_path / ".git").write_text("gitdir: nowhere\n")
    assert versions.commit() is None

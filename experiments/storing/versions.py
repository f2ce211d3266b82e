"""What a result was made with: versions of the model and of the libraries that its numbers depend on."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import platform
import subprocess
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Final

from sim.engine.version import shequ_version

LIBRARIES: Final = ("mesa", "numpy", "numba", "scipy", "pandas", "pyarrow")


def package_root() -> Path:
    """Folder that holds the packages ``sim`` and ``experiments``."""
    return Path(__file__).resolve().parents[2]


def _folder_of(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent


@functools.cache
def model_version() -> str:
    """Version of the distribution with a hash of the model's source; equal ones compute equal numbers."""
    sources = _folder_of("sim")
    content = hashlib.sha256()
    for file in sorted(sources.rglob("*.py")):
        if "views" in file.relative_to(sources).parts:
            continue
        content.update(file.relative_to(sources).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{shequ_version()}+{content.hexdigest()[:12]}"


def versions() -> dict[str, str]:
    """Versions for the manifest."""
    own = {"shequ": shequ_version(), "model": model_version(), "python": platform.python_version()}
    return own | _libraries()


@functools.cache
def _libraries() -> dict[str, str]:
    return {name: metadata.version(name) for name in LIBRARIES}


@functools.cache
def source_date() -> str:
    """Date of the running source, YYYY-MM-DD: of its commit, or of its installation."""
    day = _git("show", "--no-patch", "--format=%cs", "HEAD")
    return day or date.fromtimestamp((_folder_of("sim") / "__init__.py").stat().st_mtime).isoformat()


@functools.cache
def commit() -> str | None:
    """Commit of the running source, with ``-dirty`` if it was edited; None outside a repository."""
    return _git("describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def _git(*words: str) -> str | None:
    """What git says of the repository of the running source, only reading it; None if there is none."""
    if not (package_root() / ".git").exists():
        return None
    command = ["git", "--no-optional-locks", *words]
    try:
        done = subprocess.run(command, cwd=package_root(), capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip() or None

"""Where compiled rules are kept: a folder for each state of a module's sources, so that old code never runs.

Numba checks only the file of the function that it loads; a rule in another file that was compiled into it
could change unnoticed. A folder named by a hash of all that the module imports rules that out; a change of
any other file, or another working directory, compiles nothing anew. Code is loaded from there unseen, so the
folder must be the user's own, with nobody else allowed to write. Without such a folder, or on a full disk,
everything works as well: each process compiles for itself, and :func:`trouble` says why.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Final

from numba.core import dispatcher
from numba.core.caching import Cache, CompileResultCacheImpl, NullCache, UserProvidedCacheLocator

from sim.engine import sources

KEPT: Final = 8
_OF_A_SOURCE: Final = re.compile(r"[a-z_.]+-[0-9a-f]{16}")
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_trouble: list[str] = []


def trouble() -> str:
    """Why compiled code is not kept for the next time, in a line; empty if it is."""
    return _trouble[0] if _trouble else ""


def _note(error: OSError) -> None:
    where = f"{error.filename}: " if error.filename else ""
    _trouble.append(f"compiled code is not kept for the next time ({where}{error.strerror or error})")


def cache_home() -> Path:
    """Folder for compiled code: where Numba was told, else in the user's cache folder.

    Raises:
        OSError: the user has no home folder.
    """
    told = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(told) if told else Path.home() / ".cache") / "shequ"
    except RuntimeError:
        raise FileNotFoundError(errno.ENOENT, "this user has no home folder; set XDG_CACHE_HOME") from None


def private(folder: Path) -> Path:
    """Make sure that a folder is there, is ours, and that nobody else may write in it.

    Raises:
        OSError: it cannot be made, belongs to somebody else, or is open to others.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.stat()
    if hasattr(os, "geteuid"):
        if found.st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, "belongs to another user", str(folder))
        if found.st_mode & _OTHERS_MAY_WRITE:
            raise PermissionError(errno.EPERM, "others may write there; chmod go-w it", str(folder))
    return folder


class BySources(UserProvidedCacheLocator):
    """Finds the folder of a function by the hash of all sources that its module rests on."""

    package: ClassVar[Path]
    found: ClassVar[set[str]] = set()  # folders that this process has looked at, which many functions share

    def __init__(self, function: Callable[..., Any], file: str) -> None:
        """Name the folder of this state of the sources."""
        module = function.__module__
        self._py_file = file
        self._lineno = function.__code__.co_firstlineno
        self._stamp = sources.digest(self.package.parent, module)
        self._cache_path = str(cache_home() / f"{module}-{self._stamp}")

    def get_source_stamp(self) -> str:
        """Hash of the sources."""
        return self._stamp

    def ensure_cache_path(self) -> None:
        """Make the folder; drop the oldest others of the module.

        Raises:
            OSError: it cannot be made, or others may write there.
        """
        folder = Path(self._cache_path)
        is_new = not folder.is_dir()
        os.utime(private(folder))
        if is_new:
            _drop_oldest(folder)

    @classmethod
    def from_function(cls, function: Callable[..., Any], file: str) -> BySources | None:
        """Give the place of a function of the package; None for others, or where nothing can be kept."""
        if not Path(file).is_relative_to(cls.package):
            return None
        place = cls(function, file)
        try:
            if place._cache_path not in cls.found:
                place.ensure_cache_path()
                cls.found.add(place._cache_path)
        except OSError as error:
            _note(error)
            return None
        return place


class Overloads(CompileResultCacheImpl):
    """What Numba keeps of a function, in the folder of its sources."""

    _locator_classes: Any = (BySources,)


class ForgivingCache(Cache):
    """Numba's cache of a function, of which neither a full disk nor a spoilt file ends a run."""

    _impl_class: Any = Overloads

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Load compiled code; None if there is none that can be used."""
        try:
            return super().load_overload(sig, target_context)  # type: ignore[no-untyped-call]
        except Exception:  # whatever a file that was cut off makes pickle say: it is compiled anew
            with contextlib.suppress(OSError):
                self.flush()  # type: ignore[no-untyped-call]
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep compiled code if that can be done."""
        try:
            super().save_overload(sig, data)  # type: ignore[no-untyped-call]
        except OSError as error:
            _note(error)


def use_cache_of(package: Path) -> None:
    """Let Numba keep what it compiles of a package in the user's own folder."""
    BySources.package = package
    try:
        private(cache_home())
    except OSError as error:
        _note(error)
    setattr(dispatcher, "FunctionCache", _cache_of)  # noqa: B010 (Numba does not declare it)


def _cache_of(function: Callable[..., Any]) -> Cache | NullCache:
    """Cache of a function; one that keeps nothing where nothing can be kept."""
    if _trouble or not Path(function.__code__.co_filename).is_relative_to(BySources.package):
        return NullCache()
    try:
        kept: Cache = ForgivingCache(function)  # type: ignore[no-untyped-call]
        return kept
    except RuntimeError:  # Numba found no place; why is noted
        return NullCache()


def _drop_oldest(mine: Path) -> None:
    """Drop what was kept for earlier sources of the same module, but for the last few."""
    with contextlib.suppress(OSError):  # another process may be dropping the same folders
        module = mine.name.rpartition("-")[0]
        others = [one for one in mine.parent.glob(f"{module}-*") if one != mine and _is_kept(one.name)]
        for old in sorted(others, key=lambda one: one.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)


def _is_kept(name: str) -> bool:
    """Whether a folder's name is one that is given here."""
    return _OF_A_SOURCE.fullmatch(name) is not None

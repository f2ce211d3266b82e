"""Where compiled rules are kept: one folder for each state of the source, so that old code never runs.

Numba checks only the file of the function that it loads; a rule in another file that was compiled into it
could change unnoticed. A folder named by a hash of all sources rules that out. Code is loaded from there
unseen, so the folder must be the user's own, with nobody else allowed to write. Without such a folder, or on
a full disk, everything works as well: each process compiles for itself, and :func:`trouble` says why.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from numba import config
from numba.core import dispatcher, event
from numba.core.caching import FunctionCache, NullCache

KEPT: Final = 8
LONG: Final = 2.0  # seconds of compiling that a person notices
_OF_A_SOURCE: Final = re.compile(r"[0-9a-f]{16}")
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_trouble: list[str] = []


def source_digest(package: Path) -> str:
    """Hash every Python file under a package but its pages, where nothing is compiled."""
    digest = hashlib.sha256()
    for path in sorted(path for path in package.rglob("*.py") if "views" not in path.parts):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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


class ForgivingCache(FunctionCache):
    """Numba's cache of a function, of which neither a full disk nor a spoilt file ends a run."""

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
    """Let Numba keep what it compiles in the folder of this state of the source; drop the oldest others."""
    try:
        home = private(cache_home())
        mine = private(home / source_digest(package))
        os.utime(mine)
    except OSError as error:
        _note(error)
        dispatcher.FunctionCache = lambda _function: NullCache()  # type: ignore[attr-defined]
        return
    _drop_oldest(home, mine)
    config.CACHE_DIR = str(mine)  # type: ignore[attr-defined]
    dispatcher.FunctionCache = ForgivingCache  # type: ignore[attr-defined]


def _drop_oldest(home: Path, mine: Path) -> None:
    with contextlib.suppress(OSError):  # another process may be dropping the same folders
        others = [one for one in home.iterdir() if one != mine and _OF_A_SOURCE.fullmatch(one.name)]
        for old in sorted(others, key=lambda one: one.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)


class CompileTime(event.Listener):
    """Seconds that this process has spent compiling; loading what was kept is not compiling.

    Attributes:
        seconds: so far, of what is finished.
    """

    def __init__(self, on_long: Callable[[], None]) -> None:
        """Listen.

        Args:
            on_long: called once, when compiling has taken long enough to be noticed.
        """
        self.seconds = 0.0
        self._on_long = on_long
        self._depth = 0
        self._since = 0.0

    def on_start(self, _event: object) -> None:
        """A function is compiled, perhaps for another that is being compiled."""
        if self._depth == 0:
            self._since = time.monotonic()
        self._depth += 1

    def on_end(self, _event: object) -> None:
        """It is compiled, or could not be."""
        self._depth = max(self._depth - 1, 0)  # it may have begun before we listened
        if self._depth == 0 and self._since:
            before = self.seconds
            self.seconds += time.monotonic() - self._since
            self._since = 0.0
            if before < LONG <= self.seconds:
                self._on_long()


@contextlib.contextmanager
def timed(on_long: Callable[[], None]) -> Iterator[CompileTime]:
    """Tell how long is spent compiling in the context; see :class:`CompileTime`."""
    listener = CompileTime(on_long)
    with event.install_listener("numba:compile", listener):
        yield listener

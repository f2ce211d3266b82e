"""Who may fill a result folder: one process, or several that each do their share of it.

The lock is the operating system's, on a file beside the folder, so it ends with its process, however.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import TracebackType
from typing import Final

try:
    import fcntl
except ImportError:  # a system without such locks: nothing is guarded there
    fcntl = None  # type: ignore[assignment]

_TAKEN: Final = (errno.EAGAIN, errno.EACCES)


class FileLock:
    """A lock on a file, which is made if need be."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing happens yet."""
        self._path = path
        self._descriptor = -1
        self._shared = False

    def take(self, *, shared: bool = False, wait: bool = False) -> bool:
        """Take the lock.

        Args:
            shared: let others share it too.
            wait: until it is free.

        Returns:
            Whether we have it now.
        """
        self.release()
        while True:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            self._shared = shared
            if not self._flock(wait):
                os.close(self._descriptor)
                self._descriptor = -1
                return False
            if self._is_still_there():
                return True
            os.close(self._descriptor)

    def _flock(self, wait: bool) -> bool:
        if fcntl is None:
            return True
        how = fcntl.LOCK_SH if self._shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._descriptor, how if wait else how | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _TAKEN  # a file system without locks: nothing is guarded there
        return True

    def _is_still_there(self) -> bool:
        """Whether the file was not removed, by who had it before us, between our opening and locking it."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give it back; who has it alone, or is the last to share it, also removes the file."""
        if self._descriptor < 0:
            return
        if not self._shared or self._is_last():
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1

    def _is_last(self) -> bool:
        """Whether nobody else shares it, in which case we have it alone from now on."""
        if fcntl is None:
            return False
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return self._is_still_there()

    def __enter__(self) -> FileLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

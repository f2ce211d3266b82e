"""Where compiled rules are kept: one folder for each state of the source, so that old code never runs.

Numba checks only the file of the function that it loads; a rule in another file that was compiled into it
could change unnoticed. A folder named by a hash of all sources rules that out.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from numba import config

KEPT: Final = 8


def source_digest(package: Path) -> str:
    """Hash every Python file under a package but its pages, where nothing is compiled."""
    digest = hashlib.sha256()
    for path in sorted(path for path in package.rglob("*.py") if "views" not in path.parts):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_home() -> Path:
    """Folder for compiled code: as Numba was told, else the user's cache folder, else a temporary one."""
    told = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    home = Path(told) if told else Path.home() / ".cache"
    try:
        (home / "shequ").mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir()) / "shequ"
    return home / "shequ" if os.access(home / "shequ", os.W_OK) else Path(tempfile.gettempdir()) / "shequ"


def use_cache_of(package: Path) -> None:
    """Let Numba keep what it compiles in the folder of this state of the source; drop the oldest others."""
    home = cache_home()
    mine = home / source_digest(package)
    mine.mkdir(parents=True, exist_ok=True)
    os.utime(mine)
    with contextlib.suppress(OSError):  # another process may be dropping the same folders
        others = sorted((one for one in home.iterdir() if one != mine), key=lambda one: one.stat().st_mtime)
        for old in others[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    config.CACHE_DIR = str(mine)  # type: ignore[attr-defined]

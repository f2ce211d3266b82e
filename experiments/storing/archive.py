"""A few parts in one file: a zip archive that does not pack them again, with a checksum a part.

The file gets its name when it is complete, but is not forced to disk, which would take longer than a short
run: after a loss of power it may be spoilt, and its checksums and the list of parts at its end tell that.
"""

from __future__ import annotations

import errno
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from experiments.storing.files import write_bytes


def write_archive(path: Path, parts: Mapping[str, bytes | memoryview]) -> None:
    """Write parts by their names, all or none; equal parts give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    write_bytes(path, packed.getbuffer(), forced=False)


def read_part(path: Path, name: str) -> bytes:
    """Read a part.

    Raises:
        FileNotFoundError: there is no such file.
        OSError: the file is spoilt.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name)
    except (zipfile.BadZipFile, KeyError, EOFError):
        raise OSError(errno.EIO, "is spoilt; delete it and give the same command again", str(path)) from None

"""Files that are whole or not there: written under a temporary name, forced to disk, then renamed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sim.engine.refusal import BadInput

LONGEST_NAME: Final = 240  # characters of a path in a message


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to; it gets its final name only if the context ends well."""
    temporary = _temporary(path)
    try:
        with _named(path):
            yield temporary
            with temporary.open("rb+") as written:
                os.fsync(written.fileno())
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let an error tell which file could not be written: a full disk does not."""
    try:
        yield
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, os.strerror(error.errno), str(path)) from error


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")


def write_bytes(path: Path, content: bytes | memoryview, *, forced: bool = True) -> None:
    """Write a file, whole or not at all.

    Args:
        path: its final name.
        content: of the file.
        forced: wait until it is on disk, so that it is whole even after a loss of power.
    """
    temporary = _temporary(path)
    try:
        with _named(path), temporary.open("wb") as opened:
            opened.write(content)
            opened.flush()
            if forced:
                os.fsync(opened.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all."""
    write_bytes(path, text.encode())


def write_json(path: Path, content: Any) -> None:
    """Write a JSON file, whole or not at all: a line an entry of a table or of a list of tables."""
    write_text(path, _lines(content, "") + "\n")


def _lines(content: Any, margin: str) -> str:
    inner = margin + " "
    if isinstance(content, dict) and content:
        entries = [f"{inner}{_one_line(str(key))}: {_lines(value, inner)}" for key, value in content.items()]
        return "{\n" + ",\n".join(entries) + f"\n{margin}}}"
    if isinstance(content, list) and content and isinstance(content[0], dict):
        return "[\n" + ",\n".join(inner + _one_line(entry) for entry in content) + f"\n{margin}]"
    return _one_line(content)


_one_line: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def read_json(path: Path) -> Any:
    """Read a JSON file.

    Raises:
        BadInput: it is missing, no file, cannot be read, or not JSON that can be held.
    """
    return parsed_json(read_bytes(path), path)


def parsed_json(content: bytes, path: Path) -> Any:
    """Read JSON that stands in a file.

    Raises:
        BadInput: it is not JSON that can be held.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise refusal(path, f"is spoilt, or not JSON ({error})") from None


def read_bytes(path: Path) -> bytes:
    """Read a file; a pipe or a device, which may have no end, is none.

    Raises:
        BadInput: it is missing, no file, or cannot be read.
    """
    try:
        if not path.is_file():
            raise refusal(path, "is not a file" if os.path.lexists(path) else "no such file")
        return path.read_bytes()
    except OSError as error:
        raise refusal(path, f"cannot be read ({error.strerror or error})") from None


def refusal(path: Path, why: object) -> BadInput:
    """A file or folder that cannot be used; of a very long path the end, which names it."""
    name = str(path)
    return BadInput(f"{name if len(name) <= LONGEST_NAME else '…' + name[-LONGEST_NAME:]}: {why}")


def sha256(path: Path) -> str:
    """Hash of a file's content."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def link_or_copy(file: Path, to: Path) -> None:
    """Let a file that is never changed stand in a second place too, without a copy where that can be."""
    try:
        to.hardlink_to(file)
    except OSError:
        with whole_file(to) as temporary:
            shutil.copyfile(file, temporary)

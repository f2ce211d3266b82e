"""The only reader of TOML: a plain file of UTF-8 (a byte order mark is allowed), of bounded size and depth.

What cannot be read is refused in one line that names the file.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final

from sim.engine.refusal import BadInput, full_width

LARGEST: Final = 2**20  # bytes of a file
WIDEST: Final = 10_000  # characters of a line: what tomllib does with a dotted key grows with its square
QUOTES: Final = "“”‘’"
_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


class NotToml(BadInput):
    """A text is not written as TOML prescribes."""


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        BadInput: the file is missing, no plain file, unreadable, too large, not UTF-8, or not TOML.
    """
    return parse_toml(text_of(path), str(path))


def text_of(path: Path) -> str:
    """Text of a file.

    Raises:
        BadInput: as :func:`read_toml`, save that it need not be TOML.
    """
    refuse_name(str(path))
    return _decoded(_content(path), str(path))


def refuse_name(name: str) -> None:
    """Refuse a name or path that no file can have, or that cannot be written down again.

    Raises:
        BadInput: it holds a null character, or bytes that are not UTF-8.
    """
    if "\0" in name or (not name.isascii() and any("\ud800" <= sign <= "\udfff" for sign in name)):
        raise BadInput(f"{name}: this name holds a null character or is not UTF-8: rename the file")


def _content(path: Path) -> bytes:
    """Bytes of a plain file; opened without waiting, so that a pipe without a writer does not hold us."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise BadInput(f"{path}: cannot be read (it is no plain file)")
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadInput(f"{path}: no such file") from None
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror or error})") from None
    if len(content) > LARGEST:
        raise BadInput(f"{path}: is larger than {LARGEST // 2**10} KiB: too large for a file of settings")
    return content


def _decoded(content: bytes, origin: str) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        pass
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    looks = "UTF-16" if wide else "GBK" if _is_gbk(content) else "another encoding"
    raise BadInput(f"{origin}: cannot be read: it is not UTF-8 (it looks like {looks}): save as UTF-8")


def _is_gbk(content: bytes) -> bool:
    """Whether bytes are text in the encoding that Chinese editors use beside UTF-8."""
    try:
        return (
            content.decode("gb18030").replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable()
        )
    except UnicodeDecodeError:
        return False


def parse_toml(text: str, origin: str) -> dict[str, Any]:
    """Parse TOML.

    Args:
        text: the content.
        origin: the file or option, for messages.

    Raises:
        BadInput: not TOML, nested too deeply, a number or a line too long.
    """
    longest = max(map(len, text.split("\n")))
    if longest > WIDEST:
        raise BadInput(f"{origin}: a line of {longest} characters; at most {WIDEST} are read: break it up")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        strange = _strange(text, str(error))
        raise NotToml(f"{origin}: not valid TOML ({_first_sentence(error)}){strange}") from None
    except RecursionError:
        raise BadInput(f"{origin}: not valid TOML (lists within lists, too deep)") from None
    except ValueError as error:  # a number of more digits than Python reads, a date that is none
        raise BadInput(f"{origin}: not valid TOML ({_first_sentence(error)})") from None


def _first_sentence(error: Exception) -> str:
    """The first sentence of an error, without the advice to programmers that may follow."""
    return str(error).partition(";")[0][:200]


def _strange(text: str, message: str) -> str:
    """Name the full-width sign at the place of an error, or a quotation mark before it on that line."""
    found = _PLACE.search(message)
    if found is None:
        return ""
    line = text.split("\n")[int(found[1]) - 1][: int(found[2])]
    return full_width(line[-1:]) or full_width(next((sign for sign in reversed(line) if sign in QUOTES), ""))

"""Settings files and ``--set``: from text to a flat mapping, refused in one line that names the file.

The only reader of TOML: a plain file of UTF-8 (a byte order mark is allowed), of bounded size and depth.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sim.engine.refusal import BadInput, full_width, nearest, shown
from sim.engine.settings import Flat, flatten

LARGEST: Final = 2**20  # bytes of a file
WIDEST: Final = 10_000  # characters of a line: what tomllib does with a dotted key grows with its square
QUOTES: Final = "“”‘’"
MOST_FILES: Final = 100  # read for one scenario or question, each as often as it is included
_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


class NotToml(BadInput):
    """A text is not written as TOML prescribes."""


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        BadInput: the file is missing, no plain file, unreadable, too large, not UTF-8, or not TOML.
    """
    refuse_name(str(path))
    return parse_toml(_decoded(_content(path), str(path)), str(path))


def read_settings(path: Path, origin: str = "") -> tuple[Any, Flat]:
    """What a file includes, and its own settings by dotted path, which are not to be changed.

    Args:
        path: of the file.
        origin: what messages call it, if not by its path.

    Raises:
        BadInput: as :func:`read_toml`.
    """
    refuse_name(str(path))
    return _settings(_decoded(_content(path), str(path)), origin or str(path))


@lru_cache(maxsize=64)
def _settings(text: str, origin: str) -> tuple[Any, Flat]:
    """The same of its text: a file is read at every load, and parsed again only when it has changed."""
    tree = parse_toml(text, origin)
    return tree.pop("include", []), flatten(tree, origin)


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


def read_override(text: str) -> Flat:
    """Read one ``PATH=VALUE`` of ``--set``, VALUE as in TOML; what is no TOML is taken as a text.

    Raises:
        BadInput: not of that form, or more than one.
    """
    path, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not path:
        raise BadInput(f"--set {shown(text)}: must be PATH=VALUE{full_width(text)}")
    refuse_name(text)
    tree = _value(value, f"--set {shown(path)}")
    if set(tree) != {"value"}:
        raise BadInput(f"--set {shown(text)}: must be one PATH=VALUE")
    return flatten({path: tree["value"]}, "--set")


def _value(text: str, origin: str) -> dict[str, Any]:
    try:
        return parse_toml(f"value = {text}", origin)
    except NotToml:
        return {"value": text}


class SettingsFiles:
    """Reads files after those that they include, whose settings they override.

    Attributes:
        shelves: folders in which an included file is looked for after the folder of the including one.
        names: files that can be included by name alone.
        read: how many files have been read.
    """

    def __init__(self, shelves: Sequence[Path], names: dict[str, Path]) -> None:
        """Say where included files are found."""
        self.shelves = tuple(shelves)
        self.names = names
        self.read = 0

    def flat(self, path: Path, chain: tuple[Path, ...] = ()) -> Flat:
        """Settings of a file and of all that it includes, by dotted path.

        Raises:
            BadInput: a file cannot be read or found, or files include each other without end.
        """
        if path.resolve() in chain:
            raise BadInput(f"{path}: include: goes round in a circle")
        self.read += 1
        if self.read > MOST_FILES:
            raise BadInput(f"{path}: include: more than {MOST_FILES} files are read, one by way of another")
        included, own = read_settings(path)
        flat: Flat = {}
        for name in _included(included, path):
            flat |= self.flat(self.find(name, path), (*chain, path.resolve()))
        return flat | own

    def find(self, name: str, path: Path) -> Path:
        """Where an included file is: beside the including one, among those that ship, or a name of these.

        Raises:
            BadInput: it is nowhere; the message names the including file and the folders.
        """
        refuse_name(name)
        places = [path.parent / name, *(shelf / name for shelf in self.shelves)]
        found = next((place for place in places if name and place.exists() and not place.is_dir()), None)
        if found or name in self.names:
            return found or self.names[name]
        folders = ", ".join(str(folder) for folder in (path.parent.resolve(), *self.shelves))
        hint = nearest(Path(name).stem, list(self.names))
        raise BadInput(
            f"{path}: include: {shown(name)} is no file in {folders}, and no name that ships{hint}"
        )


def _included(given: Any, path: Path) -> list[str]:
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise BadInput(f"{path}: include: must be a name or a list of names of files, not {shown(given)}")
    return names

"""Settings files with all that they include, and ``--set``: from text to a flat mapping by dotted path."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sim.engine.refusal import BadInput, full_width, nearest, shown
from sim.engine.settings import Flat, flatten
from sim.engine.toml_files import NotToml, parse_toml, refuse_name, text_of

MOST_FILES: Final = 100  # read for one scenario or question, each as often as it is included


def read_settings(path: Path, origin: str = "") -> tuple[Any, Flat]:
    """What a file includes, and its own settings by dotted path, which are not to be changed.

    Args:
        path: of the file.
        origin: what messages call it, if not by its path.

    Raises:
        BadInput: as :func:`sim.engine.toml_files.read_toml`.
    """
    return _settings(text_of(path), origin or str(path))


@lru_cache(maxsize=64)
def _settings(text: str, origin: str) -> tuple[Any, Flat]:
    """The same of its text: a file is read at every load, and parsed again only when it has changed."""
    tree = parse_toml(text, origin)
    return tree.pop("include", []), flatten(tree, origin)


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

"""A few parts in one file: a zip archive that does not pack them again, with a checksum a part.

The file gets its name when it is complete, but is not forced to disk, which would take longer than a short
run: after a loss of power it may be spoilt. So one of its parts describes it: whose it is, the hash of every
other part, and its own. A part is believed only if the description is whole, names the right owner, and has
the part's hash; the file's name alone says nothing.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from experiments.storing.files import parsed_json, write_bytes
from experiments.storing.seal import KEY, is_sealed, sealed
from sim.engine.refusal import BadInput

DESCRIPTION: Final = "record.json"
_OWNER: Final = "id"
_PARTS: Final = "parts"


@dataclass(frozen=True)
class Archive:
    """A file of parts.

    Attributes:
        path: where it is.
        owner: whose parts it must hold.
    """

    path: Path
    owner: str

    def write(self, about: Mapping[str, Any], parts: Mapping[str, bytes | memoryview]) -> None:
        """Write parts by their names, all or none; equal parts give equal bytes.

        Args:
            about: what the description says beside the owner and the hashes.
            parts: their content.
        """
        hashes = {name: _hash(content) for name, content in parts.items()}
        description = sealed({**about, _OWNER: self.owner, _PARTS: hashes})
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in (*parts.items(), (DESCRIPTION, json.dumps(description).encode())):
                archive.writestr(zipfile.ZipInfo(name), content)
        write_bytes(self.path, packed.getbuffer(), forced=False)

    def describe(self) -> dict[str, Any]:
        """What the archive says of itself, without the hashes.

        Raises:
            FileNotFoundError: there is no such file.
            OSError: it is spoilt, or somebody else's.
        """
        (described,) = self._read(DESCRIPTION)
        description = self._description(described)
        return {key: value for key, value in description.items() if key not in (_PARTS, KEY)}

    def read(self, *names: str) -> list[bytes]:
        """Read some parts.

        Raises:
            FileNotFoundError: there is no such file.
            OSError: it is spoilt, or somebody else's.
        """
        described, *parts = self._read(DESCRIPTION, *names)
        hashes = self._description(described)[_PARTS]
        if any(hashes.get(name) != _hash(part) for name, part in zip(names, parts, strict=True)):
            raise self._spoilt()
        return parts

    def _description(self, content: bytes) -> dict[str, Any]:
        try:
            found = parsed_json(content, self.path)
        except BadInput:
            raise self._spoilt() from None
        if not (isinstance(found, dict) and is_sealed(found) and isinstance(found.get(_PARTS), dict)):
            raise self._spoilt()
        if found.get(_OWNER) != self.owner:
            raise self._spoilt(f"holds another run ({found.get(_OWNER)})")
        return found

    def _read(self, *names: str) -> list[bytes]:
        if not self.path.is_file():
            raise FileNotFoundError(errno.ENOENT, "no such file", str(self.path))
        with self.path.open("rb") as opened:
            try:
                with zipfile.ZipFile(opened) as archive:
                    return [archive.read(name) for name in names]
            except Exception:  # a spoilt header asks for passwords, unknown packings, places before the file
                raise self._spoilt() from None

    def _spoilt(self, what: str = "is spoilt") -> OSError:
        return OSError(errno.EIO, f"{what}; delete it and give the same command again", str(self.path))


def _hash(content: bytes | memoryview) -> str:
    return hashlib.sha256(content).hexdigest()

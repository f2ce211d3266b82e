"""Results that ship, found by name without loading what makes them, so that a typo is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from experiments.asking.shipped_files import shipped_worlds
from experiments.storing import manifest
from experiments.storing.versions import package_root
from sim.engine.refusal import BadInput, nearest

WORLDS: Final = ".parquet"  # how the file of an ensemble ends


def published_folder() -> Path:
    """Folder of the results that are committed: beside the package, or inside an installed wheel."""
    beside = package_root() / "results" / "published"
    return beside if beside.is_dir() else package_root() / "sim" / "_shipped" / "published"


def find_results(names: Sequence[str]) -> list[Path]:
    """Folders of results and files of plausible worlds, by name or path; all that ship if none is named.

    Raises:
        BadInput: a folder is not there or has no manifest, or nothing is published.
    """
    known = {file.parent.name: file.parent for file in sorted(published_folder().glob(f"*/{manifest.FILE}"))}
    known |= {file.stem: file for file in sorted(shipped_worlds().glob("*.parquet"))}
    if not names and not known:
        raise BadInput(f"{published_folder()}: no published results")
    return [_find(name, known) for name in names] if names else list(known.values())


def _find(name: str, known: dict[str, Path]) -> Path:
    folder = known.get(name, Path(name))
    if not (folder.is_dir() or (folder.suffix == WORLDS and folder.is_file())):
        raise BadInput(
            f"result {name!r}: no such folder, and nothing published of that name{nearest(name, list(known))}"
        )
    return folder

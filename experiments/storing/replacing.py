"""A finished folder takes the place of an earlier one, of which only what its manifest lists goes.

Both have their names by renaming, so that at every moment one of them is whole: killed between, the next
command finishes what was begun. The earlier one waits as ``.NAME.old`` until what others put there has moved.
"""

from __future__ import annotations

from pathlib import Path

from experiments.storing import manifest
from experiments.storing.files import refusal


def _old(final: Path) -> Path:
    return final.with_name(f".{final.name}.old")


def clashes(new: Path, final: Path) -> list[str]:
    """Names in an earlier folder that its manifest does not list and that the new one has as well."""
    if not final.is_dir():
        return []
    ours = _ours(final)
    others = (entry.name for entry in sorted(final.iterdir()) if entry.name not in ours)
    return [name for name in others if (new / name).exists()]


def _ours(folder: Path) -> set[str]:
    """Names of what shequ has put directly into a folder."""
    told = manifest.read_manifest(folder)
    if told is None:
        return set()
    return {name.partition("/")[0] for name in manifest.listed(told)} | {manifest.FILE, manifest.CRATE}


def take_place(new: Path, final: Path) -> None:
    """Let a finished folder appear under its final name, in place of one that may stand there."""
    if final.is_dir() and not any(final.iterdir()):
        final.rmdir()
    if final.exists():
        final.rename(_old(final))
    new.rename(final)
    finish_taking_place(final)


def finish_taking_place(final: Path) -> None:
    """Finish what was begun, or undo it if the new folder has not appeared; most often there is nothing.

    Raises:
        BadInput: what stands where earlier folders wait is not of shequ.
    """
    old = _old(final)
    if not old.exists():
        return
    told = manifest.read_manifest(old)
    if told is None and any(old.iterdir()):
        raise refusal(old, "is not of shequ and stands in the way; move it")
    if not final.exists():
        old.rename(final)
        return
    _remove_listed(old, list(manifest.listed(told)) if told else [])
    for left in old.iterdir():
        if left.name != manifest.FILE and not (final / left.name).exists():
            left.rename(final / left.name)
    (old / manifest.FILE).unlink(missing_ok=True)
    if not any(old.iterdir()):
        old.rmdir()


def _remove_listed(folder: Path, names: list[str]) -> None:
    """Remove files, and the folders below that they leave empty; the manifest, which lists them, stays."""
    for name in (*names, manifest.CRATE):
        file = folder / name
        file.unlink(missing_ok=True)
        if file.parent != folder and file.parent.is_dir() and not any(file.parent.iterdir()):
            file.parent.rmdir()

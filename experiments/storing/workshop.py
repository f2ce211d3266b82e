"""``NAME.partial``, where a result is made: whose runs it holds, and what may be removed from it.

In ``runs/`` stand the finished runs, in ``result/`` what the result has so far, and ``batch.json`` says which
question they are of and which versions made them. Whatever else somebody puts there stays there.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from experiments.storing.files import read_json, refusal, write_json, write_text
from experiments.storing.manifest import MAKER
from experiments.storing.run_store import RunStore
from experiments.storing.versions import versions

RUNS: Final = "runs"
RESULT: Final = "result"
BATCH: Final = "batch.json"


@dataclass(frozen=True)
class Workshop:
    """A folder in which a result is made.

    Attributes:
        folder: where it is.
        question: hash of what is answered.
    """

    folder: Path
    question: str

    @property
    def result(self) -> Path:
        """What the result has so far."""
        return self.folder / RESULT

    @property
    def run_store(self) -> RunStore:
        """Runs that are finished."""
        return RunStore(self.folder / RUNS)

    @property
    def is_begun(self) -> bool:
        """Whether something is being made, or its making was interrupted."""
        return (self.folder / BATCH).exists()

    def begin(self, *, shared: bool, drop_others: bool) -> None:
        """Make it, or go on in it.

        Args:
            shared: others work in it too, so that what they have begun stays.
            drop_others: whether finished runs of another question may go.

        Raises:
            BadInput: it is not ours, or holds runs that would be lost, or that do not mix with ours.
        """
        self.refuse_others(shared=shared, drop_others=drop_others)
        self.run_store.folder.mkdir(parents=True, exist_ok=True)
        mine = {"made_by": MAKER, "question": self.question, "versions": versions()}
        if self._begun() != mine:
            write_json(self.folder / BATCH, mine)
        if not shared:
            self.clear()
        _try_to_write(self.run_store.folder)

    def refuse_others(self, *, shared: bool, drop_others: bool = False) -> None:
        """Refuse runs of another question, or shared with another version.

        Raises:
            BadInput: naming what differs.
        """
        begun = self._begun()
        if not begun and os.path.lexists(self.result):
            raise refusal(self.folder, "is there already and is not of shequ; give another --out")
        if begun and begun.get("question") != self.question and self.run_store.has_any():
            if shared or not drop_others:
                raise refusal(
                    self.folder,
                    "holds finished runs of another question; give another --out, or --replace to drop them",
                )
            self._drop_runs()
        if begun and shared:
            self._refuse_other_versions(begun.get("versions"))

    def _begun(self) -> dict[str, Any]:
        """What ``batch.json`` says; nothing if there is none."""
        file = self.folder / BATCH
        found = read_json(file) if os.path.lexists(file) else {}
        if not isinstance(found, dict) or (found and found.get("made_by") != MAKER):
            raise refusal(file, "is not of shequ; give another --out")
        return found

    def _refuse_other_versions(self, theirs: Any) -> None:
        there = theirs if isinstance(theirs, dict) else {}
        differing = [(name, mine) for name, mine in versions().items() if mine != there.get(name)]
        if differing:
            told = ", ".join(f"{name} {there.get(name)} there, {mine} here" for name, mine in differing)
            raise refusal(self.folder, f"is filled by shares of other versions, which do not mix ({told})")

    def clear(self) -> None:
        """Drop what was made of the result before; for who works here alone."""
        if self.result.exists():
            shutil.rmtree(self.result)
        self.result.mkdir()

    def tidy(self) -> None:
        """Remove everything but what others put here."""
        self._drop_runs()
        shutil.rmtree(self.result, ignore_errors=True)
        (self.folder / BATCH).unlink(missing_ok=True)
        for folder in (self.run_store.folder, self.folder):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _drop_runs(self) -> None:
        for file in self.run_store.files():
            file.unlink(missing_ok=True)


def _try_to_write(folder: Path) -> None:
    write_text(folder / ".writable", "")
    (folder / ".writable").unlink(missing_ok=True)

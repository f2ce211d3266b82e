"""Result folders: whole under their final name or not there, and in the place of nothing else.

While ``NAME`` is being made, ``NAME.partial`` stands beside it (:mod:`experiments.storing.workshop`); it
stays after an interrupt, so that the same command goes on from it. An earlier result gives way only to an
answer of the same question, or when that is asked for; then what its manifest lists is replaced, and what
somebody else put there stays.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.storing.crate import write_crate
from experiments.storing.files import link_or_copy, refusal
from experiments.storing.lock import FileLock
from experiments.storing.manifest import answers, changed, listed, read_manifest, seal
from experiments.storing.replacing import clashes, finish_taking_place, take_place
from experiments.storing.run_store import RunStore
from experiments.storing.workshop import RUNS, Workshop
from sim.engine.settings import BadInput


class Taken(BadInput):
    """Another process is filling a folder."""


@dataclass(frozen=True)
class ResultFolder:
    """A folder that becomes visible when it is complete.

    Attributes:
        final: its name then.
        question: hash of what it answers.
        replace: whether it may take the place of the answer to another question.
    """

    final: Path
    question: str
    replace: bool = False

    @property
    def workshop(self) -> Workshop:
        """Stands beside it while it is being made."""
        return Workshop(self.final.with_name(f"{self.final.name}.partial"), self.question)

    @property
    def partial(self) -> Path:
        """Where it is made."""
        return self.workshop.result

    @property
    def run_store(self) -> RunStore:
        """Runs that are finished."""
        return self.workshop.run_store

    def lock_file(self, part: str = "") -> Path:
        """File beside the folder on which stands the lock of who fills it, or a part of it."""
        return self.final.with_name(".".join(filter(None, ["", self.final.name, part, "lock"])))

    def is_answered(self, *, resume: bool = False) -> bool:
        """Whether it is there already, made by this very model; to resume, without failures."""
        return answers(self.final, self.question, resume=resume)

    def refuse_to_lose_anything(self) -> None:
        """Refuse to take the place of what is no answer to the question, or not as it was written.

        Raises:
            BadInput: naming what is there.
        """
        is_empty = self.final.is_dir() and not any(self.final.iterdir())
        if is_empty or not os.path.lexists(self.final):
            return
        told = read_manifest(self.final) if self.final.is_dir() else None
        if self.final.is_symlink() or told is None:
            raise refusal(self.final, "is there already and is not a result folder; give another --out")
        if not self.replace:
            self._refuse_to_replace(told)

    def _refuse_to_replace(self, told: dict[str, Any]) -> None:
        if told["question"] != self.question:
            raise refusal(
                self.final,
                "holds the answer to another question; give another --out, or --replace to replace its "
                f"{len(listed(told))} files ({told['command']})",
            )
        files = listed(told)
        edited = [name for name in changed(self.final, files) if (self.final / name).exists()]
        if edited:
            raise refusal(
                self.final,
                f"{edited[0]} in it was edited or spoilt; --replace writes it anew, or give another --out",
            )

    def make_room(self) -> None:
        """Make sure that the folder can be made; nothing of it is made yet.

        Raises:
            BadInput: something else stands there, or its place cannot be made.
        """
        self.refuse_to_lose_anything()
        with self._refusing_if_unwritable():
            self.final.parent.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def _refusing_if_unwritable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise refusal(self.final, f"cannot be written ({error.strerror or error})") from None

    def open(self, *, shared: bool = False) -> None:
        """Make the folder in which runs are kept, or find it with what an interrupted batch left there.

        Args:
            shared: others fill it too, so that what they have begun stays.

        Raises:
            BadInput: it cannot be made there, or holds runs that would be lost.
        """
        with self._refusing_if_unwritable():
            finish_taking_place(self.final)
        self.make_room()
        with self._refusing_if_unwritable():
            self.workshop.begin(shared=shared, drop_others=self.replace)
            self._take_over_runs()

    def _take_over_runs(self) -> None:
        """Link what an answer with failures has kept of its finished runs."""
        told = read_manifest(self.final)
        if told is not None and told["question"] == self.question:
            for kept in RunStore(self.final / RUNS).files():
                if not (self.run_store.folder / kept.name).exists():
                    link_or_copy(kept, self.run_store.folder / kept.name)

    def publish(self, *, keep_runs: bool = False) -> None:
        """Give the folder its final name.

        Args:
            keep_runs: keep the single runs, whose content the tables have, because some failed and are to be
                run again.

        Raises:
            BadInput: a file that somebody else put into the earlier result stands in the way.
        """
        if keep_runs:
            (self.partial / RUNS).mkdir()
            for run in (one for one in self.run_store.files() if not one.name.startswith(".")):
                link_or_copy(run, self.partial / RUNS / run.name)
        seal(self.partial)
        write_crate(self.partial)
        in_the_way = clashes(self.partial, self.final)
        if in_the_way:
            raise refusal(self.final / in_the_way[0], "is not of shequ and stands in the way; move it")
        take_place(self.partial, self.final)
        self.workshop.tidy()

    def finish_what_was_interrupted(self) -> None:
        """Remove what a batch that was killed in the last moment has left beside its finished folder."""
        if self.workshop.is_begun:
            with FileLock(self.lock_file()) as lock:
                if lock.take():
                    finish_taking_place(self.final)
                    self.workshop.tidy()


@contextmanager
def filled(folder: ResultFolder) -> Iterator[ResultFolder]:
    """Hold a folder alone while it is filled in the context; it appears if that publishes it.

    Raises:
        BadInput: it cannot be written, holds something else, or another process is filling it.
    """
    folder.make_room()
    with FileLock(folder.lock_file()) as lock:
        take(lock, folder)
        folder.open()
        try:
            yield folder
        finally:
            if folder.workshop.is_begun and not folder.run_store.has_any():
                folder.workshop.tidy()


def take(lock: FileLock, folder: ResultFolder, *, shared: bool = False) -> None:
    """Take a lock on a folder.

    Raises:
        BadInput: another process has it.
    """
    try:
        taken = lock.take(shared=shared)
    except OSError as error:
        raise refusal(folder.final, f"cannot be written ({error.strerror or error})") from None
    if not taken:
        raise Taken(f"{folder.final}: another shequ is filling it; wait for it, or give another --out")

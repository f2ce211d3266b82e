"""How a batch is run: where, by how many, which share of it, and what of an earlier attempt counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Executor = Literal["serial", "process", "dask"]
EXECUTORS: Final[tuple[Executor, ...]] = ("serial", "process", "dask")


@dataclass(frozen=True)
class ArrayPart:
    """One part of a batch that several processes do between them, for job arrays.

    Attributes:
        part: from 1 on.
        parts: how many there are.
    """

    part: int
    parts: int

    def has(self, job_number: int) -> bool:
        """Whether a job, counted from 0, belongs to this part."""
        return job_number % self.parts == self.part - 1

    def __str__(self) -> str:
        return f"{self.part}/{self.parts}"


class PartDone(Exception):  # noqa: N818 - it is not an error
    """A share is done, and the result is not written by us.

    Attributes:
        failed: how many of its runs failed.
    """

    def __init__(self, share: str, runs: int, failed: int, missing: int) -> None:
        """Say so.

        Args:
            share: which, such as 2/5.
            runs: how many it has.
            failed: how many of those failed.
            missing: runs of the other shares that are not there yet; 0 if another wrote the result.
        """
        self.failed = failed
        rest = f"{missing} runs of other shares are missing; the last share writes the result"
        super().__init__(
            f"share {share}: {runs} runs are there, {failed} of them failed; "
            + (rest if missing else "another share has written the result")
        )

    @classmethod
    def not_needed(cls, share: str) -> PartDone:
        """Of a share that comes while another process, which has all runs or makes them, writes."""
        done = cls(share, 0, 0, 0)
        done.args = (f"share {share}: another process is writing the result, nothing is left to do here",)
        return done


@dataclass(frozen=True)
class RunOptions:
    """How a batch is run. None of it changes a number of the result.

    Attributes:
        executor: ``serial`` in this process; ``process`` in workers that stay up, one thread each; ``dask``
            on a cluster of dask.distributed whose workers see the same file system.
        workers: processes at once; default: one a core.
        address: of a dask scheduler, which must be trusted: what it sends is unpickled; default: a cluster of
            our own on this machine.
        share: which part of the batch to do; default: all.
        resume: run again what failed in a result that is there already.
        replace: take the place of a result of another question, of which only what it lists goes.
    """

    executor: Executor = "process"
    workers: int | None = None
    address: str | None = None
    share: ArrayPart | None = None
    resume: bool = False
    replace: bool = False


SERIAL: Final = RunOptions("serial")

"""A result folder while it is being filled: nobody else fills it, and its workers stay up between rounds.

::

    with Batch(ResultFolder(path, question), console=console, options=options) as batch:
        records = batch.run(jobs)        # as often as there are rounds
        ...                              # write tables into batch.folder.partial
        batch.publish()

Whatever ends the block before ``publish`` leaves the finished runs, and the same block goes on from them; if
there are none, nothing is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from experiments.running.bench import Simulate
from experiments.running.experiment_plan import Job
from experiments.running.options import ArrayPart, PartDone, RunOptions
from experiments.running.progress import Console
from experiments.running.runner import Runner
from experiments.storing.folder import ResultFolder, Taken, take
from experiments.storing.lock import FileLock
from experiments.storing.run_store import RunRecord, RunStore
from sim.simulation import simulate_forked


def fill(
    folder: Path,
    question: str,
    work: Callable[[Batch], None],
    *,
    console: Console | None = None,
    options: RunOptions | None = None,
    simulate: Simulate = simulate_forked,
) -> Path:
    """Have a result folder filled, unless it holds the answer already.

    Args:
        folder: under its final name.
        question: hash of everything that decides the numbers, save the version of the model.
        work: runs what is needed in a batch and writes all files but the runs into its partial folder.
        console: where messages and progress go; default: without bars.
        options: how to run; default: in one process a core.
        simulate: runs scenarios that share their burn-in; a function of a module.

    Returns:
        The folder.

    Raises:
        BadInput: it cannot be written, holds something else, or another process is filling it.
        PartDone: our share is done, and others are not, or others write the result.
        OSError: a run or a table could not be written; finished runs are kept.
    """
    console, options = console or Console(bars=False), options or RunOptions()
    result = ResultFolder(folder, question, options.replace)
    if result.is_answered(resume=options.resume):
        console.say(console.told("already answered by this model in {}", result.final))
        result.finish_what_was_interrupted()
        return result.final
    with Batch(result, console=console, options=options, simulate=simulate) as batch:
        work(batch)
        batch.publish()
    return result.final


class Batch:
    """A result folder that is being filled; use it as a context."""

    def __init__(
        self,
        folder: ResultFolder,
        *,
        console: Console,
        options: RunOptions | None = None,
        simulate: Simulate = simulate_forked,
    ) -> None:
        """Prepare; the folder is opened when the context begins.

        Args:
            folder: what is to be filled.
            console: where messages and progress go.
            options: how to run; default: in one process a core.
            simulate: runs scenarios that share their burn-in; a function of a module.
        """
        self.folder = folder
        self._console = console
        self._options = options or RunOptions()
        self._simulate = simulate
        self._stack = ExitStack()
        self._lock = FileLock(folder.lock_file())
        self._failed = False
        self._is_alone = False

    @property
    def run_store(self) -> RunStore:
        """The runs."""
        return self.folder.run_store

    @property
    def options(self) -> RunOptions:
        """How it is run."""
        return self._options

    def say(self, text: str) -> None:
        """Tell who waits for the result, in one line."""
        self._console.say(text)

    def __enter__(self) -> Batch:
        """Open the folder.

        Raises:
            BadInput: it cannot be written, holds something else, or another process is filling it.
            PartDone: we have a share, and another process is already writing the whole.
        """
        self.folder.make_room()
        with ExitStack() as on_failure:
            on_failure.callback(self._stack.close)
            self._take_locks()
            self._stack.callback(self._leave_nothing_empty)
            self.folder.open(shared=self._options.share is not None)
            runner = Runner(
                self.run_store, console=self._console, options=self._options, simulate=self._simulate
            )
            self._runner = self._stack.enter_context(runner)
            on_failure.pop_all()
        return self

    def _take_locks(self) -> None:
        """Alone, or for a share together with the others that do a share, but alone with this one."""
        share = self._options.share
        self._stack.enter_context(self._lock)
        if share is None:
            take(self._lock, self.folder)
            return
        try:
            take(self._lock, self.folder, shared=True)
        except Taken:
            raise PartDone.not_needed(str(share)) from None
        part = self._stack.enter_context(
            FileLock(self.folder.lock_file(f"part-{share.part}-of-{share.parts}"))
        )
        take(part, self.folder)

    def _leave_nothing_empty(self) -> None:
        """Remove what was begun if it has no run, and nobody else is at it."""
        if self.folder.workshop.is_begun and not self.run_store.has_any() and self._is_alone_now():
            self.folder.workshop.tidy()

    def _is_alone_now(self) -> bool:
        return self._options.share is None or self._is_alone or self._lock.take()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not isinstance(error, PartDone) and self.run_store.has_any():
            kept = self.folder.workshop.folder
            told = self._console.told
            self._console.say(told("finished runs are kept in {}; the same command goes on from them", kept))
        self._stack.close()

    def run(self, jobs: Sequence[Job]) -> tuple[RunRecord, ...]:
        """Run jobs; see :meth:`experiments.running.runner.Runner.run`.

        A share runs its part of the first round. The last of them, when all of that round is there, goes on
        alone: which runs come next may depend on those, and the others have left by then.

        Returns:
            A record of every run, in the order of the jobs.

        Raises:
            PartDone: our share is done, and others are not.
            OSError: a run could not be written.
        """
        share = self._options.share
        if share is None or self._is_alone:
            records = self._runner.run(jobs)
        else:
            mine = self._runner.run([job for number, job in enumerate(jobs) if share.has(number)])
            records = self._gather(share, mine, jobs)
        self._failed = self._failed or any(record.status == "failed" for record in records)
        return records

    def _gather(
        self, share: ArrayPart, mine: Sequence[RunRecord], jobs: Sequence[Job]
    ) -> tuple[RunRecord, ...]:
        """All records if the other shares are done too; then we are the one to write the result."""
        found = [self.run_store.record(run_id) for job in jobs for run_id in job.ids]
        records = tuple(record for record in found if record is not None)
        failed = sum(record.status == "failed" for record in mine)
        if len(records) < len(found):
            self.folder.workshop.refuse_others(shared=True)
            raise PartDone(str(share), len(mine), failed, len(found) - len(records))
        self._lock.take(wait=True)
        if not self.folder.workshop.is_begun:
            raise PartDone(str(share), len(mine), failed, 0)
        self._is_alone = True
        self.folder.workshop.clear()
        self._console.say(f"share {share}: all {len(records)} runs are there; this share goes on alone")
        return records

    def publish(self) -> None:
        """Let the folder appear under its final name; runs stay in it only if some failed."""
        self.folder.publish(keep_runs=self._failed)

"""Answer a question file: have its design run, write tables, answer and manifest into one result folder."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from experiments.answering.answer import Answer
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.packed_months import while_packed
from experiments.asking.question_file import Asked, shipped_questions
from experiments.running.batch import Batch, fill
from experiments.running.bench import Simulate
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.storing import manifest, store
from experiments.storing.files import read_json, refusal, write_json
from experiments.tables.parquet import check_file, read_frame
from experiments.tables.values import FILE as VALUES
from experiments.tables.values import write_values
from experiments.worlds.ensemble import stale_words
from sim.outcomes.register import outcome_keys
from sim.simulation import simulate_forked

ANSWER: Final = "answer.json"
RUNS: Final = "runs.parquet"


@dataclass(frozen=True)
class Answered:
    """A question's result.

    Attributes:
        folder: where it is.
        answer: what ``answer.json`` holds: sentence, more, tables with the meaning of their columns, figures.
        runs: how many runs were spent.
        failed: how many of them failed.
    """

    folder: Path
    answer: dict[str, Any]
    runs: int
    failed: int

    def __repr__(self) -> str:
        """Where it is; :attr:`answer` says it, :meth:`table` holds the numbers."""
        kind, tables = type(self).__name__, ", ".join(self.answer["tables"])
        return f"{kind}({str(self.folder)!r}, runs={self.runs}, failed={self.failed}, tables: {tables})"

    def table(self, name: str) -> pd.DataFrame:
        """Rows of a table.

        Raises:
            BadInput: there is none of that name, or it is not what was written.
        """
        file = self.folder / f"{name}.parquet"
        return read_frame(file, digest=manifest.manifest_of(self.folder)["tables"].get(file.name))


def ask(
    asked: Asked,
    folder: Path | None = None,
    *,
    console: Console | None = None,
    options: RunOptions | None = None,
    simulate: Simulate | None = None,
    look: Callable[[RunLaboratory], None] | None = None,
) -> Answered:
    """Answer a question and write its result folder, or take the result that is there already.

    Args:
        asked: see :func:`experiments.asking.question_file.load_question`.
        folder: default: ``results/NAME-HASH`` in the current folder.
        console: this and what follows, and what is raised: see :func:`experiments.running.batch.fill`.
        options: as there.
        simulate: as there; default: the design's own, if it has one, else plain runs of the model.
        look: is given the laboratory before the question is answered, and may have some of its runs done
            first; not in a share of a batch, whose first round must be the whole.
    """
    worlds = asked.question.plausible()
    if console is not None and worlds is not None and (stale := stale_words(worlds)):
        console.say(f"shequ: {stale}")
    filled = fill(
        folder or store.RESULTS / f"{asked.question.name}-{digest(asked)[:10]}",
        digest(asked),
        partial(_answer, asked, None if options and options.share else look),
        console=console,
        options=options,
        simulate=simulate or _simulate(asked),
    )
    return read_answer(filled)


def _simulate(asked: Asked) -> Simulate:
    own = getattr(asked.design, "simulate", None)
    simulate: Simulate = own(asked.question) if own else simulate_forked
    return simulate


def _answer(asked: Asked, look: Callable[[RunLaboratory], None] | None, batch: Batch) -> None:
    question = asked.question
    laboratory = RunLaboratory(question.name, question.keys, batch, question.plausible())
    if look is not None:
        look(laboratory)
    answer = asked.design.answer(asked.question, laboratory)
    _write(asked, answer, laboratory, batch)


def _write(asked: Asked, answer: Answer, laboratory: RunLaboratory, batch: Batch) -> None:
    from experiments.report.asked import draw_figures, write_answer_report

    folder = batch.folder.partial
    for table in answer.tables:
        store.write_frame(folder / f"{table.name}.parquet", table.frame, table.columns())
    everything = asked.question.everything
    keys = outcome_keys() if everything else laboratory.measured_keys
    write_values(folder / VALUES, laboratory, keys, asked.question.base(), answer.arm_labels())
    records = sorted(laboratory.records.values(), key=lambda one: (one.scenario, one.seed))
    store.write_runs(folder / RUNS, records)
    write_json(folder / ANSWER, answer.described())
    names = [*(f"{table.name}.parquet" for table in answer.tables), VALUES, RUNS, ANSWER]
    draw = partial(draw_figures, answer, folder)
    kept = records, batch.run_store, batch.options
    drawn, months = while_packed(draw, folder, *kept) if everything else (draw(), [])
    files = [*(folder / name for name in names), *months]
    manifest.write_manifest(folder, _manifest(asked, laboratory, files))
    write_answer_report(asked, answer, drawn, folder, batch.say)


def digest(asked: Asked) -> str:
    """Hash of everything that decides the numbers, save the version of the model."""
    contents: list[Any] = [asked.resolved(), [arm.digest() for arm in asked.arms]]
    if (worlds := asked.question.plausible()) is not None:
        contents.append(worlds.digest())
    return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()


def command(asked: Asked) -> str:
    """The command that answers it again, from the folder in which it was asked."""
    name = asked.question.name
    usual = ("shequ", "experiment", name if name in shipped_questions() else f"{name}.toml")
    words = [*(asked.words or usual), *asked.typed_worlds]
    for override in asked.overrides:
        words += ["--set", override]
    return shlex.join(words)


def read_answer(folder: Path) -> Answered:
    """Read a result folder.

    Raises:
        BadInput: it is not that of a question, or spoilt.
    """
    told = manifest.manifest_of(folder)
    if "asked" not in told:
        raise refusal(folder, "is not the result of a question")
    check_file(folder / ANSWER, told["tables"].get(ANSWER))
    return Answered(folder, read_json(folder / ANSWER), told["runs"]["finished"], told["runs"]["failed"])


def _manifest(asked: Asked, laboratory: RunLaboratory, files: Sequence[Path]) -> dict[str, Any]:
    runs = len(laboratory.records)
    return manifest.manifest(
        asked.question.name,
        digest(asked),
        command(asked),
        scenarios=asked.arms,
        overrides=asked.overrides,
        tables=files,
        runs={"planned": asked.runs, "finished": runs - laboratory.failed, "failed": laboratory.failed},
        seeds=sorted({record.seed for record in laboratory.records.values()}),
        asked=asked.resolved(),
    )

"""The commands as functions with the same names, for scripts and notebooks; tables come back as data frames.

Scenarios, questions and folders are given by name or path, paths as texts or objects, whole numbers as
Python's or NumPy's, settings as on the command line (``"path=value"``). What a command refuses is raised as
:class:`sim.engine.settings.BadInput`, in one line.
"""

from __future__ import annotations

import operator
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar

from experiments.asking.scenario_in_worlds import all_apart, load_in_worlds
from experiments.running.options import RunOptions
from experiments.running.progress import Console

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from experiments.asking.answer_question import Answered
    from experiments.comparing.comparison import Comparison
    from experiments.publishing.reproduce import Verification
    from sim.explain.moved import Movement
    from sim.simulation import Run

Name = str | os.PathLike[str]
Whole = SupportsIndex
Kept = TypeVar("Kept", "Answered", "Comparison")

__all__ = ["compare", "experiment", "levers", "run", "survey", "trial", "verify", "who", "why"]


def run(scenario: Name, *, seed: Whole = 0, overrides: Sequence[str] = (), threads: Whole = 1) -> Run:
    """Simulate a scenario once; ``threads`` share the work on residents of a large place, and change nothing.

    Returns:
        The run: ``monthly()`` is a frame of months by outcome and group, ``headline()`` a dict of numbers.
    """
    from experiments.running.single import run_once

    return run_once(
        load_in_worlds(scenario, seed=seed, overrides=overrides), Console(), operator.index(threads)
    )


def compare(
    scenarios: Sequence[Name],
    *,
    seeds: Whole = 20,
    first_seed: Whole = 1,
    overrides: Sequence[str] = (),
    worlds: Name | None = None,
    out: Name | None = None,
    options: RunOptions | None = None,
    csv: bool = False,
) -> Comparison:
    """Compare scenarios with the first of them under common random numbers; ``csv`` copies the tables as CSV.

    Seeds live in the plausible worlds that ship; ``worlds`` names others, or a scenario does
    (``"tiny+my_worlds.parquet"``), an empty text means one world.

    Returns:
        The comparison: ``differences`` is a frame with estimate and range by outcome and group.
    """
    from experiments.asking.default_worlds import living_in
    from experiments.comparing.compare_scenarios import compare as compare_asked
    from experiments.comparing.compare_scenarios import comparison

    named, worlds = all_apart(scenarios, worlds)
    asked = comparison("compare", named, seeds=seeds, first_seed=first_seed, overrides=overrides)
    asked = living_in(asked, worlds)
    return _with_csv(csv, compare_asked(asked, _folder(out), console=Console(), options=options))


def experiment(
    question: Name,
    *,
    overrides: Sequence[str] = (),
    worlds: Name | None = None,
    out: Name | None = None,
    options: RunOptions | None = None,
    csv: bool = False,
) -> Answered:
    """Answer a question, by the name of one that ships or a path; ``csv`` copies its tables as CSV.

    For ``worlds`` see :func:`compare`.

    Returns:
        The answer: ``answer["sentence"]`` in both languages, ``table(name)`` a frame.
    """
    from experiments.asking.answer_question import ask
    from experiments.asking.default_worlds import living_in
    from experiments.asking.question_file import load_question

    asked = living_in(load_question(os.fspath(question), list(overrides)), _worlds(worlds))
    return _with_csv(csv, ask(asked, _folder(out), console=Console(), options=options))


def _with_csv(wanted: bool, result: Kept) -> Kept:
    """The result, its tables copied as CSV if that is wanted."""
    if wanted:
        from experiments.tables.csv_copies import write_csv_copies

        write_csv_copies(result.folder)
    return result


def trial(
    name: Name,
    *,
    seeds: Whole | None = None,
    overrides: Sequence[str] = (),
    worlds: Name | None = None,
    out: Name | None = None,
    options: RunOptions | None = None,
) -> Answered:
    """Run a field experiment again, by the name of one that ships or the path of a file.

    For ``worlds`` see :func:`compare`.

    Returns:
        The answer: ``table("trial_effects")`` is a frame of every effect, ``table("claims")`` of published
        numbers beside the model's, where the file has some.
    """
    from experiments.asking.answer_question import ask
    from experiments.asking.default_worlds import living_in
    from experiments.trials.load_trial import load_trial

    asked = load_trial(
        os.fspath(name), seeds=None if seeds is None else operator.index(seeds), overrides=overrides
    )
    asked = living_in(asked, _worlds(worlds))
    return ask(asked, _folder(out), console=Console(), options=options)


def levers(
    *,
    overrides: Sequence[str] = (),
    worlds: Name | None = None,
    out: Name | None = None,
    options: RunOptions | None = None,
) -> pd.DataFrame:
    """Audit every lever: a row each with what it moves first, the interval, what it costs and who pays."""
    from experiments.commands.levers import QUESTION

    return experiment(QUESTION, overrides=overrides, worlds=worlds, out=out, options=options).table("levers")


def who(status_quo: Name, reform: Name, *, seed: Whole = 0, overrides: Sequence[str] = ()) -> Movement:
    """Find the residents whom a reform moved, by group, and through whom."""
    from experiments.residents.moved_by_reform import who as moved

    worlds = [load_in_worlds(name, seed=seed, overrides=overrides) for name in (status_quo, reform)]
    return moved(worlds[0], worlds[1], console=Console())


def why(
    scenario: Name,
    resident: Whole,
    month: Whole,
    *,
    act: str | None = None,
    seed: Whole = 0,
    overrides: Sequence[str] = (),
) -> dict[str, Any]:
    """Explain a resident's month: the four gates and every term, by act."""
    from experiments.residents.interviews import explained

    lived = load_in_worlds(scenario, seed=seed, overrides=overrides)
    return explained(lived, operator.index(resident), operator.index(month), act, console=Console())


def survey(scenario: Name, n: Whole, *, seed: Whole = 0, overrides: Sequence[str] = ()) -> pd.DataFrame:
    """Interview residents as a survey would: a row a respondent, columns as in the codebook."""
    from experiments.residents.interviews import survey as interview

    return interview(
        load_in_worlds(scenario, seed=seed, overrides=overrides), operator.index(n), console=Console()
    )


def verify(*results: Name, workers: int | None = None) -> list[Verification]:
    """Run committed results again (none named: all that ship) and compare every number."""
    from experiments.publishing.published_results import find_results
    from experiments.publishing.reproduce import verify as verify_one

    return [
        verify_one(folder, console=Console(), workers=workers)
        for folder in find_results([os.fspath(one) for one in results])
    ]


def _folder(out: Name | None) -> Path | None:
    return None if out is None else Path(out)


def _worlds(given: Name | None) -> str | None:
    return None if given is None else os.fspath(given)

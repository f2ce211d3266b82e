"""Questions about the tiny place, small enough for runs by the dozen."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from experiments.asking.question_file import Asked
from experiments.comparing.compare_scenarios import compare, comparison
from experiments.comparing.comparison import Comparison
from experiments.running.bench import Simulate
from experiments.running.experiment_plan import Experiment
from experiments.running.options import SERIAL, ArrayPart, RunOptions
from experiments.running.progress import Console
from experiments.running.runner import run_experiment
from experiments.storing.run_store import RunRecord, RunStore
from tests.experiments.fakes import SHORT, content, fake_forked, interrupted_at_bad_seed

REPLACING: Final = RunOptions("serial", replace=True)
QUESTION: Final = '[design]\nkind = "list"\npolicies = ["open_channels"]\n'


def small_question(seeds: int = 3, *reforms: str) -> Asked:
    """The status quo of the tiny place and reforms."""
    names = ["tiny", *(f"tiny+{one}" for one in reforms or ("task_catalogue", "open_channels"))]
    return comparison("small", names, seeds=seeds, overrides=SHORT)


def small_experiment(seeds: int = 3, *reforms: str) -> Experiment:
    """The same as what is to be run."""
    asked = small_question(seeds, *reforms)
    return Experiment("small", asked.arms, asked.question.fixed_seeds)


def run_small(
    run_store: RunStore,
    seeds: int = 2,
    *reforms: str,
    options: RunOptions = SERIAL,
    simulate: Simulate = fake_forked,
) -> tuple[RunRecord, ...]:
    """Records of a small experiment's runs, which are kept in a store."""
    experiment = small_experiment(seeds, *reforms)
    return run_experiment(
        experiment, run_store, console=Console(bars=False), options=options, simulate=simulate
    )


def share(part: int, parts: int = 3) -> RunOptions:
    """To do a part of what others do with us."""
    return RunOptions("serial", share=ArrayPart(part, parts))


def small_comparison(
    folder: Path,
    asked: Asked | int = 3,
    *,
    options: RunOptions = SERIAL,
    simulate: Simulate = fake_forked,
) -> Comparison:
    """A small comparison of fakes: of these, or of the usual reforms under so many seeds."""
    question = small_question(asked) if isinstance(asked, int) else asked
    return compare(question, folder, options=options, simulate=simulate)


def interrupted(folder: Path, asked: Asked | int = 3) -> None:
    """The same, stopped by Ctrl-C when the first seed's runs are done."""
    with pytest.raises(KeyboardInterrupt):
        small_comparison(folder, asked, simulate=interrupted_at_bad_seed)


def answered(folder: Path, seeds: int = 2, options: RunOptions = SERIAL) -> Path:
    """A small comparison of fakes; where nothing is yet, a copy of one that was filled before."""
    nothing_there = not any(folder.parent.glob(f"*{folder.name}*"))
    if options is SERIAL and nothing_there and seeds in _FILLED:
        for name, data in _FILLED[seeds].items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return folder
    filled = small_comparison(folder, seeds, options=options).folder
    if nothing_there:
        _FILLED[seeds] = content(filled)
    return filled


_FILLED: Final[dict[int, dict[str, bytes]]] = {}

"""Run a trial like any question, with workers that know what a trial's worlds are."""

from __future__ import annotations

from pathlib import Path

from experiments.asking.answer_question import Answered, ask
from experiments.asking.question_file import Asked
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.trials.trial_design import TrialDesign


def run_trial(
    asked: Asked,
    folder: Path | None = None,
    *,
    console: Console | None = None,
    options: RunOptions | None = None,
) -> Answered:
    """Run a trial and write its result folder, or take the result that is there already.

    Args:
        asked: see :func:`experiments.trials.load_trial.load_trial`.
        folder: this and what follows: see :func:`experiments.asking.answer_question.ask`.
        console: as there.
        options: as there.

    Raises:
        TypeError: the question is not a trial's.
    """
    if not isinstance(asked.design, TrialDesign):
        raise TypeError(f"{asked.question.name} is a question, not a trial")
    return ask(asked, folder, console=console, options=options)

"""Trial files: read like all input; whatever is wrong in one is one clear line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from experiments.asking.question import Question
from experiments.asking.question_file import SCENARIO_KEYS, Asked
from experiments.asking.shipped_files import TRIALS
from experiments.trials.check_trial import check_trial
from experiments.trials.trial_design import TrialDesign
from experiments.trials.trial_file import Trial
from sim.engine.settings import BadInput, Flat, Given, build
from sim.engine.settings_files import SettingsFiles

OF_QUESTION: Final = ("question", "cost", "scenario", "settings", "seeds")


def shipped_trials() -> dict[str, Path]:
    """Trial files that ship, by name."""
    return TRIALS.by_name()


def load_trial(name: str, *, seeds: int | None = None, overrides: Sequence[str] = ()) -> Asked:
    """Load a trial as a question that can be asked.

    Args:
        name: of one that ships, or a path.
        seeds: number of seeds instead of the file's.
        overrides: ``PATH=VALUE`` settings of the scenario, laid over the file's.

    Raises:
        BadInput: with file, key, allowed values and nearest spelling.
    """
    path = TRIALS.find(name)
    files = SettingsFiles([TRIALS.folder], shipped_trials())
    given = files.flat(path) | {"name": Given(path.stem, str(path))}
    if seeds is not None:
        given["seeds.number"] = Given(seeds, "--seeds")
    _refuse_others(overrides)
    mine, rest = _split(given)
    question, trial = build(Question, mine, origin=str(path)), build(Trial, rest, origin=str(path))
    words = ("shequ", "trial", name if name in shipped_trials() else path.name)
    try:
        question = _with_calendar(question, trial, overrides)
        question.check()
        check_trial(trial, question)
        design = TrialDesign(trial=trial)
        design.check(question)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from None
    return Asked(question, design, tuple(overrides), words)


def _split(given: Flat) -> tuple[Flat, Flat]:
    """Keys that every question has, and those of a trial; both know the name."""
    mine = {key: value for key, value in given.items() if key.partition(".")[0] in OF_QUESTION}
    rest = {key: value for key, value in given.items() if key not in mine}
    return mine | {"name": given["name"]}, rest


def _refuse_others(overrides: Sequence[str]) -> None:
    other = next((one for one in overrides if one.partition(".")[0] not in SCENARIO_KEYS), None)
    if other is not None:
        raise BadInput(f"--set {other!r}: only settings of the scenario: {', '.join(SCENARIO_KEYS)}")


def _with_calendar(question: Question, trial: Trial, overrides: Sequence[str]) -> Question:
    """The trial's month and horizons say how long burn-in and run are."""
    own = ("calendar.burn_in", "calendar.horizon")
    given = (*question.settings, *overrides)
    taken = next((one for one in given if one.partition("=")[0].strip() in own), None)
    if taken is not None:
        raise BadInput(f"settings: {taken!r}: month and horizons of the trial say how long it runs")
    months = (f"{own[0]}={trial.month - 1}", f"{own[1]}={max(1, trial.months)}")
    return replace(question, settings=(*given, *months))

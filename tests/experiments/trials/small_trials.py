"""Small trials on the tiny place, written as a user would write them."""

from __future__ import annotations

from pathlib import Path

from experiments.asking.question_file import Asked
from experiments.trials.check_trial import policies_of
from experiments.trials.load_trial import load_trial
from experiments.trials.trial_design import TrialDesign
from experiments.trials.trial_file import Trial
from experiments.trials.world.simulate_trial import simulate_trials
from sim.outcomes.register import Key

HEAD = """
question = {en = "What does a visit do?", zh = "上门有何影响？"}
title = {en = "Visits", zh = "上门"}
scenario = "tiny"
month = 11
[seeds]
number = 3
[units]
kind = "household"
share = 0.5
"""
VISIT = """
[[arms]]
name = "visit"
label = {en = "a visit", zh = "上门"}
act = "vote"
channel = "visit_stranger"
reach = 0.6
"""
LETTER = """
[[arms]]
name = "letter"
label = {en = "a letter", zh = "信件"}
act = "vote"
channel = "letter"
reach = 0.9
"""
VOTE = """
[[measured]]
name = "vote"
label = {en = "voted", zh = "投票"}
act = "vote"
on = ["assigned", "reached", "housemates", "others"]
horizons = [2]
groups = ["women", "men"]
"""
CLAIM = """
[[published]]
id = "X1"
kind = "visit"
arm = "visit"
measured = "vote"
effect = 5.0
interval = [-50.0, 60.0]
control = 40.0
confidence = "opened"
source = "a test"
note = {en = "no study", zh = "并非研究"}
"""


def written(folder: Path, *parts: str) -> Path:
    """A trial file of these parts."""
    file = folder / "visits.toml"
    file.write_text("".join(parts), encoding="utf-8")
    return file


def asked(folder: Path, *parts: str) -> Asked:
    """The trial of these parts, loaded."""
    return load_trial(str(written(folder, *parts)))


def trial_of(one: Asked) -> Trial:
    """What the file says."""
    assert isinstance(one.design, TrialDesign)
    return one.design.trial


def numbers(one: Asked, seed: int = 1) -> dict[Key, float]:
    """Every number that one seed finds, by its key."""
    trial = trial_of(one)
    scenario = one.question.base().with_seed(seed)
    (run,) = simulate_trials([scenario], trial=trial, policies=policies_of(trial, one.question))
    rows = run.monthly()
    cells = zip(rows["outcome"], rows["group"], rows["value"], strict=True)
    return {(str(outcome), str(group)): float(value) for outcome, group, value in cells}

"""Worlds of the model whose answers are known: one survey question tells the one thing that differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.calibration.survey_questions import QUESTIONS
from experiments.deciding.simulate_asked import with_answers
from experiments.worlds.ensemble import PART, write_worlds
from sim.priors import priors
from sim.scenario import Scenario
from sim.simulation import Run
from tests.experiments.truth import true_forked

TALK = "assumptions.participation.hearing.talk"
OTHER = "assumptions.participation.motives.vote.intercept"
TELLING = "voted_3y"


def write_ensemble(folder: Path, members: int = 60, power: float = 1.0) -> Path:
    """Worlds that differ in talk, on which the toy's effects hang, and in what it does not know."""
    even = (np.arange(members) + 0.5) / members
    rng = np.random.Generator(np.random.Philox(key=5))
    parts = {TALK: even**power, OTHER: even}
    frame = pd.DataFrame({PART + path: rng.permutation(part).round(4) for path, part in parts.items()})
    write_worlds(folder / "worlds.parquet", frame, {})
    return folder / "worlds.parquet"


def told(scenario: Scenario) -> np.ndarray:
    """Half of all say yes to everything, but as many as talk is plausible to the one question that tells."""
    talk, prior = scenario.assumptions.participation.hearing.talk, priors()[TALK]
    low, high = (float(prior.at(part)) for part in (0.0, 1.0))  # type: ignore[arg-type]
    share = 0.05 + 0.9 * (talk - low) / (high - low)
    answers = [[share if one.column == TELLING else 0.3] * len(one.answers) for one in QUESTIONS]
    return np.concatenate([[1.0, *each] for each in answers])


def asked_forked(scenarios: Sequence[Scenario], **more: object) -> list[Run]:
    """In place of the model that asks everybody; all who live there are adults."""
    runs = [with_adults(run) for run in true_forked(scenarios)]
    return [with_answers(run, np.tile(told(run.scenario), 2)) for run in runs]


def with_adults(run: Run) -> Run:
    """A run in which all residents are adults."""
    all_of_them = np.ones((len(run.values), 1))
    values = np.concatenate([run.values, all_of_them], axis=1)
    return replace(run, keys=(*run.keys, ("people.adults", "all")), values=values)

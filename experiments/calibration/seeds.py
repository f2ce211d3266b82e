"""What the model gives for every fact, seed by seed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from experiments.calibration.facts import Fact, facts, in_survey
from experiments.calibration.report import report
from experiments.residents.interviews import survey
from experiments.running.pool import cores
from sim.scenario import load_scenario
from sim.simulation import simulate


def of_seed(seed: int, interviews: int, overrides: tuple[str, ...] = ()) -> list[float]:
    """What the model gives for every fact under one seed."""
    asked: dict[str, dict[Fact, float]] = {}
    for place in dict.fromkeys(fact.place for fact in facts()):
        asked[place] = _of_place(place, seed, interviews, overrides)
    return [asked[fact.place][fact] for fact in facts()]


def _of_place(place: str, seed: int, interviews: int, overrides: tuple[str, ...]) -> dict[Fact, float]:
    mine = [fact for fact in facts() if fact.place == place]
    scenario = load_scenario(place, seed=seed, overrides=list(overrides))
    found: dict[Fact, float] = {}
    if any(fact.kind == "outcome" for fact in mine):
        headline = simulate(scenario).headline()
        found |= {fact: headline[fact.of, "all"] for fact in mine if fact.kind == "outcome"}
    if any(fact.kind != "outcome" for fact in mine):
        answers = survey(scenario, interviews)
        found |= {fact: in_survey(fact, answers) for fact in mine if fact.kind != "outcome"}
    return found


def calibrate(
    seeds: Sequence[int], interviews: int, overrides: Sequence[str] = (), workers: int | None = None
) -> str:
    """Run all seeds and give the page."""
    work = partial(of_seed, interviews=interviews, overrides=tuple(overrides))
    at_once = min(workers or cores(), len(seeds))
    with ProcessPoolExecutor(at_once, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = np.array(list(pool.map(work, seeds))).T
    return report(facts(), found, seeds, interviews)

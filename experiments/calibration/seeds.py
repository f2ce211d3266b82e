"""What the model gives for every fact, seed by seed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from experiments.calibration.facts import Fact, facts
from experiments.calibration.observed import observe
from experiments.calibration.report import report
from experiments.running.pool import cores
from sim.scenario import load_scenario


def of_seed(seed: int, interviews: int, overrides: tuple[str, ...] = ()) -> list[float]:
    """What the model gives for every fact under one seed."""
    asked: dict[str, dict[Fact, float]] = {}
    for place in dict.fromkeys(fact.place for fact in facts()):
        asked[place] = _of_place(place, seed, interviews, overrides)
    return [asked[fact.place][fact] for fact in facts()]


def _of_place(place: str, seed: int, interviews: int, overrides: tuple[str, ...]) -> dict[Fact, float]:
    mine = [fact for fact in facts() if fact.place == place]
    found = observe(load_scenario(place, seed=seed, overrides=list(overrides)), mine, interviews)
    return {fact: found.of(fact) for fact in mine}


def calibrate(
    seeds: Sequence[int], interviews: int, overrides: Sequence[str] = (), workers: int | None = None
) -> str:
    """Run all seeds and give the page."""
    work = partial(of_seed, interviews=interviews, overrides=tuple(overrides))
    at_once = min(workers or cores(), len(seeds))
    with ProcessPoolExecutor(at_once, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = np.array(list(pool.map(work, seeds))).T
    return report(facts(), found, seeds, interviews)

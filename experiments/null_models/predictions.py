"""What each null model says of a reformed world, from the status quo's year and whom the reform reaches."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.null_models.responses import (
    ASKED,
    asked_log_odds,
    gate_shares,
    mean_field_response,
    static_response,
)
from experiments.null_models.year_of_world import BY_INSTITUTIONS, YearOfWorld, acts_of
from sim.scenario import Scenario
from sim.vocabulary import ACTS, Informant

Floats = NDArray[np.float64]
NEWTON_STEPS: Final = 25
RIDGE: Final = 1e-3  # keeps an act that nobody, or everybody, of a kind does from growing without bound


def static(before: YearOfWorld, after: YearOfWorld, scenario: Scenario, outcome: str) -> float:
    """A logit on traits fitted to the status quo, reweighted to who lives there after, and being asked."""
    changes = []
    for act in acts_of(outcome):
        weights = fitted_logit(before.traits, before.did[:, act])
        then = _logistic(before.traits @ weights).mean()
        now = float(_logistic(after.traits @ weights).mean())
        more = float(after.asked[:, act].mean() - before.asked[:, act].mean())
        asked = asked_log_odds(scenario, ACTS[act], _sources_that_grew(before, after, act))
        changes.append((then, now + static_response(max(more, 0.0), now, asked)))
    return _together(before.outcome(outcome), changes)


def mean_field(before: YearOfWorld, after: YearOfWorld, scenario: Scenario, outcome: str) -> float:
    """Reach times response: institutions as in the reformed world, one average resident as before."""
    return _together(
        before.outcome(outcome), [_of_act(before, after, scenario, act) for act in acts_of(outcome)]
    )


def _of_act(before: YearOfWorld, after: YearOfWorld, scenario: Scenario, act: int) -> tuple[float, float]:
    """Share who do an act within a year, before and after, scaled to what was done in the status quo."""
    gates = [gate_shares(np.concatenate(one.reason)[:, act]) for one in (before, after)]
    response = gates[0] if gates[0]["heard"] else {**gates[1], "heard": 0.0}  # nobody was ever offered it
    told = [sum(one.reached(act, source) for source in BY_INSTITUTIONS) for one in (before, after)]
    reach = (told[1] - told[0]) / (1.0 - told[0]) if told[0] < 1.0 else 0.0
    asked = asked_log_odds(scenario, ACTS[act], _sources_that_grew(before, after, act))
    part = _part_asked(before, after, act)
    untold = response["heard"] * response["free"] * response["willing"]
    more = mean_field_response(reach, **response, asked=asked * part)
    years = [1.0 - (1.0 - rate) ** len(before.reason) for rate in (untold, min(1.0, untold + more))]
    done = float(before.did[:, act].mean())
    lasts = min(1.0, done / years[0]) if years[0] else 1.0
    return done, done + lasts * (years[1] - years[0])


def _sources_that_grew(before: YearOfWorld, after: YearOfWorld, act: int) -> list[Informant]:
    return [one for one in ASKED if after.reached(act, int(one)) > before.reached(act, int(one))]


def _part_asked(before: YearOfWorld, after: YearOfWorld, act: int) -> float:
    """Part of those newly told who are told in person."""
    more = {one: max(0.0, after.reached(act, one) - before.reached(act, one)) for one in BY_INSTITUTIONS}
    in_person = sum(more[int(one)] for one in ASKED)
    return in_person / sum(more.values()) if in_person else 0.0


def _together(share: float, changes: list[tuple[float, float]]) -> float:
    """A share with any of several acts, after each alone has changed; who does one says nothing of others."""
    none = 1.0 - share
    for then, now in changes:
        none *= (1.0 - min(now, 1.0)) / (1.0 - then) if then < 1.0 else 1.0
    return 1.0 - none


def fitted_logit(x: Floats, done: NDArray[np.bool_]) -> Floats:
    """Coefficients of a logit with a slight ridge, by Newton's method.

    Args:
        x: (people, terms), a column of ones among them.
        done: (people,) who did it.
    """
    weights = np.zeros(x.shape[1])
    ridge = RIDGE * np.eye(x.shape[1])
    for _ in range(NEWTON_STEPS):
        p = _logistic(x @ weights)
        curvature = x.T @ (x * (p * (1.0 - p))[:, np.newaxis]) + ridge
        weights = weights + np.linalg.solve(curvature, x.T @ (done - p) - ridge @ weights)
    return weights


def _logistic(z: Floats) -> Floats:
    found: Floats = 1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0)))
    return found

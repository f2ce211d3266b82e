"""One seed: the status quo and a reform in the model, in the permuted network, and what two formulas say."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Final

import numpy as np

from experiments.null_models.permuted_network import permute
from experiments.null_models.predictions import mean_field, static
from experiments.null_models.year_of_world import MONTHS, OUTCOMES, YearOfWorld
from sim.district import District
from sim.outcomes.register import COMMUNITY_OUTCOMES, Key
from sim.scenario import Scenario
from sim.simulation import OnMonth, Run

MODEL, STATIC, MEAN_FIELD, PERMUTED = "model", "static", "mean_field", "permuted"
ANSWERERS: Final = (MODEL, STATIC, MEAN_FIELD, PERMUTED)
FORMULAS: Final = {STATIC: static, MEAN_FIELD: mean_field}
Shares = dict[str, float]


def key_of(answerer: str, outcome: str) -> Key:
    """Column of a run."""
    return f"{answerer} {outcome}", "all"


KEYS: Final = tuple(key_of(one, outcome) for one in ANSWERERS for outcome in OUTCOMES)


def simulate_nulls(
    scenarios: Sequence[Scenario], *, base: Scenario, on_month: OnMonth | None = None
) -> list[Run]:
    """Answer for each scenario what model and null models give for shares of adults within a year.

    Args:
        scenarios: with seed; they share their burn-in with the status quo.
        base: the status quo.
        on_month: told the number of each month that has ended.
    """
    seeded = replace(base, seed=scenarios[0].seed)
    model = _years([seeded, *scenarios], permuted=False, on_month=on_month)
    shuffled = _years(scenarios, permuted=True, on_month=on_month)
    return [
        _as_run(one, _answers(model[0], year, other, one))
        for one, year, other in zip(scenarios, model[1:], shuffled, strict=True)
    ]


def _years(scenarios: Sequence[Scenario], *, permuted: bool, on_month: OnMonth | None) -> list[YearOfWorld]:
    """The last year under each scenario, after a shared burn-in."""
    with closing(District(scenarios[0], views=False)) as trunk:
        if permuted:
            permute(trunk)
        while trunk.month < scenarios[0].calendar.burn_in:
            trunk.step()
            if on_month is not None:
                on_month(trunk.month)
        return [_last_year(trunk, one, on_month) for one in scenarios]


def _last_year(trunk: District, scenario: Scenario, on_month: OnMonth | None) -> YearOfWorld:
    year = YearOfWorld()
    with closing(trunk.fork(scenario)) as district:
        while district.month < district.last_month:
            district.step()
            if district.month > district.last_month - MONTHS:
                year.see(district)
            if on_month is not None:
                on_month(district.month)
        year.close(district)
    return year


def _answers(before: YearOfWorld, after: YearOfWorld, shuffled: YearOfWorld, scenario: Scenario) -> Shares:
    found = {}
    for outcome in OUTCOMES:
        found[key_of(MODEL, outcome)[0]] = after.outcome(outcome)
        found[key_of(PERMUTED, outcome)[0]] = shuffled.outcome(outcome)
        for name, formula in FORMULAS.items():
            found[key_of(name, outcome)[0]] = formula(before, after, scenario, outcome)
    return found


def _as_run(scenario: Scenario, shares: Shares) -> Run:
    """The answers, in the last month of a run as questions keep them."""
    months = scenario.calendar.burn_in + scenario.calendar.horizon
    values = np.full((months, len(KEYS)), np.nan)
    values[-1] = [shares[name] for name, _ in KEYS]
    nowhere = np.zeros((months, 0, len(COMMUNITY_OUTCOMES)))
    return Run(scenario, KEYS, values, (), nowhere, np.zeros(0, dtype=np.bool_))

"""Whether scenarios can be compared: told before anything heavy is loaded."""

from __future__ import annotations

import operator
import os
from collections.abc import Sequence
from typing import SupportsIndex

from experiments.running.experiment_plan import FEWEST_SEEDS, MOST_SEEDS
from sim.engine.settings import BadInput
from sim.scenario import MAXIMUM_SEED, load_scenario


def refuse_unusable(
    scenarios: Sequence[str | os.PathLike[str]],
    *,
    seeds: SupportsIndex,
    first_seed: SupportsIndex = 1,
    overrides: Sequence[str] = (),
) -> None:
    """Refuse what cannot be compared; for the arguments see :func:`~.compare_scenarios.comparison`.

    Raises:
        BadInput: a scenario cannot be used or comes twice, there is only one, or seeds are out of range.
    """
    named, number, first = [os.fspath(one) for one in scenarios], *map(operator.index, (seeds, first_seed))
    if len(named) < 2:
        raise BadInput("give at least two scenarios: the first is what the others are compared with")
    twice = next((one for one in named if named.count(one) > 1), None)
    if twice is not None:
        raise BadInput(f"scenario {twice!r}: is given twice")
    if any(one.partition("=")[0].strip() == "seed" for one in overrides):
        raise BadInput("--set seed: give --first-seed and --seeds instead")
    if not FEWEST_SEEDS <= number <= MOST_SEEDS:
        raise BadInput(f"--seeds: {number} is outside {FEWEST_SEEDS} to {MOST_SEEDS} (an interval needs two)")
    if not 0 <= first <= MAXIMUM_SEED - number:
        raise BadInput(f"--first-seed: {first} is outside 0 to {MAXIMUM_SEED - number}")
    for one in named:
        load_scenario(one, seed=0, overrides=overrides)

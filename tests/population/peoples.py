"""Places as large as a test wants them, groups of their people, and shares held against targets.

A share of n people is compared with its target in standard errors of clustered draws: members of a household
(of a dormitory room, for what roommates share) draw together, so the variance is that of n / ``CLUSTER``
independent people. At 4.5 standard errors one of a thousand complete runs of these files would fail by
chance. ``SLACK`` is how far the arithmetic itself may be off: where rules bend a margin (years here end at
the age, classes of contact follow age).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.population.geography import Geography
from sim.population.place import Place
from sim.residents.table import Residents
from sim.scenario import load_scenario
from sim.vocabulary import Hukou

CLUSTER = 4.0
ERRORS = 4.5
SLACK = 0.006

People = tuple[Residents, Geography]
Mask = NDArray[np.bool_]


def place_of(name: str, times: int = 1) -> Place:
    place = load_scenario(name).place
    return replace(place, communities=tuple(replace(c, count=c.count * times) for c in place.communities))


def groups(residents: Residents) -> dict[str, Mask]:
    adult = residents.age >= 17
    return {
        "everybody": np.ones(len(residents), dtype=np.bool_),
        "adults": adult,
        "locals": adult & (residents.hukou != Hukou.OUTSIDE_DISTRICT),
        "migrants": adult & (residents.hukou == Hukou.OUTSIDE_DISTRICT),
    }


def band(low: float, high: float) -> Any:
    return lambda residents: (residents.age >= low) & (residents.age < high)


def assert_share(
    flag: NDArray[Any], among: Mask, target: float, slack: float = SLACK, cluster: float = CLUSTER
) -> None:
    error = np.sqrt(target * (1.0 - target) * cluster / among.sum())
    assert abs(flag[among].mean() - target) < slack + ERRORS * error


def assert_shares(level: NDArray[Any], among: Mask, targets: list[float], slack: float = SLACK) -> None:
    scaled = np.array(targets) / sum(targets)
    for number, target in enumerate(scaled):
        assert_share(level == number, among, float(target), slack)

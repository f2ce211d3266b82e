"""What is not known for sure about contacts: how many, what they come from, likeness, and influence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.plausible import Evidence, argued, guessed, measured
from sim.engine.settings import exactly, number, setting
from sim.network.layers import Layer


def weight(default: float, low: float, high: float, sentence: str, evidence: Evidence) -> float:
    """Declare a pure number with its range."""
    value: float = number(default, "1", low, high, sentence, evidence)
    return value


@dataclass(frozen=True, kw_only=True)
class NetworkAssumptions:
    """Uncertainties of the network."""

    contacts: tuple[float, ...] = setting(
        (0.314, 0.274, 0.233, 0.110, 0.049, 0.020),
        "shares",
        "adults with 0-4, 5-9, 10-19, 20-49, 50-99, 100-150 contacts",
        low=0.0,
        high=1.0,
        evidence=measured(-1.0, 1.0, "B34", "tilts"),
        shape=exactly(6, total=1.0),
    )
    child_contacts: int = setting(
        6,
        "contacts",
        "most contacts of a child outside the household",
        low=0,
        high=20,
        evidence=guessed(3, 10),
    )
    share_building: float = weight(
        0.25,
        0.1,
        0.5,
        "weight of neighbours among contacts, at middling neighbour contact",
        guessed(0.15, 0.4),
    )
    share_work: float = weight(
        0.35, 0.15, 0.6, "weight of colleagues among the contacts of those with work", guessed(0.2, 0.5)
    )
    share_hometown: float = weight(
        0.15,
        0.0,
        0.4,
        "weight of people of the same home region among migrants' contacts",
        guessed(0.05, 0.3),
    )
    share_friend: float = weight(
        0.25, 0.1, 0.5, "weight of friends and acquaintances among contacts", guessed(0.15, 0.4)
    )
    crowd: float = weight(
        0.5,
        0.1,
        1.0,
        "part of a building, workplace or home region that one can be in contact with",
        guessed(0.3, 0.8),
    )
    least_contact: float = number(
        0.5,
        "level of 6",
        0.01,
        3,
        "weight of neighbours for somebody who never socialises with them",
        guessed(0.2, 1.5),
    )
    friends_elsewhere: float = weight(
        0.10, 0.0, 0.4, "friends in another community of the street", guessed(0.03, 0.25)
    )
    homophily_hukou: float = weight(
        1.0,
        0.0,
        2.5,
        "log-odds lost by a friend who is local to a migrant, or migrant to a local",
        guessed(0.3, 1.8),
    )
    homophily_age: float = weight(
        0.5,
        0.0,
        1.0,
        "log-odds lost by a friend per ten years of difference in age",
        argued(0.2, 0.8, "friends are of like age everywhere"),
    )
    homophily_education: float = weight(
        0.35,
        0.0,
        0.8,
        "log-odds lost by a friend per level of difference in education",
        argued(0.1, 0.6, "friends are of like education everywhere"),
    )
    homophily_building: float = weight(
        0.4, 0.0, 1.0, "homophily among neighbours as a part of that among friends", guessed(0.1, 0.8)
    )
    companion_months: int = setting(
        12,
        "months",
        "a tie from shared acts lasts without another one",
        low=1,
        high=120,
        evidence=guessed(4, 24),
    )
    companions: int = setting(
        4,
        "persons",
        "whom one can be tied to by shared acts at a time",
        low=1,
        high=16,
        evidence=guessed(2, 8),
    )
    strength_household: float = weight(
        0.6,
        0.1,
        0.6,
        "influence of a member of the household",
        measured(0.3, 0.6, "E01, XP01: about 60 %, an upper bound"),
    )
    strength_building: float = weight(
        0.10,
        0.0,
        0.3,
        "influence of a neighbour",
        argued(0.0, 0.25, "among mere neighbours 0 must be possible"),
    )
    strength_work: float = weight(0.10, 0.0, 0.3, "influence of a colleague", guessed(0.0, 0.25))
    strength_hometown: float = weight(
        0.15, 0.0, 0.4, "influence of somebody of the same home region", guessed(0.03, 0.3)
    )
    strength_friend: float = weight(0.25, 0.0, 0.5, "influence of a friend", guessed(0.1, 0.4))
    strength_companion: float = weight(
        0.25, 0.0, 0.5, "influence of somebody met in shared acts", guessed(0.1, 0.4)
    )

    def strengths(self) -> NDArray[np.float64]:
        """Influence of a contact by layer, shape (layers,), in the order of :class:`Layer`."""
        return np.array(
            [getattr(self, f"strength_{layer.name.lower()}") for layer in Layer], dtype=np.float64
        )

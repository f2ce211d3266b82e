"""A world's last twelve months, as null models are told of them: gates, sources, traits, who did what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.null_models.responses import ASKED
from sim.district import District
from sim.outcomes.tally_pass import ANY_KIND, CIVIC_KIND, GIVING_KIND, KINDS, SOCIAL_KIND, UPWARD_KIND
from sim.residents.choice import TERM_COUNT, fill_terms
from sim.residents.gates import YEAR
from sim.residents.motives import TERMS
from sim.residents.offers import ADDITIONS, OFFERED
from sim.residents.person import person_of
from sim.vocabulary import ACT_COUNT, ADULT_AGE, Informant, Reason

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
MONTHS: Final = 12
# Outcomes that are shares of adults with an act of a kind within a year.
OUTCOMES: Final = {
    "civic": CIVIC_KIND,
    "breadth": ANY_KIND,
    "social": SOCIAL_KIND,
    "giving": GIVING_KIND,
    "upward": UPWARD_KIND,
}
TRAITS: Final = TERMS.index("income") + 1  # terms of the choice that no lever changes at once come first
BY_INSTITUTIONS: Final = tuple(
    int(one) for one in Informant if one not in (Informant.NOBODY, Informant.CONTACT, Informant.HABIT)
)


@dataclass
class YearOfWorld:
    """What a world's last year shows.

    Attributes:
        reason: (adult-months, acts) what came of each act.
        told: (adult-months, acts) by whom each was told.
        asked: (adults, acts) who was asked in person within the year.
        did: (adults, acts) who did each.
        traits: (adults, traits), a column of ones first.
    """

    reason: list[NDArray[np.int8]] = field(default_factory=list)
    told: list[NDArray[np.int8]] = field(default_factory=list)
    asked: Flags = field(default_factory=lambda: np.zeros((0, ACT_COUNT), dtype=np.bool_))
    did: Flags = field(default_factory=lambda: np.zeros((0, ACT_COUNT), dtype=np.bool_))
    traits: Floats = field(default_factory=lambda: np.zeros((0, TRAITS)))

    def see(self, district: District) -> None:
        """Take in a month that has ended."""
        people, phase = district.residents, district.offers.phase[district.residents.community]
        offered = (phase == OFFERED) | (phase == ADDITIONS)
        reason = np.where(offered, people.reason, Reason.NOT_OFFERED).astype(np.int8)
        told = np.where(offered, people.told_by, Informant.NOBODY).astype(np.int8)
        adult = people.age >= ADULT_AGE
        self.reason = [*self.reason, reason[adult]][-MONTHS:]
        self.told = [*self.told, told][-MONTHS:]

    def close(self, district: District) -> None:
        """Take in who lives there at the end."""
        people = district.residents
        adult = np.flatnonzero(people.age >= ADULT_AGE)
        self.asked = np.asarray(
            np.isin(np.array(self.told)[:, adult], [int(one) for one in ASKED]).any(axis=0), dtype=np.bool_
        )
        self.told = [told[adult] for told in self.told]
        within_year: NDArray[np.uint64] = people.history[adult] & YEAR
        self.did = within_year.astype(np.bool_)
        self.traits = np.array([_traits(district, int(row)) for row in adult])

    def reached(self, act: int, source: int) -> float:
        """Share of adult-months in which a source told of an act."""
        return float(np.mean([(told[:, act] == source).mean() for told in self.told]))

    def outcome(self, name: str) -> float:
        """Share of adults with an act of a kind within the year."""
        return float(self.did[:, acts_of(name)].any(axis=1).mean())


def acts_of(outcome: str) -> list[int]:
    """Acts that an outcome counts."""
    return [act for act in range(ACT_COUNT) if KINDS[OUTCOMES[outcome]] >> act & 1]


def _traits(district: District, row: int) -> Floats:
    x = np.zeros(TERM_COUNT)
    fill_terms(person_of(row, district.people), False, x)
    return x[:TRAITS]

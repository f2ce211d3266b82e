"""All outcomes by name, and how a month's values are taken: for everybody, by groups, and by community."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.calendar import DECEMBER, month_of_year
from sim.district import District
from sim.engine.arithmetic import read_only
from sim.engine.compiling import njit
from sim.engine.outcome import Cells, Outcome, Ratio, divided, stacked
from sim.institutions.committee.outcomes import COMMITTEE_TIME
from sim.institutions.committee.outcomes_of_staff import STAFF
from sim.institutions.companies.outcomes import COMPANIES
from sim.institutions.elections.outcomes import ELECTIONS
from sim.institutions.estates.outcomes import HOUSING
from sim.institutions.government.outcomes import GOVERNMENT
from sim.institutions.government.outcomes_of_money import MONEY
from sim.institutions.ladder.outcomes import LADDER
from sim.institutions.organisations.outcomes import SOCIAL_ORGANISATIONS
from sim.institutions.service_centres.outcomes import SERVICES
from sim.institutions.voice.outcomes import VOICE
from sim.outcomes.cross_group_ties import TIES
from sim.outcomes.inequality import CONCENTRATION, GAPS, concentration
from sim.outcomes.people import PEOPLE
from sim.outcomes.resident_groups import (
    EVERYBODY,
    GROUP_NAMES,
    GROUPS,
    PEOPLE_NAMES,
    PLACE_NAMES,
    in_place,
    kinds_of_persons,
)
from sim.outcomes.tally import adults_of, tally
from sim.outcomes.willingness import WILLING
from sim.threads import sharing

__all__ = [
    "COMMUNITY_OUTCOMES",
    "GROUPS",
    "OUTCOMES",
    "Key",
    "Outcome",
    "OutcomeTaker",
    "Values",
    "outcome_keys",
]

Key = tuple[str, str]
Values = dict[Key, float]

OF_BODIES: Final[tuple[Ratio, ...]] = (
    *COMMITTEE_TIME,
    *STAFF,
    *LADDER,
    *ELECTIONS,
    *GOVERNMENT,
    *VOICE,
    *TIES,
    *WILLING,
    *SOCIAL_ORGANISATIONS,
    *SERVICES,
    *COMPANIES,
    *HOUSING,
    *MONEY,
)
OUTCOMES: Final[dict[str, Outcome]] = {
    outcome.name: outcome
    for outcome in (
        *(ratio.outcome for ratio in PEOPLE),
        *GAPS.values(),
        *CONCENTRATION,
        *(ratio.outcome for ratio in OF_BODIES),
    )
}
PEOPLE_OUTCOMES: Final = tuple(ratio.outcome.name for ratio in PEOPLE)
PLACE_OUTCOMES: Final = (
    *(outcome.name for outcome in GAPS.values()),
    *(ratio.outcome.name for ratio in OF_BODIES),
)
COMMUNITY_OUTCOMES: Final = PEOPLE_OUTCOMES + PLACE_OUTCOMES
BY_PLACE: Final = (EVERYBODY, *PLACE_NAMES)
# Groups of the first outcome of people of whose two sides each gap is the difference.
SIDES_OF_GAPS: Final = read_only(np.array([PEOPLE_NAMES.index(group) for pair in GAPS for group in pair]))


def groups_of(outcome: str) -> tuple[str, ...]:
    """Groups by which an outcome is broken down: of people and places, of places, or none."""
    if outcome in PEOPLE_OUTCOMES:
        return GROUP_NAMES
    return BY_PLACE if outcome in PLACE_OUTCOMES else (EVERYBODY,)


KEYS: Final = tuple((name, group) for name in OUTCOMES for group in groups_of(name))


def outcome_keys() -> tuple[Key, ...]:
    """Every (outcome, group) in a fixed order."""
    return KEYS


class OutcomeTaker:
    """Takes the outcomes of each month; reads the district and changes nothing in it.

    Attributes:
        by_community: (communities, outcomes) the last month's values in the order of
            ``COMMUNITY_OUTCOMES``; NaN for none.
    """

    def __init__(self, district: District) -> None:
        """Prepare for a district's communities."""
        self.kinds = district.geography.groups
        self.by_community: Cells = np.empty((len(self.kinds), 0))

    def take(self, district: District) -> Values:
        """Give the values of the month just lived through by (outcome, group), where there are any."""
        row = self.row(district)
        return {KEYS[k]: float(row[k]) for k in np.flatnonzero(~np.isnan(row))}

    def row(self, district: District) -> Cells:
        """(keys,) the values of the month just lived through, in the order of ``KEYS``; NaN for none."""
        with sharing(district.threads):
            return self._row(district)

    def _row(self, district: District) -> Cells:
        persons = kinds_of_persons(district.residents)
        start, rules = district.geography.community_start, district.rules
        counted = tally(district.people, district.offers, persons, start, rules, district.month)
        people = stacked(PEOPLE, counted)
        bodies_too = stacked(OF_BODIES, district, [adults_of(counted)])
        cells = np.concatenate(
            [people[..., 0], people[:, 0, :, SIDES_OF_GAPS].swapaxes(0, 1), bodies_too], axis=1
        )
        of_places = _with_gaps(divided(_sums(cells, in_place(self.kinds, district.pilots))))
        self.by_community = _with_gaps(divided(cells)).T
        unequal = np.full(len(CONCENTRATION), np.nan)
        if month_of_year(district.month) == DECEMBER:
            unequal[:] = concentration(district.people, persons, rules.hours)
        by_group = [divided(people.sum(axis=2)), of_places[: len(PEOPLE), 1:]]
        gaps, bodies = np.split(of_places[len(PEOPLE) :], [len(GAPS)])
        parts = (np.concatenate(by_group, axis=1), gaps, unequal, bodies)
        return np.concatenate([part.ravel() for part in parts])


@njit(cache=True)
def _sums(cells: Cells, member: NDArray[np.bool_]) -> Cells:
    """Sum (2, rows, communities) over the members of each set, in order, so that every machine agrees."""
    sums = np.zeros((2, cells.shape[1], member.shape[0]))
    for side in range(2):
        for k in range(cells.shape[1]):
            for place in range(member.shape[0]):
                for c in range(cells.shape[2]):
                    if member[place, c]:
                        sums[side, k, place] += cells[side, k, c]
    return sums


def _with_gaps(values: Cells) -> Cells:
    """(outcomes, places) where each gap is the difference of its two sides."""
    first, after = len(PEOPLE), len(PEOPLE) + 2 * len(GAPS)
    gaps = values[first:after:2] - values[first + 1 : after : 2]
    return np.concatenate([values[:first], gaps, values[after:]])

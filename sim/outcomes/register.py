"""All outcomes by name, and how a month's values are taken: for everybody, by groups, and by community."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.calendar import DECEMBER, month_of_year
from sim.district import District
from sim.engine.outcome import Cells, Outcome, Ratio
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
from sim.outcomes.inequality import CONCENTRATION, GAPS
from sim.outcomes.people import PEOPLE
from sim.outcomes.resident_groups import (
    EVERYBODY,
    GROUP_NAMES,
    GROUPS,
    PEOPLE_NAMES,
    PLACE_NAMES,
    group_bits,
    in_place,
)
from sim.outcomes.tally import concentration, tally
from sim.outcomes.willingness import WILLING

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


def groups_of(outcome: str) -> tuple[str, ...]:
    """Groups by which an outcome is broken down: of people and places, of places, or none."""
    if outcome in PEOPLE_OUTCOMES:
        return GROUP_NAMES
    return BY_PLACE if outcome in PLACE_OUTCOMES else (EVERYBODY,)


def outcome_keys() -> tuple[Key, ...]:
    """Every (outcome, group) in a fixed order."""
    return tuple((name, group) for name in OUTCOMES for group in groups_of(name))


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
        """Give the values of the month just lived through."""
        bits = group_bits(district.residents)
        start, hours = district.geography.community_start, district.rules.hours
        counted = tally(district.people, district.offers, bits, start, hours, district.month)
        places = in_place(self.kinds, district.pilots)
        tops, bottoms = _stacked(PEOPLE, counted)
        people = _divided(tops.sum(axis=1), bottoms.sum(axis=1))
        everybody = (tops[:, :, 0], bottoms[:, :, 0])
        gaps, bodies = _gap_cells(tops[0], bottoms[0]), _stacked(OF_BODIES, district)
        values = _named(PEOPLE_OUTCOMES, PEOPLE_NAMES, people)
        values |= _named(PEOPLE_OUTCOMES, PLACE_NAMES, _by_place(*everybody, places[1:]))
        values |= _named(PLACE_OUTCOMES, BY_PLACE, _with_gaps(gaps, bodies, places))
        if month_of_year(district.month) == DECEMBER:
            names = [outcome.name for outcome in CONCENTRATION]
            unequal = np.array(concentration(district.people, bits, hours))
            values |= _named(names, (EVERYBODY,), unequal[:, np.newaxis])
        alone = np.eye(len(self.kinds), dtype=np.bool_)
        own = _with_gaps(gaps, bodies, alone)
        self.by_community = np.concatenate([_divided(*everybody), own]).T
        return values


def _stacked(ratios: tuple[Ratio, ...], measured: Any) -> tuple[Cells, Cells]:
    """Tops and bottoms of all ratios, the outcome first: (outcomes, communities, ...)."""
    pairs = [ratio.of(measured) for ratio in ratios]
    tops, bottoms = (np.array([pair[side] for pair in pairs], dtype=np.float64) for side in (0, 1))
    return tops, bottoms


def _divided(tops: Cells, bottoms: Cells) -> Cells:
    ratio: Cells = np.full(tops.shape, np.nan)
    np.divide(tops, bottoms, out=ratio, where=bottoms != 0.0)
    return ratio


@njit(cache=True)
def _sums(cells: Cells, member: NDArray[np.bool_]) -> Cells:
    """Sum (rows, communities) over the members of each set, in order, so that every machine agrees."""
    sums = np.zeros((cells.shape[0], member.shape[0]))
    for k in range(cells.shape[0]):
        for place in range(member.shape[0]):
            for c in range(cells.shape[1]):
                if member[place, c]:
                    sums[k, place] += cells[k, c]
    return sums


def _by_place(tops: Cells, bottoms: Cells, places: NDArray[np.bool_]) -> Cells:
    """(outcomes, places) ratios of sums; ``places`` is (places, communities)."""
    return _divided(_sums(tops, places), _sums(bottoms, places))


def _gap_cells(civic: Cells, adults: Cells) -> list[tuple[Cells, ...]]:
    """For each gap the counts of both sides by community, from the first outcome of people, the civic one."""
    sides = [[PEOPLE_NAMES.index(group) for group in pair] for pair in GAPS]
    return [(civic[:, pair].T.copy(), adults[:, pair].T.copy()) for pair in sides]


def _with_gaps(
    gaps: list[tuple[Cells, ...]], bodies: tuple[Cells, Cells], places: NDArray[np.bool_]
) -> Cells:
    """Gaps and outcomes of institutions by place: (outcomes, places)."""
    both_sides = [_by_place(civic, adults, places) for civic, adults in gaps]
    rows = [side[0] - side[1] for side in both_sides]
    return np.concatenate([np.array(rows), _by_place(*bodies, places)])


def _named(names: Any, groups: Any, values: Cells) -> Values:
    """Values that there are, by (outcome, group)."""
    known = ~np.isnan(values)
    return {
        (name, group): float(values[k, g])
        for k, name in enumerate(names)
        for g, group in enumerate(groups)
        if known[k, g]
    }

"""One resident as the compiled rules see him or her, and the audiences that a resident belongs to."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.compiling.row_reading import row_reader
from sim.engine.records import tuple_type
from sim.residents.table import Residents
from sim.residents.table_columns import People
from sim.threads import in_whole_groups
from sim.vocabulary import ADULT_AGE, OLD_FROM, YOUTH_UNTIL, Act, Audience, Hukou

Array = NDArray[Any]
FROM_OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
PARTY: Final = int(Audience.PARTY)
OLD: Final = int(Audience.OLD)
WOMEN: Final = int(Audience.WOMEN)
YOUTH: Final = int(Audience.YOUTH)
WORKERS: Final = int(Audience.WORKERS)
NEWCOMERS: Final = int(Audience.NEWCOMERS)
OWNERS: Final = int(Audience.OWNERS)
AUDIENCES: Final = len(Audience)
LADDER: Final = int(Audience.LADDER)
CULTURE: Final = int(Act.CULTURE)
LAST_MONTH: Final = np.uint64(1)  # of a history that this month has not been added to


# One resident as plain numbers: what the rule for one resident is told. Fields are the columns that the table
# declares as traits, then what is derived: audiences as bits, and whether culture was done last month.
TRAITS: Final = tuple(name for name, column in Residents.columns.items() if column.told)
Person: Any = tuple_type([*TRAITS, "profile", "at_culture"], "Person", __name__)
read_person: Final = row_reader(Person)


@njit(cache=True, inline="always")
def person_of(i: int, people: People) -> Person:
    """Read one resident's row; the rules get numbers, because handing them arrays would count references."""
    at_culture = bool(people.history[i, CULTURE] & LAST_MONTH)
    return read_person(i, people, (profile_of(i, people), at_culture))


@njit(cache=True, inline="always")
def profile_of(i: int, people: People) -> int:
    """Audiences that an adult belongs to, as bits of :class:`Audience`."""
    return audiences_of(
        people.party[i],
        people.age[i],
        people.female[i],
        people.workplace[i],
        people.hukou[i],
        people.owner[i],
        people.rung[i],
    )


@njit(cache=True, inline="always")
def audiences_of(
    party: bool, age: float, female: bool, workplace: int, hukou: int, owner: bool, rung: int
) -> int:
    """The same from the columns of which it is made."""
    profile = int(party) << PARTY
    profile |= int(age >= OLD_FROM) << OLD
    profile |= int(female) << WOMEN
    profile |= int(age < YOUTH_UNTIL) << YOUTH
    profile |= int(workplace >= 0) << WORKERS
    profile |= int(hukou == FROM_OUTSIDE) << NEWCOMERS
    profile |= int(owner) << OWNERS
    return profile | int(rung > 0) << LADDER


@njit(cache=True, nogil=True)
def count_true(community_start: Array, flag: NDArray[np.bool_]) -> Array:
    """Residents of each community with a flag.

    Read as bytes, of which many are added at once: of a part of the array, whose rows are not counted from
    its end, as negative ones would be.
    """
    count = np.empty(community_start.size - 1, dtype=np.int64)
    ones = flag.view(np.uint8)
    for c in range(count.size):
        held = 0
        for one in ones[community_start[c] : community_start[c + 1]]:
            held += one
        count[c] = held
    return count


def count_audiences(community_start: Array, people: People) -> Array:
    """Adults of each community by audience: (communities, audiences)."""

    def count(first: int, last: int) -> Array:
        """The same of some communities."""
        edges = community_start[first : last + 1]
        members = _members(slice(edges[0], edges[-1]), people)
        return np.stack([count_true(edges - edges[0], belongs) for belongs in members], axis=1)

    return np.concatenate(in_whole_groups(community_start, count))


def _members(here: slice, people: People) -> list[NDArray[np.bool_]]:
    """(audiences,) lists which of these rows are adults who belong to each audience."""
    age = people.age[here]
    belongs = {
        Audience.PARTY: people.party[here],
        Audience.OLD: age >= OLD_FROM,
        Audience.WOMEN: people.female[here],
        Audience.YOUTH: age < YOUTH_UNTIL,
        Audience.WORKERS: people.workplace[here] >= 0,
        Audience.NEWCOMERS: people.hukou[here] == FROM_OUTSIDE,
        Audience.OWNERS: people.owner[here],
        Audience.LADDER: people.rung[here] > 0,
    }
    adult = age >= ADULT_AGE
    return [belongs[audience] & adult for audience in Audience]

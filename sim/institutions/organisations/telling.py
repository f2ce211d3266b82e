"""What organisations at work offer and whom they tell, in one compiled pass over all of them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import read_only
from sim.engine.compiling import njit
from sim.institutions.doors import EVERYBODY, IN_AUDIENCE, add_to_profiles
from sim.institutions.organisations.state import SPEAKS_TO, Field, OrganisationColumns
from sim.vocabulary import Act

Array = NDArray[Any]

ALL: Final = -1
# (fields,) code of the audience to which each field speaks, ``ALL`` for all adults.
SPOKEN_TO: Final = read_only(np.array([SPEAKS_TO.get(field, ALL) for field in Field], dtype=np.int64))
# The audiences, each once; (fields,) the place of each field's among them.
AUDIENCES: Final = read_only(np.array(list(dict.fromkeys(SPOKEN_TO.tolist())), dtype=np.int64))
PLACE: Final = read_only(np.array([AUDIENCES.tolist().index(code) for code in SPOKEN_TO], dtype=np.int64))
SUGGEST: Final = int(Act.SUGGEST)
TOLD_OF: Final = (int(Act.VOLUNTEER), int(Act.CULTURE))


class Crowd(NamedTuple):
    """Who can be told in each community: (communities,) adults, and (communities, audiences) of each kind."""

    adults: NDArray[np.int64]
    audience_size: NDArray[np.int64]


class Yields(NamedTuple):
    """What an hour of work yields, as settings name it; ``called`` and ``visits`` of paid callers' hours."""

    member_hours: float
    staff_hours: float
    volunteer_places: float
    culture_places: float
    reach: float
    field_volunteering: tuple[float, ...]
    field_culture: tuple[float, ...]
    field_voice: tuple[float, ...]
    least_yield: float
    called: float
    visits: float


@njit(cache=True, nogil=True, error_model="numpy")
def offer_and_tell(
    book: OrganisationColumns,
    at_work: Array,
    calling: Array,
    u: Array,
    crowd: Crowd,
    rule: Yields,
    way: Array,
) -> Array:
    """Set up places by hours and capability; tell by hours and, as a name opens doors, reputation.

    Args:
        book: the columns.
        at_work: (organisations,) which of them work this month.
        calling: (communities,) paid hours of calling volunteers, of each organisation there.
        u: (organisations, 2) draws by which places are rounded.
        crowd: who can be told.
        rule: the assumed numbers.
        way: (communities, acts, profiles) announcements per adult; added to.

    Returns:
        (2, communities) places for volunteers and in culture.
    """
    places = np.zeros((2, crowd.adults.size), dtype=np.int64)
    voice, told = np.zeros(crowd.adults.size), np.zeros((AUDIENCES.size, 2, crowd.adults.size))
    for k in range(at_work.size):
        if at_work[k]:
            c, place = book.community[k], PLACE[book.field[k]]
            hours = book.staff_hours[k] + book.lent_hours[k] + book.members[k] * rule.member_hours
            scale = hours / rule.staff_hours
            _set_up(k, scale * (rule.least_yield + book.capability[k]), calling[c], u[k], book, rule)
            places[0, c] += book.slots[k]
            places[1, c] += book.seats[k]
            persons = rule.reach * scale * (rule.least_yield + book.reputation[k])
            voice[c] += persons * rule.field_voice[book.field[k]]
            told[place, 0, c] += _spread(persons + calling[c] * rule.visits, c, AUDIENCES[place], crowd)
            told[place, 1, c] += _spread(persons, c, AUDIENCES[place], crowd)
    adults = np.maximum(1, crowd.adults)
    add_to_profiles(way, SUGGEST, voice / adults, EVERYBODY)
    for place in range(AUDIENCES.size):
        everybody = AUDIENCES[place] == ALL
        for kind in range(2):
            each = told[place, kind] / adults if everybody else told[place, kind]
            profiles = EVERYBODY if everybody else IN_AUDIENCE[AUDIENCES[place]]
            add_to_profiles(way, TOLD_OF[kind], each, profiles)
    return places


@njit(cache=True, error_model="numpy", inline="always")
def _set_up(k: int, able: float, calling: float, u: Array, book: OrganisationColumns, rule: Yields) -> None:
    """Places of one organisation, rounded by its draws."""
    called, field = calling * rule.called, book.field[k]
    slots = rule.volunteer_places * rule.field_volunteering[field] * able + called
    book.slots[k] = np.floor(slots + u[0])
    book.seats[k] = np.floor(rule.culture_places * rule.field_culture[field] * able + u[1])


@njit(cache=True, error_model="numpy", inline="always")
def _spread(persons: float, c: int, audience: int, crowd: Crowd) -> float:
    """Persons told, of all adults; of an audience the share that they are, at most all of it."""
    if audience == ALL:
        return persons
    return float(min(1.0, persons / max(1, crowd.audience_size[c, audience])))

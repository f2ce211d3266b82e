"""From hours of going round to doors: rates are contacts an hour, offers speak of doors passed."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import read_only
from sim.engine.compiling import njit
from sim.institutions.world import World
from sim.residents.offers import OFFERED, Offers
from sim.threads import in_whole_groups
from sim.vocabulary import ADULT_AGE, PROFILES, Audience

# (audiences, profiles) 1 where the adults of a profile belong to an audience, else 0.
IN_AUDIENCE: Final = read_only(
    np.array([np.arange(PROFILES) >> int(audience) & 1 for audience in Audience], dtype=np.float64)
)
EVERYBODY: Final = read_only(np.ones(PROFILES))


def add_contacts(
    way: NDArray[np.float64], act: int, each: NDArray[Any], audience: Audience | None = None
) -> None:
    """Make an act better known in one way, to all adults or to those of an audience alone.

    Args:
        way: (communities, acts, profiles) contacts per adult, one of those of
            :class:`sim.residents.offers.Offers`; written.
        act: which act.
        each: (communities,) contacts added per adult.
        audience: whom they reach.
    """
    told = EVERYBODY if audience is None else IN_AUDIENCE[audience]
    add_to_profiles(way, int(act), np.asarray(each, dtype=np.float64), told)


@njit(cache=True, nogil=True)
def add_to_profiles(
    way: NDArray[np.float64], act: int, each: NDArray[np.float64], told: NDArray[np.float64]
) -> None:
    """Add to the profiles of those told; communities to which nothing is added are passed over."""
    for c in range(each.size):
        if each[c] != 0.0:
            for profile in range(told.size):
                way[c, act, profile] += each[c] * told[profile]


def add_places(offers: Offers, act: int, places: NDArray[Any]) -> None:
    """Offer (communities,) more places for an act, or offer it at all where the number is positive."""
    _add_places(offers.phase, offers.places, int(act), np.asarray(places, dtype=np.float64))


@njit(cache=True, nogil=True)
def _add_places(
    phase: NDArray[np.int8], places: NDArray[np.float64], act: int, more: NDArray[np.float64]
) -> None:
    """The same from plain columns."""
    for c in range(more.size):
        open_places(c, act, more[c], phase, places)


@njit(cache=True, inline="always")
def open_places(c: int, act: int, more: float, phase: NDArray[np.int8], places: NDArray[np.float64]) -> None:
    """Offer more places for an act in one community, if there are any."""
    if more > 0.0:
        phase[c, act] = OFFERED
        places[c, act] = max(0.0, places[c, act]) + more


def each_doors(district: World, contacts: NDArray[Any]) -> NDArray[Any]:
    """Doors of strangers' homes that must be passed for so many contacts, (communities,)."""
    return contacts / float(district.rules.scalars.hearing.visit_base)


def familiarity(district: World) -> NDArray[np.float64]:
    """Sum over each community's adults of the square of acquaintance, by which ordinary visits divide."""
    start, residents = district.geography.community_start, district.residents

    def of_part(first: int, last: int) -> NDArray[np.float64]:
        """The sums of some communities that follow each other."""
        here = slice(start[first], start[last])
        squares = _squares(residents.acquaintance[here], residents.age[here])
        sums: NDArray[np.float64] = np.add.reduceat(squares, start[first:last] - start[first])
        return sums

    return np.concatenate(in_whole_groups(start, of_part))


@njit(cache=True, nogil=True)
def _squares(acquaintance: NDArray[np.float32], age: NDArray[np.float32]) -> NDArray[np.float64]:
    """(residents,) square of acquaintance of adults, 0 of children."""
    squares = np.empty(age.size)
    for i in range(age.size):
        known = np.float64(acquaintance[i])
        squares[i] = known * known * (age[i] >= ADULT_AGE)
    return squares

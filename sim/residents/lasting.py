"""What a person keeps from month to month: attention, readership, disposition; or, by the rivals, does not.

The rivals draw the same quantities anew for each act and month, so that what one month shows is alike and
only what lasts differs.
"""

from __future__ import annotations

import math
from typing import Any, Final, NamedTuple

from sim.engine.arithmetic import exp, standard
from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.residents.numbers import Scalars
from sim.residents.person import Person

ANEW_DRAWS: Final = purpose("participation.anew")


class Lasting(NamedTuple):
    """What sets a person apart from equals when an act is considered.

    Attributes:
        alert: factor on the odds to take note of notices, letters and announcements.
        reader: place in the order of readers of local pages, 0 to 1.
        disposition: log-odds added to the choice where the act's coefficient is 1.
    """

    alert: float
    reader: float
    disposition: float


@njit(cache=True, error_model="numpy", inline="always")
def everything_lasts(scalars: Scalars) -> bool:
    """Whether what sets a person apart is the same for every act and month."""
    return scalars.lasting_audience and scalars.lasting_disposition


@njit(cache=True, error_model="numpy", inline="always")
def lasting_of(person: Person, act: int, month: int, seed: int, scalars: Scalars) -> Lasting:
    """What sets the person apart as this act is considered this month."""
    attention, reader, disposition = person.attention, person.reader, person.disposition
    if not everything_lasts(scalars):
        u_attention, u_reader, u_disposition, _ = draws(seed, person.identity, month, ANEW_DRAWS, act)
        if not scalars.lasting_audience:
            attention, reader = standard(u_attention), u_reader
        if not scalars.lasting_disposition:
            disposition = standard(u_disposition)
    alert = alertness(disposition, attention, scalars.hearing)
    return Lasting(alert, reader, scalars.disposition * disposition)


@njit(cache=True, error_model="numpy", inline="always")
def alertness(disposition: float, attention: float, way: Any) -> float:
    """Factor on the odds to take note; attention goes with the disposition in part."""
    own, shared = math.sqrt(1.0 - way.attentive_disposition**2), way.attentive_disposition
    return exp(way.attention * (shared * disposition + own * attention))

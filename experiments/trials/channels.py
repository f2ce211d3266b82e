"""By which source of the model each channel of a trial is heard, and whom it reaches by the model's own rule.

The one place where the words of trial files meet the model's sources.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.residents import hearing
from sim.residents.lasting import lasting_of
from sim.residents.offers import ANY_HOUR, Offer
from sim.residents.person import Person, person_of
from sim.vocabulary import Informant

Rows = NDArray[np.int64]
NOTHING: Final = Offer(*[0.0] * len(Offer._fields))._replace(daytime=ANY_HOUR, papers=1.0)


@dataclass(frozen=True)
class Channel:
    """A way of telling residents of an act.

    Attributes:
        source: the model's source that a resident who is reached has heard it from.
        once: what one go of it would be among the offers of institutions; None where the model has no rule
            for whom it reaches, so that the file must say.
        stranger: whether who comes does not know the residents.
    """

    source: Informant
    once: Callable[[float], Offer] | None = None
    stranger: bool = False


def _once(name: str) -> Callable[[float], Offer]:
    """An offer of nothing but this, so many times."""
    return lambda times: NOTHING._replace(**{name: times})


def _online(times: float) -> Offer:
    return NOTHING._replace(online=min(1.0, times))


# A text message by an institution asks nobody in person: it is heard as an announcement is.
CHANNELS: Final = {
    "visit_stranger": Channel(Informant.VISIT, _once("visits"), stranger=True),
    "visit_known": Channel(Informant.VISIT, _once("visits")),
    "call": Channel(Informant.CALL, _once("calls")),
    "meeting": Channel(Informant.MEETING),
    "letter": Channel(Informant.LETTER, _once("letters")),
    "notice": Channel(Informant.NOTICE, _once("notice")),
    "message": Channel(Informant.ORGANISATION),
    "announcement": Channel(Informant.ORGANISATION, _once("organisation")),
    "online": Channel(Informant.ONLINE, _online),
}


def chance_reached(district: District, rows: Rows, act: int, channel: Channel, times: float) -> list[float]:
    """Chance of each resident to be reached, by the very rule by which offers are heard of.

    Args:
        district: as it stands before the month.
        rows: residents.
        act: that they would be told of.
        channel: how; it has a rule.
        times: how often.
    """
    assert channel.once is not None, "the file of the trial was checked for a reach"
    people = (person_of(row, district.people) for row in rows)
    return [_chance(district, person, channel.once(times), act, channel) for person in people]


def _chance(district: District, person: Person, offer: Offer, act: int, channel: Channel) -> float:
    met = person._replace(acquaintance=0.0, at_culture=False) if channel.stranger else person
    scalars = district.rules.scalars
    mine = lasting_of(met, act, district.month, district.seed, scalars)
    most = hearing.hearing_at_most(act, met, offer, 0.0, False, mine, scalars.hearing)
    return float(hearing.visited(most)[channel.source])

"""By which source of the model each channel of a trial is heard, and whom it reaches by the model's own rule.

The one place where the words of trial files meet the model's sources.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from sim.residents import hearing
from sim.residents.offers import ANY_HOUR, Offer
from sim.residents.person import Person, person_of
from sim.vocabulary import Source

if TYPE_CHECKING:
    from sim.district import District

Rows = NDArray[np.int64]
NOTHING: Final = Offer(0.0, 0.0, 0.0, 0.0, ANY_HOUR, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Channel:
    """A way of telling residents of an act.

    Attributes:
        source: the model's source that a resident who is reached has heard it from.
        once: what one go of it would be among the offers of institutions; None where the model has no rule
            for whom it reaches, so that the file must say.
        stranger: whether who comes does not know the residents.
    """

    source: Source
    once: Callable[[float], Offer] | None = None
    stranger: bool = False


def _visits(times: float) -> Offer:
    return NOTHING._replace(visits=times)


def _notice(times: float) -> Offer:
    return NOTHING._replace(notice=times)


def _announcement(times: float) -> Offer:
    return NOTHING._replace(organisation=times)


def _online(times: float) -> Offer:
    return NOTHING._replace(online=min(1.0, times))


# A call asks a person, so it is heard as a visit is: the model's own invitations by telephone are (7.7). A
# letter or a text message is read like a notice, but reaches whom it is sent to.
CHANNELS: Final = {
    "visit_stranger": Channel(Source.VISIT, _visits, stranger=True),
    "visit_known": Channel(Source.VISIT, _visits),
    "call": Channel(Source.VISIT),
    "meeting": Channel(Source.VISIT),
    "letter": Channel(Source.NOTICE),
    "notice": Channel(Source.NOTICE, _notice),
    "message": Channel(Source.ORGANISATION),
    "announcement": Channel(Source.ORGANISATION, _announcement),
    "online": Channel(Source.ONLINE, _online),
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
    offer, way = channel.once(times), district.rules.scalars.hearing
    return [_chance(person_of(row, district.people), offer, act, channel, way) for row in rows]


def _chance(person: Person, offer: Offer, act: int, channel: Channel, way: object) -> float:
    met = person._replace(acquaintance=0.0, at_culture=False) if channel.stranger else person
    reads = hearing.uses_internet(met, way)
    most = hearing.hearing_at_most(act, met, offer, 0.0, False, reads, way)
    return float(hearing.visited(most)[channel.source])

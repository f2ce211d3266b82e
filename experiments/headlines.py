"""The outcomes that a table or figure shows unless others are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sim.engine.settings import BadInput, nearest
from sim.measures.outcomes import GROUPS, OUTCOMES, Outcome

HEADLINES: Final = (
    "breadth",
    "participation.vote",
    "participation.deliberate",
    "participation.suggest",
    "participation.volunteer",
    "gap.hukou",
    "committee.administrative_share",
    "voice.answer_months",
    "fund.projects_finished",
    "cost.district",
)
PATHS: Final = (
    "breadth",
    "participation.deliberate",
    "participation.volunteer",
    "committee.administrative_share",
)
GAIN: Final = "breadth"
COST: Final = "cost.district"
ADULTS: Final = "people.adults"
EVERYBODY: Final = "all"


def chosen_outcomes(asked: Iterable[str] | None) -> tuple[Outcome, ...]:
    """Outcomes by name; the headlines if none is asked for.

    Raises:
        BadInput: there is no outcome of such a name.
    """
    names = list(asked or HEADLINES)
    for name in names:
        if name not in OUTCOMES:
            raise BadInput(f"--outcome: no outcome {name!r}{nearest(name, list(OUTCOMES))}")
    return tuple(OUTCOMES[name] for name in names)


def chosen_groups(asked: Iterable[str] | None) -> tuple[str, ...]:
    """Groups by name; everybody if none is asked for.

    Raises:
        BadInput: there is no group of such a name.
    """
    names = tuple(asked or (EVERYBODY,))
    for name in names:
        if name not in GROUPS:
            raise BadInput(f"--group: no group {name!r}{nearest(name, list(GROUPS))}")
    return names

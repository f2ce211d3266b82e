"""Outcomes and groups that are asked for by name at the command line."""

from __future__ import annotations

from collections.abc import Iterable

from sim.engine.settings import BadInput, nearest
from sim.outcomes.headlines import EVERYBODY, HEADLINES
from sim.outcomes.register import GROUPS, OUTCOMES, Outcome


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

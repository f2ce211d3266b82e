"""Whom a reform moved: who did an act in one world and not in the other, and the chain through which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary import Act, Informant, Reason

KINDS: Final = ("gained", "lost", "changed")


class ProposalResult(IntEnum):
    """What came of an own proposal to the committee; the higher, the more."""

    NONE = 0
    SILENCE = 1
    ANSWERED = 2
    SOLVED = 3
    PROJECT = 4


@dataclass(frozen=True)
class ChangedAct:
    """One act that a resident did in one world only: its first time there, and how it came about.

    Attributes:
        act: which.
        month: of the run.
        change: ``gained`` if done under the reform only, ``lost`` if under the status quo only.
        source: told by whom (vote: when the voters' roll was drawn up).
        tellers: if told by a contact, rows of the contacts who had done it within the year.
        moved_tellers: those of them who, in the other world, had not.
        otherwise: what stood in the way in the other world that month, see :class:`Reason`.
        places: places for it in the community that month; None where there is no limit.
        places_otherwise: the same in the other world.
        heard: what had last come of own proposals before.
        heard_otherwise: the same in the other world.
        outcome: of a proposal, what came of it in the end; else none.
    """

    act: Act
    month: int
    change: str
    source: Informant
    tellers: tuple[int, ...]
    moved_tellers: tuple[int, ...]
    otherwise: Reason
    places: int | None
    places_otherwise: int | None
    heard: ProposalResult
    heard_otherwise: ProposalResult
    outcome: ProposalResult = ProposalResult.NONE


@dataclass(frozen=True)
class MovedResident:
    """A resident whom the reform moved.

    Attributes:
        resident: row.
        came: month of moving in; 0 for who was here at the policy date.
        community: number of the community.
        groups: names of groups, the type of the community among them.
        kind: took part at all only under the reform (gained), only under the status quo (lost), or changed.
        acts: acts done under the status quo and under the reform, as masks.
        steps: acts done in one world only, in order of month.
    """

    resident: int
    came: int
    community: int
    groups: tuple[str, ...]
    kind: str
    acts: tuple[int, int]
    steps: tuple[ChangedAct, ...]


@dataclass(frozen=True)
class Movement:
    """Everybody whom the reform moved.

    Attributes:
        residents: in order of rows, then of moving in.
        adults: adults at the policy date by group.
        apart: residents who lived here in one world only, because a home changed hands in one; not compared.
        months: compared.
    """

    residents: tuple[MovedResident, ...]
    adults: dict[str, int]
    apart: int
    months: int

    def __repr__(self) -> str:
        """How many were moved; :attr:`residents` names them."""
        return f"Movement({len(self.residents)} residents moved, months={self.months}, apart={self.apart})"

    def chain(self, one: MovedResident, step: ChangedAct) -> list[tuple[int, ChangedAct]]:
        """Who told whom: the step, that of the moved contact who did it first, and so on to the start."""
        links, latest = [(one.resident, step)], step
        while before := self._teller(latest):
            links.append(before)
            latest = before[1]
        return links

    def _teller(self, step: ChangedAct) -> tuple[int, ChangedAct] | None:
        candidates = [
            (row, found)
            for row in step.moved_tellers
            for found in self._steps.get((row, step.act, step.change), ())
            if found.month < step.month
        ]
        return min(candidates, key=lambda link: (link[1].month, link[0]), default=None)

    @cached_property
    def _steps(self) -> dict[tuple[int, Act, str], list[ChangedAct]]:
        found: dict[tuple[int, Act, str], list[ChangedAct]] = {}
        for one in self.residents:
            for step in one.steps:
                found.setdefault((one.resident, step.act, step.change), []).append(step)
        return found

    def count(self, group: str) -> dict[str, int]:
        """Residents of a group by kind."""
        kinds = [one.kind for one in self.residents if group in one.groups]
        return {kind: kinds.count(kind) for kind in KINDS}


class Moved(NamedTuple):
    """Who does something else in the reform than in the status quo, (residents,) each.

    Attributes:
        gained: took part at all only in the reform.
        lost: took part at all only in the status quo.
        changed: took part in both, but in other acts.
    """

    gained: NDArray[np.bool_]
    lost: NDArray[np.bool_]
    changed: NDArray[np.bool_]


def compare_acts(before: NDArray[Any], after: NDArray[Any]) -> Moved:
    """Compare masks of acts, those of the status quo first."""
    both = (before != 0) & (after != 0)
    return Moved((before == 0) & (after != 0), (before != 0) & (after == 0), both & (before != after))

"""Live through a status quo and a reform side by side and find whom the reform moved, and through whom.

Draws are keyed, so two worlds of one seed differ only downstream of the policy: a resident who does an act
in one of them and not in the other does, or does not, because of it. Each month the first times that differ
are noted with what went before them; nothing is drawn and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.engine.settings import BadInput
from sim.explain.followed_world import Followed
from sim.explain.moved import KINDS, ChangedAct, MovedResident, Movement, ProposalResult, compare_acts
from sim.outcomes.resident_groups import PEOPLE_NAMES, PLACE_NAMES, group_bits, in_place
from sim.scenario import Scenario
from sim.vocabulary import Act, Informant

Rows = NDArray[np.int64]
Cells = NDArray[Any]
NAMES: Final = (*PEOPLE_NAMES, *PLACE_NAMES)
OnMonth = Callable[[int], None]


class Pair:
    """The two worlds, and whom the reform has moved so far."""

    def __init__(self, status_quo: District, reform: District) -> None:
        """Begin at the policy date."""
        self.worlds = (Followed(status_quo), Followed(reform))
        self.found: list[MovedResident] = []
        self.apart = np.zeros(len(status_quo.residents), dtype=np.bool_)
        self.lived_apart = 0
        self.bits = bits_of(status_quo)
        self._groups: dict[int, tuple[str, ...]] = {}

    def live(self) -> None:
        """Live through a month in both worlds and note what differs."""
        new = [world.live() for world in self.worlds]
        self._part(*new)
        self.bits = bits_of(self.worlds[0].district)
        for world in self.worlds:
            world.note_tellers()
        first = [world.first_times() for world in self.worlds]
        for which, pairs in enumerate(first):
            self._note(which, pairs)

    def finish(self) -> list[MovedResident]:
        """Close the books."""
        rows = sorted({row for world in self.worlds for row, _ in world.steps})
        for row in rows:
            self._close(row)
        return sorted(self.found, key=lambda one: (one.resident, one.came))

    def _part(self, in_first: Rows, in_second: Rows) -> None:
        """Somebody moved out: what is noted of them is final; alone in one world, nobody can be compared."""
        here, there = self.worlds
        both = np.intersect1d(in_first, in_second)
        for row in np.union1d(in_first, in_second):
            self._close(int(row))
            here.done[row] = there.done[row] = 0
        alone = np.setxor1d(in_first, in_second)
        self.lived_apart += int((~self.apart[alone]).sum())
        self.apart[alone] = True
        self.apart[both] = False

    def _note(self, which: int, pairs: list[tuple[int, Act]]) -> None:
        world, other = self.worlds[which], self.worlds[1 - which]
        for row, act in pairs:
            if other.steps.pop((row, act), None) is not None or self.apart[row]:
                continue
            if not other.done[row] >> int(act) & 1:
                world.steps[row, act] = self._step(which, row, act)

    def _step(self, which: int, row: int, act: Act) -> ChangedAct:
        world, other = self.worlds[which], self.worlds[1 - which]
        source = Informant(int(world.district.residents.told_by[row, act]))
        tellers = world.tellers.pop((row, act), ()) if source is Informant.CONTACT else ()
        alike = world.came == other.came
        moved = [one for one in tellers if alike[one] and not other.active[one] >> int(act) & 1]
        self._groups[row] = names_of(self.bits[row])
        return ChangedAct(
            act=act,
            month=world.district.month,
            change=("lost", "gained")[which],
            source=source,
            tellers=tellers,
            moved_tellers=tuple(moved),
            otherwise=other.reason(row, act),
            places=world.places(row, act),
            places_otherwise=other.places(row, act),
            heard=ProposalResult(int(world.heard_before[row])),
            heard_otherwise=ProposalResult(int(other.heard_before[row])),
            outcome=world.answers.get(row, ProposalResult.NONE)
            if act is Act.SUGGEST
            else ProposalResult.NONE,
        )

    def _close(self, row: int) -> None:
        """Keep what has been noted of a row's person, if anything."""
        noted = [world.steps.pop((row, act), None) for world in self.worlds for act in Act]
        steps = sorted((step for step in noted if step is not None), key=lambda step: (step.month, step.act))
        if not steps:
            return
        before, after = (int(world.done[row]) for world in self.worlds)
        flags = compare_acts(np.array(before), np.array(after))
        here = self.worlds[0]
        self.found.append(
            MovedResident(
                resident=row,
                came=int(here.came[row]),
                community=int(here.district.residents.community[row]),
                groups=self._groups.pop(row),
                kind=next(kind for kind in KINDS if getattr(flags, kind)),
                acts=(before, after),
                steps=tuple(steps),
            )
        )


def bits_of(district: District) -> Cells:
    """Give each adult the bit mask of ``GROUP_NAMES``, those of the place included; 0 for children."""
    bits = group_bits(district.residents).astype(np.int64)
    ground = district.geography
    places = in_place(ground.groups, district.pilots)[1:]
    for k, inside in enumerate(places, len(PEOPLE_NAMES)):
        bits |= inside[district.residents.community].astype(np.int64) << k
    return np.where(bits & 1, bits, 0)


def names_of(bits: int) -> tuple[str, ...]:
    """Names of the groups in a mask."""
    return tuple(name for k, name in enumerate(NAMES) if bits >> k & 1)


def find_moved(status_quo: Scenario, reform: Scenario, on_month: OnMonth | None = None) -> Movement:
    """Live through both worlds and find whom the reform moved.

    Args:
        status_quo: one world, with its seed.
        reform: the other; the same place, assumptions, calendar and seed.
        on_month: told the number of each month that has ended, once a world.

    Raises:
        BadInput: the scenarios differ in more than their policies.
    """
    if not status_quo.same_burn_in(reform):
        raise BadInput(
            f"{reform.name}: must share place, assumptions, calendar and seed with {status_quo.name}"
        )
    tell = on_month or (lambda _month: None)
    with closing(District(status_quo, views=False)) as trunk:
        for _ in range(status_quo.calendar.burn_in):
            trunk.step()
            tell(trunk.month)
        with closing(trunk.fork(status_quo)) as without, closing(trunk.fork(reform)) as with_it:
            return _followed(Pair(without, with_it), status_quo.calendar.horizon, tell)


def _followed(pair: Pair, months: int, tell: OnMonth) -> Movement:
    """Live through both worlds from the policy date on."""
    adults = {name: int((pair.bits >> k & 1).sum()) for k, name in enumerate(NAMES)}
    for _ in range(months):
        pair.live()
        for world in pair.worlds:
            tell(world.district.month)
    return Movement(tuple(pair.finish()), adults, pair.lived_apart, months)

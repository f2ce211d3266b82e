"""Live through a status quo and a reform side by side and find whom the reform moved, and through whom.

Draws are keyed, so two worlds of one seed differ only downstream of the policy: a resident who does an act
in one of them and not in the other does, or does not, because of it. Each month the first times that differ
are noted with what went before them; nothing is drawn and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.agents.committee import Project
from sim.agents.residents import Act, Reason, Source
from sim.district import District
from sim.engine.settings import BadInput
from sim.governance.voice import solved_without_money
from sim.measures.groups import PEOPLE_NAMES, PLACE_NAMES, group_bits, in_place
from sim.measures.moved import KINDS, Answer, MovedResident, Movement, Step, compare_acts
from sim.network.layers import Layer
from sim.participation.offers import NO_LIMIT
from sim.scenario import Scenario

Rows = NDArray[np.int64]
Cells = NDArray[Any]
NAMES: Final = (*PEOPLE_NAMES, *PLACE_NAMES)
OnMonth = Callable[[int], None]
OFFERED: Final = 1  # phase of an offer, or of the registration drive before a poll


class Followed:
    """One of the two worlds, with what is remembered of its residents.

    Attributes:
        district: as it stands.
        came: (residents,) month in which the person of the row moved in, 0 for the first.
        done: (residents,) acts done since the policy date, as a mask.
        heard: (residents,) what last came of own proposals, see :class:`Answer`.
        steps: first times that the other world has not seen, by row and act.
        active: (residents,) acts of the last 12 months when the month was opened.
    """

    def __init__(self, district: District) -> None:
        """Begin at the policy date."""
        self.district = district
        rows = len(district.residents)
        self.came = np.zeros(rows, dtype=np.int64)
        self.done = np.zeros(rows, dtype=np.int64)
        self.heard = np.zeros(rows, dtype=np.int8)
        self.steps: dict[tuple[int, Act], Step] = {}
        self.tellers: dict[tuple[int, Act], tuple[int, ...]] = {}
        self.active = district.residents.active.copy()

    def live(self) -> Rows:
        """Live through a month.

        Returns:
            Rows whose person has changed.
        """
        residents = self.district.residents
        years, proposed = residents.years_here.copy(), residents.voice_since.copy()
        self.active, self._partner = residents.active.copy(), self.district.companions.partner.copy()
        self.heard_before = self.heard.copy()
        self.answers: dict[int, Answer] = {}
        projects = [list(committee.projects) for committee in self.district.committees]
        self.district.step()
        new = np.flatnonzero(residents.years_here <= years)
        self.came[new] = self.district.month
        for memory in (self.heard, self.heard_before, self.active):
            memory[new] = 0
        proposed[new] = self._partner[new] = -1
        self._note_answers(proposed)
        self._note_projects(projects)
        return new

    def _note_answers(self, proposed: Cells) -> None:
        """Proposals that were open and no longer are: answered, solved, or given up in silence."""
        residents, month = self.district.residents, self.district.month
        since = np.where(residents.acts >> int(Act.SUGGEST) & 1, month, proposed)
        patience = self.district.rules.scalars.experience.patience
        for row in np.flatnonzero((since >= 0) & (residents.voice_since < 0)):
            gave_up = month - since[row] >= patience and residents.response[row] < 0.0
            solved = solved_without_money(self.district, int(row))
            self._hear(int(row), Answer.SILENCE if gave_up else Answer.SOLVED if solved else Answer.ANSWERED)

    def _note_projects(self, before: list[list[Project]]) -> None:
        for committee, known in zip(self.district.committees, before, strict=True):
            for project in committee.projects:
                is_new = not any(project is one for one in known)
                if is_new and self.district.residents.years_here[project.proposer] >= project.proposer_since:
                    self._hear(project.proposer, Answer.PROJECT)

    def _hear(self, row: int, answer: Answer) -> None:
        self.heard[row] = self.answers[row] = answer
        step = self.steps.get((row, Act.SUGGEST))
        if step is not None and (step.outcome is Answer.NONE or answer is Answer.PROJECT):
            self.steps[row, Act.SUGGEST] = replace(step, outcome=answer)

    def first_times(self) -> list[tuple[int, Act]]:
        """Rows and acts done this month for the first time since the policy date."""
        first = self.district.residents.acts.astype(np.int64) & ~self.done
        self.done |= first
        return [(int(row), act) for act in Act for row in np.flatnonzero(first >> int(act) & 1)]

    def note_tellers(self) -> None:
        """Keep who told of an act, for the act itself and, of voting, for the poll that follows the drive."""
        residents = self.district.residents
        offered = self.district.offers.phase[residents.community] == OFFERED
        told = (residents.reason == Reason.DID) & (residents.told_by == Source.CONTACT) & offered
        for row, act in np.argwhere(told):
            if not self.done[row] >> act & 1:
                self.tellers[int(row), Act(act)] = self._who_had_done(int(row), Act(act))

    def _who_had_done(self, row: int, act: Act) -> tuple[int, ...]:
        """Contacts with influence who had done an act within the year when the month was opened."""
        network, strength = self.district.network, self.district.rules.strength
        ties = slice(int(network.start[row]), int(network.start[row + 1]))
        fixed = network.target[ties][strength[network.layer[ties]] > 0.0]
        met = self._partner[row][self._partner[row] >= 0] if strength[Layer.COMPANION] > 0.0 else fixed[:0]
        contacts = np.unique(np.concatenate((fixed, met)))
        return tuple(int(one) for one in contacts[self.active[contacts] >> int(act) & 1 == 1])

    def reason(self, row: int, act: Act) -> Reason:
        """What came of an act this month."""
        community = self.district.residents.community[row]
        if not self.district.offers.phase[community, act]:
            return Reason.NOT_OFFERED
        return Reason(int(self.district.residents.reason[row, act]))

    def places(self, row: int, act: Act) -> int | None:
        """Places for an act in a resident's community this month; None without limit."""
        offers, community = self.district.offers, self.district.residents.community[row]
        places = int(offers.places[community, act])
        if not offers.phase[community, act]:
            return 0
        return None if places == NO_LIMIT else places


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

    def _step(self, which: int, row: int, act: Act) -> Step:
        world, other = self.worlds[which], self.worlds[1 - which]
        source = Source(int(world.district.residents.told_by[row, act]))
        tellers = world.tellers.pop((row, act), ()) if source is Source.CONTACT else ()
        alike = world.came == other.came
        moved = [one for one in tellers if alike[one] and not other.active[one] >> int(act) & 1]
        self._groups[row] = names_of(self.bits[row])
        return Step(
            act=act,
            month=world.district.month,
            change=("lost", "gained")[which],
            source=source,
            tellers=tellers,
            moved_tellers=tuple(moved),
            otherwise=other.reason(row, act),
            places=world.places(row, act),
            places_otherwise=other.places(row, act),
            heard=Answer(int(world.heard_before[row])),
            heard_otherwise=Answer(int(other.heard_before[row])),
            outcome=world.answers.get(row, Answer.NONE) if act is Act.SUGGEST else Answer.NONE,
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
    kinds = tuple(ground.types[kind] for kind in ground.community_type)
    places = in_place(kinds, district.pilots)[1:]
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
    trunk, calendar = District(status_quo, views=False), status_quo.calendar
    for _ in range(calendar.burn_in):
        trunk.step()
        tell(trunk.month)
    pair = Pair(trunk.fork(status_quo), trunk.fork(reform))
    adults = {name: int((pair.bits >> k & 1).sum()) for k, name in enumerate(NAMES)}
    for month in range(calendar.burn_in, calendar.burn_in + calendar.horizon):
        pair.live()
        tell(month + 1)
        tell(month + 1)
    return Movement(tuple(pair.finish()), adults, pair.lived_apart, calendar.horizon)

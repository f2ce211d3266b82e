"""One of two worlds lived side by side, with what is remembered of its residents; nothing is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.explain.moved import ChangedAct, ProposalResult
from sim.institutions.fund.state import Funds
from sim.institutions.voice.month import solved_without_money
from sim.network.layers import Layer
from sim.residents.offers import NO_LIMIT, OFFERED
from sim.vocabulary import Act, Informant, Reason

Rows = NDArray[np.int64]
Cells = NDArray[Any]


class Followed:
    """One of the two worlds, with what is remembered of its residents.

    Attributes:
        district: as it stands.
        came: (residents,) month in which the person of the row moved in, 0 for the first.
        done: (residents,) acts done since the policy date, as a mask.
        heard: (residents,) what last came of own proposals, see :class:`ProposalResult`.
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
        self.steps: dict[tuple[int, Act], ChangedAct] = {}
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
        self.answers: dict[int, ProposalResult] = {}
        self.district.step()
        new = np.flatnonzero(residents.years_here <= years)
        self.came[new] = self.district.month
        for memory in (self.heard, self.heard_before, self.active):
            memory[new] = 0
        proposed[new] = self._partner[new] = -1
        self._note_answers(proposed)
        self._note_projects()
        return new

    def _note_answers(self, proposed: Cells) -> None:
        """Proposals that were open and no longer are: answered, solved, or given up in silence."""
        residents, month = self.district.residents, self.district.month
        since = np.where(residents.acts >> int(Act.SUGGEST) & 1, month, proposed)
        patience = self.district.rules.scalars.experience.patience
        closed = np.flatnonzero((since >= 0) & (residents.voice_since < 0))
        for row, solved in zip(closed, solved_without_money(self.district, closed), strict=True):
            gave_up = month - since[row] >= patience and residents.response[row] < 0.0
            self._hear(
                int(row),
                ProposalResult.SILENCE
                if gave_up
                else ProposalResult.SOLVED
                if solved
                else ProposalResult.ANSWERED,
            )

    def _note_projects(self) -> None:
        """Whose proposals projects that began this month have taken up."""
        ideas, projects = self.district[Funds].ideas, self.district[Funds].projects
        new = np.isin(ideas.project, projects.number[projects.started == self.district.month])
        here = self.district.residents.years_here[ideas.proposer] >= ideas.since
        for row in ideas.proposer[new & here]:
            self._hear(int(row), ProposalResult.PROJECT)

    def _hear(self, row: int, answer: ProposalResult) -> None:
        self.heard[row] = self.answers[row] = answer
        step = self.steps.get((row, Act.SUGGEST))
        if step is not None and (step.outcome is ProposalResult.NONE or answer is ProposalResult.PROJECT):
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
        told = (residents.reason == Reason.DID) & (residents.told_by == Informant.CONTACT) & offered
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

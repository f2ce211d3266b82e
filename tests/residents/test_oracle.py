"""The compiled month and the same month as plain Mesa objects, on the same keys: every bit must agree."""

from __future__ import annotations

import numpy as np

from benchmarks.plain_mesa import PlainModel
from benchmarks.plain_resident import COPIED
from sim.district import District
from sim.month import EXPERIENCE, MONTH, OPENING, OUTCOMES, RESIDENTS, live
from sim.residents.offers import ADDITIONS
from sim.scenario import load_scenario
from sim.vocabulary import Act, Office

MONTHS = 16  # the first election is in month 12: nomination 10, drive 11, poll 12; by-election 14, 15
ELECTION = 12


class Watched(District):
    """A district whose residents' month is lived through by plain objects at the same time."""

    oracle: PlainModel
    compared = 0

    def step(self) -> None:
        """Live through the month, phase by phase, with the plain objects beside it."""
        self.month += 1
        live(self, OPENING)
        self.plain_objects_decide()
        live(self, [RESIDENTS])
        self.compare(("acts", "hours", "registered"), ("reason", "told_by"))
        live(self, [OUTCOMES])
        self.plain_objects_live_through()
        live(self, [EXPERIENCE])
        self.compare(COPIED, ("history", "reason", "told_by"))
        live(self, MONTH[MONTH.index(EXPERIENCE) + 1 :])

    def plain_objects_decide(self) -> None:
        self.oracle.take_over(self)
        for person in self.oracle.people:
            person.copy_from(self)
        self.oracle.agents.do("decide")
        self.oracle.allot()
        for person in self.oracle.people:
            person.acts, person.hours = person.done, float(np.float32(person.spent))

    def plain_objects_live_through(self) -> None:
        for person in self.oracle.people:
            done, spent = person.done, person.spent
            person.copy_from(self)
            person.done, person.spent = done, spent
        self.oracle.agents.do("live_through")

    def compare(self, plain: tuple[str, ...], lists: tuple[str, ...]) -> None:
        self.compared += 1
        for name in (*plain, *lists):
            mine = np.array([getattr(person, name) for person in self.oracle.people])
            theirs = getattr(self.residents, name)
            wrong = np.flatnonzero((mine != theirs).reshape(len(mine), -1).any(axis=1))
            assert wrong.size == 0, f"month {self.month}: {name} of rows {wrong[:5]}"


def test_the_plain_mesa_model_does_the_same_acts_on_the_same_keys() -> None:
    district = Watched(
        load_scenario("tiny+report_package", seed=5, overrides=["calendar.burn_in=4"]), views=False
    )
    district.oracle = PlainModel(district)
    additions = 0
    for month in range(1, MONTHS + 1):
        district.step()
        additions += int((district.offers.phase[:, Act.VOTE] == ADDITIONS).any())
        if month == ELECTION:
            district.residents.office[district.residents.office == Office.COMMITTEE] = Office.NONE
    assert district.compared == 2 * MONTHS
    assert additions == 1, "no by-election: additions to the roll would not be compared"
    assert (district.residents.history != 0).any(), "nobody did anything: the comparison would be empty"


def test_the_plain_model_does_the_same_acts_where_nothing_lasts() -> None:
    """The rivals of audience and disposition, in the months around a drive and a poll."""
    rivals = [f"assumptions.structures.{name}" for name in ("audience=drawn_anew", "disposition=none")]
    short = ["calendar.burn_in=4", "calendar.first_election=4"]
    one = Watched(load_scenario("tiny+report_package", seed=6, overrides=[*short, *rivals]), views=False)
    one.oracle = PlainModel(one)
    for _ in range(6):
        one.step()
    assert one.compared == 12
    assert (one.residents.history != 0).any()

"""Design ``seek``: the cheapest mixes of levers that reach a goal, and what certainty costs.

Mixes are sought on the emulator (:mod:`experiments.seeking.goal_search`), one for each certainty, then run in
plausible worlds that the emulator has not seen. Half of these runs choose among the mixes; what is told of
the one chosen is of the other half, beside what the emulator said.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from experiments.answering.answer import Answer
from experiments.answering.no_value import without_value
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question
from experiments.emulation.emulator_file import emulator_digest, read_emulator
from experiments.emulation.policy_emulator import PolicyEmulator
from experiments.running.pool import cores
from experiments.seeking.goal import Goal, read_goal
from experiments.seeking.goal_search import GoalSearch, Mix
from experiments.seeking.price_of_certainty import Confirmed, confirmed, mix_name, mixes_table, price_table
from experiments.seeking.seek_words import said
from experiments.tables.page_tables import Listed
from experiments.tools.needed import needed
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, Setting, nearest, setting
from sim.policies import levers
from sim.scenario import Scenario, load_scenario

SAY: Final = sentences("seek_design")
CERTAINTIES: Final = (0.5, 0.75, 0.9, 0.95, 0.99)
GENERATIONS, SIZE = 160, 96
BEGINNING: Final = ("report_package", "section_3", "section_5", "open_channels", "service_centre")


@dataclass(frozen=True, kw_only=True)
class Seek:
    """Which mixes of levers reach a goal most cheaply, and what does it cost to be sure?"""

    title = SAY("title")
    over_worlds = True
    page_tables = (Listed("price"), Listed("mixes"))

    kind: str = "seek"
    raised: str = setting(None, "OUTCOME=NUMBER", "what shall rise, by how much at least; shares in points")
    group: str = setting("all", "group", "of residents in whom it shall rise")
    at_most: tuple[str, ...] = setting((), "list of OUTCOME=NUMBER", "changes that must not be larger")
    without: tuple[str, ...] = setting((), "list of paths", "levers that are not moved")
    certainties: tuple[float, ...] = setting(
        CERTAINTIES, "list of shares", "of worlds in which the goal is to be reached", low=0.01, high=0.999
    )
    generations: int = setting(GENERATIONS, "generations", "of the search for a mix", low=1, high=10_000)
    size: int = setting(SIZE, "mixes", "in a generation", low=16, high=10_000)
    emulator: str = field(
        default_factory=emulator_digest,
        metadata={"setting": Setting("hash", "of the emulator's file, as it ships")},
    )

    def arms(self, question: Question) -> list[Scenario]:
        """The status quo, and the policies from which the search begins."""
        return [question.base(), *(question.load(f"{question.scenario}+{name}") for name in BEGINNING)]

    def check(self, question: Question) -> int:
        """Refuse what cannot be sought; the number of runs."""
        emulator = read_emulator()
        unknown = next((path for path in self.without if path not in levers()), None)
        if unknown is not None:
            raise BadInput(f"design.without: no lever {unknown!r}{nearest(unknown, list(levers()))}")
        if not self.certainties:
            raise BadInput("design.certainties: at least one is needed")
        learned = load_scenario(str(emulator.made["place"]), seed=0, overrides=_calendar(emulator))
        if question.base() != learned:
            raise BadInput(
                f"scenario: the emulator has learned {learned.name} as it ships, over "
                f"{learned.calendar.horizon} months after {learned.calendar.burn_in}; leave scenario and "
                "settings out"
            )
        self._goal(emulator)
        _unseen(question, emulator)
        return (len(self.certainties) + 1) * question.seeds.number

    def _goal(self, emulator: PolicyEmulator) -> Goal:
        return read_goal(self.raised, self.group, self.at_most, emulator)

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Search on the emulator, run what it found, say what certainty costs."""
        emulator = read_emulator()
        if self.emulator != emulator_digest():
            raise BadInput(f"design.emulator: {self.emulator} was asked, another emulator ships now")
        goal = self._goal(emulator)
        rows = self._run(question, laboratory, goal, self._mixes(question, goal, emulator), emulator)
        tables = price_table(goal, rows), mixes_table(rows, emulator.space)
        if all(np.isnan(one.changes[:, 0]).all() for one in rows):
            return Answer(without_value(goal.raised[0]), (), tables, ())
        how = SAY("how", seeds=len(rows[0].reached), worlds=emulator.worlds)
        sentence, more = said(goal, rows)
        return Answer(sentence, (*more, how), tables, ())

    def _mixes(self, question: Question, goal: Goal, emulator: PolicyEmulator) -> list[tuple[float, Mix]]:
        """The mix of each certainty, to the first that is out of reach: there, the one that comes nearest."""
        start = np.array([emulator.space.position(arm.policies) for arm in self.arms(question)[1:]])
        search = GoalSearch(emulator, goal, self.without, start, self.size, self.generations, cores())
        found: list[tuple[float, Mix]] = []
        with needed("threadpoolctl", "lab").threadpool_limits(1):  # the same bits on any number of cores
            for certainty in sorted(self.certainties):
                mix = search.cheapest(certainty, found[-1][1] if found else None)
                found.append((certainty, mix))
                if mix.reached < certainty:
                    break
        return found

    def _run(
        self,
        question: Question,
        laboratory: RunLaboratory,
        goal: Goal,
        mixes: list[tuple[float, Mix]],
        emulator: PolicyEmulator,
    ) -> list[Confirmed]:
        base = question.base()
        arms = [
            replace(base, policies=emulator.space.policies(mix.position), name=mix_name(certainty))
            for certainty, mix in mixes
        ]
        seeds = _unseen(question, emulator)
        values: Any = laboratory.measuring(goal.keys).measure([base, *arms], seeds).values
        return [
            confirmed(goal, certainty, mix, arm - values[0])
            for (certainty, mix), arm in zip(mixes, values[1:], strict=True)
        ]


def _calendar(emulator: PolicyEmulator) -> tuple[str, ...]:
    plan = emulator.made["plan"]
    return f"calendar.burn_in={plan['burn_in']}", f"calendar.horizon={plan['horizon']}"


def _unseen(question: Question, emulator: PolicyEmulator) -> list[int]:
    """Seeds that live in worlds of which the emulator has learned nothing.

    Raises:
        BadInput: there are too few such worlds.
    """
    worlds = question.plausible()
    is_mine = worlds is not None and worlds.digest() == emulator.made["ensemble"]["digest"]
    seen = emulator.worlds if is_mine else 0
    if worlds is not None and question.seeds.number > len(worlds) - seen:
        raise BadInput(
            f"seeds.number: of the {len(worlds)} worlds of {worlds.name} the emulator has not seen "
            f"{len(worlds) - seen}; give no more"
        )
    first = question.seeds.first + seen
    return list(range(first, first + question.seeds.number))

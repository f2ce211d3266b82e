"""Design ``budget``: what a yearly budget buys: the Pareto front of participation, inclusion gap and cost.

The levers are searched by NSGA-II (Optuna), a generation at a time, under a few seeds that all candidates
share, from policies and each of their settings alone: chance finds few candidates that a small budget allows.
The front is measured again where the search has not been (:mod:`experiments.designs.front_again`), and it is
those numbers that are reported. By default seeds live in plausible worlds: the search in a few, which come
after those in which its front is checked, and the answer is told as that of every comparison over worlds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, label_words, outcome_words
from experiments.answering.arm_certainty import certainty_in_worlds, certainty_of
from experiments.answering.arm_effects import effects, lead_rows
from experiments.answering.arm_names import scenario_label
from experiments.answering.difference_words import change, change_alone
from experiments.answering.no_value import without_value
from experiments.answering.over_assumptions import SEED
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.answering.smallest_effects import sign_of_better
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.lever_axes import LeverAxis, LeverRange, lever_range
from experiments.asking.question import Question, Words
from experiments.designs.front_again import OBJECTIVES, FrontAgain, measured_again, on_front, search_seeds
from experiments.statistics import FloatArray
from experiments.tables.page_tables import Listed
from experiments.tools.needed import needed
from experiments.tools.optuna import EXTRA, Search
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting
from sim.policies import levers
from sim.priors import Value, value_in, with_values
from sim.scenario import Scenario

SAY: Final = sentences("budget")
ENDS: Final = ("", "_low", "_high")


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What is the most participation, and the least exclusion, that a yearly budget buys?"""

    title = SAY("title")
    over_worlds = True
    page_tables = (
        Listed(
            "pareto",
            without=("affordable", "on_front", "checked"),
            outcomes={"gain": "participation", "gap": "inclusion"},
        ),
    )

    levers: tuple[LeverAxis, ...]
    kind: str = "budget"
    yuan: float = setting(
        None, "yuan/resident/year", "the district may spend beyond the status quo", low=0.0, high=100_000.0
    )
    participation: str = setting("civic", "outcome", "to be raised")
    inclusion: str = setting("gap.hukou", "outcome", "gap to be narrowed")
    cost: str = setting("cost.district", "outcome", "that the budget bounds")
    start: tuple[str, ...] = setting(
        ("report_package",),
        "list of names or paths",
        "policies that come first, and each setting of them alone",
    )
    generations: int = setting(6, "generations", "of the search", low=1, high=10_000)
    size: int = setting(16, "candidates", "in a generation", low=4, high=10_000)
    search_seeds: int = setting(2, "seeds", "under which candidates are compared", low=1, high=1000)
    checked: int = setting(
        8, "candidates", "of the front, at most, that are measured again", low=1, high=1000
    )

    def dimensions(self) -> tuple[LeverRange, ...]:
        """The levers that are searched, with their ranges."""
        return tuple(lever_range(axis, "design.levers") for axis in self.levers)

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        needed("optuna", EXTRA)
        if not self.dimensions():
            raise BadInput("design.levers: give at least one")
        for name in self._objectives():
            if name not in question.outcomes:
                raise BadInput(f"design: {name} must be among outcomes, {', '.join(question.outcomes)}")
        self._starts(question)
        searched = self.size * self.generations * self.search_seeds + self.search_seeds
        return searched + (self.checked + 1) * question.runs_an_arm

    def _objectives(self) -> tuple[str, str, str]:
        return self.participation, self.inclusion, self.cost

    def arms(self, question: Question) -> list[Scenario]:
        """The baseline, and the policies from which the search begins."""
        return [question.base(), *(question.load(f"{question.scenario}+{name}") for name in self.start)]

    def _starts(self, question: Question) -> list[dict[str, Value]]:
        """The policies, and each of their settings alone."""
        before, *policies = map(self._point, self.arms(question))
        alone = [
            before | {path: value}
            for policy in policies
            for path, value in policy.items()
            if value != before[path]
        ]
        points = [*policies, *alone]
        return [point for k, point in enumerate(points) if point not in points[:k]]

    def _point(self, scenario: Scenario) -> dict[str, Value]:
        return {one.path: _clipped(one, value_in(scenario, one.path)) for one in self.dimensions()}

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Search, measure the front again, and say what the budget buys."""
        candidates = self._search(question, laboratory)
        kept = candidates[candidates.on_front & candidates.affordable].sort_values(
            "gain", ascending=False, kind="stable"
        )
        measured = zip(self._objectives(), OBJECTIVES, strict=True)
        unknown = [name for name, one in measured if candidates[one].isna().all()]
        if unknown:
            return _nothing(without_value(unknown[0]), self._table("candidates", candidates))
        if not len(kept):
            return _nothing(SAY("too_dear", yuan=self.yuan), self._table("candidates", candidates))
        chosen = kept.iloc[_evenly(len(kept), self.checked)]
        base = question.base()
        again = measured_again(
            question,
            laboratory,
            [base, *(self._candidate(base, row) for _, row in chosen.iterrows())],
            chosen,
            partial(self._numbers, laboratory),
            searched=self.search_seeds,
            yuan=self.yuan,
        )
        frame = again.frame
        affordable = frame[frame.affordable & frame.gain.notna()]
        best = affordable.iloc[int(affordable.gain.argmax())] if len(affordable) else None
        certainty, tables, figures = self._certainty(question, laboratory, again, best)
        return Answer(
            self._say(frame, best),
            (self._how(candidates, again), *certainty),
            (
                self._table("pareto", frame),
                self._table("candidates", candidates),
                *tables,
            ),
            (
                Figure("pareto", "pareto", self.participation),
                *figures,
                Figure("scatter", "candidates", self.participation),
            ),
        )

    def _certainty(
        self, question: Question, laboratory: RunLaboratory, again: FrontAgain, best: pd.Series[Any] | None
    ) -> tuple[list[Words], list[Table], list[Figure]]:
        """How sure the best one's effect is; over worlds from the runs that measured the front again."""
        base, *candidates = again.arms
        trials = again.frame.trial.astype(int)
        named = {one.name: SAY("candidate", number=k) for one, k in zip(candidates, trials, strict=True)}
        if again.sampled is None:
            chosen = [] if best is None else [one for one in candidates if one.name == _name(best)]
            return *certainty_of(question, laboratory, [base, *chosen], named), []
        labels = {base.name: scenario_label(base)} | named
        table = effects(again.sampled, labels)
        if best is None or not lead_rows(table.frame, question).difference.notna().any():
            return [], [table], []
        told, hinges = certainty_in_worlds(question, again.sampled, again.arms, labels, _name(best))
        return told, [table, *hinges], [Figure("effects", "effects")]

    def _search(self, question: Question, laboratory: RunLaboratory) -> pd.DataFrame:
        base = question.base()
        seeds = search_seeds(question, self.search_seeds, in_worlds=laboratory.worlds is not None)
        before = self._numbers(laboratory, laboratory.measure([base], seeds).values)[0].mean(axis=0)
        search = Search(self.dimensions(), ("maximize", "minimize", "minimize"), self.size, SEED)
        for point in self._starts(question):
            search.start_from(point)
        rows: list[dict[str, Any]] = []
        for _ in range(self.generations):
            asked = search.generation()
            arms = [
                with_values(base, point | {"name": f"candidate {trial.number}"}) for trial, point in asked
            ]
            found = self._numbers(laboratory, laboratory.measure(arms, seeds).values).mean(axis=1) - before
            for (trial, point), one in zip(asked, found, strict=True):
                known = not np.isnan(one).any()
                search.tell(
                    trial, list(one) if known else None, float(one[2] - self.yuan) if known else np.inf
                )
                rows.append({"trial": trial.number, **point, **dict(zip(OBJECTIVES, one, strict=True))})
        frame = pd.DataFrame(rows)
        frame["affordable"] = frame.cost <= self.yuan
        return frame.assign(on_front=on_front(frame), checked=False)

    def _numbers(self, laboratory: RunLaboratory, values: FloatArray) -> FloatArray:
        """Objectives of (arms, seeds, keys), each so that its direction is as declared."""
        columns = [laboratory.keys.index((name, "all")) for name in self._objectives()]
        signs = np.array([sign_of_better(self.participation), 1.0, 1.0])
        return np.asarray(values[:, :, columns] * signs, dtype=np.float64)

    def _candidate(self, base: Scenario, row: pd.Series[Any]) -> Scenario:
        point = {one.path: type(value_in(base, one.path))(row[one.path]) for one in self.dimensions()}
        return with_values(base, point | {"name": _name(row)})

    def _table(self, name: str, frame: pd.DataFrame) -> Table:
        outcomes = {"gain": self.participation, "gap": self.inclusion}
        return Table(name, frame, self._meanings(), outcomes, SAY(f"table_{name}"))

    def _meanings(self) -> dict[str, Words]:
        found = {one.path: label_words(levers()[one.path]) for one in self.dimensions()}
        for name in ("low", "high"):
            found |= {f"{one}_{name}": SAY(f"{name}_end", one=one) for one in OBJECTIVES}
        return found | {"affordable_in": SAY("affordable_in")}

    def _say(self, frame: pd.DataFrame, best: pd.Series[Any] | None) -> Words:
        if best is None:
            return SAY("beyond_budget")
        in_worlds = "affordable_in" in frame
        gains, gaps = (
            _changes(of, best, name, OVER_WORLDS if in_worlds else "")
            for name, of in (("gain", self.participation), ("gap", self.inclusion))
        )
        return SAY(
            "found_over_worlds" if in_worlds else "found",
            yuan=self.yuan,
            cost=f"{float(f'{best.cost:.2g}'):g}" if in_worlds else f"{best.cost:.1f}",
            **({"affordable": int(best.affordable_in), "worlds": int(best.seeds)} if in_worlds else {}),
            on_front=int(frame.on_front.sum()),
            participation=outcome_words(self.participation),
            gains=gains,
            inclusion=outcome_words(self.inclusion),
            gaps=gaps,
        )

    def _how(self, candidates: pd.DataFrame, again: FrontAgain) -> Words:
        frame, in_worlds = again.frame, again.sampled is not None
        searched = candidates.loc[candidates.trial.isin(frame.trial)].set_index("trial").gain
        now = frame.set_index("trial").gain
        shrunk = float((searched.loc[now.index] - now).mean())
        interval = OVER_WORLDS if in_worlds else ""
        return SAY(
            "search_over_worlds" if in_worlds else "search",
            **({"worlds": int(frame.seeds.max())} if in_worlds else {}),
            candidates=len(candidates),
            search_seeds=self.search_seeds,
            kept=len(frame),
            points=in_both(lambda one: change_alone(self.participation, shrunk, one, interval)),
        )


def _changes(outcome: str, row: pd.Series[Any], name: str, interval: str) -> Words:
    """What a candidate changes, with its interval."""
    middle, low, high = (float(row[f"{name}{end}"]) for end in ENDS)
    return in_both(lambda language: change(outcome, middle, low, high, language, interval))


def _name(row: pd.Series[Any]) -> str:
    return f"candidate {int(row.trial)}"


def _evenly(count: int, most: int) -> list[int]:
    """Some of the places of a list, its ends included."""
    return sorted({round(k) for k in np.linspace(0, count - 1, min(count, most))})


def _clipped(one: LeverRange, value: Any) -> Value:
    inside: Value = value if one.choices else type(value)(min(max(value, one.low), one.high))
    return inside


def _nothing(sentence: Words, candidates: Table) -> Answer:
    return Answer(sentence, (), (candidates,), (Figure("scatter", "candidates"),))

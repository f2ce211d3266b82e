"""Design ``budget``: what a yearly budget buys: the Pareto front of participation, inclusion gap and cost.

The levers are searched by NSGA-II (Optuna), a generation at a time, under a few seeds that all candidates
share, from policies and each of their settings alone: chance finds few candidates that a small budget allows.
Whoever picks the best of many picks those favoured by chance too, so the front is measured again on seeds
that the search has not seen, and it is those numbers, with their intervals, that are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, words
from experiments.answering.arm_certainty import certainty_of
from experiments.answering.arm_effects import change, change_alone, outcome_label, sign_of_better
from experiments.answering.no_value import without_value
from experiments.answering.over_assumptions import SEED
from experiments.answering.page_tables import Listed
from experiments.asking.axes import LeverAxis, Value, lever_range, value_at
from experiments.statistics import paired
from experiments.statistics.pareto_front import front
from experiments.tools.needed import needed
from experiments.tools.optuna import EXTRA, Search
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting
from sim.policies import levers
from sim.priors import with_values
from sim.wording.labels import LANGUAGES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from experiments.asking.axes import LeverRange
    from experiments.asking.laboratory import RunLaboratory
    from experiments.asking.question import Question, Words
    from experiments.statistics import FloatArray
    from sim.scenario import Scenario

SAY: Final = sentences("budget")

OBJECTIVES: Final = ("gain", "gap", "cost")


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What is the most participation, and the least exclusion, that a yearly budget buys?"""

    title = SAY("title")
    over_worlds = False
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
        return searched + (self.checked + 1) * question.seeds.number

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
        return {one.path: _clipped(one, value_at(scenario, one.path)) for one in self.dimensions()}

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
            return _nothing(_too_dear(self.yuan), self._table("candidates", candidates))
        chosen = kept.iloc[_evenly(len(kept), self.checked)]
        frame = self._again(question, laboratory, chosen)
        affordable = frame[frame.affordable & frame.gain.notna()]
        best = affordable.iloc[int(affordable.gain.argmax())] if len(affordable) else None
        base = question.base()
        arms = [base] if best is None else [base, self._candidate(base, best)]
        numbers = [] if best is None else [int(best.trial)]
        named = {f"candidate {one}": SAY("candidate", number=one) for one in numbers}
        certainty, tables = certainty_of(question, laboratory, arms, named)
        return Answer(
            self._say(frame, best),
            (self._how(candidates, frame), *certainty),
            (
                self._table("pareto", frame),
                self._table("candidates", candidates),
                *tables,
            ),
            (
                Figure("pareto", "pareto", self.participation),
                Figure("scatter", "candidates", self.participation),
            ),
        )

    def _search(self, question: Question, laboratory: RunLaboratory) -> pd.DataFrame:
        base = question.base()
        seeds = list(question.fixed_seeds)[: self.search_seeds]
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
        return frame.assign(on_front=_front(frame), checked=False)

    def _numbers(self, laboratory: RunLaboratory, values: FloatArray) -> FloatArray:
        """Objectives of (arms, seeds, keys), each so that its direction is as declared."""
        columns = [laboratory.keys.index((name, "all")) for name in self._objectives()]
        signs = np.array([sign_of_better(self.participation), 1.0, 1.0])
        return np.asarray(values[:, :, columns] * signs, dtype=np.float64)

    def _candidate(self, base: Scenario, row: pd.Series[Any]) -> Scenario:
        point = {one.path: type(value_at(base, one.path))(row[one.path]) for one in self.dimensions()}
        return with_values(base, point | {"name": f"candidate {int(row.trial)}"})

    def _again(self, question: Question, laboratory: RunLaboratory, chosen: pd.DataFrame) -> pd.DataFrame:
        """The chosen candidates on fresh seeds, with intervals."""
        base = question.base()
        arms = [base, *(self._candidate(base, row) for _, row in chosen.iterrows())]
        first = question.seeds.first + max(self.search_seeds, question.seeds.number)
        seeds = range(first, first + question.seeds.number)
        values = self._numbers(laboratory, laboratory.measure(arms, list(seeds)).values)
        frame = chosen.drop(columns=[*OBJECTIVES, "on_front", "affordable"]).assign(checked=True)
        for k, name in enumerate(OBJECTIVES):
            between = [paired(values[0, :, k : k + 1], arm[:, k : k + 1]).difference for arm in values[1:]]
            frame[name] = [float(one.mean[0]) for one in between]
            frame[f"{name}_low"] = [float(one.low[0]) for one in between]
            frame[f"{name}_high"] = [float(one.high[0]) for one in between]
        frame["affordable"] = frame.cost <= self.yuan
        return frame.assign(on_front=_front(frame), seeds=len(seeds))

    def _table(self, name: str, frame: pd.DataFrame) -> Table:
        outcomes = {"gain": self.participation, "gap": self.inclusion}
        return Table(name, frame, self._meanings(), outcomes, SAY(f"table_{name}"))

    def _meanings(self) -> dict[str, Words]:
        found = {
            one.path: words(levers()[one.path].label_en, levers()[one.path].label_zh)
            for one in self.dimensions()
        }
        for name in ("low", "high"):
            found |= {f"{one}_{name}": SAY(f"{name}_end", one=one) for one in OBJECTIVES}
        return found

    def _say(self, frame: pd.DataFrame, best: pd.Series[Any] | None) -> Words:
        if best is None:
            return SAY("beyond_budget")
        gains = [
            change(self.participation, best.gain, best.gain_low, best.gain_high, one) for one in LANGUAGES
        ]
        gaps = [change(self.inclusion, best.gap, best.gap_low, best.gap_high, one) for one in LANGUAGES]
        names = [[outcome_label(one, language) for one in self._objectives()] for language in LANGUAGES]
        return SAY(
            "found",
            yuan=self.yuan,
            cost=best.cost,
            on_front=int(frame.on_front.sum()),
            participation=words(names[0][0], names[1][0]),
            gains=words(gains[0], gains[1]),
            inclusion=words(names[0][1], names[1][1]),
            gaps=words(gaps[0], gaps[1]),
        )

    def _how(self, candidates: pd.DataFrame, frame: pd.DataFrame) -> Words:
        searched = candidates.loc[candidates.trial.isin(frame.trial)].set_index("trial").gain
        again = frame.set_index("trial").gain
        shrunk = float((searched.loc[again.index] - again).mean())
        points, points_zh = (change_alone(self.participation, shrunk, language) for language in LANGUAGES)
        return SAY(
            "search",
            candidates=len(candidates),
            search_seeds=self.search_seeds,
            kept=len(frame),
            points=words(points, points_zh),
        )


def _front(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Not dominated: more gain, less gap, less cost."""
    return front(np.column_stack([-frame.gain, frame.gap, frame.cost]))


def _evenly(count: int, most: int) -> list[int]:
    """Some of the places of a list, its ends included."""
    return sorted({round(k) for k in np.linspace(0, count - 1, min(count, most))})


def _clipped(one: LeverRange, value: Any) -> Value:
    inside: Value = value if one.choices else type(value)(min(max(value, one.low), one.high))
    return inside


def _too_dear(yuan: float) -> Words:
    return SAY("too_dear", yuan=yuan)


def _nothing(sentence: Words, candidates: Table) -> Answer:
    return Answer(sentence, (), (candidates,), (Figure("scatter", "candidates"),))

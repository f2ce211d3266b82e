"""Design ``null_models``: what agents, network and history add to simpler answers to the same comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pandas as pd

from experiments.answering.answer import Answer, Table, row_words
from experiments.answering.arm_names import scenario_label, with_labels
from experiments.answering.difference_words import change_alone
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.designs.scenarios import ScenarioList
from experiments.null_models.simulate_nulls import (
    ANSWERERS,
    KEYS,
    MEAN_FIELD,
    MODEL,
    PERMUTED,
    STATIC,
    key_of,
    simulate_nulls,
)
from experiments.null_models.year_of_world import OUTCOMES
from experiments.running.bench import Simulate
from experiments.statistics import estimate
from experiments.storing.store import Headlines
from experiments.tables.page_tables import Listed
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import named, sentences
from sim.engine.settings import BadInput

SAY: Final = sentences("null_models")
COLUMNS: Final = named("null_models.columns")
ADDED: Final = {
    "agents_add": STATIC,
    "network_and_history_add": MEAN_FIELD,
    "who_knows_whom_adds": PERMUTED,
}


@dataclass(frozen=True, kw_only=True)
class NullModels(ScenarioList):
    """What do agents, network and history add to what simpler models say?"""

    title = SAY("title")
    over_worlds = False
    page_tables = (Listed("null_models"),)

    kind: str = "null_models"

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs, each of which is two worlds of the model."""
        arms = self.arms(question)
        if not all(arms[0].same_burn_in(arm) for arm in arms):
            raise BadInput("design.policies: null models compare policies of one place and burn-in")
        return len(arms) * question.seeds.number

    def simulate(self, question: Question) -> Simulate:
        """What a worker does with a seed."""
        return partial(simulate_nulls, base=question.base())

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run all seeds and lay the four answers side by side."""
        arms = self.arms(question)
        found = laboratory.measuring(KEYS).measure(arms, question.fixed_seeds)
        rows = [_row(found, arm.name, outcome, question) for arm in arms[1:] for outcome in OUTCOMES]
        labels = {arm.name: scenario_label(arm) for arm in arms}
        frame = with_labels(pd.DataFrame(rows), labels)
        table = Table("null_models", frame, COLUMNS, title=SAY("table_null_models"))
        return Answer(_sentence(frame), _more(frame), (table,), ())


def _row(found: Headlines, scenario: str, outcome: str, question: Question) -> dict[str, Any]:
    """Differences of an arm to the baseline; those of the null models to the model's own baseline."""
    column = {one: found.keys.index(key_of(one, outcome)) for one in ANSWERERS}
    first, arm = found.of(found.scenarios[0]), found.of(scenario)
    changes = arm[:, list(column.values())] - first[:, list(column.values())]
    mean = estimate(changes, question.precision.confidence)
    told = dict(zip(ANSWERERS, map(float, mean.mean), strict=True))
    return {
        "scenario": scenario,
        "outcome": outcome,
        **told,
        "model_low": float(mean.low[0]),
        "model_high": float(mean.high[0]),
        **{name: told[MODEL] - told[other] for name, other in ADDED.items()},
        "seeds": int(mean.seeds[0]),
    }


def _sentence(frame: pd.DataFrame) -> Words:
    row = frame[frame.outcome == "civic"].sort_values(MODEL, kind="stable").iloc[-1]
    changes = {one: in_both(partial(change_alone, "civic", row[one])) for one in ANSWERERS}
    return SAY("sentence", label=row_words(row), **changes)


def _more(frame: pd.DataFrame) -> tuple[Words, ...]:
    rows = frame[frame.outcome == "civic"]
    mean, size = rows[list(ADDED)].mean(), float(rows[MODEL].abs().mean())
    if not size > 0.0:
        return ()
    parts = {one: 100.0 * float(mean[one]) / size for one in ADDED}
    return SAY("added", **parts), SAY("note")

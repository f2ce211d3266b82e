"""Design ``null_models``: what agents, network and history add to simpler answers to the same comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from experiments.answering.answer import Answer, Table, words
from experiments.answering.arm_effects import change_alone
from experiments.answering.arm_names import scenario_label, with_labels
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
from experiments.statistics import estimate
from sim.engine.settings import BadInput

if TYPE_CHECKING:
    from experiments.asking.laboratory import RunLaboratory
    from experiments.asking.question import Question, Words
    from experiments.running.bench import Simulate
    from experiments.storing.store import Headlines

COLUMNS: Final[dict[str, Words]] = {
    MODEL: words("difference in the model", "模型的差异"),
    STATIC: words(
        "a logit on traits, reweighted, with what being asked adds",
        "按特征的静态逻辑回归（重新加权），加上受邀的作用",
    ),
    MEAN_FIELD: words(
        "reach times response of one average resident, without network or history",
        "触达乘以平均居民的反应，无网络、无历史",
    ),
    PERMUTED: words("the model in a network shuffled within types", "在同类社区内打乱网络后的模型"),
    "agents_add": words("model minus static", "模型减静态模型：主体的贡献"),
    "network_and_history_add": words("model minus mean field", "模型减平均场：网络与历史的贡献"),
    "who_knows_whom_adds": words("model minus permuted", "模型减打乱网络：谁认识谁的贡献"),
    "model_low": words("lower end of the model's interval", "模型区间下限"),
    "model_high": words("upper end of the model's interval", "模型区间上限"),
}
ADDED: Final = {
    "agents_add": STATIC,
    "network_and_history_add": MEAN_FIELD,
    "who_knows_whom_adds": PERMUTED,
}


@dataclass(frozen=True, kw_only=True)
class NullModels(ScenarioList):
    """What do agents, network and history add to what simpler models say?"""

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
        return Answer(_sentence(frame), _more(frame), (Table("null_models", frame, COLUMNS),), ())


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
    en, zh = ({one: change_alone("civic", row[one], tongue) for one in ANSWERERS} for tongue in ("en", "zh"))
    return words(
        f"Of “{row.label_en}” the model says {en[MODEL]}; a logit on traits {en[STATIC]}, reach times "
        f"response {en[MEAN_FIELD]}, the model in a shuffled network {en[PERMUTED]}.",
        f"对“{row.label_zh}”，模型给出{zh[MODEL]}；静态逻辑回归{zh[STATIC]}，触达乘以反应{zh[MEAN_FIELD]}，"
        f"打乱网络的模型{zh[PERMUTED]}。",
    )


def _more(frame: pd.DataFrame) -> tuple[Words, ...]:
    rows = frame[frame.outcome == "civic"]
    mean, size = rows[list(ADDED)].mean(), float(rows[MODEL].abs().mean())
    if not size > 0.0:
        return ()
    parts = [100.0 * float(mean[one]) / size for one in ADDED]
    return (
        words(
            "On average over these policies, of the model's effect on civic breadth agents beyond traits add "
            "{:.0f} %, network and history {:.0f} %, who knows whom {:.0f} %.".format(*parts),
            "各方案平均，在模型对自治参与面的作用中，特征以外的主体行为占{:.0f}%，网络与历史占{:.0f}%，"
            "谁认识谁占{:.0f}%。".format(*parts),
        ),
        words(
            "Shares of adults within the last 12 months of the run. The formulas are told whom institutions "
            "reach in the reformed world; they know neither contacts nor what an act leads to.",
            "指运行最后12个月内的成年人比例。两个公式已知改革后各机构触达了谁，但不含联系人，也不含行为的后续影响。",
        ),
    )

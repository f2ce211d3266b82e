"""Design ``pilot_evaluation``: would a real evaluator of pilots find the truth, and with what effort?

Each seed lives through the status quo, the reform everywhere, and the reform in some pilots, from one burn-
in. From the pilots' world an evaluator estimates the effect by difference in differences and by matching;
the truth, which only a simulation has, is the same communities' difference to their own status quo, month by
month. The same evaluation of the status quo, where there is nothing to find, gives the false alarms. What
pilots change elsewhere (spillover) spoils the comparison; what the reform does everywhere may be more or
less than in pilots.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.answering.answer import Answer, Figure, Table
from experiments.answering.arm_certainty import certainty_of
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.lever_groups import rename
from experiments.asking.question import Question
from experiments.designs.pilot_words import bias, counted, found_sentence
from experiments.statistics import FloatArray, estimate
from experiments.statistics.evaluation import ESTIMATORS, EvaluatorEstimate
from experiments.statistics.shares import share_of
from experiments.tables.page_tables import Listed
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting
from sim.outcomes.register import COMMUNITY_OUTCOMES
from sim.population.map import types_of
from sim.priors import Value, with_values
from sim.scenario import Scenario

SAY: Final = sentences("pilot_evaluation")
LEVEL: Final = 0.05


@dataclass(frozen=True, kw_only=True)
class PilotEvaluation:
    """How many pilot communities and months does an evaluation need to find a true effect?"""

    title = SAY("title")
    over_worlds = True
    page_tables = (Listed("evaluation"),)

    kind: str = "pilot_evaluation"
    policy: str = setting(None, "text", "that is tried in pilots")
    where: str = setting("by_type", "choice", "how pilots are chosen", choices=("by_type", "random"))
    numbers: tuple[int, ...] = setting(None, "list", "pilots of each type, or by lot in all, to try", low=1)
    months: tuple[int, ...] = setting(
        (12, 24, 48), "list", "months after the policy date, the last 12 of which count", low=1
    )
    months_before: int = setting(
        12, "months", "before the policy date that are compared with", low=1, high=1200
    )

    def arms(self, question: Question) -> list[Scenario]:
        """Status quo, everywhere, and one arm for each number of pilots."""
        base, reform = question.base(), question.load(f"{question.scenario}+{self.policy}")
        alone: dict[str, Value] = {"policies.pilots.where": "everywhere", "policies.pilots.expand_after": 0}
        everywhere = rename(with_values(reform, alone), f"{reform.name} everywhere")
        chosen: dict[str, Value] = {"policies.pilots.where": self.where}
        return [
            base,
            everywhere,
            *(
                with_values(
                    everywhere, chosen | {"policies.pilots.number": number, "name": f"{number} pilots"}
                )
                for number in self.numbers
            ),
        ]

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        calendar = question.base().calendar
        if not self.numbers or not self.months:
            raise BadInput("design.numbers and design.months: at least one each")
        if max(self.months) > calendar.horizon or self.months_before > calendar.burn_in:
            raise BadInput(
                f"design.months: at most calendar.horizon, {calendar.horizon}, after and calendar.burn_in, "
                f"{calendar.burn_in}, before"
            )
        unknown = [name for name in question.outcomes if name not in COMMUNITY_OUTCOMES]
        if unknown:
            raise BadInput(f"outcomes: {unknown[0]} is not measured community by community")
        return len(self.arms(question)) * question.seeds.number + 2 * question.again

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run the worlds, evaluate each as an evaluator would, compare with the truth."""
        arms = self.arms(question)
        laboratory.measure(arms, question.fixed_seeds)
        found = laboratory.communities(arms, question.fixed_seeds, question.outcomes)
        kinds = types_of(arms[0].place)
        rows = [
            _row(
                outcome,
                number,
                months,
                name,
                _Evaluations(self, found, k, arm + 2, months, kinds, arms[0]).judged(name),
            )
            for k, outcome in enumerate(question.outcomes)
            for arm, number in enumerate(self.numbers)
            for months in self.months
            for name in ESTIMATORS
        ]
        frame = pd.DataFrame(rows)
        certainty, tables = certainty_of(question, laboratory, arms[:2])
        return Answer(
            found_sentence(frame, question, counted(self.where, self.numbers, kinds)),
            (*bias(frame, question), *certainty),
            (Table("evaluation", frame, title=SAY("table_evaluation")), *tables),
            (Figure("power", "evaluation", question.lead),),
        )


@dataclass(frozen=True)
class _Evaluations:
    """One outcome, number of pilots and length of evaluation, in every seed."""

    design: PilotEvaluation
    found: Any
    outcome: int
    arm: int
    months: int
    kinds: NDArray[np.int64]
    base: Scenario

    def judged(self, name: str) -> dict[str, Any]:
        """Estimates against truths, over the seeds."""
        real = [self._estimate(name, self.arm, seed) for seed in range(self.found.values.shape[1])]
        false = [self._estimate(name, 0, seed) for seed in range(self.found.values.shape[1])]
        truth, spillover, everywhere = (
            np.array(part) for part in zip(*map(self._truth, range(len(real))), strict=True)
        )
        effects = np.array([one.effect for one in real])
        off = estimate((effects - truth)[:, None])
        tested = [(one, true) for one, true in zip(real, truth, strict=True) if not np.isnan(one.p)]
        found = share_of(sum(one.p < LEVEL and one.effect * true > 0.0 for one, true in tested), len(tested))
        alarms = [one.p < LEVEL for one in false if not np.isnan(one.p)]
        covered = [one.low <= true <= one.high for one, true in tested]
        return {
            "truth": _mean(truth),
            "estimate": _mean(effects),
            "bias": float(off.mean[0]),
            "bias_low": float(off.low[0]),
            "bias_high": float(off.high[0]),
            "spillover": _mean(spillover),
            "everywhere": _mean(everywhere),
            "error": float(np.sqrt(_mean((effects - truth) ** 2))),
            "power": found.share,
            "power_low": found.low,
            "power_high": found.high,
            "false_alarms": _mean(np.array(alarms, dtype=np.float64)),
            "coverage": _mean(np.array(covered, dtype=np.float64)),
            "seeds": len(tested),
        }

    def _estimate(self, name: str, arm: int, seed: int) -> EvaluatorEstimate:
        pilot = self.found.pilots[self.arm, seed]
        return ESTIMATORS[name](self._before(arm, seed), self._after(arm, seed), pilot, self.kinds)

    def _truth(self, seed: int) -> tuple[float, float, float]:
        """Effect on the pilots, on the others, and of the reform everywhere, seen from outside."""
        pilot = self.found.pilots[self.arm, seed]
        without = self._after(0, seed)
        change = self._after(self.arm, seed) - without
        return _mean(change[pilot]), _mean(change[~pilot]), _mean(self._after(1, seed) - without)

    def _before(self, arm: int, seed: int) -> FloatArray:
        end = self.base.calendar.burn_in
        return _known_mean(
            self.found.values[arm, seed, end - self.design.months_before : end, :, self.outcome]
        )

    def _after(self, arm: int, seed: int) -> FloatArray:
        end = self.base.calendar.burn_in + self.months
        first = max(end - 12, self.base.calendar.burn_in)
        return _known_mean(self.found.values[arm, seed, first:end, :, self.outcome])


def _known_mean(values: FloatArray) -> FloatArray:
    """Mean over months of each community, of the months that have a value."""
    count = (~np.isnan(values)).sum(axis=0)
    total = np.nansum(values, axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _mean(values: FloatArray) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")


def _row(outcome: str, number: int, months: int, name: str, judged: dict[str, Any]) -> dict[str, Any]:
    return {"outcome": outcome, "pilots": number, "months": months, "estimator": name} | judged

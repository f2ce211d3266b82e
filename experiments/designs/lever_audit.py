"""Design ``lever_audit``: each lever alone, from status quo to recommended: does it move what it should?

A lever that has nothing to act on without others is moved while those stand at their recommended settings in
both arms. Seeds are added until the interval of every lever's proximal outcome is decided, or most_seeds. A
direction counts only from the smallest effect of interest on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, outcome_words, row_words, words
from experiments.answering.difference_words import change
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.answering.smallest_effects import smallest_effect
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.lever_groups import rename
from experiments.asking.question import Question, Words
from experiments.statistics import FloatArray, estimate, middle_and_range, quantile
from experiments.statistics.sequential import sequential_half_width
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import named, sentences, texts
from sim.engine.settings import setting
from sim.outcomes.register import OUTCOMES, Key
from sim.policies import Lever, levers
from sim.priors import with_values
from sim.scenario import Scenario
from sim.wording.labels import Language

SAY: Final = sentences("lever_audit")

CIVIC: Final = ("civic", "all")
GAP: Final = ("gap.hukou", "all")
COST: Final = "cost."
FEWEST: Final = 6
VERDICTS: Final = named("lever_audit.verdicts")


@dataclass(frozen=True)
class LeverPair:
    """A lever with both arms of its comparison."""

    path: str
    lever: Lever
    without: Scenario
    reform: Scenario

    @property
    def key(self) -> Key:
        """What it should move."""
        return self.lever.proximal_outcome, self.lever.proximal_group


@dataclass(frozen=True, kw_only=True)
class LeverAudit:
    """What does each lever do alone?"""

    title = SAY("title")
    over_worlds = True
    page_tables = ()

    kind: str = "lever_audit"
    paths: tuple[str, ...] = setting((), "list of texts", "levers to look at; none: all")

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs of the first look."""
        return len(self.arms(question)) * question.seeds.number

    def arms(self, question: Question) -> list[Scenario]:
        """Both arms of every lever, each once."""
        return list(_arms(self.trials(question)).values())

    def trials(self, question: Question) -> list[LeverPair]:
        """Both arms of every lever."""
        base = question.base()
        return [
            _trial(base, path, lever)
            for path, lever in levers().items()
            if not self.paths or path in self.paths
        ]

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run each lever until it is decided, and say what came of them."""
        trials = self.trials(question)
        keys = _keys(trials)
        in_worlds = laboratory.worlds is not None
        levels = _until_decided(trials, keys, question, laboratory)
        frame = pd.DataFrame([_row(trial, levels[trial.path], keys, question, in_worlds) for trial in trials])
        return Answer(
            _sentence(frame),
            tuple(map(_exception, frame[frame.verdict != "as_declared"].itertuples())),
            (Table("levers", frame, _MEANINGS, _OUTCOMES, SAY("table_levers")),),
            _FIGURES,
        )


_MEANINGS: Final = {"verdict": SAY("verdict")}
_OUTCOMES: Final = {"civic": CIVIC[0], "gap": GAP[0]}
_FIGURES: Final = (Figure("effects", "levers"),)


def _trial(base: Scenario, path: str, lever: Lever) -> LeverPair:
    held = {other: levers()[other].recommended for other in lever.within}
    name = " + ".join(["status quo", *held])
    without = with_values(rename(base, name), held)
    reform = with_values(rename(without, f"{name} > {path}"), {path: lever.recommended})
    return LeverPair(path, lever, without, reform)


def _arms(trials: Sequence[LeverPair]) -> dict[str, Scenario]:
    """Both arms of some levers, by name; levers may share the first."""
    return {arm.name: arm for trial in trials for arm in (trial.without, trial.reform)}


def _keys(trials: Sequence[LeverPair]) -> tuple[Key, ...]:
    costs = [(name, "all") for name in OUTCOMES if name.startswith(COST)]
    return tuple(dict.fromkeys([CIVIC, GAP, *costs, *(trial.key for trial in trials)]))


def _until_decided(
    trials: Sequence[LeverPair], keys: tuple[Key, ...], question: Question, laboratory: RunLaboratory
) -> dict[str, FloatArray]:
    """Numbers of both arms by lever, (2, seeds, keys); once its interval is decided it gets no more seeds."""
    measuring = laboratory.measuring(keys)
    in_worlds = laboratory.worlds is not None
    found: dict[str, FloatArray] = {trial.path: np.empty((2, 0, len(keys))) for trial in trials}
    first, wanted = question.seeds.first, max(FEWEST, question.seeds.number)
    open_trials, spent = list(trials), 0
    # A range over worlds is not narrowed by more of them, so it is looked at once.
    most = wanted if in_worlds else question.precision.most_seeds
    while open_trials and spent < most:
        seeds = range(first + spent, first + min(wanted, most))
        headlines = measuring.measure(list(_arms(open_trials).values()), list(seeds))
        for trial in open_trials:
            both = np.stack([headlines.of(arm.name) for arm in (trial.without, trial.reform)])
            found[trial.path] = np.concatenate([found[trial.path], both], axis=1)
        spent, wanted = wanted, wanted + question.precision.batch
        done = {trial.path for trial in open_trials if _decided(trial, found[trial.path], keys, question)}
        open_trials = [trial for trial in open_trials if trial.path not in done]
    return found


def _decided(trial: LeverPair, levels: FloatArray, keys: tuple[Key, ...], question: Question) -> bool:
    """Whether its interval excludes zero, or there is no value, which more seeds would not bring."""
    mean, low, high = _interval(levels[1] - levels[0], question.precision.confidence, in_worlds=False)
    column = keys.index(trial.key)
    return bool(low[column] > 0.0 or high[column] < 0.0 or np.isnan(mean[column]))


def _interval(
    differences: FloatArray, confidence: float, *, in_worlds: bool
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Mean and interval that holds at every number of seeds, by key; over worlds median and likely range."""
    if in_worlds:
        return middle_and_range(differences)
    found = estimate(differences)
    half = sequential_half_width(found.deviation, found.seeds, confidence)
    return found.mean, found.mean - half, found.mean + half


def _row(
    trial: LeverPair, levels: FloatArray, keys: tuple[Key, ...], question: Question, in_worlds: bool
) -> dict[str, Any]:
    mean, low, high = _interval(levels[1] - levels[0], question.precision.confidence, in_worlds=in_worlds)
    lever, own, civic, gap = trial.lever, keys.index(trial.key), keys.index(CIVIC), keys.index(GAP)
    payer, cost = _payer(keys, mean)
    smallest = smallest_effect(lever.proximal_outcome, float(quantile(levels[0][:, [own]], 50.0)[0]))
    return {
        "path": trial.path,
        "clause": lever.clause,
        "label_en": lever.label_en,
        "label_zh": lever.label_zh,
        "unit": lever.unit,
        "status_quo": str(lever.status_quo),
        "recommended": str(lever.recommended),
        "proximal_outcome": lever.proximal_outcome,
        "group": lever.proximal_group,
        "expected": lever.expected,
        "effect": mean[own],
        "low": low[own],
        "high": high[own],
        "interval": OVER_WORLDS if in_worlds else "sequential",
        "smallest": smallest,
        "verdict": verdict_of(lever, mean[own], low[own], high[own], smallest),
        "seeds": levels.shape[1],
        "civic": mean[civic],
        "civic_low": low[civic],
        "civic_high": high[civic],
        "gap": mean[gap],
        "gap_low": low[gap],
        "gap_high": high[gap],
        "cost_yuan": cost,
        "payer": payer,
    }


def _payer(keys: tuple[Key, ...], mean: FloatArray) -> tuple[str, float]:
    """Who pays most more, and how much a resident and year; nobody if nobody pays more."""
    costs = {name.removeprefix(COST): mean[k] for k, (name, _) in enumerate(keys) if name.startswith(COST)}
    payer = max(costs, key=lambda one: float(np.nan_to_num(costs[one])))
    return (payer, float(costs[payer])) if costs[payer] > 0.0 else ("", 0.0)


def verdict_of(lever: Lever, effect: float, low: float, high: float, smallest: float) -> str:
    """What is to be said of a lever; a direction only from the smallest effect of interest on.

    Args:
        lever: which says what it should do.
        effect: on its proximal outcome, in its unit, as all that follows; NaN where that has no value.
        low: lower end of the interval.
        high: upper end.
        smallest: effect of interest.
    """
    if np.isnan(effect):
        return "no_value"
    if not (low > 0.0 or high < 0.0):
        return "undecided"
    if abs(effect) < smallest:
        return "too_small"
    return "as_declared" if (low > 0.0) == (lever.expected == "+") else "backfires"


def _sentence(frame: pd.DataFrame) -> Words:
    good, small = (int((frame.verdict == one).sum()) for one in ("as_declared", "too_small"))
    more = SAY("small", small=small) if small else words("", "")
    return SAY("sentence", good=good, every=len(frame), small=more)


def _exception(row: Any) -> Words:
    return SAY(
        "exceptions",
        path=row.path,
        seeds=row.seeds,
        label=row_words(row),
        outcome=outcome_words(row.proximal_outcome),
        verdict=VERDICTS[row.verdict],
        moved=in_both(lambda language: _moved(row, language)),
    )


def _moved(row: Any, language: Language) -> str:
    """After its verdict, the effect; nothing where there is none."""
    if row.verdict == "no_value":
        return ""
    return texts("lists")[language]["colon"] + change(
        row.proximal_outcome, row.effect, row.low, row.high, language, row.interval
    )

"""Design ``value_of_information``: which survey question or trial would teach most about a policy's effect?

Status quo and policies live through plausible worlds, a seed a world, and everybody is asked every question
of the codebook at the policy date and at the end. From that, observations are made up that a survey or a
trial could bring, and each is valued by how much of the likely range it leaves and by what deciding after it
brings. Assumptions that would be known exactly are what surveys and trials can be held against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, words
from experiments.answering.arm_effects import effects
from experiments.answering.arm_names import arm_labels
from experiments.answering.no_value import without_value
from experiments.answering.smallest_effects import sign_of_better
from experiments.asking.sampled_arms import sample
from experiments.deciding.known_assumptions import features, uncertainties_in
from experiments.deciding.learning import Learning, row
from experiments.deciding.simulate_asked import KEYS, simulate_asked
from experiments.deciding.standing_table import stand
from experiments.deciding.value_words import said
from experiments.deciding.weighing import Stake, chance_of, regressed
from experiments.designs.scenarios import ScenarioList
from experiments.statistics.multiple import FAMILY_ERROR, holm
from experiments.tables.page_tables import ARMS, Listed
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, number, setting
from sim.outcomes.headlines import ADULTS, COST, EVERYBODY, GAIN

if TYPE_CHECKING:
    from experiments.asking.laboratory import RunLaboratory
    from experiments.asking.question import Question
    from experiments.running.bench import Simulate
    from experiments.statistics import FloatArray
    from sim.scenario import Scenario

SAY: Final = sentences("value_of_information")
TABLE: Final = "learnt"
FEWEST: Final = 20  # worlds, among which there is something to weigh
ASSUMPTION: Final = "assumption"
PRICED: Final = ((COST, EVERYBODY), (ADULTS, EVERYBODY))


@dataclass(frozen=True, kw_only=True)
class ValueOfInformation:
    """What should be found out next, to know a policy's effect or to choose among policies?"""

    title = SAY("title")
    over_worlds = False
    page_tables = (Listed("learnt", without=("what", "policy", "effective")), *ARMS)

    kind: str = "value_of_information"
    policies: tuple[str, ...] = setting(
        None,
        "list of names or paths",
        "among which is chosen; the range of the first one's effect is to shrink",
    )
    trials: tuple[str, ...] = setting(
        (), "list of names or paths", "policies that could be tried; default: all"
    )
    respondents: tuple[int, ...] = setting((300, 1000, 4000), "list", "sizes of surveys and trials", low=10)
    design_effect: float = number(
        2.0, "ratio", 1.0, 100.0, "variance of a clustered sample against that of a simple one as large"
    )
    worth: float = number(
        0.0, "yuan a year", 0.0, 1e9, "that one more participant is worth; 0 leaves costs out of the choice"
    )

    def arms(self, question: Question) -> list[Scenario]:
        """The baseline and the policies."""
        return list(ScenarioList(policies=self.policies).arms(question))

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        worlds, seeds = question.plausible(), question.seeds.number
        if worlds is None:
            raise BadInput("worlds: give the ensemble of plausible worlds whose doubt is to shrink")
        if not FEWEST <= seeds <= len(worlds):
            raise BadInput(
                f"seeds.number: {seeds} worlds, each once; allowed: {FEWEST} to {len(worlds)}, which "
                f"{question.worlds} holds"
            )
        if self.worth and question.lead != GAIN:
            raise BadInput(f"design.worth: is of a participant, so outcomes must begin with {GAIN}")
        arms = self.arms(question)
        if not all(arms[0].same_burn_in(arm) for arm in arms):
            raise BadInput("design.policies: must share the burn-in of the question's scenario")
        unknown = next((one for one in self.trials if one not in self.policies), None)
        if unknown is not None:
            raise BadInput(f"design.trials: {unknown!r} is not among design.policies")
        if not self.respondents:
            raise BadInput("design.respondents: at least one size")
        return len(arms) * question.runs_an_arm

    def simulate(self, question: Question) -> Simulate:
        """What a worker does with a seed."""
        return simulate_asked

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run the worlds, make up observations, value each."""
        arms = self.arms(question)
        labels = arm_labels(arms)
        sampled = sample(question, laboratory, arms)
        lead = sampled.headlines.values[:, :, 0]
        everything = laboratory.measuring((*PRICED, *KEYS)).done(arms, question.fixed_seeds).values
        known = np.asarray(np.isfinite(lead).all(axis=0))
        if known.sum() < FEWEST:
            return Answer(without_value(question.lead), (), (effects(sampled, labels),), ())
        lead, everything = lead[:, known], everything[:, known]
        gains = sign_of_better(question.lead) * (lead - lead[0]).T - self._price(everything)
        stake = Stake(lead[1] - lead[0], gains)
        seeds = [seed for seed, has in zip(question.fixed_seeds, known, strict=True) if has]
        tried = tuple(1 + self.policies.index(one) for one in self.trials or self.policies)
        told = everything[:, :, len(PRICED) :]
        learning = Learning(stake, told, labels, tried, self.respondents, self.design_effect)
        rows = [*learning.rows(), *_assumptions(question, seeds, stake)]
        frame = pd.DataFrame(rows, columns=[one for one in COLUMNS if one not in ("range_before", "shrinks")])
        frame = frame.assign(range_before=stake.width, shrinks=1.0 - frame.range_after / stake.width)
        frame = frame.sort_values("shrinks", ascending=False, kind="stable", ignore_index=True)[list(COLUMNS)]
        more, tables, figures = stand(question, [arm.name for arm in arms], gains, labels)
        in_lead_unit = dict.fromkeys(
            ("range_before", "range_after", "choice_gain", "choice_error"), question.lead
        )
        return Answer(
            *said(
                question,
                self.design_effect,
                self.worth,
                frame,
                stake,
                [labels[arm.name] for arm in arms],
                more,
            ),
            (
                Table(TABLE, frame, outcomes=in_lead_unit, title=SAY("table_learnt")),
                *tables,
                effects(sampled, labels),
            ),
            (Figure("learnt", TABLE, question.lead), *figures),
        )

    def _price(self, values: FloatArray) -> FloatArray | float:
        """(members, options) what the district spends more, in participants whom that is worth."""
        if not self.worth:
            return 0.0
        more_cost, adults = values[:, :, 0] - values[0, :, 0], values[:, :, 1]
        priced: FloatArray = (more_cost / adults / self.worth).T
        return priced


COLUMNS: Final = (
    "kind", "what", "policy", "label_en", "label_zh", "respondents", "range_before", "range_after", "shrinks",
    "choice_gain", "choice_error", "choice_changes", "effective",
)  # fmt: skip


def _assumptions(question: Question, seeds: Sequence[int], stake: Stake) -> Iterator[dict[str, Any]]:
    """Each assumption that clearly moves the effect, if it were known exactly: of hundreds some seem to."""
    worlds = question.plausible()
    assert worlds is not None, "check() has seen to that"
    uncertainties, parts = uncertainties_in(worlds, question.base(), seeds)
    known = [features(one, column) for one, column in zip(uncertainties, parts.T, strict=True)]
    chance = holm(np.array([chance_of(one, stake.effects) for one in known]))
    for one, numbers, p in zip(uncertainties, known, chance, strict=True):
        if p < FAMILY_ERROR:
            label = SAY("assumption", name=one.name, sentence=words(one.sentence, one.sentence_zh))
            yield row(ASSUMPTION, one.name, label, 0, regressed(numbers, stake))

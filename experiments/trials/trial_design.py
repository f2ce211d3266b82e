"""Design ``trial``: a field experiment run again in the model; made from a trial file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Final

import pandas as pd

from experiments.answering.answer import Answer, Figure, Table
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words, seeds_again
from experiments.running.bench import Simulate
from experiments.trials.check_trial import policies_of
from experiments.trials.claims import claim_rows
from experiments.trials.estimates import Seen, effects
from experiments.trials.trial_file import Trial
from experiments.trials.wording.trial_basis import trial_basis
from experiments.trials.wording.trial_certainty import how_sure
from experiments.trials.wording.trial_words import CLAIM_COLUMNS, EFFECT_COLUMNS, more, sentence
from experiments.trials.world.simulate_trial import simulate_trials
from experiments.trials.world.trial_cells import keys_of
from experiments.wording.sentences import sentences
from sim.scenario import Scenario

SAY: Final = sentences("trial_design")


@dataclass(frozen=True, kw_only=True)
class TrialDesign:
    """What does the treatment of a field experiment do, in the model and in the field?"""

    title = SAY("title")
    over_worlds = True
    page_tables = ()
    trial: Trial
    kind: str = "trial"

    def check(self, question: Question) -> int:
        """The number of runs: all worlds of a seed are one."""
        return question.runs_an_arm

    def simulate(self, question: Question) -> Simulate:
        """What a worker does with a seed."""
        return partial(simulate_trials, trial=self.trial, policies=policies_of(self.trial, question))

    def arms(self, question: Question) -> tuple[Scenario]:
        """The place; what the trial's arms do there is no scenario."""
        return (question.base(),)

    def scenario(self, question: Question) -> Scenario:
        """The place, under a name that says which trial is run there: no run is taken for another's."""
        plain = json.dumps(asdict(self.trial), sort_keys=True)
        mark = hashlib.sha256(plain.encode()).hexdigest()[:10]
        return replace(question.base(), name=f"{self.trial.name} {mark}")

    def basis(self, question: Question) -> Words:
        """Of whom and when it speaks: units drawn by lot, not what a policy does to a place."""
        return trial_basis(self.trial, question.base().place)

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run all seeds, estimate, hold against what was published."""
        scenario = self.scenario(question)
        seen = self._see(question, laboratory.measuring(keys_of(self.trial)))
        tables = [Table("trial_effects", effects(seen), EFFECT_COLUMNS, title=SAY("table_trial_effects"))]
        claims = pd.DataFrame(claim_rows(seen, scenario))
        if len(claims):
            beside = [
                "id",
                "label_en",
                "label_zh",
                *claims.columns[list(claims.columns).index("verdict") + 1 :],
            ]
            own = [name for name in claims if name not in beside[3:]]
            tables.insert(0, Table("claims", claims[own], CLAIM_COLUMNS, title=SAY("table_claims")))
            tables.insert(1, Table("rivals", claims[beside], CLAIM_COLUMNS, title=SAY("table_rivals")))
        return Answer(
            sentence(self.trial, tables[0].frame),
            (*more(self.trial, tables[-1].frame), *how_sure(question, seen, tables[-1].frame)),
            tuple(tables),
            (Figure("forest", tables[0].name),),
        )

    def _see(self, question: Question, laboratory: RunLaboratory) -> Seen:
        """Run all seeds; where each lives in a plausible world, some of these once more under other draws."""
        arms, seeds, worlds = [self.scenario(question)], question.fixed_seeds, laboratory.worlds
        laboratory.measure(arms, seeds)
        months = laboratory.months(arms, seeds)[0]
        if worlds is None:
            return Seen(self.trial, months)
        again = seeds_again(seeds, len(worlds))
        laboratory.measure(arms, again)
        return Seen(self.trial, months, laboratory.months(arms, again)[0])

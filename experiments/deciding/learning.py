"""What surveys and trials that can be made up from the members of an ensemble would teach, each valued."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.calibration.survey_questions import QUESTIONS
from experiments.deciding.observations import joined_up, surveyed, told_in, tried
from experiments.deciding.simulate_asked import AFTER, BEFORE, keys_of
from experiments.deciding.weighing import Learnt, Observation, Stake, regressed, weighed
from experiments.wording.sentences import sentences

if TYPE_CHECKING:
    from experiments.answering.arm_names import Labels
    from experiments.asking.question import Words
    from experiments.calibration.survey_questions import SurveyQuestion
    from experiments.statistics import FloatArray

SAY: Final = sentences("learning")
EVERYTHING: Final = "everything"
SURVEY, TRIAL = "survey", "trial"


@dataclass(frozen=True)
class Learning:
    """Observations that can be made up from what members told.

    Attributes:
        stake: what hangs on them.
        told: (arms, members, numbers) in the order of :data:`KEYS`.
        labels: names of the arms for people, in their order.
        tried: places of the arms that could be tried, the baseline's being 0.
        respondents: sizes of surveys and trials.
        design_effect: variance of a clustered sample against that of a simple one as large.
    """

    stake: Stake
    told: FloatArray
    labels: Labels
    tried: tuple[int, ...]
    respondents: tuple[int, ...]
    design_effect: float

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every survey and trial, at every size."""
        effect, names = self.design_effect, list(self.labels)
        before = told_in(self._asked(BEFORE)[0])
        after = [told_in(one) for one in self._asked(AFTER)]
        for size in self.respondents:
            yield from self._each(
                SURVEY, "", {one: surveyed(it, size, effect) for one, it in before.items()}, size
            )
            for place in self.tried:
                both = [one for one in after[place] if one in after[0]]
                found = {one: tried(after[0][one], after[place][one], size, effect) for one in both}
                yield from self._each(TRIAL, names[place], found, size)

    def _asked(self, when: str) -> FloatArray:
        width = sum(len(keys_of(one, when)) for one in QUESTIONS)
        start = 0 if when == BEFORE else width
        return self.told[:, :, start : start + width]

    def _each(
        self, kind: str, arm: str, found: dict[SurveyQuestion, Observation], size: int
    ) -> Iterator[dict[str, Any]]:
        """Each question alone that is answered otherwise in some worlds, then all together."""
        found = {one: it for one, it in found.items() if np.ptp(it.mean, axis=0).any()}
        for question, observation in found.items():
            rng = _stream(kind, arm, question.column, str(size))
            yield self._row(
                kind, arm, question.column, question.label, size, weighed(observation, self.stake, rng)
            )
        if found:
            together = joined_up(list(found.values())).drawn(_stream(kind, arm, EVERYTHING, str(size)))
            learnt = regressed(together, self.stake)
            yield self._row(kind, arm, EVERYTHING, SAY("everything"), size, learnt)

    def _row(self, kind: str, arm: str, what: str, asked: Words, size: int, learnt: Learnt) -> dict[str, Any]:
        label = SAY("trial", asked=asked, policy=self.labels[arm]) if arm else SAY("survey", asked=asked)
        return row(kind, what, label, size, learnt, arm)


def row(kind: str, what: str, label: Words, size: int, learnt: Learnt, arm: str = "") -> dict[str, Any]:
    """A row of the table."""
    named = {"kind": kind, "what": what, "policy": arm, "label_en": label.en, "label_zh": label.zh}
    return {**named, "respondents": size, **vars(learnt)}


def _stream(*parts: str) -> np.random.Generator:
    """Draws of an observation, whatever others there are."""
    key = int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:16], "little")
    return np.random.Generator(np.random.Philox(key=key))

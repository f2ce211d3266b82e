"""Design ``factorial``: two-level fractional factorial over the parts of a package, with interactions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.answering.answer import Answer, Figure, Table, outcome_words, row_words
from experiments.answering.arm_certainty import certainty_of
from experiments.answering.arm_effects import lead_rows, over_seeds
from experiments.answering.difference_words import change_words
from experiments.answering.no_value import without_value
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.lever_groups import LeverGroup, with_groups
from experiments.asking.question import Question, Words
from experiments.designs.one_by_one import PackageParts
from experiments.statistics import FloatArray, estimate
from experiments.statistics.contrasts import Effect, aliases, contrast, factor_masks, levels
from experiments.statistics.multiple import FAMILY_ERROR, holm, p_values
from experiments.tables.page_tables import Crossed
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting
from sim.scenario import Scenario
from sim.wording.labels import Language, label

SAY: Final = sentences("factorial")


@dataclass(frozen=True, kw_only=True)
class Factorial(PackageParts):
    """Which parts of a package work, and which strengthen or weaken one another?"""

    title = SAY("title")
    over_worlds = True
    page_tables = (Crossed("factorial", "factors", "effect"),)

    kind: str = "factorial"
    resolution: int = setting(
        5, "1", "5: interactions apart from each other; 4: main effects apart from them", low=3, high=5
    )

    def _masks(self, factors: int) -> tuple[int, ...]:
        try:
            return factor_masks(factors, self.resolution)
        except ValueError as error:
            raise BadInput(f"design: {error}; give a lower resolution or by = 'section'") from None

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        factors = len(self.parts(question)[2])
        if factors < 2:
            raise BadInput(f"design.by: makes {factors} factor; at least 2 are needed")
        arms, package = self.arms(question), self.parts(question)[1]
        beside = [] if any(arm.policies == package.policies for arm in arms) else [package]
        measured = len(arms) + len(beside) * bool(question.worlds)
        return measured * question.seeds.number + 2 * question.again

    def arms(self, question: Question) -> list[Scenario]:
        """The combinations of the fraction; the first has no part of the package."""
        base, _, groups = self.parts(question)
        return [
            with_groups(base, list(compress(groups, row)), _name(groups, row) or base.name)
            for row in levels(self._masks(len(groups)))
        ]

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run the fraction and take its contrasts, seed by seed."""
        base, package, groups = self.parts(question)
        masks, arms = self._masks(len(groups)), self.arms(question)
        high = levels(masks)
        values = laboratory.measure(arms, question.fixed_seeds).values
        frame = _contrasts(values, high, aliases(masks), groups, laboratory)
        certainty, tables = certainty_of(question, laboratory, [base, package])
        how = SAY("how", resolution=self.resolution, high=len(high), groups=2 ** len(groups))
        figures = (Figure("interactions", "factorial", question.lead),)
        table = Table("factorial", frame, title=SAY("table_factorial"))
        return Answer(_say(frame, question), (how, *certainty), (table, *tables), figures)


def _name(groups: tuple[LeverGroup, ...], row: NDArray[np.bool_]) -> str:
    return "+".join(one.name for one in compress(groups, row))


def _contrasts(
    values: FloatArray,
    high: NDArray[np.bool_],
    confounded: dict[Effect, tuple[Effect, ...]],
    groups: tuple[LeverGroup, ...],
    laboratory: RunLaboratory,
) -> pd.DataFrame:
    blocks, in_worlds = [], laboratory.worlds is not None
    for effect, others in confounded.items():
        # The textbook's contrast of two factors is half of what is told: what they do beyond their sum.
        contrasts = 2.0 ** (len(effect) - 1) * contrast(high, effect, values)
        found = estimate(contrasts)
        middle, low, upper = over_seeds(contrasts, in_worlds=in_worlds)
        block = {
            "factors": _factors(groups, effect),
            "order": len(effect),
            "label_en": _effect_label(groups, effect, "en"),
            "label_zh": _effect_label(groups, effect, "zh"),
            "aliases": ", ".join(_factors(groups, one) for one in others),
            "outcome": [outcome for outcome, _ in laboratory.keys],
            "group": [group for _, group in laboratory.keys],
            "effect": middle,
            "low": low,
            "high": upper,
            "interval": OVER_WORLDS if in_worlds else "t",
            "seeds": found.seeds,
            "p": np.nan if in_worlds else p_values(found),
        }
        blocks.append(pd.DataFrame(block))
    frame = pd.concat(blocks, ignore_index=True)
    frame["p_holm"] = holm(frame.p.to_numpy(dtype=np.float64))
    apart = (frame.low > 0.0) | (frame.high < 0.0)
    frame["clear"] = apart if in_worlds else frame.p_holm < FAMILY_ERROR
    return frame


def _factors(groups: tuple[LeverGroup, ...], effect: Effect) -> str:
    return " x ".join(groups[factor].name for factor in effect)


def _effect_label(groups: tuple[LeverGroup, ...], effect: Effect, language: Language) -> str:
    """One part by its name, two by their ids, which are short, where they have any."""
    if len(effect) == 1:
        return label(groups[effect[0]], language)
    return " × ".join(groups[factor].short(language) for factor in effect)


def _say(frame: pd.DataFrame, question: Question) -> Words:
    rows = lead_rows(frame, question)
    if rows.effect.isna().any():
        return without_value(question.lead)
    main, joint = rows[rows.order == 1], rows[rows.order == 2]
    clear = int(joint.clear.sum())
    sure = joint[joint.clear] if clear else joint
    largest = [part.loc[part.effect.abs().sort_values(ascending=False).index[0]] for part in (main, sure)]
    main_effect, pair_effect = (change_words(question, row, row.effect) for row in largest)
    return SAY(
        "largest",
        clear=clear,
        joint=len(joint),
        outcome=outcome_words(question.lead),
        main=row_words(largest[0]),
        main_effect=main_effect,
        pair=row_words(largest[1]),
        pair_effect=pair_effect,
    )

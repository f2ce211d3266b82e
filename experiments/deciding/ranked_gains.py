"""Gains of policies that are to be ranked: in draws of assumptions, or in plausible worlds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.answering.answer import Table
from experiments.answering.arm_names import arm_labels
from experiments.answering.smallest_effects import sign_of_better
from experiments.answering.uncertainty import draw_parts, measure_under, spread_rows, spread_table
from experiments.deciding.known_assumptions import uncertainties_in
from experiments.statistics.ranks import kendall_between, kendall_over_seeds
from experiments.wording.sentences import sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from experiments.asking.assumption_axes import Uncertain
    from experiments.asking.laboratory import RunLaboratory
    from experiments.asking.question import Question, Words
    from experiments.asking.sampled_arms import Sampled
    from experiments.deciding.order import Holds
    from experiments.statistics import FloatArray
    from sim.scenario import Scenario

SAY: Final = sentences("ranked_gains")


@dataclass(frozen=True)
class Candidates:
    """What policies do for the leading outcome, more being better.

    Attributes:
        names: of the policies.
        reference: (policies,) whose order is looked at: as assumed, or the medians over worlds.
        drawn: (draws, policies) in draws of assumptions, or (worlds, policies).
        alone: (rows, policies) where random draws alone differ: seeds as assumed, or worlds ...
        again: ... and (rows, policies) of the same worlds under other random draws; None with seeds.
        block: how many seeds a draw has.
        uncertainties: the assumptions.
        parts: (draws, assumptions) of their ranges.
        tables: what else was found.
    """

    names: tuple[str, ...]
    reference: FloatArray
    drawn: FloatArray
    alone: FloatArray
    again: FloatArray | None
    block: int
    uncertainties: tuple[Uncertain, ...]
    parts: FloatArray
    tables: tuple[Table, ...] = ()

    @property
    def rows(self) -> Words:
        """What one counts: draws or worlds."""
        return SAY("draws") if self.again is None else SAY("worlds")

    @property
    def valued(self) -> tuple[str, ...]:
        """Policies that have a value in the reference and in a draw; the others are in no order."""
        missing = np.isnan(self.reference) | np.isnan(self.drawn).all(axis=0)
        return tuple(name for name, lacks in zip(self.names, np.asarray(missing), strict=True) if not lacks)

    @property
    def can_be_ranked(self) -> bool:
        """Whether there are two to compare, in one draw at least."""
        kept = self.of_valued()
        return len(kept.names) > 1 and bool((~np.isnan(kept.drawn)).all(axis=1).any())

    def of_valued(self) -> Candidates:
        """The same without the policies that have no value."""
        kept = [self.names.index(name) for name in self.valued]
        again = None if self.again is None else self.again[:, kept]
        drawn, alone = self.drawn[:, kept], self.alone[:, kept]
        few = replace(self, names=self.valued, reference=self.reference[kept])
        return replace(few, drawn=drawn, alone=alone, again=again)

    def unmoved(self, holds: Holds) -> NDArray[np.bool_]:
        """In which rows random draws alone leave a statement that holds in some rows of gains."""
        if self.again is None:
            starts = range(0, len(self.alone) - self.block + 1, self.block)
            blocks = np.array([self.alone[start : start + self.block].mean(axis=0) for start in starts])
            return holds(blocks[~np.isnan(blocks).any(axis=1)])
        kept = ~np.isnan(self.alone).any(axis=1) & ~np.isnan(self.again).any(axis=1)
        return np.asarray(holds(self.alone[kept]) == holds(self.again[kept]))

    @property
    def tau_alone(self) -> float:
        """Mean of Kendall's tau where random draws alone differ."""
        if self.again is None:
            return kendall_over_seeds(self.alone)
        return kendall_between(self.alone, self.again)

    def of_assumptions(self, kept: Sequence[int]) -> Candidates:
        """The same with only some of the assumptions."""
        some = tuple(self.uncertainties[k] for k in kept)
        return replace(self, uncertainties=some, parts=self.parts[:, list(kept)])


def of_worlds(question: Question, arms: Sequence[Scenario], sampled: Sampled) -> Candidates:
    """Gains in the worlds in which the seeds live, some of which are lived through twice."""
    worlds, seeds, again = question.plausible(), sampled.headlines.seeds, sampled.again
    assert worlds is not None, "sampled in worlds"
    assert again is not None, "sampled in worlds"
    drawn = _gains(question, sampled.headlines.values)
    known = ~np.isnan(drawn).all(axis=0)
    median = np.full(len(arms) - 1, np.nan)
    median[known] = np.nanmedian(drawn[:, known], axis=0)
    found = uncertainties_in(worlds, arms[0], seeds)
    names = sampled.headlines.scenarios[1:]
    alone = drawn[: len(again.seeds)]
    return Candidates(names, median, drawn, alone, _gains(question, again.values), 1, *found)


def of_draws(
    question: Question,
    laboratory: RunLaboratory,
    arms: Sequence[Scenario],
    sampled: Sampled,
    uncertainties: tuple[Uncertain, ...],
    size: tuple[int, int],
) -> Candidates:
    """Gains in draws of assumptions.

    Args:
        question: what is asked.
        laboratory: where runs are done.
        arms: the baseline first.
        sampled: the same as assumed.
        uncertainties: what is drawn.
        size: draws, and seeds in each.
    """
    draws, seeds_a_draw = size
    parts = draw_parts(uncertainties, draws)
    seeds = list(question.fixed_seeds)[:seeds_a_draw]
    values = measure_under(laboratory, arms, uncertainties, parts, seeds)
    by_seed = _gains(question, sampled.headlines.values)
    drawn = _gains(question, values[:, :, :, 0].mean(axis=2)[:, :, np.newaxis])
    known = ~np.isnan(by_seed).all(axis=0)
    mean = np.full(by_seed.shape[1], np.nan)
    mean[known] = np.nanmean(by_seed[:, known], axis=0)
    spread = spread_table(spread_rows(values, arm_labels(arms), laboratory.keys))
    names = sampled.headlines.scenarios[1:]
    return Candidates(names, mean, drawn, by_seed, None, seeds_a_draw, uncertainties, parts, (spread,))


def _gains(question: Question, values: FloatArray) -> FloatArray:
    """(rows, policies) of (arms, rows, keys), the leading outcome being the first."""
    lead = values[:, :, 0]
    found: FloatArray = sign_of_better(question.lead) * (lead[1:] - lead[0]).T
    return found

"""How sure a trial's first effect is: over plausible worlds, or in one world by random draws alone."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.hinge import find_hinge
from experiments.answering.hinge_table import hinge_words
from experiments.answering.over_worlds import what_ranges_hold
from experiments.answering.smallest_effects import smallest_share
from experiments.asking.question import Question, Words
from experiments.trials.estimates import Seen
from experiments.trials.world.trial_cells import PAIRED, cells_of
from experiments.wording.sentences import sentences

SAY: Final = sentences("trial_certainty")


def how_sure(question: Question, seen: Seen, effects: pd.DataFrame) -> tuple[Words, ...]:
    """What the ranges hold, in how many worlds the first effect has a sign, and what it hinges on.

    Args:
        question: what is asked.
        seen: what all seeds found.
        effects: their table; the first row of the paired worlds is told.
    """
    if not seen.in_worlds:
        return (SAY("one_world"),)
    first: Any = effects[effects.way == PAIRED].iloc[0]
    said = {"arm": first.arm, "act": first.act, "above": first.above_in, "worlds": first.seeds}
    part = 100.0 * float(first.draws_share)
    told = SAY("above", **said, part=f"{part:.0f}") if np.isfinite(part) else SAY("above_alone", **said)
    return what_ranges_hold(int(effects.seeds.max())), told, *_hinge(question, seen)


def _hinge(question: Question, seen: Seen) -> list[Words]:
    """What the first effect hinges on, if that is on a share of residents."""
    worlds, cell = question.plausible(), next(one for one in cells_of(seen.trial) if one.way == PAIRED)
    if worlds is None or not seen.trial.measure(cell.measured).act:
        return []
    change = np.where(seen.known(cell), seen.number(cell, "effect"), np.nan)
    sign = -1.0 if np.nanmedian(change) < 0.0 else 1.0
    found = find_hinge(sign * change, question.fixed_seeds, worlds, question.base(), smallest_share())
    return hinge_words(found, seen.trial.arm(cell.arm).label)

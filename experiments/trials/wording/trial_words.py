"""What a trial's columns mean and its answer in sentences, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.trials.verdicts import HITS
from experiments.trials.world.trial_cells import PAIRED, WITHIN
from experiments.wording.sentences import named, sentences

if TYPE_CHECKING:
    import pandas as pd

    from experiments.asking.question import Words
    from experiments.trials.trial_file import Trial

SAY: Final = sentences("trial_words")
EFFECT_COLUMNS: Final = named("trial_words.effect_columns")
CLAIM_COLUMNS: Final = named("trial_words.claim_columns")


def sentence(trial: Trial, frame: pd.DataFrame) -> Words:
    """How many published numbers the model hits; without any, the first effect."""
    if "verdict" in frame:
        hits = int(frame.verdict.isin(HITS).sum())
        return SAY("hits", title=trial.title, numbers=len(frame), hits=hits)
    row = frame[frame.way == PAIRED].iloc[0]
    numbers = {name: 100.0 * float(row[name]) for name in ("effect", "low", "high")}
    return SAY("first_effect", title=trial.title, act=row.act, arm=row.arm, **numbers)


def more(trial: Trial, frame: pd.DataFrame) -> tuple[Words, ...]:
    """Whether one world's estimate agrees with the paired worlds'; how often one study finds the effect."""
    keys = ["arm", "measured_on", "act", "horizon", "group"]
    both = frame[frame.way == PAIRED].merge(frame[frame.way == WITHIN], on=keys, suffixes=("", "_within"))
    both = both[both.low_within.notna()]
    if not len(both):
        return ()
    first = both.iloc[0]
    agree = int(((both.effect >= both.low_within) & (both.effect <= both.high_within)).sum())
    told = SAY("agree", agree=agree, both=len(both))
    if np.isnan(first.found_within):
        return (told,)
    found = 100.0 * float(first.found_within)
    return told, SAY("power", treated=float(first.n_within), arm=first.arm, act=first.act, found=found)

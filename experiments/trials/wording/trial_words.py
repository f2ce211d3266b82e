"""What a trial's columns mean and its answer in sentences, in both languages."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from experiments.answering.difference_words import figures_of
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.asking.question import Words
from experiments.trials.trial_file import Trial
from experiments.trials.verdicts import HITS, POINTS
from experiments.trials.world.trial_cells import PAIRED, WITHIN
from experiments.wording.sentences import named, sentences
from sim.wording.labels import Scale

SAY: Final = sentences("trial_words")
EFFECT_COLUMNS: Final = named("trial_words.effect_columns")
PLAIN: Final = Scale(1.0, "", "")
CLAIM_COLUMNS: Final = named("trial_words.claim_columns")


def sentence(trial: Trial, frame: pd.DataFrame) -> Words:
    """How many published numbers the model hits; without any, the first effect."""
    if "verdict" in frame:
        hits = int(frame.verdict.isin(HITS).sum())
        told = _held(frame) if "hits_in" in frame else {}
        return SAY(
            "hits_over_worlds" if told else "hits", title=trial.title, numbers=len(frame), hits=hits, **told
        )
    row = frame[frame.way == PAIRED].iloc[0]
    figures = figures_of(OVER_WORLDS if "above_in" in frame else "")
    numbers = {name: in_points(float(row[name]), figures) for name in ("effect", "low", "high")}
    arm, act = trial.arm(row.arm).label, trial.measure(row.act).label
    return SAY("first_effect", title=trial.title, act=act, arm=arm, **numbers)


def _held(frame: pd.DataFrame) -> dict[str, int]:
    """How many published sizes lie in the model's range over worlds."""
    sizes = frame[(frame.judged == "size") & frame.model_low.notna()]
    inside = sizes.published.between(sizes.model_low, sizes.model_high)
    return {"sizes": len(sizes), "held": int(inside.sum()), "worlds": int(frame.worlds.max())}


def in_points(share: float, figures: int) -> str:
    """A change of a share in points: with two decimals, or as many figures as are known."""
    return number_text(POINTS * share, figures)


def number_text(value: float, figures: int = 0) -> str:
    """A number with its sign: with two decimals, or as many figures as are known."""
    return PLAIN.difference(value, figures) if figures else f"{value:+.2f}"


def more(trial: Trial, frame: pd.DataFrame) -> tuple[Words, ...]:
    """Whether one world's estimate agrees with the paired worlds'; how often one study finds the effect."""
    keys = ["arm", "measured_on", "act", "horizon", "group"]
    both = frame[frame.way == PAIRED].merge(frame[frame.way == WITHIN], on=keys, suffixes=("", "_within"))
    both = both[both.low_within.notna()]
    if not len(both):
        return ()
    first, over = both.iloc[0], "_over_worlds" if "above_in" in frame else ""
    agree = int(((both.effect >= both.low_within) & (both.effect <= both.high_within)).sum())
    told = SAY(f"agree{over}", agree=agree, both=len(both))
    if np.isnan(first.found_within):
        return (told,)
    found = 100.0 * float(first.found_within)
    arm, act = trial.arm(first.arm).label, trial.measure(first.act).label
    return told, SAY(f"power{over}", treated=float(first.n_within), arm=arm, act=act, found=found)

"""A trial's result as text for people and as plain rows for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from experiments.answering.difference_words import figures_of
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.trials.verdicts import POINTS
from experiments.trials.wording.trial_names import VERDICTS, name_of, of_whom
from experiments.trials.wording.trial_words import number_text
from experiments.trials.world.trial_cells import PAIRED
from experiments.wording.sentences import texts
from sim.wording.labels import Language, columns

if TYPE_CHECKING:
    from experiments.asking.answer_question import Answered

WORDS: Final[dict[Language, dict[str, str]]] = texts("trial_text")
HEADS: Final = {language: tuple(words.values()) for language, words in texts("trial_text.claims").items()}
EFFECTS: Final = {language: tuple(words.values()) for language, words in texts("trial_text.effects").items()}


def with_ends(value: float, low: float, high: float, language: Language, figures: int = 0) -> str:
    """A number with its interval, if it has one.

    Args:
        value: the number.
        low: lower end.
        high: upper end.
        language: of the words.
        figures: significant ones that are carried; 0 for two decimals.
    """
    text = number_text(value, figures) if np.isfinite(value) else "–"
    if not (np.isfinite(low) and np.isfinite(high)):
        return text
    ends = {"low": number_text(low, figures), "high": number_text(high, figures)}
    return WORDS[language]["with_ends"].format(text=text, **ends)


def trial_table(answered: Answered, language: Language) -> str:
    """Published numbers beside the model's; without any, the effects."""
    lines = (
        _claims(answered, language) if "claims" in answered.answer["tables"] else _effects(answered, language)
    )
    return "\n".join(columns(lines, "<" * len(lines[0])))


def _claims(answered: Answered, language: Language) -> list[Sequence[str]]:
    frame = answered.table("claims")
    in_worlds = "hits_in" in frame
    heads, figures = HEADS[language], figures_of(OVER_WORLDS if in_worlds else "")
    lines: list[Sequence[str]] = [(*heads, WORDS[language]["hits_in"]) if in_worlds else heads]
    for row in frame.itertuples():
        one: Any = row
        published = with_ends(one.published, one.published_low, one.published_high, language)
        if one.judged == "sign":
            published = "+" if one.published > 0.0 else "-"
        model = with_ends(one.model, one.model_low, one.model_high, language, figures)
        whom = one.id, getattr(one, f"label_{language}")
        hits = (f"{one.hits_in}/{one.worlds}",) if in_worlds else ()
        lines.append((*whom, published, model, name_of(VERDICTS, one.verdict, language), *hits))
    return lines


def _effects(answered: Answered, language: Language) -> list[Sequence[str]]:
    lines: list[Sequence[str]] = [EFFECTS[language]]
    frame = answered.table("trial_effects")
    figures = figures_of(OVER_WORLDS if "above_in" in frame else "")
    within = frame[frame.way != PAIRED].found.to_numpy()
    for found, row in zip(within, frame[frame.way == PAIRED].itertuples(), strict=True):
        one: Any = row
        middle, low, high = (POINTS * float(end) for end in (one.effect, one.low, one.high))
        effect = with_ends(middle, low, high, language, figures)
        power = f"{found:.0%}" if np.isfinite(found) else "–"
        where = (one.arm, one.act, *of_whom(one, language), str(one.horizon))
        without = f"{POINTS * one.control:.1f}" if np.isfinite(one.control) else "–"
        lines.append((*where, without, effect, power))
    return lines


def rows_of_trial(answered: Answered) -> list[dict[str, Any]]:
    """Effects of the paired worlds as plain rows, published numbers beside them; shares, not points."""
    frame = answered.table("trial_effects")
    claims = answered.table("claims") if "claims" in answered.answer["tables"] else None
    return [_plain(row, claims) for row in frame[frame.way == PAIRED].to_dict("records")]


def _plain(row: dict[Any, Any], claims: pd.DataFrame | None) -> dict[str, Any]:
    kept = ("arm", "measured_on", "act", "horizon", "group", "control", "effect", "low", "high", "log_odds")
    over_worlds = ("above_in", "draws_low", "draws_high", "draws_share", "seeds")
    more = over_worlds if "above_in" in row else ()
    found = {name: row[name] for name in (*kept, "per_contact", "reached", "n", *more)}
    found |= dict.fromkeys(("published", "published_low", "published_high"))
    if claims is not None:
        same = claims[claims.quantity == "effect"]
        for name in ("arm", "measured_on", "act", "horizon", "group"):
            same = same[same[name] == row[name]]
        for name in ("published", "published_low", "published_high") if len(same) else ():
            found[name] = float(same.iloc[0][name]) / POINTS
    return {name: _or_none(value) for name, value in found.items()}


def _or_none(value: Any) -> Any:
    return None if isinstance(value, float) and not np.isfinite(value) else value

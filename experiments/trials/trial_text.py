"""A trial's result as text for people and as plain rows for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.trials.world.trial_cells import PAIRED
from sim.wording.labels import Language, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from experiments.asking.answer_question import Answered

POINTS: Final = 100.0
VERDICTS: Final[dict[str, tuple[str, str]]] = {
    "inside": ("inside", "在区间内"),
    "near": ("near", "相近"),
    "as_published": ("as published", "与已发表一致"),
    "too_small": ("too small", "偏小"),
    "too_large": ("too large", "偏大"),
    "wrong_sign": ("wrong sign", "符号相反"),
    "undecided": ("undecided", "尚无定论"),
}
QUANTITIES: Final[dict[str, tuple[str, str]]] = {
    "effect": ("effect, points", "效应（百分点）"),
    "per_contact": ("per contact, points", "每次接触（百分点）"),
    "log_odds": ("log-odds", "对数优势"),
    "ratio": ("ratio to control", "与对照之比"),
    "level": ("level, per cent", "水平（%）"),
    "count": ("count", "数量"),
    "reached": ("reached, per cent", "触达（%）"),
    "spillover": ("passed on, ratio", "传递比例"),
    "spillover_total": ("passed on in all, ratio", "传递总比"),
    "more_than": ("more than, points", "差额（百分点）"),
    "more_than_arm": ("more than, points", "差额（百分点）"),
    "share_left": ("share left, ratio", "剩余比例"),
    "per_other": ("per other, ratio", "与另一指标之比"),
}
HEADS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("row", "arm", "measure", "on", "group", "quantity", "published", "model", "verdict"),
    "zh": ("编号", "组别", "指标", "对象", "群体", "数量", "已发表", "模型", "判定"),
}
EFFECTS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("arm", "measure", "on", "group", "months", "without, %", "effect, points", "found by one study"),
    "zh": ("组别", "指标", "对象", "群体", "月数", "对照（%）", "效应（百分点）", "单次研究发现率"),
}


def said(names: dict[str, tuple[str, str]], name: str, language: Language) -> str:
    """What a word of the tables is called."""
    return names[name][0 if language == "en" else 1]


def with_ends(value: float, low: float, high: float, language: Language) -> str:
    """A number with its interval, if it has one."""
    text = f"{value:+.2f}" if np.isfinite(value) else "–"
    if not (np.isfinite(low) and np.isfinite(high)):
        return text
    return (
        f"{text} ({low:+.2f} to {high:+.2f})" if language == "en" else f"{text}（{low:+.2f} 至 {high:+.2f}）"
    )


def trial_table(answered: Answered, language: Language) -> str:
    """Published numbers beside the model's; without any, the effects."""
    lines = (
        _claims(answered, language) if "claims" in answered.answer["tables"] else _effects(answered, language)
    )
    return "\n".join(columns(lines, "<" * len(lines[0])))


def _claims(answered: Answered, language: Language) -> list[Sequence[str]]:
    lines: list[Sequence[str]] = [HEADS[language]]
    for row in answered.table("claims").itertuples():
        one: Any = row
        published = with_ends(one.published, one.published_low, one.published_high, language)
        if one.judged == "sign":
            published = "+" if one.published > 0.0 else "-"
        model = with_ends(one.model, one.model_low, one.model_high, language)
        whom = (
            one.id,
            one.arm,
            one.act,
            one.measured_on,
            one.group,
            said(QUANTITIES, one.quantity, language),
        )
        lines.append((*whom, published, model, said(VERDICTS, one.verdict, language)))
    return lines


def _effects(answered: Answered, language: Language) -> list[Sequence[str]]:
    lines: list[Sequence[str]] = [EFFECTS[language]]
    frame = answered.table("trial_effects")
    within = frame[frame.way != PAIRED].found.to_numpy()
    for found, row in zip(within, frame[frame.way == PAIRED].itertuples(), strict=True):
        one: Any = row
        effect = with_ends(POINTS * one.effect, POINTS * one.low, POINTS * one.high, language)
        power = f"{found:.0%}" if np.isfinite(found) else "–"
        where = (one.arm, one.act, one.measured_on, one.group, str(one.horizon))
        lines.append((*where, f"{POINTS * one.control:.1f}", effect, power))
    return lines


def rows_of_trial(answered: Answered) -> list[dict[str, Any]]:
    """Effects of the paired worlds as plain rows, published numbers beside them; shares, not points."""
    frame = answered.table("trial_effects")
    claims = answered.table("claims") if "claims" in answered.answer["tables"] else None
    return [_plain(row, claims) for row in frame[frame.way == PAIRED].to_dict("records")]


def _plain(row: dict[Any, Any], claims: pd.DataFrame | None) -> dict[str, Any]:
    kept = ("arm", "measured_on", "act", "horizon", "group", "control", "effect", "low", "high", "log_odds")
    found = {name: row[name] for name in (*kept, "per_contact", "reached", "n")}
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

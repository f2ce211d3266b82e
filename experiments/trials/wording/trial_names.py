"""What verdicts, quantities and people measured are called, in English and Chinese."""

from __future__ import annotations

from typing import Final

from sim.wording.labels import Language

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
WHOM: Final[dict[str, tuple[str, str]]] = {
    "assigned": ("assigned", "被分配者"),
    "reached": ("reached", "被触达者"),
    "housemates": ("housemates", "同住者"),
    "building": ("same building", "同楼居民"),
    "others": ("all others", "其他人"),
    "work": ("colleagues", "同事"),
    "hometown": ("same home town", "同乡"),
    "friend": ("friends", "朋友"),
    "companion": ("companions", "同伴"),
}


def said(names: dict[str, tuple[str, str]], name: str, language: Language) -> str:
    """What a word of the tables is called."""
    return names[name][0 if language == "en" else 1]

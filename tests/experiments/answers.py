"""A small made-up table for each kind of figure, with the columns that designs write."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, words

LEAD = "civic"


def frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    """Rows under names parted by spaces."""
    return pd.DataFrame(list(rows), columns=columns.split())


EFFECTS = frame(
    "scenario label_en label_zh outcome group difference low high seeds",
    ("a", "Task catalogue", "政府进社区事项目录", LEAD, "all", 0.01, 0.004, 0.016, 9),
    ("b", "Self-governance fund", "社区自治基金", LEAD, "all", -0.02, -0.03, -0.01, 9),
    ("c", "Four open channels", "畅通四个参与渠道", LEAD, "all", 0.001, -0.004, 0.006, 9),
    ("a", "Task catalogue", "政府进社区事项目录", "gap.hukou", "all", -0.01, -0.02, -0.004, 9),
    ("b", "Self-governance fund", "社区自治基金", "gap.hukou", "all", 0.02, 0.01, 0.03, 9),
    ("c", "Four open channels", "畅通四个参与渠道", "gap.hukou", "all", np.nan, np.nan, np.nan, 9),
)
LEVERS = frame(
    "path label_en label_zh proximal_outcome group effect low high verdict seeds",
    (
        "p.a",
        "task catalogue",
        "事项目录",
        "committee.administrative_hours",
        "all",
        -9.0,
        -12.0,
        -6.0,
        "as_declared",
        6,
    ),
    ("p.b", "open channels", "畅通渠道", "participation.volunteer", "all", 0.02, -0.01, 0.05, "undecided", 6),
    ("p.c", "programme", "政府活动", LEAD, "all", -0.02, -0.03, -0.01, "backfires", 6),
)
LEVELS = frame(
    "scenario outcome group mean low high seeds",
    ("village", LEAD, "all", 0.31, 0.3, 0.32, 9),
    ("commodity", LEAD, "all", 0.25, 0.24, 0.26, 9),
    ("village", "committee.administrative_share", "all", 0.71, 0.7, 0.72, 9),
    ("commodity", "committee.administrative_share", "all", 0.65, 0.64, 0.66, 9),
    ("commodity", "committee.administrative_share", "women", 0.65, 0.64, 0.66, 9),
)
SPREAD = frame(
    "scenario label_en label_zh quantity outcome group mean luck assumptions seeds",
    ("tiny", "status quo", "现状", "level", LEAD, "all", 0.3, 0.004, 0.03, 4),
    ("tiny+a", "Task catalogue", "政府进社区事项目录", "level", LEAD, "all", 0.34, 0.005, 0.04, 4),
    ("tiny+a", "Task catalogue", "政府进社区事项目录", "difference", LEAD, "all", 0.04, 0.006, 0.01, 4),
)
ATTRIBUTION = frame(
    "member label_en label_zh outcome group value low high seeds",
    ("S1", "S1 government and society apart", "S1 政社分开", LEAD, "all", 0.02, 0.015, 0.025, 9),
    ("S3", "S3 committee restored as organiser", "S3 发挥居委会主导作用", LEAD, "all", 0.03, 0.02, 0.04, 9),
    ("S2", "S2 company and society apart", "S2 社企分开", LEAD, "all", -0.01, -0.015, -0.005, 9),
    ("whole", "whole package", "一揽子方案", LEAD, "all", 0.04, 0.035, 0.045, 9),
)
FACTORIAL = frame(
    "factors order label_en label_zh aliases outcome group effect low high seeds",
    ("S1", 1, "S1 government and society apart", "S1 政社分开", "", LEAD, "all", 0.02, 0.01, 0.03, 9),
    ("S2", 1, "S2 company and society apart", "S2 社企分开", "", LEAD, "all", 0.001, -0.01, 0.012, 9),
    ("S1 x S2", 2, "S1 × S2", "S1 × S2", "", LEAD, "all", -0.012, -0.02, -0.004, 9),
)
SENSITIVITY = frame(
    "assumption sentence_en sentence_zh range_low range_high quantity outcome group total total_error",
    (
        *("network.strength_friend", "influence of a friend", "朋友的影响力", 0.2, 0.6),
        *("level", LEAD, "all", 0.9, 0.1),
    ),
    (
        *("participation.hearing.talk", "odds that a contact tells of it", "熟人告知的几率", 0.1, 0.4),
        *("difference", LEAD, "all", 0.5, 0.2),
    ),
    (
        *(
            "participation.motives.deliberate.contacts",
            "all contacts have done it",
            "议事：熟人都做过",
            0.1,
            0.4,
        ),
        *("difference", LEAD, "all", 0.1, 0.2),
    ),
)
PARETO = frame(
    "trial gain gap cost on_front affordable gain_low gain_high cost_low cost_high",
    (1, 0.01, -0.01, 2.0, True, True, 0.005, 0.015, 1.9, 2.1),
    (2, 0.03, -0.02, 7.0, True, True, 0.02, 0.04, 6.5, 7.5),
    (3, 0.02, 0.01, 9.0, False, False, 0.01, 0.03, 8.5, 9.5),
)
A_BEATS_B = ("a beats b", "“Task catalogue” beats “Self-governance fund”", "“事项目录”优于“自治基金”")
WHOLE_ORDER = ("the whole order", "the whole order", "整个次序")
STATEMENTS = frame(
    "statement label_en label_zh share low high trials flipped share_luck",
    (*A_BEATS_B, 0.9, 0.8, 0.95, 40, 4, 1.0),
    (*WHOLE_ORDER, 0.6, 0.45, 0.75, 40, 16, 0.8),
)
HOLDS = pd.DataFrame(
    {"draw": [0, 1, 3], "a beats b": [True, True, True], "the whole order": [True, False, True]}
)
DRAWS = frame(
    "draw network.strength_friend network.strength_household",
    (0, 0.1, 0.5),
    (1, 0.9, 0.4),
    (2, 0.5, 0.5),
    (3, 0.3, 0.6),
)
FLIPS = frame(
    "statement label_en label_zh assumption sentence_en sentence_zh separation",
    (*WHOLE_ORDER, "network.strength_household", "influence of b", "乙的影响力", -0.2),
    (*WHOLE_ORDER, "network.strength_friend", "influence of a", "甲的影响力", 0.9),
    (*A_BEATS_B, "network.strength_friend", "influence of a", "甲的影响力", np.nan),
)
EVALUATION = frame(
    "outcome pilots months estimator power power_low power_high false_alarms seeds",
    *(
        (LEAD, pilots, months, name, share, share - 0.1, min(1.0, share + 0.1), 0.05, 40)
        for pilots, share in ((1, 0.3), (2, 0.6), (4, 0.85))
        for months in (12, 24)
        for name in ("difference_in_differences", "matching")
    ),
)
GROUPS = EFFECTS[EFFECTS.outcome == LEAD].loc[lambda rows: rows.index.repeat(3)].reset_index(drop=True)
GROUPS = GROUPS.assign(group=["all", "migrant", "local"] * 3)
MONTHS = frame(
    "scenario label_en label_zh outcome month mean low high seeds",
    *(
        (name, en, zh, outcome, month, level + rise * month / 24.0, level - 0.01, level + 0.05, 9)
        for outcome, level in ((LEAD, 0.3), ("gap.hukou", 0.1))
        for name, en, zh, rise in (
            ("tiny", "status quo", "现状", 0.0),
            ("a", "Task catalogue", "政府进社区事项目录", 0.02),
            (
                "b",
                "without S5.4 Older people, women and youth",
                "缺少 S5.4 以老人、妇女、青少年为重点，培养主力军",
                0.03,
            ),
        )
        for month in range(-24, 25)
    ),
)
TABLES = {
    "effects": EFFECTS,
    "groups": GROUPS,
    "months": MONTHS,
    "levers": LEVERS,
    "levels": LEVELS,
    "spread": SPREAD,
    "attribution": ATTRIBUTION,
    "factorial": FACTORIAL,
    "sensitivity": SENSITIVITY,
    "pareto": PARETO,
    "statements": STATEMENTS,
    "holds": HOLDS,
    "draws": DRAWS,
    "flips": FLIPS,
    "evaluation": EVALUATION,
}
FIGURES = (
    Figure("effects", "effects"),
    Figure("effects", "levers"),
    Figure("groups", "groups", LEAD),
    Figure("paths", "months"),
    Figure("levels", "levels"),
    Figure("levels", "spread"),
    Figure("waterfall", "attribution", LEAD),
    Figure("interactions", "factorial", LEAD),
    Figure("sensitivity", "sensitivity", LEAD),
    Figure("pareto", "pareto", LEAD),
    Figure("scatter", "pareto", LEAD),
    Figure("ranking", "statements"),
    Figure("scatter", "holds"),
    Figure("power", "evaluation", LEAD),
)


def made_up_answer() -> Answer:
    """An answer that wants every kind of figure."""
    own = {name: words(name, f"甲{place}") for place, name in enumerate((*HOLDS, *DRAWS, *PARETO))}
    tables = tuple(Table(name, rows, own) for name, rows in TABLES.items())
    more = (words("How sure: <quite>.", "可信程度：<较高>。"),)
    return Answer(words("It rises.", "上升。"), more, tables, FIGURES)

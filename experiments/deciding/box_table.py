"""Where the order of policies turns round: boxes in assumption space as a table and sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Table
from experiments.answering.arm_names import Labels, with_labels
from experiments.deciding.boxes import Box, Ends, find_box
from experiments.wording.assumption_names import assumption_name
from experiments.wording.sentences import listing, sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from experiments.asking.assumption_axes import Uncertain
    from experiments.asking.question import Words
    from experiments.statistics import FloatArray

SAY: Final = sentences("box_table")
TABLE: Final = "boxes"
COLUMNS: Final = (
    "statement", "assumption", "sentence_en", "sentence_zh", "box_low", "box_high", "readings",
    "box_density", "box_coverage", "box_mass", "base_rate", "elsewhere",
)  # fmt: skip


def boxes_of(
    holds: Mapping[str, NDArray[np.bool_]], uncertainties: Sequence[Uncertain], parts: FloatArray
) -> dict[str, Box]:
    """The box of every statement that has one.

    Args:
        holds: (worlds,) whether each statement holds.
        uncertainties: the assumptions.
        parts: (worlds, assumptions) of their ranges.
    """
    inputs = pd.DataFrame(
        {one.name: [one.shown(float(p)) for p in parts[:, k]] for k, one in enumerate(uncertainties)}
    )
    found = {name: find_box(inputs, parts, ~held) for name, held in holds.items()}
    return {name: box for name, box in found.items() if box is not None}


def box_table(boxes: Mapping[str, Box], uncertainties: Sequence[Uncertain], said: Labels) -> Table:
    """A row a side of a box."""
    by_name = {one.name: one for one in uncertainties}
    rows = [
        _row(statement, box, by_name[name], ends)
        for statement, box in boxes.items()
        for name, ends in box.sides.items()
    ]
    frame = with_labels(pd.DataFrame(rows, columns=list(COLUMNS)), said, "statement")
    return Table(TABLE, frame, title=SAY("table_boxes"))


def _row(statement: str, box: Box, one: Uncertain, ends: Ends) -> dict[str, Any]:
    low, high, readings = _cells(ends)
    return {
        "statement": statement,
        "assumption": one.name,
        "sentence_en": one.sentence,
        "sentence_zh": one.sentence_zh,
        "box_low": low,
        "box_high": high,
        "readings": readings,
        "box_density": box.density,
        "box_coverage": box.coverage,
        "box_mass": box.mass,
        "base_rate": box.base,
        "elsewhere": box.elsewhere,
    }


def _cells(ends: Ends) -> tuple[float, float, str]:
    """Both ends, NaN where there is none, and the readings of a structure."""
    if isinstance(ends[0], str):
        return math.nan, math.nan, "; ".join(map(str, ends))
    low, high = (float(one) if math.isfinite(float(one)) else math.nan for one in ends)
    return low, high, ""


def boxes_said(boxes: Mapping[str, Box], uncertainties: Sequence[Uncertain], said: Labels) -> Words:
    """The box that tells failures apart best, in a sentence; that there is none where there is none."""
    apart = {name: box for name, box in boxes.items() if box.is_told_apart}
    if not apart:
        return SAY("none")
    statement, box = max(apart.items(), key=lambda one: one[1].coverage * one[1].density)
    by_name = {one.name: one for one in uncertainties}
    return SAY(
        "turns",
        statement=said[statement],
        sides=listing((_side(by_name[name], ends) for name, ends in box.sides.items()), "comma"),
        density=box.density,
        coverage=box.coverage,
        base=box.base,
        elsewhere=box.elsewhere,
    )


def _side(one: Uncertain, ends: Ends) -> Words:
    """One side, as people say it."""
    sentence = assumption_name(one.name)
    if isinstance(ends[0], str):
        readings = ", ".join(map(str, ends))
        return SAY("reading", sentence=sentence, assumption=one.name, readings=readings)
    low, high = (float(end) for end in ends)
    if math.isinf(low):
        return SAY("at_most", sentence=sentence, assumption=one.name, high=f"{high:.2g}")
    if math.isinf(high):
        return SAY("at_least", sentence=sentence, assumption=one.name, low=f"{low:.2g}")
    return SAY("between", sentence=sentence, assumption=one.name, low=f"{low:.2g}", high=f"{high:.2g}")

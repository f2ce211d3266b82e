"""The page ``docs/rivals.md``: reforms and every lever under each reading of what theory leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

SHOWN: Final = ("civic", "participation.deliberate", "committee.self_governance_share", "cost.district")
AS_DECLARED, BACKFIRES, UNTOLD, NO_VALUE = "✓", "×", "·", "–"
AS_IT_IS: Final = "as it is"

HEAD: Final = """# Reforms and levers under rival structures

Every reading of [what theory leaves open](model/concepts.md#structures-with-rivals), one rival at a time,
the rest as it is: `{place}`, here with four communities of 500 residents, one of each type; {settings}.
Draws are the only doubt here;
[answers over plausible worlds](../results/published/answers.md) hold these structures and all else at once.
Made by `python -m experiments.comparing.rival_structures FOLDER`.

## Sections and package

The status quo's level, and effects; mean ± standard error over {seeds} paired seeds (a hint, no interval).

| reading | arm | {shown} |
|---|---|{rules}|
"""
AUDIT: Final = """
## The audit

Each lever alone, from the status quo to what the source recommends, on the outcome that it should move
first, over {seeds} paired seeds: ✓ moves it as declared (95 %), however little, × against, · cannot be told,
– no value. The sign after the mark is that of its effect on civic breadth, where the interval of that
excludes zero.
{decided}

| clause | lever | {readings} |
|---|---|{rules}|
"""
TURNS: Final = """
## What turns

Levers whose proximal outcome or civic breadth is decided under two readings in opposite ways:

"""
LOSES: Final = """
Levers that do what they should as it is and under some rival no longer can be told to:

"""


@dataclass(frozen=True)
class Reading:
    """What was measured under one reading.

    Attributes:
        name: ``STRUCTURE=RIVAL``, empty for what holds unless said otherwise.
        values: (seeds, arms, outcomes) headline values of :data:`SHOWN`, the status quo first.
        levers: the audit's table, a row a lever.
    """

    name: str
    values: NDArray[np.float64]
    levers: pd.DataFrame

    @property
    def label(self) -> str:
        """As tables name it."""
        return self.name or AS_IT_IS


def page(found: Sequence[Reading], arms: Sequence[str], place: str, settings: Sequence[str]) -> str:
    """The page as Markdown."""
    head = HEAD.format(
        place=place,
        settings=", ".join(f"`{one}`" for one in settings),
        seeds=len(found[0].values),
        shown=" | ".join(SHOWN),
        rules="|".join(["---:"] * len(SHOWN)),
    )
    audit = AUDIT.format(
        seeds=int(found[0].levers.seeds.iloc[0]),
        decided=_decided(found),
        readings=" | ".join(one.label for one in found),
        rules="|".join(["---"] * len(found)),
    )
    return "".join(
        [
            *(head, _lines(_reform_rows(found, arms)), audit, _lines(_lever_rows(found))),
            *(TURNS, _lines(_turned(found)), LOSES, _lines(_lost(found))),
        ]
    )


def _lines(rows: Iterator[str]) -> str:
    return "".join(f"{row}\n" for row in rows) or "- none\n"


def _reform_rows(found: Sequence[Reading], arms: Sequence[str]) -> Iterator[str]:
    for reading in found:
        for arm, name in enumerate(arms):
            shown = reading.values[:, 0] if arm == 0 else reading.values[:, arm] - reading.values[:, 0]
            error = shown.std(axis=0, ddof=1) / np.sqrt(len(shown))
            cells = [
                f"{mean:.3g} ± {float(f'{wide:.1g}'):g}"
                for mean, wide in zip(shown.mean(axis=0), error, strict=True)
            ]
            yield f"| {reading.label} | {name} | {' | '.join(cells)} |"


def _decided(found: Sequence[Reading]) -> str:
    told = [f"{one.label} {[*map(_mark, one.levers.itertuples())].count(AS_DECLARED)}" for one in found]
    return f"As declared, of {len(found[0].levers)}: {', '.join(told)}."


def _lever_rows(found: Sequence[Reading]) -> Iterator[str]:
    for rows in _together(found):
        cells = [f"{_mark(row)} {_civic_sign(row)}".strip() for row in rows]
        yield f"| {rows[0].clause} | {rows[0].label_en} | {' | '.join(cells)} |"


def _together(found: Sequence[Reading]) -> Iterator[list[Any]]:
    """The same lever's row of each reading."""
    yield from map(list, zip(*(one.levers.itertuples() for one in found), strict=True))


def _mark(row: Any) -> str:
    if np.isnan(row.effect):
        return NO_VALUE
    if row.low <= 0.0 <= row.high:
        return UNTOLD
    return AS_DECLARED if (row.low > 0.0) == (row.expected == "+") else BACKFIRES


def _civic_sign(row: Any) -> str:
    return "+" if row.civic_low > 0.0 else "−" if row.civic_high < 0.0 else ""


def _turned(found: Sequence[Reading]) -> Iterator[str]:
    for rows in _together(found):
        marks, signs = {_mark(row) for row in rows}, {_civic_sign(row) for row in rows}
        if {AS_DECLARED, BACKFIRES} <= marks:
            yield f"- {rows[0].label_en}: `{rows[0].proximal_outcome}` {_told(found, rows, 'effect', '.2g')}"
        if {"+", "−"} <= signs:
            yield f"- {rows[0].label_en}: civic, points, {_told(found, rows, 'civic', '+.2f', 100.0)}"


def _lost(found: Sequence[Reading]) -> Iterator[str]:
    for rows in _together(found):
        gone = [k for k, row in enumerate(rows) if _mark(row) in (UNTOLD, NO_VALUE)]
        if _mark(rows[0]) == AS_DECLARED and gone:
            kept = [0, *gone]
            told = _told([found[k] for k in kept], [rows[k] for k in kept], "effect", ".2g")
            yield f"- {rows[0].label_en}: `{rows[0].proximal_outcome}` {told}"


def _told(found: Sequence[Reading], rows: Sequence[Any], column: str, form: str, unit: float = 1.0) -> str:
    return "; ".join(
        f"{one.label} {getattr(row, column) * unit:{form}}" for one, row in zip(found, rows, strict=True)
    )

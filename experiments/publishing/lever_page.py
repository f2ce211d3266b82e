"""Write the published page of the lever audit from a result of ``shequ levers``.

``python -m experiments.publishing.lever_page FOLDER`` writes ``results/published/levers.md``.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, Final

from experiments.asking.answer_question import Answered, read_answer
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.publishing.published_results import published_folder
from experiments.storing.files import write_text
from experiments.storing.manifest import manifest_of, read_manifest
from sim.engine.settings import BadInput

PAGE: Final = "levers.md"
HEAD: Final = """# Audit of the levers 政策杠杆审计

Each lever alone on `baoan_sample`, from the status quo to what the source recommends, paired seeds; a lever
that has nothing to act on alone is moved while what it needs stands at its recommendation in both arms
(`within`). {ranges}
Effects on self-governance and on the gap between locals and newcomers are in percentage points, bold where
the interval excludes zero; the cost is what the main payer pays more, in yuan a resident and year.

Remade by `{command}` and `python -m experiments.publishing.lever_page FOLDER`.

**{sentence}**

| {columns} |
|---|---|---|---|---|---|---|---|---|---|---|---|
"""
BY_DRAWS: Final = """Intervals hold at every number of seeds (95 %); seeds were added until that of the
proximal outcome was decided, or {most}."""
OVER_WORLDS: Final = """Each seed lives in a plausible world of its own: effects are medians over these
worlds, intervals hold nine of ten (5 to 95 %), with all that is assumed, and "undecided" says that worlds
disagree or that nothing moves."""
COLUMNS: Final = (
    *("clause", "lever 杠杆", "proximal outcome", "expected", "effect", "interval", "seeds", "verdict"),
    *("self-governance 自治参与面", "gap", "yuan", "payer"),
)
MARKS: Final = {"as_declared": "as declared", "backfires": "**backfires**", "undecided": "undecided"}


def page(answered: Answered) -> str:
    """The page as Markdown."""
    told = manifest_of(answered.folder)
    overrides = [word for one in told["overrides"] for word in ("--set", one)]
    table = answered.table("levers")
    head = HEAD.format(
        columns=" | ".join(COLUMNS),
        command=shlex.join(["shequ", "levers", *overrides]),
        ranges=_ranges(told["asked"]),
        sentence=answered.answer["sentence"]["en"],
    )
    return head + "\n".join(_row(row) for row in table.to_dict("records")) + "\n"


def _ranges(asked: dict[str, Any]) -> str:
    """What the intervals hold."""
    if asked.get("worlds"):
        return OVER_WORLDS
    return BY_DRAWS.format(most=asked["precision"]["most_seeds"])


def _row(row: dict[Hashable, Any]) -> str:
    whose = "" if row["group"] == "all" else f" ({row['group']})"
    cells = [
        row["clause"],
        f"{row['label_en']} {row['label_zh']}",
        f"`{row['proximal_outcome']}`{whose}",
        row["expected"],
        f"{row['effect']:+.3g}",
        f"{row['low']:+.3g} to {row['high']:+.3g}",
        row["seeds"],
        MARKS[str(row["verdict"])],
        _points(row["civic"], row["civic_low"], row["civic_high"]),
        _points(row["gap"], row["gap_low"], row["gap_high"]),
        f"{row['cost_yuan']:.1f}",
        row["payer"],
    ]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _points(mean: float, low: float, high: float) -> str:
    """Percentage points; bold where the interval excludes zero."""
    text = f"{100.0 * mean:+.2f}"
    return f"**{text}**" if low > 0.0 or high < 0.0 else text


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Write the page."""
    folder = Path(words[0]) if words else Path()
    if len(words) != 1 or read_manifest(folder) is None:
        raise BadInput("give one result folder of shequ levers")
    write_text(published_folder() / PAGE, page(read_answer(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Write the published page of the lever audit from a result of ``shequ levers``.

``python -m experiments.publishing.lever_page FOLDER`` writes ``results/published/levers.md``.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, Final

from experiments.answering.difference_words import figures_of
from experiments.answering.smallest_effects import smallest_effect
from experiments.asking.answer_question import Answered, read_answer
from experiments.asking.of_whom import basis_of
from experiments.asking.question_file import question_of
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.publishing.published_results import published_folder
from experiments.storing.files import write_text
from experiments.storing.manifest import manifest_of, read_manifest
from experiments.tables.markdown import markdown
from sim.engine.settings import BadInput
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import scale, written

PAGE: Final = "levers.md"
HEAD: Final = """# Audit of the levers 政策杠杆审计

Each lever alone on `baoan_sample`, from the status quo to what the source recommends, paired seeds; a lever
that has nothing to act on alone is moved while what it needs stands at its recommendation in both arms
(`within`). {ranges}
A direction counts from the smallest effect of interest on (a percentage point of a share of residents, a
fiftieth of a scale from 0 to 1, one yuan, else a tenth of the level): what surely moves, but by less, is "too
small". Shares are in percentage points; effects on self-governance and on the gap between locals and
newcomers are bold where the interval excludes zero and they are of interest; the cost is what the main payer
pays more, in yuan a resident and year.

{basis}

Remade by `{command}` and `python -m experiments.publishing.lever_page FOLDER`.

**{sentence}**

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
MARKS: Final = {
    "as_declared": "as declared",
    "backfires": "**backfires**",
    "too_small": "too small",
    "undecided": "undecided",
}


def page(answered: Answered) -> str:
    """The page as Markdown."""
    told = manifest_of(answered.folder)
    overrides = [word for one in told["overrides"] for word in ("--set", one)]
    table = answered.table("levers")
    head = HEAD.format(
        command=shlex.join(["shequ", "levers", *overrides]),
        ranges=_ranges(told["asked"]),
        basis=basis_of(question_of(told["asked"], told["overrides"], str(answered.folder))).en,
        sentence=answered.answer["sentence"]["en"],
    )
    return head + markdown(COLUMNS, map(_row, table.to_dict("records"))) + "\n"


def _ranges(asked: dict[str, Any]) -> str:
    """What the intervals hold."""
    if asked.get("worlds"):
        return OVER_WORLDS
    return BY_DRAWS.format(most=asked["precision"]["most_seeds"])


def _row(row: dict[Hashable, Any]) -> list[str]:
    whose = "" if row["group"] == "all" else f" ({row['group']})"
    shown, figures = scale(OUTCOMES[row["proximal_outcome"]].unit, "en"), figures_of(row["interval"])
    own = [shown.difference(row[one], figures) for one in ("effect", "low", "high")]
    unit = " points" if shown.factor != 1.0 else ""
    return [
        row["clause"],
        f"{row['label_en']} {row['label_zh']}",
        f"`{row['proximal_outcome']}`{whose}",
        row["expected"],
        f"{own[0]}{unit}",
        f"{own[1]} to {own[2]}",
        row["seeds"],
        MARKS[str(row["verdict"])],
        _points("civic", row["civic"], row["civic_low"], row["civic_high"], figures),
        _points("gap.hukou", row["gap"], row["gap_low"], row["gap_high"], figures),
        written(row["cost_yuan"], figures),
        row["payer"],
    ]


def _points(outcome: str, middle: float, low: float, high: float, figures: int) -> str:
    """Percentage points; bold where the interval excludes zero and the effect is of interest."""
    text = scale(OUTCOMES[outcome].unit, "en").difference(middle, figures)
    is_clear = (low > 0.0 or high < 0.0) and abs(middle) >= smallest_effect(outcome)
    return f"**{text}**" if is_clear else text


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

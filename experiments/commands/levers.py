"""Audit the levers: each alone, from status quo to recommended, until its effect is decided.

Prints its effect on the outcome that it should move first, on participation and on the gap between locals and
newcomers, what it costs a resident and year, and who pays.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any, Final

from experiments.commands import arguments as options
from experiments.commands.experiment import answer_and_tell
from experiments.running.letters import json_text
from sim.engine.settings import BadInput, nearest
from sim.policies import levers
from sim.wording.labels import Language

if TYPE_CHECKING:
    import pandas as pd

QUESTION: Final = "what_does_each_lever_do"
MARKS: Final = {"as_declared": "✓", "backfires": "×", "too_small": "≈", "undecided": "·", "no_value": "–"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("lever", metavar="LEVER", nargs="*", help="dotted paths; default: all levers")
    options.add_answering(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run, write, print."""
    chosen = _chosen(arguments.lever)
    from experiments.asking.default_worlds import living_in
    from experiments.asking.question_file import load_question

    asked = living_in(load_question(QUESTION, [*arguments.overrides, *chosen]), arguments.worlds)
    return answer_and_tell(
        arguments,
        asked,
        lambda answered, language: as_text(answered.table("levers"), language),
        lambda answered: json_text(answered.table("levers").to_dict("records")),
    )


def _chosen(paths: list[str]) -> list[str]:
    unknown = next((path for path in paths if path not in levers()), None)
    if unknown is not None:
        raise BadInput(f"lever {unknown!r}: no such lever{nearest(unknown, list(levers()))}")
    return [f"design.paths={json.dumps(paths)}"] if paths else []


def as_text(table: pd.DataFrame, language: Language) -> str:
    """A line a lever."""
    from experiments.answering.difference_words import figures_of
    from experiments.wording.sentences import texts
    from sim.outcomes.register import OUTCOMES
    from sim.wording.labels import columns, scale, written

    rows = [list(texts("levers")[language].values())]
    civic, gap = (scale(OUTCOMES[outcome].unit, language) for outcome in ("civic", "gap.hukou"))
    found: list[Any] = list(table.itertuples())
    for row in found:
        figures, own = (
            figures_of(str(row.interval)),
            scale(OUTCOMES[str(row.proximal_outcome)].unit, language),
        )
        name = str(row.label_en if language == "en" else row.label_zh)
        whose = "" if row.group == "all" else f" ({row.group})"
        rows.append(
            [
                f"{row.clause} {name}",
                MARKS[str(row.verdict)],
                f"{row.proximal_outcome}{whose}",
                str(row.expected),
                f"{own.difference(row.effect, figures)} {own.difference_unit}".rstrip(),
                f"{own.difference(row.low, figures)} … {own.difference(row.high, figures)}",
                civic.difference(row.civic, figures),
                gap.difference(row.gap, figures),
                written(row.cost_yuan, figures),
                str(row.payer),
            ]
        )
    return "\n".join(columns(rows, "<<<<><>>><"))

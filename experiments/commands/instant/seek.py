"""Find the cheapest mixes of levers that reach a goal in so many plausible worlds, and what certainty costs.

Mixes are found on the emulator of ``shequ quick`` and then run in worlds that it has not seen. The result
folder gets the mixes, what they did, and a manifest; interrupted, the same command goes on.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any, Final

from experiments.commands import arguments as options
from experiments.commands.experiment import answer_and_tell, as_text
from experiments.commands.instant.quick import say_if_stale
from experiments.running.progress import Console
from sim.wording.labels import Language

if TYPE_CHECKING:
    import pandas as pd

    from experiments.asking.answer_question import Answered
    from experiments.seeking.goal import Goal

QUESTION: Final = "cheapest_mix"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--raise",
        dest="raised",
        metavar="OUTCOME=NUMBER",
        required=True,
        help="what shall rise, by how much at least; shares in points, such as civic=5",
    )
    parser.add_argument(
        "--group", default="all", metavar="G", help="of residents in whom it shall; default all"
    )
    parser.add_argument(
        "--at-most",
        metavar="OUTCOME=NUMBER",
        action="append",
        default=[],
        help="a change that must not be larger, such as gap=0; repeatable",
    )
    parser.add_argument(
        "--yuan",
        metavar="Y",
        help="a resident and year that the district may spend beyond the status quo: --at-most cost=Y",
    )
    parser.add_argument(
        "--without",
        metavar="LEVER",
        action="append",
        default=[],
        help="a lever that is not moved; repeatable",
    )
    options.add_answering(parser, QUESTION)


def execute(arguments: argparse.Namespace) -> int:
    """Search, run, write, print."""
    from experiments.asking.default_worlds import living_in
    from experiments.asking.question_file import load_question
    from experiments.emulation.emulator_file import read_emulator
    from experiments.seeking.goal import read_goal

    bounds = [*arguments.at_most, *([f"cost={arguments.yuan}"] if arguments.yuan is not None else [])]
    emulator = read_emulator()
    goal = read_goal(arguments.raised, arguments.group, bounds, emulator)
    asked = load_question(QUESTION, [*_overrides(arguments, bounds, goal), *arguments.overrides])
    asked = living_in(asked, arguments.worlds)
    console = Console(bars=not arguments.json, language=arguments.lang)
    say_if_stale(emulator, arguments.lang, console)
    return answer_and_tell(arguments, asked, told)


def _overrides(arguments: argparse.Namespace, bounds: list[str], goal: Goal) -> list[str]:
    """The goal as keys of the question, and as what it asks in words."""
    said = {
        "design.raised": arguments.raised,
        "design.group": arguments.group,
        "design.at_most": bounds,
        "design.without": arguments.without,
        "question.en": goal.question().en,
        "question.zh": goal.question().zh,
    }
    return [f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]


def told(answered: Answered, language: Language) -> str:
    """The answer, what each certainty costs, and the mixes."""
    from sim.wording.labels import columns

    price, mixes = answered.table("price"), answered.table("mixes")
    lines = [as_text(answered, language), "", *columns(_prices(price, language), "><>>>>>")]
    for row in price.itertuples():
        mine = mixes[mixes.certainty == row.certainty]
        lines += ["", str(row.label_en if language == "en" else row.label_zh)]
        lines += columns(_levers(mine, language), "<<<") if len(mine) else []
    return "\n".join(lines)


def _prices(price: pd.DataFrame, language: Language) -> list[list[str]]:
    from experiments.wording.sentences import texts
    from sim.wording.labels import CARRIED, written

    rows = [list(texts("seek")[language].values())]
    found: list[Any] = list(price.itertuples())
    for row in found:
        ends = f"{written(row.cost_low, CARRIED)} … {written(row.cost_high, CARRIED)}"
        rows.append(
            [
                f"{row.certainty:.0%}",
                f"{row.share_estimated:.0%}",
                f"{row.reached_in}/{row.seeds}",
                f"{row.fresh_reached_in}/{row.fresh_seeds}",
                written(row.cost_estimated_high, CARRIED),
                written(row.cost, CARRIED),
                ends,
            ]
        )
    return rows


def _levers(mix: pd.DataFrame, language: Language) -> list[list[str]]:
    names = mix.label_en if language == "en" else mix.label_zh
    moved = zip(mix.clause, names, mix.path, mix.status_quo, mix.setting, strict=True)
    return [
        [f"  {clause} {name}", path, f"{before} → {after}"] for clause, name, path, before, after in moved
    ]

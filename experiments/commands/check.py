"""Hold a place against its own facts: published ones, national rates reweighted, margins of its settings.

Exit code 0: all of them hold; 1: some do not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.commands import arguments as options
from experiments.running.letters import json_text
from experiments.running.progress import Console
from experiments.wording.sentences import texts
from sim.wording.labels import Language

if TYPE_CHECKING:
    from experiments.calibration.check_place import Checked

SOME_MISSED = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("place", metavar="PLACE", help="name or path of a place")
    options.add_overrides(parser)
    options.add_seed(parser)
    options.add_number(parser, "--interviews", 100, 10_000_000, "default 7000", default=7000)
    options.add_language(parser)
    options.add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run, compare, print."""
    options.scenario(arguments, arguments.place)
    from experiments.calibration.check_place import check_place

    found = check_place(
        arguments.place,
        seed=1 if arguments.seed is None else arguments.seed,
        interviews=arguments.interviews,
        overrides=arguments.overrides,
        console=Console(bars=not arguments.json, language=arguments.lang),
    )
    if arguments.json:
        print(json_text([one.row() for one in found]))
    else:
        print(as_text(found, arguments.lang))
    return 0 if all(one.passes for one in found) else SOME_MISSED


def as_text(found: Sequence[Checked], language: Language) -> str:
    """The facts by role, and how many hold."""
    words: dict[str, str] = texts("check")[language]
    blocks = []
    for role in ("own", "reweighted", "margin"):
        mine = [one for one in found if one.role == role]
        blocks.append("\n".join([words[role], *(_table(mine, language) if mine else [words["none"]])]))
    hits = sum(one.passes for one in found)
    return "\n\n".join([*blocks, words["sum"].format(hits=hits, all=len(found))])


def _table(found: Sequence[Checked], language: Language) -> list[str]:
    from sim.wording.labels import columns

    rows = [texts("check")[language]["head"].split(","), *(_cells(one, language) for one in found)]
    return ["  " + line for line in columns(rows, "<<>>><")]


def _cells(one: Checked, language: Language) -> list[str]:
    from sim.wording.labels import label

    fact = one.fact
    name = fact.fact if one.role != "margin" else ""
    ends = f"{fact.low:.3g} … {fact.high:.3g}"
    return [
        name,
        label(fact, language),
        f"{fact.value:.3g}",
        ends,
        f"{one.found:.3g}",
        "✓" if one.passes else "×",
    ]

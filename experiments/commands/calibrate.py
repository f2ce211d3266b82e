"""Make an ensemble of plausible worlds from facts, place checks and trials, by history matching.

Points that were run are kept beside the file, so that the same command goes on where it was interrupted.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.commands import arguments as options
from experiments.running.letters import json_text
from experiments.running.progress import Console
from experiments.wording.sentences import texts

if TYPE_CHECKING:
    from sim.wording.labels import Language

FILE: Final = Path("plausible.parquet")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE", help=f"default: {FILE}")
    parser.add_argument("--waves", type=options.whole_number(1, 10), default=3, metavar="N", help="default 3")
    parser.add_argument(
        "--points",
        type=options.whole_number(8, 100_000),
        default=256,
        metavar="N",
        help="a wave; default 256",
    )
    parser.add_argument(
        "--members", type=options.whole_number(2, 100_000), default=256, metavar="N", help="default 256"
    )
    parser.add_argument(
        "--truths",
        type=options.whole_number(2, 10_000),
        default=100,
        metavar="N",
        help="synthetic; default 100",
    )
    parser.add_argument("--full", action="store_true", help="larger places and more trials: hours")
    options.add_workers(parser)
    options.add_language(parser)
    options.add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run the waves, write the file, say how far it can be trusted."""
    from experiments.running.pool import cores
    from experiments.worlds.ensemble import check_target, write_worlds
    from experiments.worlds.matched import MatchingPlan
    from experiments.worlds.members import as_worlds, described, members
    from experiments.worlds.points import run_points
    from experiments.worlds.rechecked import first_shown
    from experiments.worlds.reference_runs import FULL, REDUCED
    from experiments.worlds.waves import match, run_truths

    check_target(arguments.out)
    console = Console(bars=not arguments.json)
    size = FULL if arguments.full else REDUCED
    plan = MatchingPlan(arguments.waves, arguments.points, arguments.members, arguments.truths, size)
    folder = arguments.out.with_suffix(".points")
    workers = arguments.workers or cores()
    run = partial(run_points, size=size, folder=folder, workers=workers, console=console)
    matched = match(plan, run, console)
    truths = run_truths(plan, run, console, matched)
    frame = members(matched, plan.members)
    made = described(matched, plan, frame, truths)
    console.say("the first worlds once more, for shequ verify")
    made["checked"] = first_shown(as_worlds(frame), size)
    write_worlds(arguments.out, frame, made)
    print(json_text(made) if arguments.json else as_text(made, len(frame), arguments.lang))
    console.say(f"written: {arguments.out}; points are kept in {folder}/")
    return 0


def as_text(made: dict[str, Any], number: int, language: Language) -> str:
    """How many worlds there are and how far they can be trusted."""
    words = texts("calibrate")[language]
    lines = [words["members"].format(members=number, ran=made["ran"], cut=made["cut"])]
    if made["emulators_explain"]:
        lines.append(words["explain"].format(share=made["emulators_explain"][-1]))
    lines.append(words["left_out"].format(**made["left_out"]))
    for one in made["truths"]:
        told = {**one, "width": 100.0 * one["width"], "before": 100.0 * one["width_before"]}
        lines.append(words["truth"].format(**told))
    for path, shares in made["structures"].items():
        parts = ", ".join(f"{name} {share:.0%}" for name, share in sorted(shares.items()))
        lines.append(words["structure"].format(path=path.removeprefix("assumptions."), shares=parts))
    return "\n".join(lines)

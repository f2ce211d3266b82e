"""Make an ensemble of plausible worlds from facts, place checks and trials, by history matching.

With a survey or facts of your own, worlds are held against these alone, in your place.
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
from sim.wording.labels import Language

if TYPE_CHECKING:
    from experiments.worlds.reference_runs import Places
    from experiments.worlds.targets import Target

FILE: Final = Path("plausible.parquet")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "survey",
        nargs="?",
        type=Path,
        metavar="SURVEY",
        help="your own: answers by the codebook (shequ survey writes one), or a table of facts with the "
        "columns of, among, value, low, high; CSV or Parquet. Default: published facts and trials",
    )
    parser.add_argument("--place", metavar="PLACE", help="name or path of the place that SURVEY is of")
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE", help=f"default: {FILE}")
    options.add_number(parser, "--waves", 1, 10, "default 3", default=3)
    options.add_number(parser, "--points", 8, 100_000, "a wave; default 256", default=256)
    options.add_number(parser, "--members", 2, 100_000, "default 256", default=256)
    options.add_number(parser, "--truths", 2, 10_000, "synthetic; default 100", default=100)
    parser.add_argument("--full", action="store_true", help="larger places and more trials: hours")
    parser.epilog = (
        "With SURVEY no community of the place has more than 1,000 residents, and everybody there is asked "
        "at the end of the burn-in; use the result with --worlds FILE."
    )
    options.add_workers(parser)
    options.add_language(parser)
    options.add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run the waves, write the file, say how far it can be trusted."""
    _refuse_halves(arguments)
    from experiments.running.pool import cores
    from experiments.worlds.ensemble import check_target, write_worlds
    from experiments.worlds.matched import MatchingPlan
    from experiments.worlds.members import as_worlds, described, members
    from experiments.worlds.points import run_points
    from experiments.worlds.rechecked import first_shown
    from experiments.worlds.reference_runs import Size
    from experiments.worlds.waves import match, run_truths

    check_target(arguments.out)
    size, targets = _held_against(arguments)
    console = Console(bars=not arguments.json, language=arguments.lang)
    plan = MatchingPlan(arguments.waves, arguments.points, arguments.members, arguments.truths, size)
    folder = arguments.out.with_suffix(".points")
    workers = arguments.workers or cores()
    run = partial(run_points, size=size, folder=folder, workers=workers, console=console)
    matched = match(plan, run, console, targets=targets)
    truths = run_truths(plan, run, console, matched)
    frame = members(matched, plan.members)
    made = described(matched, plan, frame, truths)
    if isinstance(size, Size):
        console.say("the first worlds once more, for shequ verify")
        made["checked"] = first_shown(as_worlds(frame), size)
    write_worlds(arguments.out, frame, made)
    print(json_text(made) if arguments.json else as_text(made, len(frame), arguments.lang))
    console.say(f"written: {arguments.out}; points are kept in {folder}/")
    return 0


def _refuse_halves(arguments: argparse.Namespace) -> None:
    """Refuse what lacks its other half, and a place that cannot be loaded, before seconds of loading.

    Raises:
        BadInput: it is so.
    """
    from experiments.asking.scenario_in_worlds import refuse_worlds
    from sim.engine.refusal import BadInput
    from sim.scenario import load_scenario

    if (arguments.survey is None) != (arguments.place is None):
        raise BadInput("SURVEY and --place: a survey is of a place; give both, or neither")
    if arguments.survey is None:
        return
    if arguments.full:
        raise BadInput("--full: is of the published facts, not of a survey of your own")
    refuse_worlds(arguments.place, "--place: worlds are what is made; give a place alone")
    load_scenario(arguments.place)


def _held_against(arguments: argparse.Namespace) -> tuple[Places, tuple[Target, ...]]:
    """Where points are lived through, and what they must show there; nothing for what is published."""
    from experiments.worlds.reference_runs import FULL, REDUCED

    if arguments.survey is None:
        return (FULL if arguments.full else REDUCED), ()
    from experiments.own_facts.own_place import own_place

    own = own_place(arguments.place, arguments.survey)
    return own, tuple(one.target for one in own.targets)


def _ruled_out(made: dict[str, Any], words: dict[str, str]) -> str:
    """What part of the prior is ruled out, and by which target most."""
    name, most = max(made["by_target"].items(), key=lambda one: float(one[1]["rules_out"]))
    return words["ruled_out"].format(share=1.0 - made["prior_left"], name=name, alone=most["rules_out"])


def _widths(row: dict[str, Any], language: Language) -> dict[str, Any]:
    """A row of the synthetic truths with widths in the outcome's unit."""
    from sim.outcomes.headlines import GAIN
    from sim.outcomes.register import OUTCOMES
    from sim.wording.labels import CARRIED, label, scale

    outcome = OUTCOMES[row.get("outcome", GAIN)]  # files of before tell of it alone
    shown = scale(outcome.unit, language)
    width, before = (shown.level(row[one], CARRIED) for one in ("width", "width_before"))
    told = {"outcome": label(outcome, language), "unit": shown.difference_unit}
    return row | told | {"width": width, "before": before}


def as_text(made: dict[str, Any], number: int, language: Language) -> str:
    """How many worlds there are and how far they can be trusted."""
    words = texts("calibrate")[language]
    lines = [words["members"].format(members=number, ran=made["ran"], cut=made["cut"])]
    if made["emulators_explain"]:
        share = made["emulators_explain"][-1]
        lines.append(words["explain" if share > 0.0 else "explain_nothing"].format(share=share))
    lines.append(words["left_out"].format(**made["left_out"]))
    lines += [_ruled_out(made, words)] if made.get("by_target") else []
    lines += [words["truth"].format(**_widths(one, language)) for one in made["truths"]]
    for path, shares in made["structures"].items():
        parts = ", ".join(f"{name} {share:.0%}" for name, share in sorted(shares.items()))
        lines.append(words["structure"].format(path=path.removeprefix("assumptions."), shares=parts))
    return "\n".join(lines)

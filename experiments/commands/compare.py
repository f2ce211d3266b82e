"""Compare scenarios with the first of them under common random numbers: estimates and 95 % intervals.

The result folder gets tables (Parquet), figures, a report and a manifest.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from experiments.commands import arguments as options
from experiments.commands.experiment import tell_where, with_basis
from experiments.running.progress import Console
from sim.wording.labels import Language

if TYPE_CHECKING:
    from experiments.comparing.comparison import Comparison


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "scenarios",
        metavar="SCENARIO",
        nargs="+",
        help="names or paths; the first is what the others are compared with; PLACE+FILE.parquet says what "
        "--worlds FILE.parquet says",
    )
    options.add_number(parser, "--seeds", 2, 100_000, "default 20", default=20)
    options.add_number(parser, "--first-seed", 0, None, "default 1", metavar="S", default=1)
    options.add_selection(parser)
    options.add_answering(parser, name="compare")


def execute(arguments: argparse.Namespace) -> int:
    """Run, write, print."""
    from experiments.asking.scenario_in_worlds import all_apart
    from experiments.comparing.usable_scenarios import refuse_unusable

    scenarios, worlds = all_apart(arguments.scenarios, arguments.worlds)
    given = {
        "seeds": arguments.seeds,
        "first_seed": arguments.first_seed,
        "overrides": arguments.overrides,
    }
    refuse_unusable(scenarios, **given)
    from experiments.asking.chosen_outcomes import chosen_groups, chosen_outcomes
    from experiments.asking.default_worlds import living_in
    from experiments.comparing.compare_scenarios import compare, comparison
    from experiments.comparing.comparison import as_json, select

    outcomes = tuple(one.name for one in chosen_outcomes(arguments.outcome))
    groups = chosen_groups(arguments.group)
    asked = comparison("compare", scenarios, **given)
    asked = living_in(asked, worlds)
    console = Console(bars=not arguments.json, language=arguments.lang)
    found = compare(asked, arguments.out, console=console, options=options.running(arguments))
    options.write_csv(arguments, found.folder)
    if arguments.json:
        everything = select(
            found.differences,
            outcomes if arguments.outcome else None,
            groups if arguments.group else None,
        )
        print(as_json(everything))
    else:
        show(found, outcomes, groups, arguments.lang)
    return tell_where(found, console, arguments.lang)


def show(
    comparison: Comparison, outcomes: tuple[str, ...], groups: tuple[str, ...], language: Language
) -> None:
    """Print the differences, and what an added participant costs."""
    from experiments.comparing.comparison import select
    from experiments.comparing.comparison_text import comparison_text

    text = comparison_text(comparison, select(comparison.differences, outcomes, groups), language)
    print(with_basis(text, comparison.asked, language))
    sys.stdout.flush()

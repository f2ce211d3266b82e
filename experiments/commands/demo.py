"""Compare five levers, and all five together, with the status quo on a sample of Bao'an."""

from __future__ import annotations

import argparse

from experiments.commands import arguments as options
from experiments.commands import compare as compare_command
from experiments.commands.experiment import tell_where
from experiments.running.progress import Console

PLACE = "baoan_sample"
LEVERS = ("task_catalogue", "access_rule", "self_governance_fund", "company_joint_fund", "open_channels")
PACKAGE = "first_levers"
# Three years before and two after, an election in each and whole years of money: a minute on two cores.
SHORTER = ("calendar.burn_in=36", "calendar.horizon=24")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.add_overrides(parser)
    parser.add_argument(
        "--seeds", type=options.whole_number(2, 100_000), default=20, metavar="N", help="default 20"
    )
    options.add_worlds(parser)
    options.add_running(parser)
    options.add_out(parser, "result folder; default: results/demo-HASH")
    options.add_csv(parser)
    options.add_language(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run, write, print the headline outcomes."""
    from experiments.asking.default_worlds import living_in
    from experiments.comparing.compare_scenarios import compare, comparison
    from sim.outcomes.headlines import EVERYBODY, HEADLINES

    settings = [*SHORTER, *arguments.overrides]
    asked = comparison("demo", scenarios(), seeds=arguments.seeds, overrides=settings)
    asked = living_in(asked, arguments.worlds)
    console = Console()
    found = compare(asked, arguments.out, console=console, options=options.running(arguments))
    options.write_csv(arguments, found.folder)
    compare_command.show(found, HEADLINES, (EVERYBODY,), arguments.lang)
    return tell_where(found, console)


def scenarios() -> list[str]:
    """The status quo, each lever alone, and their package."""
    return [PLACE, *(f"{PLACE}+{name}" for name in (*LEVERS, PACKAGE))]

"""Compare four open channels alone, and five levers together, with the status quo in four communities."""

from __future__ import annotations

import argparse
from functools import partial

from experiments.commands import arguments as options
from experiments.commands import compare as compare_command
from experiments.commands.experiment import tell_where
from experiments.running.progress import Console

PLACE = "baoan_sample"
POLICIES = ("open_channels", "first_levers")
# One community of each type: what a month costs is mostly that there is one, not how many live through it.
SMALLER = (
    "place.communities=["
    + ",".join(
        f'{{type="{one}",count=1,residents=500}}' for one in ("village", "factory", "commodity", "mixed")
    )
    + "]",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.add_overrides(parser)
    options.add_number(parser, "--seeds", 2, 100_000, "default 20", default=20)
    options.add_worlds(parser)
    options.add_running(parser)
    options.add_out(parser, "result folder; default: results/demo-HASH")
    options.add_csv(parser)
    options.add_language(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run, tell what the first seeds show, write, print the headline outcomes."""
    how = options.running(arguments)
    if how.executor == "process" and how.workers != 1:
        from experiments.running.worker_process import load_beside

        load_beside()
    from experiments.asking.default_worlds import living_in
    from experiments.comparing.compare_scenarios import compare, comparison
    from experiments.comparing.first_look import tell_first_look
    from sim.outcomes.headlines import EVERYBODY, HEADLINES

    settings = [*SMALLER, *arguments.overrides]
    asked = comparison("demo", scenarios(), seeds=arguments.seeds, overrides=settings)
    asked = living_in(asked, arguments.worlds)
    console = Console(language=arguments.lang)
    look = partial(tell_first_look, asked, arguments.lang, console.say)
    found = compare(asked, arguments.out, console=console, options=how, look=look)
    options.write_csv(arguments, found.folder)
    compare_command.show(found, HEADLINES, (EVERYBODY,), arguments.lang)
    return tell_where(found, console, arguments.lang)


def scenarios() -> list[str]:
    """The status quo and what is compared with it."""
    return [PLACE, *(f"{PLACE}+{name}" for name in POLICIES)]

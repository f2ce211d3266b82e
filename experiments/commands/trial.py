"""Run a field experiment again in the model: its effect, with interval, beside the published one.

Interrupted, the same command goes on from the runs that are there.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from experiments.commands import arguments as options
from experiments.commands.experiment import as_text, opening, tell_where, with_basis
from experiments.running.letters import json_text
from experiments.running.progress import Console

if TYPE_CHECKING:
    from experiments.asking.answer_question import Answered


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("trial", metavar="NAME|FILE", help="a trial that ships, or the path of a file")
    options.add_number(parser, "--seeds", 2, 100_000, "number of seeds")
    options.add_answering(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run, write, print."""
    from experiments.asking.shipped_files import TRIALS

    TRIALS.find(arguments.trial)  # before seconds of loading: it may be a typo
    from experiments.asking.default_worlds import living_in
    from experiments.trials.load_trial import load_trial
    from experiments.trials.run_trial import run_trial
    from experiments.trials.wording.trial_text import trial_table

    asked = load_trial(arguments.trial, seeds=arguments.seeds, overrides=arguments.overrides)
    asked = living_in(asked, arguments.worlds)
    console = Console(bars=not arguments.json)
    console.say(opening(asked, arguments.lang))
    answered = run_trial(asked, arguments.out, console=console, options=options.running(arguments))
    options.write_csv(arguments, answered.folder)
    if arguments.json:
        print(json_text(as_rows(answered)))
    else:
        text = f"{trial_table(answered, arguments.lang)}\n\n{as_text(answered, arguments.lang)}"
        print(with_basis(text, asked, arguments.lang))
    return tell_where(answered, console)


def as_rows(answered: Answered) -> list[dict[str, Any]]:
    """Effects of the paired worlds, a row each, with the published number where there is one; shares."""
    from experiments.trials.wording.trial_text import rows_of_trial

    return rows_of_trial(answered)

"""Run a field experiment again in the model: its effect, with interval, beside the published one.

Interrupted, the same command goes on from the runs that are there.
"""

from __future__ import annotations

import argparse

from experiments.commands import arguments as options
from experiments.commands.experiment import answer_and_tell, as_text
from experiments.running.letters import json_text


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
    from experiments.trials.wording.trial_text import rows_of_trial, trial_table

    asked = load_trial(arguments.trial, seeds=arguments.seeds, overrides=arguments.overrides)
    return answer_and_tell(
        arguments,
        living_in(asked, arguments.worlds),
        lambda answered, language: f"{trial_table(answered, language)}\n\n{as_text(answered, language)}",
        lambda answered: json_text(rows_of_trial(answered)),
    )

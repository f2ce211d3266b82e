"""Interview simulated residents as a survey would; write one row a respondent, and a codebook beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

from experiments.commands import arguments as options
from experiments.running.progress import Console


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.add_scenario(parser)
    options.add_number(parser, "--n", 1, None, "respondents", required=True)
    options.add_seed(parser)
    options.add_number(
        parser, "--month", 0, None, "interview at the end of this month; default: see below", metavar="M"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="ends in .csv or .parquet")
    parser.add_argument("--bom", action="store_true", help="mark a CSV as UTF-8 for spreadsheet programs")
    parser.epilog = "Without --month: at the end of the burn-in, or of the run if the scenario has a policy."


def execute(arguments: argparse.Namespace) -> int:
    """Run up to the interviews, hold them, write them."""
    scenario = options.scenario(arguments)
    from experiments.residents.interviews import check_file, survey, write_survey

    check_file(arguments.out)
    console = Console()
    answers = survey(scenario, arguments.n, month=arguments.month, console=console)
    written = write_survey(answers, arguments.out, bom=arguments.bom)
    console.say(f"{len(answers)} respondents in {arguments.out}; what the columns mean: {written}")
    return 0

"""Say why a resident takes part in a month or not: the four gates with their numbers, all terms of choice."""

from __future__ import annotations

import argparse

from experiments.commands import arguments as options
from experiments.running.letters import json_text
from experiments.running.progress import Console


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.add_scenario(parser)
    options.add_seed(parser)
    options.add_number(parser, "--resident", 0, None, "row number", metavar="R", required=True)
    options.add_number(parser, "--month", 1, None, "1 is the first", metavar="M", required=True)
    parser.add_argument("--act", metavar="A", help="one act; default: all")
    options.add_language(parser)
    options.add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Live up to the opening of the month and explain."""
    scenario = options.scenario(arguments)
    from experiments.residents.interviews import explained
    from sim.explain.reason_words import format_explanation

    console = Console(bars=not arguments.json, language=arguments.lang)
    found = explained(scenario, arguments.resident, arguments.month, arguments.act, console=console)
    print(json_text(found) if arguments.json else format_explanation(found, arguments.lang))
    return 0

"""List the residents whom a reform moved, by group, and through whom: two worlds of one seed, side by side.

A resident was moved who did an act in one world between the policy date and the end (or moving out) and not
in the other. Both worlds have the same random draws, so what differs is downstream of the policy.
"""

from __future__ import annotations

import argparse

from experiments.commands import arguments as options
from experiments.running.progress import Console


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("status_quo", metavar="SCENARIO", help="name or path of the first world")
    parser.add_argument("reform", metavar="SCENARIO", help="of the second; may differ in policies only")
    options.add_overrides(parser)
    options.add_seed(parser)
    options.add_number(
        parser, "--most", 0, None, "residents shown one by one; default 10 (--json lists all)", default=10
    )
    options.add_language(parser)
    options.add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Live through both worlds and print."""
    status_quo, reform = (
        options.scenario(arguments, name) for name in (arguments.status_quo, arguments.reform)
    )
    from experiments.residents.moved_by_reform import as_json, who
    from experiments.residents.who_text import as_text

    movement = who(status_quo, reform, console=Console(bars=not arguments.json, language=arguments.lang))
    if arguments.json:
        print(as_json(movement, status_quo, reform))
    else:
        print(as_text(movement, status_quo, reform, arguments.lang, arguments.most))
    return 0

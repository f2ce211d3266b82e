"""Open the page in the browser."""

from __future__ import annotations

import argparse

from experiments.commands import options

DEFAULT = "baoan_sample"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "scenario", metavar="SCENARIO", nargs="?", default=DEFAULT, help=f"default: {DEFAULT}"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen at; default: this computer only"
    )
    parser.add_argument(
        "--port", type=options.whole_number(0, 65535), default=8765, help="default 8765; 0 takes a free one"
    )


def execute(arguments: argparse.Namespace) -> int:
    """Serve the page until interrupted."""
    from sim.views.launch import launch

    launch(arguments.scenario, host=arguments.host, port=arguments.port)
    return 0

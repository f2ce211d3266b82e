"""Re-run committed results and compare every digest; exit code 1 on any difference."""

from __future__ import annotations

import argparse

from experiments.commands import arguments as options
from experiments.running.progress import Console


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "results", metavar="RESULT", nargs="*", help="names of published results, or folders; default: all"
    )
    options.add_workers(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Verify each, one line each."""
    from experiments.publishing.published_results import find_results

    found = find_results(arguments.results)  # before seconds of loading: it may be a typo
    from experiments.publishing.reproduce import verify

    console = Console()
    same = True
    for folder in found:
        report = verify(folder, console=console, workers=arguments.workers)
        print(report.line(), flush=True)
        same = same and report.is_same
    return 0 if same else 1

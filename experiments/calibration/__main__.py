"""Recompute the calibration: ``python -m experiments.calibration --seeds 1 2 3 4``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from experiments.calibration.seeds import calibrate
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.publishing.published_results import published_folder
from experiments.running.progress import Console
from experiments.storing.files import refusal, write_text

PAGE: Final = "calibration.md"


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Write the page to ``results/published``, or elsewhere."""
    parser = argparse.ArgumentParser(prog="python -m experiments.calibration", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4], metavar="S")
    parser.add_argument("--interviews", type=int, default=7000, metavar="N", help="respondents a survey")
    parser.add_argument(
        "--set", action="append", default=[], metavar="PATH=VALUE", help="lay over every place"
    )
    parser.add_argument("--workers", type=int, metavar="N", help="processes at once; default: one a core")
    parser.add_argument("--out", type=Path, metavar="FILE", help=f"default: {PAGE}, published")
    options = parser.parse_args(words)
    if options.out is not None and options.out.exists():
        raise refusal(options.out, "is there already; give another --out")
    target = options.out or published_folder() / PAGE
    write_text(target, calibrate(options.seeds, options.interviews, options.set, options.workers))
    Console().say(f"written: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Reforms and levers under rival structures: ``python -m experiments.comparing.rival_structures FOLDER``.

Writes ``docs/rivals.md``. An audit is kept in FOLDER as a result of its own, so what was interrupted goes on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.asking.answer_question import ask
from experiments.asking.default_worlds import ONE_WORLD, living_in
from experiments.asking.question_file import load_question
from experiments.commands.arguments import whole_number
from experiments.comparing.rival_page import SHOWN, Reading, page
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.running.progress import Console
from experiments.storing.files import write_text
from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from sim.structures import Structures

PAGE: Final = Path("docs") / "rivals.md"
AUDIT: Final = "what_does_each_lever_do"
STATUS_QUO: Final = "status_quo"
REFORMS: Final = ("section_1", "section_2", "section_3", "section_4", "section_5", "report_package")
CALENDAR: Final = ("calendar.burn_in=24", "calendar.horizon=36")
# One community of each type: six thousand runs, which cost what their institutions cost.
SMALL: Final = (
    "place.communities=["
    + ",".join(
        f'{{type="{one}",count=1,residents=500}}' for one in ("village", "factory", "commodity", "mixed")
    )
    + "]"
)


def readings() -> list[str]:
    """The readings that hold unless said otherwise, then each rival alone, as ``NAME=VALUE``; "" for none."""
    declared = [(one.name, one.metadata["setting"]) for one in fields(Structures)]
    return ["", *(f"{name}={rival}" for name, said in declared for rival in said.choices[1:])]


def under(place: str, seeds: Sequence[int], overrides: Sequence[str]) -> NDArray[np.float64]:
    """(seeds, arms, outcomes) headline values of the status quo and of each reform."""
    scenarios = [load_scenario(f"{place}+{arm}", overrides=overrides) for arm in (STATUS_QUO, *REFORMS)]
    found = []
    for seed in seeds:
        runs = simulate_forked([one.with_seed(seed) for one in scenarios])
        found.append([[run.headline()[name, "all"] for name in SHOWN] for run in runs])
    return np.array(found)


def audited(
    reading: str, folder: Path, place: str, overrides: Sequence[str], console: Console
) -> pd.DataFrame:
    """The audit of all levers under one reading, in one world, with as many seeds as its first look has."""
    asked = load_question(
        AUDIT, [f"scenario={place}", "seeds.number=6", "precision.most_seeds=6", *overrides]
    )
    name = reading.replace("=", "_") or "as_it_is"
    return ask(living_in(asked, ONE_WORLD), folder / name, console=console).table("levers")


def laid(reading: str, overrides: Sequence[str]) -> list[str]:
    """The overrides of a reading."""
    return [*overrides, *([f"assumptions.structures.{reading}"] if reading else [])]


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Simulate and write the page."""
    parser = argparse.ArgumentParser(
        prog="python -m experiments.comparing.rival_structures", description=__doc__
    )
    parser.add_argument("folder", type=Path, help="where audits are kept")
    parser.add_argument("--place", default="baoan_sample")
    parser.add_argument(
        "--seeds", type=whole_number(2, 100_000), default=4, help="of the reforms; an audit has 6"
    )
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE")
    parser.add_argument("--out", type=Path, default=PAGE)
    given = parser.parse_args(words)
    console, found = Console(), []
    for reading in readings():
        console.say(reading or "as it is")
        overrides = laid(reading, [SMALL, *CALENDAR, *given.set])
        values = under(given.place, range(1, given.seeds + 1), overrides)
        levers = audited(reading, given.folder, given.place, overrides, console)
        found.append(Reading(reading, values, levers))
    write_text(given.out, page(found, (STATUS_QUO, *REFORMS), given.place, [*CALENDAR, *given.set]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

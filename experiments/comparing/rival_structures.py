"""Sections and package under every rival structure: ``python -m experiments.comparing.rival_structures``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from sim.structures import Structures

STATUS_QUO: Final = "status_quo"
REFORMS: Final = ("section_1", "section_2", "section_3", "section_4", "section_5", "report_package")
SHOWN: Final = ("civic", "participation.deliberate", "committee.self_governance_share", "cost.district")
Table = NDArray[np.float64]


def readings() -> list[str]:
    """The readings that hold unless said otherwise, then each rival alone, as ``NAME=VALUE``; "" for none."""
    declared = [(one.name, one.metadata["setting"]) for one in fields(Structures)]
    return ["", *(f"{name}={rival}" for name, said in declared for rival in said.choices[1:])]


def under(
    reading: str, place: str, arms: Sequence[str], seeds: Sequence[int], overrides: Sequence[str]
) -> Table:
    """(seeds, arms, outcomes) headline values under one reading."""
    laid = [*overrides, *([f"assumptions.structures.{reading}"] if reading else [])]
    scenarios = [load_scenario(f"{place}+{arm}", overrides=laid) for arm in arms]
    found = []
    for seed in seeds:
        print(f"{reading or 'as it is'}, seed {seed}", file=sys.stderr)
        runs = simulate_forked([one.with_seed(seed) for one in scenarios])
        found.append([[run.headline()[name, "all"] for name in SHOWN] for run in runs])
    return np.array(found)


def line(reading: str, name: str, arm: int, values: Table) -> str:
    """One row of the table: the status quo's level, or the effect of a reform with its standard error."""
    shown = values[:, 0] if arm == 0 else values[:, arm] - values[:, 0]
    error = shown.std(axis=0, ddof=1) / np.sqrt(len(shown))
    cells = [f"{mean:.3g} ± {wide:.1g}" for mean, wide in zip(shown.mean(axis=0), error, strict=True)]
    return f"| {reading or 'as it is'} | {name} | {' | '.join(cells)} |"


def main() -> int:
    """Simulate and print a table of Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--place", default="baoan_sample")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--reforms", nargs="+", default=list(REFORMS))
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE")
    given = parser.parse_args()
    print(f"| reading | arm | {' | '.join(SHOWN)} |")
    print(f"|---|---|{'---:|' * len(SHOWN)}")
    arms = (STATUS_QUO, *given.reforms)
    for reading in readings():
        values = under(reading, given.place, arms, range(1, given.seeds + 1), given.set)
        for arm, name in enumerate(arms):
            print(line(reading, name, arm, values), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

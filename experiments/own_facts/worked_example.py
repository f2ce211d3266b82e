"""The worked example of ``docs/own_survey.md``, whose truth is known.

``python -m experiments.own_facts.worked_example`` makes it. A world drawn from the priors is called the
truth, and a survey is held there. Worlds are made from the survey alone, and what policies do in them stands
beside what they do in the truth, in worlds of the priors, and in those that ship. All by the commands that
the page tells; some ten minutes of a processor, and runs that are there are kept.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.api import compare
from experiments.cli import main as shequ
from experiments.commands import arguments
from experiments.own_facts.own_targets import own_targets
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.running.options import RunOptions
from experiments.storing.files import whole_file, write_json
from experiments.storing.versions import model_version
from experiments.worlds.ensemble import PART, PLAUSIBLE, read_worlds, write_worlds
from experiments.worlds.points import DECIMALS, space_filling
from sim.priors import priors

EXAMPLE: Final = Path("docs") / "examples" / "own_survey"
WORK: Final = Path("results") / "own_survey"
POLICIES: Final = ("report_package", "open_channels")
RESPONDENTS: Final = 500
SEEDS: Final = 32  # a run in each of as many worlds
SEEDS_OF_TRUTH: Final = 12
ENDS: Final = ("difference", "low", "high")
STREAM: Final = 23  # key of the draw of the truth
CALIBRATION: Final = ("--waves", "2", "--points", "64", "--members", "128", "--truths", "20")
FACTS: Final = (
    "voted_3y is 1",
    "volunteered_12m is 1",
    "knows_committee_formation is 1",
    "why_not_voted names not_informed",
)


def truth() -> NDArray[np.float64]:
    """(1, assumptions) parts of the priors' ranges: the first draw there is, not one that was chosen."""
    rng = np.random.Generator(np.random.Philox(key=[STREAM, 0]))
    return np.round(rng.random((1, len(priors()))), DECIMALS)


def of_priors(number: int) -> NDArray[np.float64]:
    """(worlds, assumptions) of the priors, before anything is known."""
    paths = tuple(priors())
    return np.array([[one.parts[path] for path in paths] for one in space_filling(paths, number)])


def write_parts(path: Path, parts: NDArray[np.float64], about: str) -> Path:
    """Write worlds by their parts, as an ensemble that every command takes."""
    columns = [PART + one for one in priors()]
    write_worlds(path, pd.DataFrame(parts.astype(np.float32), columns=columns), {"made_of": about})
    return path


def make(example: Path, work: Path, options: RunOptions) -> dict[str, Any]:
    """Live through the whole example.

    Args:
        example: folder of its place; survey, facts and what came out are written there.
        work: folder of ensembles, points and results, which may go afterwards.
        options: how to run.
    """
    work.mkdir(parents=True, exist_ok=True)
    place, mine = example / "my_place.toml", work / "my_worlds.parquet"
    true = write_parts(work / "truth.parquet", truth(), "a draw from the priors")
    prior = write_parts(work / "priors.parquet", of_priors(SEEDS), "the priors")
    survey = _survey(place, true, work)
    with whole_file(example / survey.name) as temporary:
        temporary.write_bytes(survey.read_bytes())
    write_facts(survey, example / "facts.csv")
    if not mine.is_file():
        words = ["calibrate", str(survey), "--place", str(place), "--out", str(mine), *CALIBRATION]
        _typed([*words, "--workers", str(options.workers or 1)])
    found = {
        "truth": effects(place, str(true), SEEDS_OF_TRUTH, work / "truth", options),
        "survey": effects(place, str(mine), SEEDS, work / "survey", options),
        "priors": effects(place, str(prior), SEEDS, work / "priors", options),
        "shipped": effects(place, PLAUSIBLE, SEEDS, work / "shipped", options),
    }
    made = read_worlds(mine).made
    told = {name: made[name] for name in ("cut", "ran", "emulators_explain", "left_out", "truths")}
    return {"model": model_version(), "effects": found, "calibrated": told, "targets": len(made["targets"])}


def _survey(place: Path, true: Path, work: Path) -> Path:
    survey = work / "survey.csv"
    if not survey.is_file():
        scenario = f"{place}+{true}"
        _typed(["survey", scenario, "--n", str(RESPONDENTS), "--seed", "1", "--out", str(survey)])
    return survey


def _typed(words: Sequence[str]) -> None:
    if shequ(words):
        raise SystemExit(f"shequ {' '.join(words)}: did not go through")


def write_facts(survey: Path, path: Path) -> None:
    """Some of a survey's answers as a table of facts, as a report of it would give them."""
    known = {one.of: one for one in own_targets(survey)}
    rows = [known[name] for name in FACTS]
    ends = [1.96 * one.target.error for one in rows]
    frame = pd.DataFrame(
        {
            "of": [one.of for one in rows],
            "among": [one.among for one in rows],
            "value": [round(one.target.value, 3) for one in rows],
            "low": [round(max(one.target.value - end, 0.0), 3) for one, end in zip(rows, ends, strict=True)],
            "high": [round(min(one.target.value + end, 1.0), 3) for one, end in zip(rows, ends, strict=True)],
        }
    )
    with whole_file(path) as temporary:
        frame.to_csv(temporary, index=False, lineterminator="\n")


def effects(
    place: Path, worlds: str, seeds: int, folder: Path, options: RunOptions
) -> dict[str, dict[str, float]]:
    """By policy, what it does to civic breadth in some worlds: points, and the ends of 90 % of them."""
    names = [str(place), *(f"{place}+{policy}" for policy in POLICIES)]
    told = compare(names, seeds=seeds, worlds=worlds, out=folder, options=options).differences
    rows = told[(told.outcome == "civic") & (told.group == "all")].set_index("scenario")
    points = (100.0 * rows.loc[names[1:], list(ENDS)]).round(2).to_numpy(dtype=np.float64).tolist()
    return {policy: dict(zip(ENDS, row, strict=True)) for policy, row in zip(POLICIES, points, strict=True)}


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Live through the example and write what came out."""
    parser = argparse.ArgumentParser(prog="worked_example", description=__doc__)
    parser.add_argument("--example", type=Path, default=EXAMPLE, metavar="DIR", help=f"default: {EXAMPLE}")
    parser.add_argument("--work", type=Path, default=WORK, metavar="DIR", help=f"default: {WORK}")
    arguments.add_running(parser)
    chosen = parser.parse_args(words)
    found = make(chosen.example, chosen.work, arguments.running(chosen))
    write_json(chosen.example / "found.json", found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

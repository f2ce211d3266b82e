"""Make the emulator anew: ``python -m experiments.emulation.train``.

What is run is kept beside the file, so that the same command goes on where it was interrupted.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.answering.smallest_effects import smallest_effect
from experiments.commands import arguments as options
from experiments.emulation.emulator_file import shipped_emulator, write_emulator
from experiments.emulation.fit_emulator import fit_emulator
from experiments.emulation.held_out import judged
from experiments.emulation.lever_coordinates import PLACE
from experiments.emulation.lived_again import first_run
from experiments.emulation.training_archive import run_archive
from experiments.emulation.training_plan import TrainingPlan, base_scenario, prior_worlds
from experiments.running.pool import cores
from experiments.running.progress import Console
from experiments.storing.versions import versions
from experiments.tools.needed import needed
from experiments.worlds.ensemble import PLAUSIBLE, find_worlds
from sim.outcomes.register import GROUPS, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from experiments.emulation.training_archive import TrainingArchive
    from experiments.worlds.ensemble import Worlds

KEPT: Final = Path("emulator.runs")
PRIOR: Final = "prior"


def train(
    plan: TrainingPlan, worlds: Worlds, out: Path, kept: Path, workers: int, console: Console
) -> dict[str, Any]:
    """Run the archive, fit, hold out, write.

    Args:
        plan: how much.
        worlds: plausible worlds.
        out: file of the emulator.
        kept: folder of what has been run.
        workers: processes at once.
        console: where progress is shown.

    Returns:
        What made the emulator, and how well it does.
    """
    archive, tested = run_archive(plan, worlds, kept, workers, console)
    console.say(f"{len(archive.names)} runs; learning, then holding out policies and worlds")
    with needed("threadpoolctl", "lab").threadpool_limits(1):  # the same bits on any number of cores
        emulator, held_out = judged(archive, fit_emulator(archive), tested, workers)
    smallest = {
        "|".join(key): smallest_effect(key[0], float(np.median(one.before)))
        for key, one in zip(emulator.keys, emulator.processes, strict=True)
    }
    made = {
        **_described(plan, worlds, archive),
        "smallest": smallest,
        "held_out": held_out,
        "first_run": first_run(archive),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    write_emulator(out, emulator, made)
    return made


def _described(plan: TrainingPlan, worlds: Worlds, archive: TrainingArchive) -> dict[str, Any]:
    base = base_scenario(plan)
    groups = dict.fromkeys(group for _, group in archive.keys)
    outcomes = dict.fromkeys(outcome for outcome, _ in archive.keys)
    return {
        "versions": versions(),
        "plan": asdict(plan),
        "place": PLACE,
        "place_labels": {"en": base.place.label_en, "zh": base.place.label_zh},
        "months": plan.horizon,
        "communities": sum(one.count for one in base.place.communities),
        "residents": sum(one.count * one.residents for one in base.place.communities),
        "runs": len(archive.names),
        "policies": len({tuple(one) for one in archive.positions.round(6)}),
        "ensemble": {"name": worlds.name, "worlds": len(worlds), "digest": worlds.digest()},
        "groups": {name: _labels(GROUPS[name]) for name in groups},
        "outcomes": {
            name: {**_labels(OUTCOMES[name])} | {"unit": OUTCOMES[name].unit, "better": OUTCOMES[name].better}
            for name in outcomes
        },
    }


def _labels(thing: Any) -> Mapping[str, str]:
    return {"en": thing.label_en, "zh": thing.label_zh}


def main() -> None:
    """Read the options, train, say how well it does."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    plan = TrainingPlan()
    for name, meaning in (
        ("worlds", "plausible worlds"),
        ("tested", "policies in each world from which nothing is learned"),
        ("draws", "times that each of these policies is run"),
        ("residents", "of a community; 0 for as many as the place has"),
        ("burn_in", "months before the policy date"),
        ("horizon", "months after it"),
    ):
        default = getattr(plan, name)
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=int, default=default, help=f"{meaning}; default {default}"
        )
    parser.add_argument(
        "--policies",
        type=int,
        nargs="+",
        default=list(plan.policies),
        help="in each world, those that ship included: a number for each round, which has draws of its own",
    )
    parser.add_argument("--ensemble", default=PLAUSIBLE, help="name or file of plausible worlds, or prior")
    parser.add_argument("--out", type=Path, default=shipped_emulator(), help="file of the emulator")
    parser.add_argument("--kept", type=Path, default=KEPT, help=f"folder of runs; default {KEPT}")
    options.add_workers(parser)
    given = parser.parse_args()
    told = {name: getattr(given, name) for name in asdict(plan)}
    chosen = TrainingPlan(**{**told, "policies": tuple(told["policies"])})
    made = train(
        chosen, _ensemble(given.ensemble), given.out, given.kept, given.workers or cores(), Console()
    )
    for key, told in made["held_out"].items():
        print(key, *(f"{name} {value:.3f}" for name, value in told.items()))


def _ensemble(name: str) -> Worlds:
    """Worlds of the priors, or an ensemble."""
    return prior_worlds() if name == PRIOR else find_worlds(name)


if __name__ == "__main__":
    main()

"""Make small results to commit, for ``shequ verify`` to run again.

``python -m experiments.publishing.publish NAME`` makes them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from experiments.comparing.comparison import differences_to_first
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.running.experiment_plan import Experiment, plan
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.running.runner import run_experiment
from experiments.storing import manifest
from experiments.storing.files import write_text
from experiments.storing.folder import ResultFolder, filled
from experiments.storing.shards import Shards
from experiments.storing.store import Headlines, read_headlines
from experiments.storing.versions import package_root
from sim.engine.settings import BadInput, nearest


@dataclass(frozen=True)
class Published:
    """What a published result is made from.

    Attributes:
        scenarios: the first is the baseline.
        seeds: number of seeds, from 1 on.
        overrides: settings laid over every scenario, to keep it small.
    """

    scenarios: tuple[str, ...]
    seeds: int
    overrides: tuple[str, ...]


_SHORT: Final = ("calendar.burn_in=24", "calendar.horizon=24")
_POLICIES: Final = (
    "task_catalogue",
    "access_rule",
    "self_governance_fund",
    "company_joint_fund",
    "open_channels",
)
RECIPES: Final = {
    "first_light": Published(("baoan_sample", "baoan_sample+report_package"), 2, _SHORT),
    "first_light_tiny": Published(("tiny", *(f"tiny+{one}" for one in _POLICIES)), 3, _SHORT),
}


def published_folder() -> Path:
    """Folder of the results that are committed: beside the package, or inside an installed wheel."""
    beside = package_root() / "results" / "published"
    return beside if beside.is_dir() else package_root() / "sim" / "_shipped" / "published"


def small_tables(headlines: Headlines) -> dict[str, str]:
    """Tables of a published result as CSV, by file name; numbers to nine figures."""
    tables = {"headlines.csv": headlines.frame()}
    if len(headlines.scenarios) > 1:
        tables["differences.csv"] = differences_to_first(headlines)
    return {
        name: frame.to_csv(index=False, float_format="%.9g", lineterminator="\n")
        for name, frame in tables.items()
    }


def publish(name: str, *, console: Console | None = None, workers: int | None = None) -> Path:
    """Run a recipe and write its folder under ``results/published``.

    Raises:
        BadInput: there is no recipe of that name, or it cannot be run.
    """
    if name not in RECIPES:
        raise BadInput(f"no recipe {name!r}{nearest(name, list(RECIPES))}")
    recipe = RECIPES[name]
    experiment = plan(name, recipe.scenarios, seeds=recipe.seeds, overrides=recipe.overrides)
    return write_published(experiment, published_folder() / name, console or Console(), workers)


def write_published(
    experiment: Experiment, folder: Path, console: Console, workers: int | None = None
) -> Path:
    """Run an experiment and write its manifest and small tables.

    Raises:
        BadInput: a run failed.
    """
    with tempfile.TemporaryDirectory(prefix="shequ-publish-") as scratch:
        shards = Shards(Path(scratch))
        records = run_experiment(experiment, shards, console=console, options=RunOptions(workers=workers))
        failed = next((record for record in records if record.status == "failed"), None)
        if failed is not None:
            raise BadInput(f"{failed.scenario}, seed {failed.seed}: {failed.traceback}")
        tables = small_tables(read_headlines(experiment, records, shards))
    with filled(ResultFolder(folder, experiment.digest(), replace=True)) as result:
        for file, text in tables.items():
            write_text(result.partial / file, text)
        files = [result.partial / file for file in tables]
        manifest.write_manifest(result.partial, manifest.manifest(experiment, records, files))
        result.publish()
    return folder


@refusing_in_one_line
def main(names: Sequence[str]) -> int:
    """Publish each recipe named; all if none is."""
    for name in names or list(RECIPES):
        print(publish(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

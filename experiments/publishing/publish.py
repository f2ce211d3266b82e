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

from experiments.asking.answer_question import ask
from experiments.comparing.compare_scenarios import comparison
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.publishing.published_results import published_folder
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.storing import manifest
from experiments.storing.files import read_bytes, write_bytes
from experiments.storing.folder import ResultFolder, filled
from experiments.tables.parquet import check_file
from experiments.tables.run_tables import RUN_TABLES
from sim.engine.settings import BadInput, nearest


@dataclass(frozen=True)
class PublishedResult:
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
    "first_light": PublishedResult(("baoan_sample", "baoan_sample+report_package"), 2, _SHORT),
    "first_light_tiny": PublishedResult(("tiny", *(f"tiny+{one}" for one in _POLICIES)), 3, _SHORT),
}


def publish(name: str, *, console: Console | None = None, workers: int | None = None) -> Path:
    """Run a recipe and write its folder under ``results/published``.

    Raises:
        BadInput: there is no recipe of that name, or it cannot be run, or a run failed.
    """
    if name not in RECIPES:
        raise BadInput(f"no recipe {name!r}{nearest(name, list(RECIPES))}")
    recipe = RECIPES[name]
    asked = comparison(name, recipe.scenarios, seeds=recipe.seeds, overrides=recipe.overrides)
    with tempfile.TemporaryDirectory(prefix="shequ-publish-") as scratch:
        found = ask(asked, Path(scratch) / name, console=console, options=RunOptions(workers=workers))
        if found.failed:
            raise BadInput(f"{name}: {found.failed} runs failed; shequ compare says how")
        return publish_result(found.folder, published_folder())


def publish_result(folder: Path, into: Path, without: Sequence[str] = ()) -> Path:
    """Copy what is small of a result, all that ``shequ verify`` needs, under the name of its question.

    Args:
        folder: the result.
        into: where it goes, under its own name.
        without: tables that stay behind, and of which the manifest then says nothing; those of single runs
            stay behind too, but are told of.

    Raises:
        BadInput: it is no result folder.
    """
    told = manifest.manifest_of(folder)
    large = {f"{name}.parquet" for name in RUN_TABLES}
    left = {f"{name}.parquet" for name in without}
    tables = {name: digest for name, digest in told["tables"].items() if name not in left}
    final: Path = into / told["experiment"]
    with filled(ResultFolder(final, told["question"], replace=True)) as result:
        for name, digest in tables.items():
            if name not in large:
                check_file(folder / name, digest)
                write_bytes(result.partial / name, read_bytes(folder / name))
        manifest.write_manifest(result.partial, {**told, "tables": tables})
        result.publish()
    return final


@refusing_in_one_line
def main(names: Sequence[str]) -> int:
    """Publish each recipe named; all if none is."""
    for name in names or list(RECIPES):
        print(publish(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

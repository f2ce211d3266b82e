"""The table of patterns: what the published calibration and the status-quo check say of each.

Names, scales and uses stand in ``patterns.toml``; what passed is read from what is published.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow.parquet as parquet

from experiments.designs.status_quo_check import level_text
from experiments.storing.files import read_json
from experiments.tables.markdown import markdown
from sim.wording.labels import CARRIED

PUBLISHED: Final = Path(__file__).resolve().parents[2] / "results" / "published"
CALIBRATION: Final = PUBLISHED / "calibration.md"
STATUS_QUO: Final = PUBLISHED / "does_the_status_quo_show_what_the_study_found"
PATTERNS: Final = Path(__file__).with_name("patterns.toml")
LINE: Final = re.compile(r"^\| ([A-F]\d\d) \|.*\| (yes|\*\*no\*\*), \d+ of \d+ \|$", re.MULTILINE)
OLDER: Final = re.compile(r"^> \*\*(.+?)\*\*", re.MULTILINE)
USES: Final = ("margin", "used", "compared")
Row = tuple[str, ...]
VERDICTS: Final = {"shows": "passed", "absent": "**not passed**"}


class Pattern(NamedTuple):
    """Facts that say the same kind of thing.

    Attributes:
        name: what is to be seen.
        scale: of whom or what.
        facts: ids of the published facts.
        use: one of :data:`USES`.
    """

    name: str
    scale: str
    facts: tuple[str, ...]
    use: str


def patterns() -> tuple[Pattern, ...]:
    """The patterns that are declared."""
    declared = tomllib.loads(PATTERNS.read_text(encoding="utf-8"))["pattern"]
    return tuple(Pattern(one["name"], one["scale"], tuple(one["facts"]), one["use"]) for one in declared)


def lines_by_fact(calibration: str) -> dict[str, list[bool]]:
    """For each fact of the published calibration whether its lines lie inside their intervals."""
    found: dict[str, list[bool]] = {}
    for fact, inside in LINE.findall(calibration):
        found.setdefault(fact, []).append(inside == "yes")
    return found


def pattern_table() -> str:
    """Scale, data, use and result of every pattern, calibration first, then findings of the source."""
    calibration = CALIBRATION.read_text(encoding="utf-8")
    patterned = markdown(
        ("pattern", "scale", "data", "use", "result"), _calibrated(patterns(), lines_by_fact(calibration))
    )
    checked = markdown(("finding", "clause", "scenario", "outcome", "found", "result"), _check())
    return "\n\n".join([_calibration_version(calibration), patterned, _check_version(), checked])


def _calibrated(declared: Iterable[Pattern], found: dict[str, list[bool]]) -> Iterator[Row]:
    for one in declared:
        lines = [inside for fact in one.facts for inside in found.get(fact, [])]
        passed = "passed" if all(lines) else "**not passed**"
        result = f"{passed}: {sum(lines)} of {len(lines)} lines inside" if lines else "not in that page yet"
        yield one.name, one.scale, ", ".join(one.facts), one.use, result


def _calibration_version(calibration: str) -> str:
    older = OLDER.search(calibration)
    version = f"made {older[1][0].lower() + older[1][1:]}" if older else "made with the model of this commit"
    return f"Calibration ([lines](../../results/published/calibration.md)), {version}:"


def _check_version() -> str:
    manifest = read_json(STATUS_QUO / "manifest.json")
    return (
        "Findings of the source in the status quo "
        f"(`results/published/{STATUS_QUO.name}`), made with model {manifest['versions']['model']}:"
    )


def _check() -> Iterator[Row]:
    in_worlds = bool(read_json(STATUS_QUO / "manifest.json")["asked"].get("worlds"))
    figures = CARRIED if in_worlds else 0
    for row in parquet.read_table(STATUS_QUO / "findings.parquet").to_pylist():
        found = level_text(row, "en", figures)
        result = VERDICTS.get(row["verdict"], row["verdict"])
        yield row["finding_en"], row["clause"], row["scenario"], f"`{row['outcome']}`", found, result

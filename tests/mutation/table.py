"""What came out of a mutation run, as a page for people: by folder, and every survivor with the reason."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
RESULT: Final = HERE / "RESULT.md"
REASONS: Final = HERE / "survivors.toml"
Found = dict[str, Any]


def identity(found: Found) -> tuple[str, ...]:
    """What names a mutant whatever lines come before it."""
    return tuple(str(found[key]) for key in ("file", "where", "text", "before", "after"))


def read(file: Path) -> list[Found]:
    """What a run wrote down; of what was tried twice, the last."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = [json.loads(line) for line in lines]
    return list({identity(one): one for one in found}.values())


def as_markdown(found: list[Found]) -> str:
    """Write the page."""
    reasons = {
        identity(one): one for one in tomllib.loads(REASONS.read_text(encoding="utf-8")).get("mutant", [])
    }
    survived = [one for one in found if not one["by"]]
    equivalent = [one for one in survived if reasons.get(identity(one), {}).get("equivalent")]
    count, killed = len(found) - len(equivalent), len(found) - len(survived)
    commits = sorted({one["commit"] for one in found})
    lines = [
        "# Mutation run",
        "",
        "Made by `python -m tests.mutation --out FILE` and `--table`; how: `tests/mutation/__init__.py`.",
        "",
        f"Seed {found[0]['seed']}, commit {' and '.join(commits)}: {len(found)} mutants,",
        f"of which {len(equivalent)} change nothing that can be seen;",
        f"of the other {count}, {killed} ({killed / count:.1%}) were killed.",
        f"{_document(found)} of them were seen only because a page's tables are those of the code.",
        "A first pass asks the nearest tests (`--quick`); what survives is tried again after tests were",
        "written for it (`--again`, or the one test that was meant): the share tells of these faults, not of",
        "the next ones.",
        "A run without end counts as killed.",
        "The drawn are tried in order; who follows the last of these is not.",
        "",
        "| folder | mutants | killed | equivalent | survived |",
        "|---|---|---|---|---|",
        *_rows(found, equivalent),
        "",
        "## Who survived",
        "",
    ]
    for one in sorted(survived, key=lambda one: (one["file"], one["line"])):
        why = reasons.get(identity(one), {}).get("reason", "no test yet")
        mark = "equivalent" if one in equivalent else "survived"
        lines.append(
            f"- `{one['file']}`, {one['where'] or 'module'}: `{_flat(one)}` in `{one['text']}`. {mark}: {why}"
        )
    return "\n".join(lines) + "\n"


def _document(found: list[Found]) -> int:
    return sum("test_model_document" in one["by"] for one in found)


def _flat(one: Found) -> str:
    return " ".join(f"{one['before']} → {one['after']}".split())


def _rows(found: list[Found], equivalent: list[Found]) -> Iterable[str]:
    folders = sorted({_folder(one) for one in found})
    for folder in folders:
        here = [one for one in found if _folder(one) == folder]
        same = sum(one in equivalent for one in here)
        killed = sum(bool(one["by"]) for one in here)
        yield f"| {folder} | {len(here)} | {killed} | {same} | {len(here) - killed - same} |"


def _folder(one: Found) -> str:
    parts = one["file"].split("/")[:-1]
    return "/".join(parts[:2])

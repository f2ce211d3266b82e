"""Runs it: ``python -m tests.mutation --out FILE``. A run that was broken off goes on where it was."""

from __future__ import annotations

import argparse
import dataclasses
import json
import subprocess
import tempfile
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.nearest import near, whole
from tests.mutation.sampling import sample
from tests.mutation.table import RESULT, as_markdown, identity, read
from tests.mutation.trying import Copy

ROOT = Path(__file__).resolve().parents[2]


def stages(copy: Copy, one: Mutant, quick: bool) -> list[tuple[str, list[str], bool]]:
    """Name the stages of tests for a fault: what they are called, their files, whether uncompiled."""
    close = near(copy.root, one)
    plain = [("plain", close, True)] if one.compiled else []
    compiled = [("near", close, False)]
    return (plain or compiled) if quick else [*plain, *compiled, ("whole", whole(copy.root, one), False)]


def tried(copy: Copy, one: Mutant, quick: bool) -> dict[str, object]:
    """Try a fault until a test fails; what is written down of it."""
    seconds, seen_by = 0.0, ""
    with copy.having(one):
        for stage, tests, plain in stages(copy, one, quick):
            answer = copy.ask(tests, one, plain=plain)
            seconds += answer.seconds
            undecided = plain and answer.failed == "time"
            if answer.failed and not undecided:
                seen_by = stage
                break
    failed = answer.failed if seen_by else ""
    return {**dataclasses.asdict(one), "stage": seen_by, "by": failed, "seconds": round(seconds, 1)}


def main() -> None:
    """Try the sample, or what survived of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, required=True, help="what came out, a line of JSON a mutant")
    asked.add_argument("--count", type=int, default=200, help="mutants (200)")
    asked.add_argument("--seed", type=int, default=1, help="key of the draws (1)")
    asked.add_argument("--commit", default="HEAD", help="state of the project that is copied (HEAD)")
    asked.add_argument("--without", nargs="*", default=[], help="tests that fail without any fault")
    asked.add_argument("--again", action="store_true", help="try once more what survived")
    asked.add_argument(
        "--quick", action="store_true", help="ask only the nearest tests, what is compiled as plain Python"
    )
    asked.add_argument("--table", action="store_true", help=f"only write {RESULT.name}")
    given = asked.parse_args()
    if given.table:
        RESULT.write_text(as_markdown(read(given.out)), encoding="utf-8")
        return
    told = subprocess.run(
        ["git", "rev-parse", "--short", given.commit], cwd=ROOT, text=True, capture_output=True
    )
    commit = told.stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(ROOT, Path(folder), given.commit, given.without)
        drawn = sample(copy.root, given.seed, given.count)
        before = {identity(found): found for found in read(given.out)}
        survived = {name for name, found in before.items() if not found["by"]}
        print(
            f"seed {given.seed}, commit {commit}, {len(drawn)} mutants, {len(before)} tried before",
            flush=True,
        )
        for one in drawn:
            name = identity(dataclasses.asdict(one))
            if name in survived if given.again else name not in before:
                found = {**tried(copy, one, given.quick), "commit": commit, "seed": given.seed}
                with given.out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(found, ensure_ascii=False) + "\n")
                print(
                    f"{one.file}:{one.line} {one.change!r} {found['seconds']} s: {found['by'] or 'SURVIVED'}",
                    flush=True,
                )


if __name__ == "__main__":
    main()

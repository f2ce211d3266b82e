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
from tests.mutation.table import RESULT, Found, as_markdown, identity, read
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


def untried(copy: Copy, before: list[Found], seed: int, count: int) -> list[tuple[Mutant, str]]:
    """Draw the sample; of it what was not tried before, and the file of each."""
    known = {identity(found) for found in before}
    drawn = sample(copy.root, seed, count)
    return [(one, one.file) for one in drawn if identity(dataclasses.asdict(one)) not in known]


def survivors(copy: Copy, before: list[Found]) -> list[tuple[Mutant, str]]:
    """Find again what survived, and the file in which each was drawn; it may stand in another now."""
    found = []
    for survived in (one for one in before if not one["by"]):
        name = Path(survived["file"]).name
        files = sorted(copy.root.rglob(name), key=lambda file: file != copy.root / survived["file"])
        same = [one for file in files for one in copy.mutants_of(file) if moved(one, survived)]
        found += [(one, survived["file"]) for one in same[:1]]
        if not same:
            print(f"{survived['file']}: {survived['text']!r} is there no more", flush=True)
    return found


def moved(one: Mutant, survived: Found) -> bool:
    """Whether it is the same fault of the same line, in whatever file."""
    return identity(dataclasses.asdict(one))[1:] == identity(survived)[1:]


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
        before = read(given.out)
        todo = survivors(copy, before) if given.again else untried(copy, before, given.seed, given.count)
        print(f"seed {given.seed}, commit {commit}: {len(before)} tried before, {len(todo)} now", flush=True)
        for one, drawn_in in todo:
            found = {**tried(copy, one, given.quick), "file": drawn_in, "commit": commit, "seed": given.seed}
            with given.out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(found, ensure_ascii=False) + "\n")
            print(
                f"{one.file}:{one.line} {one.change!r} {found['seconds']} s: {found['by'] or 'SURVIVED'}",
                flush=True,
            )


if __name__ == "__main__":
    main()

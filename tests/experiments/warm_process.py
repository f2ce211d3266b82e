"""A process that has imported everything and carries orders out, each in a fork of itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
Action = Callable[..., int | None]


class Ended(NamedTuple):
    """How a process ended, and what it said on stderr."""

    code: int
    stderr: str


class WarmProcess:
    """The process, that of a module which serves when it is run; use it as a context."""

    def __init__(self, module: str) -> None:
        self._command = [sys.executable, "-m", module]

    def __enter__(self) -> WarmProcess:
        """Start it."""
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        """End it: there are no more orders."""
        self._process.communicate()

    def all_at_once(self, *orders: Sequence[object]) -> list[Ended]:
        """Carry out some orders at the same time; each is an action's name, a folder and whole numbers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([[*map(str, words)] for words in orders]) + "\n")
        self._process.stdin.flush()
        return [Ended(*one) for one in json.loads(self._process.stdout.readline())]

    def __call__(self, *words: object) -> Ended:
        """Carry out an order."""
        return self.all_at_once(words)[0]


def serve(actions: Mapping[str, Action]) -> None:
    """Be the process: read orders, a line of JSON at a time, until there are no more."""
    for line in sys.stdin:
        at_work = [_begun(actions[what], *words) for what, *words in json.loads(line)]
        print(json.dumps([_ended(*one) for one in at_work]), flush=True)


def _begun(action: Action, folder: str, *numbers: str) -> tuple[int, int]:
    """A process that carries an order out, and the end of a pipe that has what it says."""
    here, there = os.pipe()
    child = os.fork()
    if child:
        os.close(there)
        return child, here
    code: int | None = 1
    with (
        open(os.devnull, "w") as nowhere,
        open(there, "w", encoding="utf-8") as said,
        redirect_stdout(nowhere),
        redirect_stderr(said),
    ):
        try:
            code = action(Path(folder), *map(int, numbers))
        except BaseException:
            traceback.print_exc()
    os._exit(code or 0)


def _ended(child: int, said: int) -> Ended:
    """Wait for it."""
    with open(said, encoding="utf-8") as stderr:
        text = stderr.read()
    return Ended(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text)

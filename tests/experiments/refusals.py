"""How a command refuses what it is asked: with code 2, in one line, and nothing on stdout."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Sequence

from experiments.cli import main


def refusal_of(words: Sequence[str], command: Callable[[Sequence[str]], int] = main) -> str:
    """The line with which a command refuses these words."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert command(words) == 2
    assert out.getvalue() == ""
    assert err.getvalue().count("\n") == 1
    return err.getvalue()

"""Bad input to the makers of published pages: one line and exit code 2, as from the command ``shequ``."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence

from experiments.running.letters import replace_what_cannot_be_written
from sim.engine.settings import BadInput

Main = Callable[[Sequence[str]], int]


def refusing_in_one_line(main: Main) -> Main:
    """Turn :class:`BadInput` from a main function into its line on stderr and exit code 2."""

    @functools.wraps(main)
    def refusing(words: Sequence[str]) -> int:
        replace_what_cannot_be_written()
        try:
            return main(words)
        except BadInput as error:
            print(f"shequ: {error}", file=sys.stderr)
            return 2

    return refusing

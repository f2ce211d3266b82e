"""What Numba does while it compiles, and need not: a quarter of the time, for the same code."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from numba.core import codegen, event


def compile_quickly(*thoroughly: str) -> None:
    """Leave it out from now on.

    Args:
        thoroughly: packages whose rules run a tenth faster when nothing is left out for them.
    """
    event.register("numba:compile", NoCollecting())  # type: ignore[no-untyped-call]
    if hasattr(codegen.CPUCodeLibrary, "_optimize_functions"):
        passes, names = codegen.CPUCodeLibrary._optimize_functions, [_mangled(one) for one in thoroughly]
        setattr(codegen.CPUCodeLibrary, "_optimize_functions", _passes_for(names, passes))  # noqa: B010


def _mangled(package: str) -> str:
    """Give how the names of a package's rules begin in compiled code."""
    return "_ZN" + "".join(f"{len(part)}{part}" for part in package.split("."))


def _passes_for(names: list[str], passes: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Give what takes the place of passes over each function of a module.

    The module is linked to what it calls and optimised as a whole directly after. Doing so twice took an
    eighth of the time, and mostly the code ran no faster.
    """

    def only_lay_out(library: Any, module: Any) -> None:
        module.data_layout = library._codegen._data_layout
        defined = [rule.name for rule in module.functions if not rule.is_declaration]
        if any(rule.startswith(name) for rule in defined for name in names):
            passes(library, module)

    return only_lay_out


class NoCollecting(event.Listener):
    """Keeps Python from looking for garbage while Numba compiles, which takes an eighth of that time.

    The compiler makes objects by the million that live until it is done; then collecting goes on as before.
    """

    def __init__(self) -> None:
        """Begin with nothing being compiled."""
        self._depth = 0
        self._collects = False

    def on_start(self, _event: object) -> None:
        """A function is compiled, perhaps for another that is being compiled."""
        if self._depth == 0:
            self._collects = gc.isenabled()
            gc.disable()
        self._depth += 1

    def on_end(self, _event: object) -> None:
        """It is compiled, or could not be."""
        self._depth -= 1
        if self._depth == 0 and self._collects:
            gc.enable()

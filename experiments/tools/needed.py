"""Libraries that not everybody needs: imported where used, one clear line if they are missing."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from sim.engine.extras import how_to_install
from sim.engine.settings import BadInput


def needed(module: str, extra: str) -> Any:
    """Import a module of an optional library.

    Args:
        module: dotted name.
        extra: of shequ that installs it.

    Raises:
        BadInput: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError:
        raise _missing(module, extra) from None


def refuse_missing(library: str, extra: str) -> None:
    """See that an optional library is there, without the time that importing it takes.

    Raises:
        BadInput: it is not installed.
    """
    if importlib.util.find_spec(library) is None:
        raise _missing(library, extra)


def _missing(module: str, extra: str) -> BadInput:
    return BadInput(f"{module.partition('.')[0]} is not installed; {how_to_install(extra)}")

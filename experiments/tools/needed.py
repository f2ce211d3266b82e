"""Libraries that not everybody needs: imported where used, one clear line if they are missing."""

from __future__ import annotations

import importlib
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
        library = module.partition(".")[0]
        raise BadInput(f"{library} is not installed; {how_to_install(extra)}") from None

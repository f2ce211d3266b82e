"""Community self-governance under the project's name: what ``sim`` and ``experiments.api`` offer.

::

    import shequ

    shequ.compare(["tiny", "tiny+open_channels"], seeds=5).differences

Nothing is loaded before it is asked for. This folder stands in a wheel beside ``sim`` and ``experiments``
(pyproject.toml).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from experiments.api import *  # noqa: F403
    from sim import *  # noqa: F403

HOMES: Final = ("sim", "experiments.api")


def __dir__() -> list[str]:
    """Names on offer."""
    return sorted(name for home in HOMES for name in importlib.import_module(home).__all__)


def __getattr__(name: str) -> Any:
    """Give what one of the two offers under this name."""
    if name == "__all__":
        return __dir__()
    for home in () if name.startswith("_") else HOMES:
        module = importlib.import_module(home)
        if name in module.__all__:
            return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

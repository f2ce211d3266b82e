"""How the test processes share the work out, and what each of them does once before its first test."""

from __future__ import annotations

import gc
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pytest

# Files whose tests stay in one process: they share a server, whose start takes seconds.
TOGETHER: Final = {
    "browser": (
        "tests/views/test_serving.py",
        "tests/views/page/test_layout.py",
        "tests/views/page/test_state_in_browser.py",
    )
}
# Garbage is looked for after so many new objects, not after 700: trees of whole modules are no garbage.
NEW_OBJECTS: Final = 50_000


def scheduler(config: pytest.Config, log: object) -> object | None:
    """A file's tests stay together, and some files; None where tests are shared out otherwise."""
    loadscope = import_module("xdist.scheduler.loadscope")  # comes without types

    if config.getoption("dist") != "loadscope":
        return None

    class InGroups(loadscope.LoadScopeScheduling):  # type: ignore[name-defined]
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            own: str = super()._split_scope(nodeid)
            return next((name for name, files in TOGETHER.items() if file in files), own)

    return InGroups(config, log)


def begin_once(config: pytest.Config) -> None:
    """Import Mesa, where tests are run and not only shared out.

    Its loggers look through all that has called them, which below pytest takes longer than Mesa itself: they
    are asked from a thread that nobody has called.
    """
    if config.getoption("dist", "no") == "no":
        shallow = threading.Thread(target=import_module, args=("mesa",))
        shallow.start()
        shallow.join()


def collect_garbage_seldom() -> None:
    """From here on tests make garbage, which is looked for among what they make."""
    gc.set_threshold(NEW_OBJECTS, 20, 20)
    gc.freeze()
    gc.enable()

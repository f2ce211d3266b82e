"""A slip in solara 1.64.1, patched: browsers complained of it at every visit, and hid our own slips."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import solara
import traitlets
from reacton.core import ComponentWidget
from solara.widgets import Navigator

SLIP: Final = "modules.export ="
MEANT: Final = "module.exports ="


def patch_navigator() -> None:
    """Let solara's component for addresses say what it exports by the name that browsers look for."""
    text = Path(Navigator.template_file).read_text(encoding="utf-8")
    if SLIP in text:
        solara.Navigator = ComponentWidget(_patched(text.replace(SLIP, MEANT)))


def _patched(text: str) -> type[Navigator]:
    class PatchedNavigator(Navigator):
        template_file = None
        template = traitlets.Unicode(text).tag(sync=True)

    return PatchedNavigator

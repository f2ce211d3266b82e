"""A slip in solara 1.64.1, mended: browsers complained of it at every visit, and hid our own slips."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import solara
import traitlets
from reacton.core import ComponentWidget
from solara.widgets import Navigator

SLIP: Final = "modules.export ="
MEANT: Final = "module.exports ="


def mend_navigator() -> None:
    """Let solara's component for addresses say what it exports by the name that browsers look for."""
    text = Path(Navigator.template_file).read_text(encoding="utf-8")
    if SLIP in text:
        solara.Navigator = ComponentWidget(_mended(text.replace(SLIP, MEANT)))


def _mended(text: str) -> type[Navigator]:
    class MendedNavigator(Navigator):
        template_file = None
        template = traitlets.Unicode(text).tag(sync=True)

    return MendedNavigator

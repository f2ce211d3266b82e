"""The server of the page: solara behind the guard, with the page's own files and nothing from the outside."""

from __future__ import annotations

import logging
import socket
import sys
import warnings
from pathlib import Path
from typing import Any, Final

import solara
import traitlets
import uvicorn
from reacton.core import ComponentWidget
from solara.widgets import Navigator
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from sim.views.admission import ServerAccess
from sim.views.guard import Guard

HERE: Final = Path(__file__).parent
FOLDERS: Final = {"/shequ/fonts": "fonts", "/shequ/scripts": "page/scripts"}
# What solara tells of cookies inside other pages, and of proxies that the guard has looked at already.
NEEDLESS: Final = ("Cookies with samesite", "base url", "Origin as determined")


# A slip in solara 1.64.1, patched: browsers complained of it at every visit, and hid our own slips.
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


class Fresh(StaticFiles):
    """Files of which a browser asks each time whether they have changed."""

    def file_response(self, *details: Any, **more: Any) -> Any:
        """Answer with a file."""
        found = super().file_response(*details, **more)
        found.headers["Cache-Control"] = "no-cache"
        return found


class Announcing(uvicorn.Server):
    """A server that says where it is once it answers."""

    def __init__(self, config: uvicorn.Config, where: str) -> None:
        """Take the address to tell."""
        super().__init__(config)
        self.where = where

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        print(f"shequ: the page is at {self.where} (Ctrl-C stops it)", file=sys.stderr, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; uvicorn and solara complain of pages that are still open."""
        logging.disable()
        await super().shutdown(sockets)


def make_server(admission: ServerAccess) -> uvicorn.Server:
    """Make the server; what solara is told by the environment must be there before."""
    for start in NEEDLESS:
        warnings.filterwarnings("ignore", start)

    from solara.server import settings
    from solara.server.cdn_helper import cdn_url_path
    from solara.server.starlette import StaticFilesOptionalAuth, app

    patch_navigator()
    mounts = [Mount(path, app=Fresh(directory=HERE / folder)) for path, folder in FOLDERS.items()]
    # solara's own answer fetches from a content network what the folder lacks, and empties folders.
    assets = StaticFilesOptionalAuth(directory=settings.assets.proxy_cache_dir)
    app.router.routes[:0] = [*mounts, Mount(f"/{cdn_url_path}", app=assets)]
    config = uvicorn.Config(
        Guard(app, admission), log_level="error", server_header=False, timeout_graceful_shutdown=1
    )
    return Announcing(config, " or ".join(admission.addresses))

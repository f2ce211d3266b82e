"""Serve the page: on this computer unless told otherwise, without a request to the outside, until Ctrl-C."""

from __future__ import annotations

import logging
import os
import socket
import sys
import warnings
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sim.engine.settings import BadInput
from sim.scenario import load_scenario
from sim.views.page.offer import Offer, put

if TYPE_CHECKING:
    import uvicorn

# Other versions show a blank page where there is no route to a CDN (pyproject.toml, extra "viz").
NEEDED: Final = {
    "solara": "1.64.1",
    "solara-assets": "1.58.2",
    "ipyvuetify": "1.",
    "ipyvue": "1.",
    "starlette": "0.",
    "altair": "",
}
INSTALL: Final = "pip install 'shequ[viz]'"
APPS: Final = {False: "sim.views.page.app", True: "sim.views.standard.page"}
HERE: Final = Path(__file__).parent
FOLDERS: Final = {"/shequ/fonts": "fonts", "/shequ/scripts": "page/scripts"}
SCENARIO_VARIABLE: Final = "SHEQU_VIEW_SCENARIO"
ENVIRONMENT: Final = {
    "SOLARA_MODE": "production",
    "SOLARA_CHECK_HOOKS": "off",  # Mesa's own page breaks a rule of solara's that does no harm there
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_TITLE": "shequ 社区",
    "SOLARA_THEME_VARIANT": "light",
    "SOLARA_THEME_VARIANT_USER_SELECTABLE": "False",
}


def launch(offer: Offer, *, standard: bool = False, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Serve the page until interrupted.

    Args:
        offer: what visitors meet first.
        standard: the stock SolaraViz page instead of the own one.
        host: address to listen at.
        port: port to listen at; 0 takes a free one.

    Raises:
        BadInput: a scenario or result cannot be loaded, the extra ``viz`` is not installed as it must be, or
            the port cannot be listened at.
        KeyboardInterrupt: Ctrl-C, after the server has closed.
    """
    offer.worlds()
    if offer.result is not None and offer.laboratory is not None:
        offer.laboratory.read(offer.result)
    check_packages()
    listening = open_port(host, port)
    with listening:
        put(offer)
        os.environ.update(ENVIRONMENT | {"SOLARA_APP": APPS[standard], SCENARIO_VARIABLE: offer.scenario})
        compile_rules()
        _server(address(listening)).run(sockets=[listening])


def check_packages() -> None:
    """Refuse to start a page that would stay blank.

    Raises:
        BadInput: a package is missing or has another version than the page can be shown with.
    """
    for name, wanted in NEEDED.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            raise BadInput(f"the page needs {name}, which is not installed: {INSTALL}") from None
        if not found.startswith(wanted):
            raise BadInput(f"the page needs {name} {wanted.rstrip('.')}, not {found}: {INSTALL}")


def open_port(host: str, port: int) -> socket.socket:
    """Listen at a port, so that nobody else can take it before the server starts.

    Raises:
        BadInput: the port is in use or not allowed, or the host is not this computer's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise BadInput(f"--host {host} --port {port}: cannot listen there: {reason}") from None


def compile_rules() -> None:
    """Live through a reform in a small place: all rules are compiled before a visitor waits for them."""
    from sim.explain.resident import explain
    from sim.views.page.twin import Twin

    print("shequ: preparing the page (about a minute after an installation)", file=sys.stderr, flush=True)
    tiny = load_scenario("tiny", overrides=["calendar.burn_in=2", "calendar.horizon=14"])
    reform = load_scenario("tiny+report_package").policies
    twin = Twin(tiny, replace(tiny, policies=reform))
    while twin.advance():
        pass
    explain(twin.world(1).district, 0)


def address(listening: socket.socket) -> str:
    """Give the address to type into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(where: str) -> uvicorn.Server:
    """Make the server, which says where it is once it answers."""
    import uvicorn

    warnings.filterwarnings("ignore", "Cookies with samesite")  # they matter to pages inside other pages

    from solara.server.starlette import app
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from sim.views.mended import mend_navigator

    mend_navigator()

    class Fresh(StaticFiles):
        """Files of which a browser asks each time whether they have changed."""

        def file_response(self, *details: Any, **more: Any) -> Any:
            found = super().file_response(*details, **more)
            found.headers["Cache-Control"] = "no-cache"
            return found

    for where_served, folder in FOLDERS.items():
        app.router.routes.insert(0, Mount(where_served, app=Fresh(directory=HERE / folder)))

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            print(f"shequ: the page is at {where} (Ctrl-C stops it)", file=sys.stderr, flush=True)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            logging.disable()  # uvicorn and solara complain of pages that are still open
            await super().shutdown(sockets)

    return Announcing(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))

"""Serve the page: on this computer unless told otherwise, without a request to the outside, until Ctrl-C."""

from __future__ import annotations

import logging
import os
import socket
import sys
import warnings
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from sim.engine.settings import BadInput
from sim.scenario import load_scenario

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
APP: Final = "sim.views.standard.page"
SCENARIO_VARIABLE: Final = "SHEQU_VIEW_SCENARIO"
ENVIRONMENT: Final = {
    "SOLARA_APP": APP,
    "SOLARA_MODE": "production",
    "SOLARA_CHECK_HOOKS": "off",  # Mesa's own page breaks a rule of solara's that does no harm there
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_TITLE": "shequ 社区",
}


def launch(scenario: str, *, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Serve the page until interrupted.

    Args:
        scenario: name of the scenario that visitors meet first.
        host: address to listen at.
        port: port to listen at; 0 takes a free one.

    Raises:
        BadInput: the scenario cannot be loaded, the extra ``viz`` is not installed as it must be, or the port
            cannot be listened at.
        KeyboardInterrupt: Ctrl-C, after the server has closed.
    """
    load_scenario(scenario)
    check_packages()
    listening = open_port(host, port)
    with listening:
        os.environ.update(ENVIRONMENT | {SCENARIO_VARIABLE: scenario})
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
    from sim.views.standard.world import PAGE_BURN_IN, PageDistrict

    print("shequ: preparing the page (about a minute after an installation)", file=sys.stderr, flush=True)
    model = PageDistrict("tiny+report_package", views=False)
    for _ in range(PAGE_BURN_IN + 2):
        model.step()


def address(listening: socket.socket) -> str:
    """Give the address to type into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(where: str) -> uvicorn.Server:
    """Make the server, which says where it is once it answers."""
    import uvicorn

    warnings.filterwarnings("ignore", "Cookies with samesite")  # they matter to pages inside other pages

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            print(f"shequ: the page is at {where} (Ctrl-C stops it)", file=sys.stderr, flush=True)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            logging.disable()  # uvicorn and solara complain of pages that are still open
            await super().shutdown(sockets)

    return Announcing(
        uvicorn.Config("solara.server.starlette:app", log_level="error", timeout_graceful_shutdown=1)
    )

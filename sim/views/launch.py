"""Serve the page: on this computer unless told otherwise, without a request to the outside, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from typing import Final

from sim.engine.extras import how_to_install
from sim.engine.settings import BadInput
from sim.scenario import load_scenario
from sim.views.admission import ServerAccess, origin_of, root_of
from sim.views.page.offer import PageStart, put

# Other versions show a blank page where there is no route to a CDN (pyproject.toml, extra "viz").
NEEDED: Final = {
    "solara": "1.64.1",
    "solara-assets": "1.58.2",
    "ipyvuetify": "1.",
    "ipyvue": "1.",
    "starlette": "0.",
    "altair": "",
}
INSTALL: Final = how_to_install("viz")
APPS: Final = {False: "sim.views.page.app", True: "sim.views.standard.page"}
AN_ASSET: Final = "requirejs@2.3.6/require.js"  # without it the page stays blank
SCENARIO_VARIABLE: Final = "SHEQU_VIEW_SCENARIO"
ENVIRONMENT: Final = {
    "SOLARA_MODE": "production",
    "SOLARA_CHECK_HOOKS": "off",  # Mesa's own page breaks a rule of solara's that does no harm there
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_FORCE_REFRESH": "True",  # the address has the state; solara's dialog lies under a veil
    "SOLARA_THEME_TITLE": "shequ 社区",
    "SOLARA_THEME_VARIANT": "light",
    "SOLARA_THEME_VARIANT_USER_SELECTABLE": "False",
}


def launch(
    offer: PageStart,
    *,
    standard: bool = False,
    host: str = "127.0.0.1",
    port: int = 8765,
    allow_origins: Sequence[str] = (),
    root_path: str = "",
) -> None:
    """Serve the page until interrupted, to those who open the address that it prints.

    Args:
        offer: what visitors meet first.
        standard: the stock SolaraViz page instead of the own one.
        host: address to listen at.
        port: port to listen at; 0 takes a free one.
        allow_origins: origins of proxies that show the page, as browsers write them: ``https://lab.example``.
        root_path: path below which a proxy shows the page.

    Raises:
        BadInput: a scenario or result cannot be loaded, the extra ``viz`` is not installed as it must be,
            the port cannot be listened at, or an origin, the path or the token of ``SHEQU_VIEW_TOKEN`` is
            not one.
        KeyboardInterrupt: Ctrl-C, after the server has closed.
    """
    offer.worlds()
    if offer.result is not None and offer.laboratory is not None:
        offer.laboratory.read(offer.result)
    check_packages()
    origins, root = tuple(map(origin_of, allow_origins)), root_of(root_path)
    with open_port(host, port) as listening:
        admission = ServerAccess(host, listening.getsockname()[1], origins, root)
        put(offer)
        tell_solara({"SOLARA_APP": APPS[standard], SCENARIO_VARIABLE: offer.scenario}, admission.root)
        compile_rules()
        serve(admission, listening)


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


def assets_folder() -> Path:
    """Find the scripts that solara's pages are made of, wherever they were installed.

    Raises:
        BadInput: they are not there.
    """
    found = next((one for one in files("solara-assets") or [] if one.as_posix().endswith(AN_ASSET)), None)
    asset = Path(found.locate()).resolve() if found else None
    if asset is None or not asset.is_file():
        raise BadInput(f"the page needs the files of solara-assets, which are not there: {INSTALL}")
    return asset.parents[1]


def tell_solara(page: dict[str, str], root: str) -> None:
    """Set what solara reads from the environment when it is imported: no telemetry, no content network."""
    own = {"SOLARA_ASSETS_PROXY": "True", "SOLARA_ASSETS_PROXY_CACHE_DIR": str(assets_folder())}
    os.environ.update(ENVIRONMENT | own | page | ({"SOLARA_ROOT_PATH": root} if root else {}))


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

    print(
        "shequ: preparing the page (a minute or two where the model has not been compiled yet)",
        file=sys.stderr,
        flush=True,
    )
    tiny = load_scenario("tiny", overrides=["calendar.burn_in=2", "calendar.horizon=14"])
    reform = load_scenario("tiny+report_package").policies
    twin = Twin(tiny, replace(tiny, policies=reform))
    while twin.advance():
        pass
    explain(twin.world(1).district, 0)


def serve(admission: ServerAccess, listening: socket.socket) -> None:
    """Answer until Ctrl-C."""
    from sim.views.server import make_server

    make_server(admission).run(sockets=[listening])

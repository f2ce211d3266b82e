"""Who may see the page: only whoever was given its address, and no other web site that a browser has open.

A page on loopback is within reach of every site that the analyst visits: a script may open its socket, or
have the name of its own site point to this computer. So a request must name this server as its host, come
from the page itself, and bring the token that the printed address holds.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final, Literal
from urllib.parse import urlsplit

from sim.engine.settings import BadInput

Objection = Literal["host", "origin", "token", ""]

PLAIN_PORTS: Final = {"http": 80, "https": 443}
TOKEN: Final = "token"
TOKEN_VARIABLE: Final = "SHEQU_VIEW_TOKEN"
TOKEN_BYTES: Final = 24  # beyond guessing: 2^192 possible
SHORTEST_TOKEN: Final = 16


def chosen_token() -> str:
    """Give the environment's token, with which a server that starts again stays open to the same browsers.

    Returns:
        That token; a new one, beyond guessing, if there is none.

    Raises:
        BadInput: it could be guessed, or cannot stand in an address.
    """
    token = os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(TOKEN_BYTES)
    if len(token) < SHORTEST_TOKEN or re.fullmatch(r"[A-Za-z0-9_-]*", token) is None:
        raise BadInput(f"{TOKEN_VARIABLE}: needs at least {SHORTEST_TOKEN} letters, digits, - or _")
    return token


@dataclass(frozen=True)
class ServerAccess:
    """What a server was started for.

    Attributes:
        host: name or number that it listens at.
        port: port that it listens at; tells the cookies of several servers on one computer apart.
        origins: origins of proxies that show the page, as ``origin_of`` gives them.
        root: path below which a proxy shows the page, as ``root_of`` gives it.
        token: what the first address holds.
    """

    host: str
    port: int
    origins: tuple[str, ...] = ()
    root: str = ""
    token: str = field(default_factory=chosen_token)

    @property
    def cookie(self) -> str:
        """Name of the cookie that keeps the token; cookies of all ports of a host lie in one jar."""
        return f"shequ_{TOKEN}_{self.port}"

    @property
    def addresses(self) -> list[str]:
        """What to type into a browser: on this computer, then where proxies show the page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        places = [f"http://{host}:{self.port}", *self.origins]
        return [f"{place}{self.root}/?{TOKEN}={self.token}" for place in places]

    def objection(self, hosts: Sequence[str], origins: Sequence[str], tokens: Sequence[str]) -> Objection:
        """Tell why a request is refused; empty if it is let in.

        Args:
            hosts: its ``Host`` headers; there must be one.
            origins: its ``Origin`` headers; browsers send one with every socket.
            tokens: tokens that it brings.
        """
        if len(hosts) != 1 or not self._is_own(_name_of(hosts[0])):
            return "host"
        if not all(self._is_page(one.lower(), hosts[0].lower()) for one in origins):
            return "origin"
        return "" if any(self._is_token(one) for one in tokens) else "token"

    def _is_own(self, name: str) -> bool:
        if _is_number(name) and (_is_loopback(name) or _is_everywhere(self.host)):
            return True  # a number cannot be made to point elsewhere, as a name can
        proxies = [_name_of(urlsplit(one).netloc) for one in self.origins]
        names = ["localhost", self.host.lower(), *proxies]
        return name in names or (_is_everywhere(self.host) and name == socket.gethostname().lower())

    def _is_page(self, origin: str, host: str) -> bool:
        """Whether a page of this origin is the one that the host serves, or a proxy's."""
        scheme, _, place = origin.partition("://")
        return origin in self.origins or (scheme in PLAIN_PORTS and place == host)

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(errors="replace"), self.token.encode())


def origin_of(text: str) -> str:
    """Read the origin of a proxy, as browsers write it.

    Raises:
        BadInput: it is not a scheme, a host and perhaps a port.
    """
    found = re.fullmatch(r"(https?)://([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?", text.lower())
    if found is None:
        raise BadInput(f"--allow-origin {text}: must be like https://lab.example or http://lab.example:8080")
    scheme, host, port = found.groups()
    return f"{scheme}://{host}" + (f":{port}" if port and int(port) != PLAIN_PORTS[scheme] else "")


def root_of(text: str) -> str:
    """Read the path below which a proxy shows the page; gives it without a slash at its end.

    Raises:
        BadInput: it is not a path.
    """
    if re.fullmatch(r"/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?", text) is None:
        raise BadInput(f"--root-path {text}: must be like /models/community")
    return text.rstrip("/")


def _name_of(place: str) -> str:
    """The host's name in ``name:port``; empty if it cannot be read."""
    try:
        return (urlsplit(f"//{place}").hostname or "") if "@" not in place else ""
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def _is_loopback(number: str) -> bool:
    return ip_address(number).is_loopback


def _is_everywhere(host: str) -> bool:
    return _is_number(host) and ip_address(host).is_unspecified

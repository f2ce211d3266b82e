"""A small reverse proxy on loopback, as an institute would put before the page, and a foreign web site."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

END = b"\r\n\r\n"


@dataclass
class Proxy:
    """Shows what is served at another port below a path, which it takes off; names that port as the host."""

    prefix: str
    behind: int = 0
    strangers: list[str] = field(default_factory=list)
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def serve(self) -> None:
        """Answer until the socket is closed."""
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                threading.Thread(target=self.pass_on, args=(client,), daemon=True).start()

    def pass_on(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            head, rest = read_head(client)
            method, path, version = head[0].split(" ")
            if not path.startswith(self.prefix):
                self.strangers.append(path)
                client.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", self.behind)) as server:
                lines = [f"{method} {path.removeprefix(self.prefix) or '/'} {version}", *self.told(head[1:])]
                server.sendall("\r\n".join(lines).encode("latin-1") + END + rest)
                back = threading.Thread(target=pump, args=(client, server), daemon=True)
                back.start()
                pump(server, client)
                back.join(5)

    def told(self, lines: list[str]) -> list[str]:
        """Headers as the server gets them: one request a connection, unless it becomes a socket."""
        upgrade = any(line.lower().startswith("upgrade:") for line in lines)
        dropped = ("host:",) if upgrade else ("host:", "connection:")
        kept = [line for line in lines if not line.lower().startswith(dropped)]
        return [f"Host: 127.0.0.1:{self.behind}", *kept, *([] if upgrade else ["Connection: close"])]


def read_head(client: socket.socket) -> tuple[list[str], bytes]:
    """Read a request line and headers; gives what came after them too."""
    got = b""
    while END not in got:
        more = client.recv(65536)
        if not more:
            raise ConnectionError
        got += more
    head, _, rest = got.partition(END)
    return head.decode("latin-1").split("\r\n"), rest


def pump(source: socket.socket, sink: socket.socket) -> None:
    """Pass on what comes until the source ends."""
    with suppress(OSError):
        while more := source.recv(65536):
            sink.sendall(more)
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def running(proxy: Proxy) -> Iterator[Proxy]:
    """Serve until the block ends."""
    thread = threading.Thread(target=proxy.serve, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        with suppress(OSError):
            proxy.listening.shutdown(socket.SHUT_RDWR)
        proxy.listening.close()
        thread.join(5)

"""Stands before the page: lets requests in or not, and tells the browser to ask nobody else for anything.

A browser moves the token from the first address into a cookie that no other site can have sent (SameSite),
so that the visible address, which people copy and pass on, is free of it. A redirect would not do: a browser
that came by a link on another site would hold the cookie back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.views.admission import TOKEN, Objection, ServerAccess

POLICY_VIOLATION: Final = 1008  # RFC 6455, section 7.4.1
FORBIDDEN: Final = 403
OWN_ONLY: Final = (
    "default-src 'self' data: blob:",
    "script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'",  # solara compiles components in the browser
    "style-src 'self' 'unsafe-inline'",
)
HEAD: Final = '<!doctype html><meta charset="utf-8"><title>shequ 社区</title>'
MOVE: Final = f"""{HEAD}<script>
const kept = location.search.slice(1).split("&").filter((one) => one && !one.startsWith("{TOKEN}="));
location.replace(location.pathname + (kept.length ? "?" + kept.join("&") : "") + location.hash);
</script>"""
REFUSE: Final = f"""{HEAD}<meta name="viewport" content="width=device-width">
<body style="font: 16px/1.6 sans-serif; max-width: 44em; margin: 3em auto; padding: 0 1em">
<p lang="en">{{}}</p><p lang="zh">{{}}</p></body>"""
WHY: Final[dict[Objection, tuple[str, str]]] = {
    "host": (
        "The page was not started for this host name. If a proxy shows it under that name, start it with "
        "<code>--allow-origin</code>.",
        "本页面并非为此主机名启动。如由代理以该名称提供，请在启动时加上 <code>--allow-origin</code>。",
    ),
    "origin": (
        "Another web site asked for this page. If that site is a proxy that shows it, start the page with "
        "<code>--allow-origin</code>.",
        "请求来自另一网站。如该网站是提供本页面的代理，请在启动时加上 <code>--allow-origin</code>。",
    ),
    "token": (
        "Open the address that <code>shequ view</code> printed when it was started: it holds a token. "
        'If this browser has opened that address already, <a href="">go on from here</a>.',
        "请打开 <code>shequ view</code> 启动时显示的地址，其中含有令牌。"
        '如此浏览器已打开过该地址，<a href="">请由此继续</a>。',
    ),
}


@dataclass(frozen=True)
class Guard:
    """An ASGI application before another; ``root`` is taken off paths from which the proxy did not."""

    app: ASGIApp
    admission: ServerAccess

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, move the token, or pass on."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        asked = HTTPConnection(scope)
        tokens = asked.query_params.getlist(TOKEN) if scope["type"] == "http" else []
        objection = self._objection(asked, tokens)
        if objection:
            await _refuse(objection, scope, receive, send)
        elif tokens:
            await self._move(asked, receive, send)
        else:
            await self.app(self._below_root(scope), receive, self._closed(send))

    def _objection(self, asked: HTTPConnection, tokens: list[str]) -> Objection:
        kept = asked.cookies.get(self.admission.cookie)
        brought = tokens if kept is None else [*tokens, kept]
        headers = asked.headers
        return self.admission.objection(headers.getlist("host"), headers.getlist("origin"), brought)

    async def _move(self, asked: HTTPConnection, receive: Receive, send: Send) -> None:
        found = HTMLResponse(MOVE, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
        found.set_cookie(
            self.admission.cookie,
            self.admission.token,
            path=self.admission.root or "/",
            secure=asked.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        await found(asked.scope, receive, send)

    def _below_root(self, scope: Scope) -> Scope:
        root, path = self.admission.root, scope["path"]
        if not root or path.partition(root)[0] or path[len(root) :][:1] not in ("", "/"):
            return scope
        rest = path[len(root) :] or "/"
        return {**scope, "path": rest, "raw_path": rest.encode()}

    def _closed(self, send: Send) -> Send:
        """Answers under which a browser asks and tells nobody else, and shows the page inside no other."""
        policy = "; ".join([*OWN_ONLY, " ".join(["frame-ancestors 'self'", *self.admission.origins])])

        async def send_closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        return send_closed


async def _refuse(objection: Objection, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": objection})
    else:
        page = REFUSE.format(*WHY[objection])
        await HTMLResponse(page, FORBIDDEN, {"Cache-Control": "no-store"})(scope, receive, send)

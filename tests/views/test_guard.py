"""Who is let in: the right host, the page's own origin, and the token; anybody else learns nothing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie

import pytest
from starlette.types import Message, Receive, Scope, Send

from sim.engine.settings import BadInput
from sim.views.admission import TOKEN_VARIABLE, ServerAccess, origin_of, root_of
from sim.views.guard import Guard

TOKEN = "a-token-of-the-tests-only"
LAB = "https://lab.example"
OPEN = ServerAccess("127.0.0.1", 8765, token=TOKEN)
BEHIND = replace(OPEN, origins=(LAB,), root="/models/community")
HELD = f"shequ_token_8765={TOKEN}"


@dataclass
class Inside:
    """An application that tells that it was reached, and by what path."""

    reached: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached.append(scope["path"])
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"the page"})


@dataclass
class Reply:
    """What came back."""

    sent: list[Message]
    reached: list[str]

    @property
    def status(self) -> int:
        return int(self.sent[0].get("status", 0))

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode().lower(): value.decode() for name, value in self.sent[0]["headers"]}


def ask(
    admission: ServerAccess, target: str = "/", *, kind: str = "http", scheme: str = "http", **headers: str
) -> Reply:
    """Ask the guard for something, as a browser does with these headers."""
    path, _, query = target.partition("?")
    scope = {
        "type": kind,
        "method": "GET",
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    inside, sent = Inside(), list[Message]()

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Guard(inside, admission)(scope, receive, send))
    return Reply(sent, inside.reached)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:9000", "[::1]:8765", "127.0.0.2"]
)
def test_this_computer_by_any_of_its_own_names_is_let_in_with_the_token(host: str) -> None:
    assert ask(OPEN, host=host, cookie=HELD).reached == ["/"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "192.168.1.9:8765",
        "localhost@evil.example",
        "[",
        "",
        "0.0.0.0",
    ],
)
def test_any_other_host_is_refused_even_with_the_token(host: str) -> None:
    answer = ask(OPEN, host=host, cookie=HELD)
    assert (answer.status, answer.reached) == (403, [])


def test_a_request_without_a_host_is_refused() -> None:
    assert ask(OPEN, cookie=HELD).reached == []


def test_a_server_for_the_whole_network_answers_to_numbers_but_to_no_foreign_name() -> None:
    everywhere = replace(OPEN, host="0.0.0.0")
    assert ask(everywhere, host="192.168.1.9:8765", cookie=HELD).reached == ["/"]
    assert ask(everywhere, host="evil.example:8765", cookie=HELD).reached == []


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:3000", "http://localhost:8765"]
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_another_origin_is_refused_even_with_the_token(origin: str, kind: str) -> None:
    answer = ask(
        OPEN, "/jupyter/api/kernels/1/channels", kind=kind, host="127.0.0.1:8765", origin=origin, cookie=HELD
    )
    assert answer.reached == []
    assert kind == "http" or answer.sent == [{"type": "websocket.close", "code": 1008, "reason": "origin"}]


def test_the_page_itself_opens_its_socket_also_through_a_tunnel_to_another_port() -> None:
    for place in ("127.0.0.1:8765", "localhost:9000"):
        assert ask(
            OPEN, "/ws", kind="websocket", host=place, origin=f"http://{place}", cookie=HELD
        ).reached == ["/ws"]


@pytest.mark.parametrize(
    "cookie", ["", "shequ_token_8765=", "shequ_token_8765=wrong", f"shequ_token_8766={TOKEN}"]
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("path", ["/", "/resourcez", "/shequ/fonts/OFL.txt", "/_solara/cdn/echarts@5.4.0"])
def test_without_the_token_nothing_is_answered(cookie: str, kind: str, path: str) -> None:
    assert ask(OPEN, path, kind=kind, host="127.0.0.1:8765", cookie=cookie).reached == []


def test_a_wrong_token_in_the_address_is_refused() -> None:
    assert ask(OPEN, "/?token=wrong", host="127.0.0.1:8765").status == 403


def test_a_socket_does_not_take_the_token_from_its_address() -> None:
    assert ask(OPEN, f"/ws?token={TOKEN}", kind="websocket", host="127.0.0.1:8765").reached == []


@pytest.mark.parametrize(
    ("admission", "path", "scheme"), [(OPEN, "/", "http"), (BEHIND, "/models/community", "https")]
)
def test_the_token_of_the_address_is_moved_into_a_cookie_for_this_page_alone(
    admission: ServerAccess, path: str, scheme: str
) -> None:
    answer = ask(admission, f"/?lang=zh&token={TOKEN}", scheme=scheme, host="127.0.0.1:8765")
    kept = SimpleCookie(answer.headers["set-cookie"])["shequ_token_8765"]
    assert (answer.status, answer.reached, kept.value) == (200, [], TOKEN)
    assert (kept["samesite"], kept["path"], kept["httponly"]) == ("strict", path, True)
    assert bool(kept["secure"]) is (scheme == "https")
    assert answer.headers["cache-control"] == "no-store"


def test_a_proxy_is_let_in_by_its_origin_whatever_host_it_names() -> None:
    for host in ("127.0.0.1:8765", "lab.example"):
        assert ask(BEHIND, "/ws", kind="websocket", host=host, origin=LAB, cookie=HELD).reached == ["/ws"]
    assert ask(OPEN, "/ws", kind="websocket", host="127.0.0.1:8765", origin=LAB, cookie=HELD).reached == []


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        ("/models/community/static/a.js", "/static/a.js"),
        ("/models/community", "/"),
        ("/static/a.js", "/static/a.js"),
        ("/models/communityx", "/models/communityx"),
    ],
)
def test_the_path_of_a_proxy_is_taken_off_where_the_proxy_left_it(asked: str, reached: str) -> None:
    assert ask(BEHIND, asked, host="lab.example", cookie=HELD).reached == [reached]


def test_a_browser_may_ask_nobody_else_and_show_the_page_in_no_other() -> None:
    policy = ask(BEHIND, host="lab.example", cookie=HELD).headers["content-security-policy"]
    assert policy.startswith("default-src 'self' data: blob:;")
    assert policy.endswith(f"frame-ancestors 'self' {LAB}")
    assert "http:" not in policy


def test_tokens_differ_from_start_to_start_unless_the_environment_gives_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    assert len({ServerAccess("::1", 1).token for _ in range(8)}) == 8
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    assert ServerAccess("::1", 1, root="/a").addresses == [f"http://[::1]:1/a/?token={TOKEN}"]
    for weak in ("short", "with a space in the middle", "令牌令牌令牌令牌令牌令牌令牌令牌"):
        monkeypatch.setenv(TOKEN_VARIABLE, weak)
        with pytest.raises(BadInput, match="SHEQU_VIEW_TOKEN: needs at least 16 letters"):
            ServerAccess("::1", 1)


@pytest.mark.parametrize(
    "wrong", ["*", "lab.example", "https://lab.example/", "ftp://lab.example", "https://a b", ""]
)
def test_what_is_no_origin_is_refused(wrong: str) -> None:
    with pytest.raises(BadInput, match="--allow-origin"):
        origin_of(wrong)


def test_origins_are_kept_as_browsers_write_them() -> None:
    assert origin_of("HTTPS://Lab.Example:443") == LAB
    assert origin_of("http://[::1]:80") == "http://[::1]"
    assert origin_of("http://lab.example:8080") == "http://lab.example:8080"


@pytest.mark.parametrize("wrong", ["models", "//evil.example", "/a/../b", "/a b", '/a"b', "https://a/b"])
def test_what_is_no_path_is_refused(wrong: str) -> None:
    with pytest.raises(BadInput, match="--root-path"):
        root_of(wrong)


def test_a_path_may_end_in_a_slash_or_be_none() -> None:
    assert [root_of(one) for one in ("", "/", "/models/community/")] == ["", "", "/models/community"]

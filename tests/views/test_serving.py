"""The running server as other web sites, proxies and browsers meet it."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sim.views.launch import assets_folder
from tests.views.browser import SHORT, Complaints, opened, served
from tests.views.proxies import Proxy, running
from tests.waiting import HANG, PATIENCE

SOCKET = "/jupyter/api/kernels/5b6aa4d1/channels?session_id=7"
# Whether a page of another origin can open the page's socket: what an attacker's script would do.
STEAL = """(address) => new Promise((done) => {
    const one = new WebSocket(address);
    one.onopen = () => done("opened");
    one.onerror = () => done("refused");
})"""


def place_of(where: str) -> str:
    return urlsplit(where).netloc


def cookie_of(where: str) -> str:
    return f"shequ_token_{urlsplit(where).port}={where.partition('token=')[2]}"


def status_of(where: str, path: str, **headers: str) -> int:
    asked = Request(f"http://{place_of(where)}{path}", headers=headers)
    try:
        with urlopen(asked, timeout=HANG) as answer:
            return int(answer.status)
    except HTTPError as refused:
        with refused:
            return refused.code


def socket_of(where: str, **headers: str) -> int:
    """What the server answers to one who asks for the page's socket: 101 opens it."""
    try:
        with connect(f"ws://{place_of(where)}{SOCKET}", additional_headers=headers, proxy=None):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def test_the_socket_opens_for_the_page_itself_with_the_token(where: str) -> None:
    own = f"http://{place_of(where)}"
    assert socket_of(where, Origin=own, Cookie=cookie_of(where)) == 101


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_the_socket_is_refused_to_a_foreign_origin_even_with_the_token(where: str, origin: str) -> None:
    assert socket_of(where, Origin=origin, Cookie=cookie_of(where)) == 403


def test_the_socket_is_refused_without_the_token(where: str) -> None:
    own = f"http://{place_of(where)}"
    assert socket_of(where, Origin=own) == 403
    assert socket_of(where, Origin=own, Cookie=cookie_of(where) + "x") == 403


def test_pages_are_refused_under_a_foreign_host_and_without_the_token(where: str) -> None:
    assert status_of(where, "/", Cookie=cookie_of(where)) == 200
    assert status_of(where, "/", Cookie=cookie_of(where), Host="evil.example") == 403
    assert status_of(where, "/") == 403
    assert status_of(where, "/resourcez") == 403


def test_a_file_that_is_not_there_is_asked_of_nobody_and_no_folder_is_emptied(where: str) -> None:
    folder = assets_folder()
    before = sorted(folder.iterdir())
    for path in (
        "no-such-package@1.0.0/index.js",
        "echarts@5.4.0",
        "echarts@5.4.0/dist",
        "../../../pyvenv.cfg",
    ):
        assert status_of(where, f"/_solara/cdn/{path}", Cookie=cookie_of(where)) == 404
    assert sorted(folder.iterdir()) == before
    assert (folder / "echarts@5.4.0" / "dist" / "echarts.min.js").is_file()
    assert status_of(where, "/_solara/cdn/echarts@5.4.0/dist/echarts.min.js", Cookie=cookie_of(where)) == 200


def bare(address: str) -> str:
    """Where the page stands, without the state that it writes behind itself at a moment of its own.

    The token must be out of sight by then: an address is shared, a token is not.
    """
    place, _, state = address.partition("?")
    assert "token" not in parse_qs(state)
    return place


@pytest.mark.foreign_draws
def test_another_web_site_in_the_same_browser_can_neither_open_the_socket_nor_show_the_page(
    chromium: Browser, where: str
) -> None:
    place = place_of(where)
    port = urlsplit(where).port
    with running(Proxy("/")) as foreign, opened(chromium) as page:
        page.goto(where)
        page.wait_for_selector(".sq-maps canvas", timeout=PATIENCE)
        assert bare(page.url) == f"http://{place}/"
        assert page.evaluate(STEAL, f"ws://{place}{SOCKET}") == "opened"
        assert page.evaluate("document.cookie").find("shequ_token") < 0
        foreign.behind = port or 0  # what it shows is a refusal; its scripts run all the same
        for evil in (f"http://evil.example:{foreign.port}", f"http://127.0.0.1:{foreign.port}"):
            page.goto(f"{evil}/")
            assert page.evaluate(STEAL, f"ws://{place}{SOCKET}") == "refused"
        answer = page.goto(f"http://evil.example:{port}/")  # its name now points here
        assert answer is not None
        assert answer.status == 403
        assert page.evaluate(STEAL, f"ws://evil.example:{port}{SOCKET}") == "refused"


@pytest.mark.foreign_draws
def test_the_whole_page_works_below_the_path_of_a_proxy_of_another_name(
    chromium: Browser, tmp_path: Path
) -> None:
    proxy, complaints = Proxy("/models/community"), Complaints()
    lab = f"http://lab.example:{proxy.port}"
    words = (*SHORT, "--allow-origin", lab, "--root-path", "/models/community/")
    with running(proxy), served(*words) as (where, _), opened(chromium) as page:
        proxy.behind = urlsplit(where).port or 0
        complaints.watch(page, lab)
        page.goto(f"{lab}/models/community/?token={where.partition('token=')[2]}&lang=en")
        page.wait_for_selector(".sq-maps canvas", timeout=PATIENCE)
        assert bare(page.url) == f"{lab}/models/community/"
        page.get_by_role("button", name="Step", exact=True).click()
        expect(page.get_by_role("slider", name="Month shown")).to_have_value("9")
        expect(page.locator(".sq-chart canvas").first).to_be_visible()
        drawn = page.locator(".sq-maps canvas").first
        expect(drawn).to_have_js_property("style.height", drawn.evaluate("one => one.style.height"))
        assert page.evaluate(
            """() => document.fonts.load('16px "Shequ Sans SC"', '社区').then((one) => one.length)"""
        )
        with page.expect_download() as waiting:
            page.locator("[data-take='maps_svg']").click()
        assert Path(waiting.value.path()).read_bytes().startswith(b"<svg")
        expect(page.locator(".sq-address")).to_contain_text(f"{lab}/models/community/?")
    assert complaints == Complaints()
    assert proxy.strangers == []

"""A server of the page and a headless Chromium, as the end-to-end test needs them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.waiting import HANG, PATIENCE

expect.set_options(timeout=PATIENCE)

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.example 127.0.0.1",  # names of web sites that are not there
)
SHORT: Final = ("tiny", "--set", "calendar.burn_in=8", "--set", "calendar.horizon=14")
LOUD: Final = ("error", "warning")
OURS: Final = "willReadFrequently"  # asked for when a test, not the page, reads a canvas back
HOW: Final = "no Chromium found: apt-get install chromium, or name one in SHEQU_BROWSER"


@dataclass
class Complaints:
    """What a page should not do."""

    errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def watch(self, page: Page, own: str) -> None:
        """Listen to a page from before it is opened."""
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda told: self.errors.append(told.text) if _is_loud(told) else None)
        page.on("response", lambda got: self.refused.append(got.url) if got.status >= 400 else None)
        place = own.partition("/?")[0]
        page.on("request", lambda one: None if _is_own(one.url, place) else self.outside.append(one.url))


def _is_loud(told: ConsoleMessage) -> bool:
    return told.type in LOUD and OURS not in told.text


def _is_own(url: str, own: str) -> bool:
    return url.startswith((own, own.replace("http", "ws", 1), "data:", "blob:"))


def find_browser() -> str:
    """Name the browser; without one, skip the test, or fail it where SHEQU_NEED_BROWSER promises one."""
    found = os.environ.get("SHEQU_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("SHEQU_NEED_BROWSER"):
        pytest.fail(HOW)
    if found is None:
        pytest.skip(HOW)
    return found


@contextmanager
def served(*words: str, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run ``shequ view`` with these words until the block ends; gives the address that it prints.

    The address ends in its token, so that more of a query begins with ``&``.
    """
    command = [sys.executable, "-m", "experiments.cli", "view", *words, "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            said = (word for line in server.stderr for word in line.split())
            yield next(word for word in said if word.startswith("http://")), server
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(HANG)
            except subprocess.TimeoutExpired:
                server.kill()


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start the browser; while it runs, nothing else in this thread can have a loop of events."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def opened(chromium: Browser) -> Iterator[Page]:
    """Open an empty page that shares nothing with others of the browser."""
    with chromium.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        yield page

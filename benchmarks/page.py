"""Time the page in a real browser, and take its pictures for the READMEs.

``python -m benchmarks.page`` prints months a second of play at full speed for 5,000 and 8,000 residents, with
the server's processor time a month and the memory of server and browser, round by round;
``python -m benchmarks.page pictures FOLDER`` writes a picture of the page in each language.
"""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page

from tests.views.browser import opened, running_browser, served

PATIENCE: Final = 120_000
LANGUAGES: Final = {"en": ("page_en.png", "To the end"), "zh": ("page_zh.png", "到终点")}
CALENDAR: Final = ("--set", "calendar.burn_in=12", "--set", "calendar.horizon=120")
PLACES: Final = (
    ("--set", "place.communities=[{type='village', count=2, residents=2500}]"),
    ("--set", "place.communities=[{type='village', count=4, residents=2000}]"),
)
ROUNDS: Final = 5
SHOWN: Final = ("baoan_sample",)
HEIGHT: Final = 1330
COLOURS: Final = 96


def month_of(page: Page) -> int:
    return int(page.locator(".sq-slider input").input_value())


def wait_for(page: Page, month: int) -> None:
    page.wait_for_function(f"document.querySelector('.sq-slider input').value >= {month}", timeout=PATIENCE)


def visit(page: Page, where: str, lang: str) -> None:
    page.goto(f"{where}&lang={lang}")
    page.wait_for_selector(".sq-maps canvas", timeout=PATIENCE)


def measure(*place: str) -> None:
    """Play at full speed from the policy date on, again and again, and count."""
    with (
        served("village", *CALENDAR, *place) as (where, server),
        running_browser() as browser,
        opened(browser) as page,
    ):
        started = time.monotonic()
        visit(page, where, "en")
        print(
            f"usable after {time.monotonic() - started:.1f} s; {page.locator('.sq-title span').inner_text()}"
        )
        wait_for(page, 12)
        for _ in range(ROUNDS):
            page.locator(".sq-transport .sq-main-button").click()
            wait_for(page, 30)
            first, started, worked = month_of(page), time.monotonic(), processor(server.pid)
            wait_for(page, 120)
            months = month_of(page) - first
            speed = months / (time.monotonic() - started)
            work = (processor(server.pid) - worked) / months * 1000.0
            print(f"{speed:.1f} months a second; server {work:.0f} ms a month, {memory(page, server.pid)}")
            wait_for(page, 132)
            page.locator(".sq-transport button").first.click()
            page.wait_for_function("document.querySelector('.sq-slider input').value == 12", timeout=PATIENCE)


def processor(server: int) -> float:
    """Seconds of processor time that a process has used."""
    ticks = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def memory(page: Page, server: int) -> str:
    """Say what server and browser hold."""
    lines = Path(f"/proc/{server}/status").read_text().splitlines()
    held = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
    tools = page.context.new_cdp_session(page)
    tools.send("HeapProfiler.collectGarbage")
    used = tools.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return f"{held:.0f} MB; page {used:.0f} MB"


def take_pictures(folder: Path) -> None:
    """Show the sample at the end of its run."""
    with served(*SHOWN) as (where, _), running_browser() as browser, opened(browser) as page:
        page.set_viewport_size({"width": 1440, "height": HEIGHT})
        for lang, (name, to_end) in LANGUAGES.items():
            visit(page, where, lang)
            wait_for(page, 60)
            page.get_by_role("button", name=to_end, exact=True).click()
            wait_for(page, 120)
            page.wait_for_timeout(1500)
            shrink(page.screenshot(), folder / name)
            print(folder / name)


def shrink(picture: bytes, path: Path) -> None:
    """Keep a picture in 96 colours: a third of the bytes, and nobody sees it."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["pictures"]:
        take_pictures(Path(sys.argv[2]))
    else:
        for place in PLACES:
            measure(*place)

"""Time the page in a real browser, and take its pictures for the READMEs.

``python -m benchmarks.page`` prints months a second of play at full speed for 8,000 residents;
``python -m benchmarks.page pictures FOLDER`` writes a picture of the page in each language.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page

from tests.views.browser import find_browser, opened, served

PATIENCE: Final = 120_000
LANGUAGES: Final = {"en": ("page_en.png", "To the end"), "zh": ("page_zh.png", "到终点")}
LARGE: Final = ("village", "--set", "calendar.burn_in=12", "--set", "calendar.horizon=120")
SHOWN: Final = ("baoan_sample",)
HEIGHT: Final = 1330
COLOURS: Final = 96


def month_of(page: Page) -> int:
    return int(page.locator(".sq-slider input").input_value())


def wait_for(page: Page, month: int) -> None:
    page.wait_for_function(f"document.querySelector('.sq-slider input').value >= {month}", timeout=PATIENCE)


def visit(page: Page, where: str, lang: str) -> None:
    page.goto(f"{where}?lang={lang}")
    page.wait_for_selector(".sq-maps canvas", timeout=PATIENCE)


def measure() -> None:
    """Play at full speed and count."""
    with served(*LARGE) as (where, _), opened(find_browser()) as page:
        started = time.monotonic()
        visit(page, where, "en")
        print(
            f"usable after {time.monotonic() - started:.1f} s; {page.locator('.sq-title span').inner_text()}"
        )
        wait_for(page, 12)
        page.locator(".sq-transport .sq-main-button").click()
        wait_for(page, 30)
        first, started = month_of(page), time.monotonic()
        wait_for(page, 120)
        print(f"{(month_of(page) - first) / (time.monotonic() - started):.1f} months a second in both worlds")


def take_pictures(folder: Path) -> None:
    """Show the sample at the end of its run."""
    with served(*SHOWN) as (where, _), opened(find_browser()) as page:
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
        measure()

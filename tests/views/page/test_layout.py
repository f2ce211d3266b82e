"""The page at the widths of phones, tablets, laptops, at 200 % zoom and on paper: measured in a browser."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.views.browser import opened
from tests.waiting import PATIENCE

VIEW = "resident=31&community=1&month=22&everything=1"
WIDTHS = (320, 390, 560, 768, 960, 1024, 1440)
ZOOMED = (720, 450)  # a laptop of 1440 x 900 at 200 %
ON_PAPER = (
    ".sq-where",
    ".sq-headlines tbody tr",
    ".sq-maps .sq-legend",
    ".sq-curves .sq-legend",
    ".sq-address",
)
PAPER = 703  # A4 without its margins, in CSS pixels

# Faults of layout, each with what it was found at.
FAULTS: Final = """() => {
    const page = document.querySelector(".sq-page");
    const box = (one) => one.getBoundingClientRect();
    const name = (one) => `${one.tagName}.${one.className} ${Math.round(box(one).width)} px`
        + `: ${(one.innerText || one.value || "").slice(0, 40)}`;
    const scrolls = ".sq-skip, .sq-curves .sq-scroll, .sq-curves .sq-scroll *"; // a wide table of months
    const seen = [...page.querySelectorAll(`*:not(${scrolls})`)].filter((one) => one.getClientRects().length);
    const form = (one) => ["INPUT", "SELECT"].includes(one.tagName);
    const column = "section, aside, figure, .sq-side, .sq-main, .sq-main > *, .sq-pair > *, .sq-columns > *, "
        + ".sq-chart, .sq-pickers > *, .sq-scroll";
    const found = (fault, is) => seen.filter(is).map((one) => `${fault} ${name(one)}`);
    const ruler = document.createElement("canvas").getContext("2d");
    const arrow = matchMedia("print").matches ? 0 : 16;
    const cut = (one) => {
        if (one.tagName !== "SELECT" || !one.selectedOptions.length) return false;
        ruler.font = getComputedStyle(one).font;
        return ruler.measureText(one.selectedOptions[0].text).width > one.clientWidth - arrow;
    };
    const style = (one) => getComputedStyle(one);
    const written = (one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    return [
        ...found("narrow", (one) => one.matches(column) && box(one).width < 200),
        ...found("beyond", (one) => box(one).right > innerWidth + 1 || box(one).left < -1),
        ...found("clipped", (one) => !form(one) && one.scrollWidth > one.clientWidth + 1
            && style(one).overflowX !== "visible"),
        ...found("hidden", (one) => !form(one) && one.scrollHeight > one.clientHeight + 1
            && style(one).overflowY === "hidden"),
        ...found("cut", cut),
        ...found("squeezed", (one) => written(one) && box(one).width < 40 && box(one).height > 66),
    ];
}"""
HELD: Final = """() => [...document.querySelectorAll("body, body *:has(.sq-page)")]
    .filter((one) => one.clientHeight < document.querySelector(".sq-page").offsetHeight)
    .map((one) => one.tagName + one.className)"""


def open_everything(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".sq-maps canvas", timeout=PATIENCE)
    expect(page.get_by_role("slider").first).to_have_value("22", timeout=PATIENCE)
    expect(page.locator(".sq-why table").first).to_be_visible(timeout=PATIENCE)
    page.evaluate("document.querySelectorAll('.sq-page details').forEach((one) => (one.open = true))")
    page.locator(".sq-chip").first.click()
    expect(page.locator(".sq-clause blockquote")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".sq-chart canvas").first).to_be_visible(timeout=PATIENCE)


def faults(page: Page, width: int, height: int = 900) -> list[str]:
    """Faults once the pictures have taken the new width."""
    page.set_viewport_size({"width": width, "height": height})
    fits = """() => [...document.querySelectorAll(".sq-page canvas")].every((one) =>
        Math.abs(one.getBoundingClientRect().width - one.closest("figure, .sq-chart").clientWidth) < 2)"""
    page.wait_for_function(fits)
    return [f"{width} px: {one}" for one in page.evaluate(FAULTS)]


@pytest.mark.foreign_draws
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_column_is_narrow_and_nothing_is_clipped_at_any_width_zoom_or_on_paper(
    chromium: Browser, where: str, language: str
) -> None:
    with opened(chromium) as page:
        open_everything(page, f"{where}&lang={language}&{VIEW}")
        found = [one for width in WIDTHS for one in faults(page, width)]
        assert "\n".join(found + faults(page, *ZOOMED)) == ""
        check_what_stays_on_top(page)
        check_paper(page)


def check_what_stays_on_top(page: Page) -> None:
    """At 200 % zoom the bar that would stay on top scrolls away: it would take a third of the window."""
    assert page.evaluate("getComputedStyle(document.querySelector('.sq-transport')).position") == "static"
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate("getComputedStyle(document.querySelector('.sq-transport')).position") == "sticky"


def check_paper(page: Page) -> None:
    """Answer, table and legend are on it, whole, and nothing that can only be pressed."""
    page.emulate_media(media="print")
    assert "\n".join(faults_on_paper(page)) == ""
    for part in ON_PAPER:
        assert page.locator(part).first.is_visible(), part
    assert page.locator(".sq-page button:visible:not(.sq-name):not(.sq-link)").count() == 0
    assert page.locator(".sq-page input[type=range]:visible").count() == 0
    assert page.evaluate(HELD) == []
    order = [page.locator(part).bounding_box() for part in (".sq-headlines", ".sq-levers")]
    assert order[0] is not None
    assert order[1] is not None
    assert order[0]["y"] < order[1]["y"]
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert len(sheets) > 2  # not only what a screen shows


def faults_on_paper(page: Page) -> list[str]:
    page.set_viewport_size({"width": PAPER, "height": 1000})
    return [f"paper: {one}" for one in page.evaluate(FAULTS)]

"""The whole page in a real browser: it loads offline, steps, plays, resets, and complains of nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from sim.policies import levers
from tests.views.browser import Complaints, opened, served
from tests.waiting import PATIENCE, until

COLOURS = """() => {
    const canvas = document.querySelector(".shequ-map canvas");
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(pixels.buffer)).size;
}"""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def step_of(page: Page) -> int:
    return int(page.get_by_text("Step: ").inner_text().split()[-1])


def wait_for_step(page: Page, least: int) -> int:
    until(lambda: step_of(page) >= least)
    return step_of(page)


def check_first_sight(page: Page) -> None:
    expect(page.locator(".shequ-curves canvas")).to_be_visible()
    expect(page.get_by_text("month 0 of 72", exact=False)).to_be_visible()
    side_bar = page.locator(".v-navigation-drawer").inner_text()
    assert [lever.label_zh for lever in levers().values() if lever.label_zh not in side_bar] == []
    expect(page.get_by_text("Use Threads")).to_be_hidden()
    assert page.evaluate(COLOURS) >= 3


def check_steps(page: Page) -> None:
    press(page, "Step")
    assert wait_for_step(page, 1) == 1
    expect(page.get_by_text("month 1 of 72", exact=False)).to_be_visible()
    before = page.evaluate(COLOURS)
    press(page, "Ladder 阶梯")
    expect(page.get_by_text("representative 代表委员")).to_be_visible()
    press(page, "This month 本月")
    expect(page.get_by_text("volunteered 参加志愿服务").first).to_be_visible()
    assert page.evaluate(COLOURS) >= 3 <= before


def check_play_at_full_speed(page: Page) -> None:
    """At the shortest interval Mesa's own pages die; ours plays on, and to the end of the run."""
    page.get_by_role("slider").first.focus()
    page.keyboard.press("Home")
    press(page, "▶")
    assert wait_for_step(page, 25) >= 25
    press(page, "Reset")
    expect(page.get_by_text("Step: 0")).to_be_visible()
    press(page, "▶")
    assert wait_for_step(page, 72) == 72
    expect(page.get_by_text("month 72 of 72", exact=False)).to_be_visible()
    expect(page.locator(".v-alert")).to_have_count(0)
    expect(page.get_by_role("button", name="Step", exact=True)).to_be_disabled()


@pytest.mark.slow
@pytest.mark.foreign_draws
def test_the_page_in_a_browser(chromium: Browser) -> None:
    complaints = Complaints()
    with served("tiny+report_package", "--standard") as (where, server), opened(chromium) as page:
        complaints.watch(page, where)
        page.goto(where)
        page.wait_for_selector(".shequ-map canvas", timeout=PATIENCE)
        check_first_sight(page)
        check_steps(page)
        check_play_at_full_speed(page)
        press(page, "Reset")
        expect(page.get_by_text("month 0 of 72", exact=False)).to_be_visible()
    assert complaints == Complaints()
    assert server.returncode == 130

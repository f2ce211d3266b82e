"""The whole page in a real browser: everything an analyst does, offline, and nothing complains."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from sim.outcomes.register import OUTCOMES
from sim.policies import levers
from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from tests.views.browser import Complaints, opened, served
from tests.waiting import PATIENCE, until

SVG = "{http://www.w3.org/2000/svg}"
SHORT = ("--set", "calendar.burn_in=8", "--set", "calendar.horizon=14")
COLOURS = """() => [...document.querySelectorAll(".sq-maps canvas")].map((canvas) => {
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(pixels.buffer)).size;
})"""
OUTLINE = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
# Text whose colour stands out less than 4.5 to 1 from what is behind it (WCAG 2.1, AA).
CONTRAST = """() => {
    const numbers = (colour) => colour.match(/[0-9.]+/g).map(Number);
    const linear = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
    const behind = (one) => {
        const colour = one ? numbers(getComputedStyle(one).backgroundColor) : [255, 255, 255];
        return colour.length === 4 && colour[3] === 0 ? behind(one.parentElement) : colour;
    };
    const written = (one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    return [...document.querySelectorAll(".sq-page *")]
        .filter((one) => one.offsetParent && written(one) && !one.closest(":disabled"))
        .filter((one) => {
            const two = [light(numbers(getComputedStyle(one).color)), light(behind(one))];
            return Math.max(...two) / Math.min(...two) < 4.5;
        })
        .map((one) => one.outerHTML);
}"""
FONT = """() => document.fonts.load('16px "Shequ Sans SC"', '社区').then((found) => found.length)"""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def month_of(page: Page) -> int:
    value = page.get_by_role("slider", name="Month shown").input_value()
    return int(value)


def wait_for_month(page: Page, month: int) -> None:
    until(lambda: month_of(page) == month)


def check_first_sight(page: Page) -> None:
    expect(page.locator(".sq-chart canvas").first).to_be_visible()
    wait_for_month(page, 8)
    expect(page.locator(".sq-where")).to_contain_text("the reform begins next month")
    assert min(page.evaluate(COLOURS)) >= 4
    assert page.evaluate(FONT) == 1
    for one in levers().values():
        assert page.locator(".sq-lever label", has_text=one.label_en).count() >= 1


def check_a_lever_during_play(page: Page) -> None:
    press(page, "Step")
    wait_for_month(page, 9)
    press(page, "Play")
    box = page.locator("[id='input-policies.tasks.catalogue']")
    box.fill("35")
    box.press("Enter")
    expect(page.locator(".sq-command").last).to_contain_text("policies.tasks.catalogue%3D0.35")
    wait_for_month(page, 22)
    expect(page.locator(".sq-message")).to_have_count(0)


def check_scrubbing_and_language(page: Page) -> None:
    slider = page.get_by_role("slider", name="Month shown")
    slider.fill("12")
    wait_for_month(page, 12)
    expect(page.locator(".sq-where")).to_contain_text("month 4 of the reform")
    press(page, "中文")
    expect(page.get_by_role("heading", name="政策杠杆")).to_be_visible()
    expect(page.locator(".sq-where")).to_contain_text("改革第 4 个月")
    page.get_by_role("button", name=OUTCOMES["civic"].label_zh, exact=True).press("Enter")
    expect(page.locator(".sq-tip")).to_have_text(OUTCOMES["civic"].sentence_zh)
    text = page.locator(".sq-levers").inner_text()
    assert levers()["policies.tasks.catalogue"].label_zh in text
    press(page, "English")
    wait_for_month(page, 12)


def check_why(page: Page) -> None:
    page.locator(".sq-maps canvas").nth(1).click(position={"x": 70, "y": 70})
    expect(page.locator(".sq-why tbody tr, .sq-why p").first).to_be_visible()
    page.get_by_label("Resident", exact=True).fill("30")
    press(page, "Show")
    expect(page.locator(".sq-why h3")).to_contain_text("Resident 30")
    expect(page.locator(".sq-why h3")).to_contain_text("In month 12")
    page.locator(".sq-closer select").select_option("0")
    expect(page.locator(".sq-bodies")).to_contain_text("Committee: staff hours")


def check_clause(page: Page) -> None:
    """From a lever to its clause, and from the clause to its levers and outcomes."""
    page.get_by_role("button", name="S1.2", exact=True).first.click()
    expect(page.locator(".sq-clause blockquote")).to_contain_text("政府事务进社区的管理办法")
    page.locator(".sq-clause").get_by_role("button", name="Money follows tasks").click()
    expect(page.locator("[id='input-policies.tasks.access_funding']")).to_be_focused()
    page.locator(".sq-clause").get_by_role("button", name="unfunded ad hoc tasks").click()
    expect(page.locator(".sq-pickers select").first).to_have_value("tasks.unfunded_ad_hoc")
    page.locator(".sq-pickers select").first.select_option("civic")


def check_what_is_taken_away(page: Page, folder: Path) -> None:
    """The numbers in the files are those of a batch run."""
    press(page, "All back to the status quo")
    page.get_by_label("Start from").select_option("task_catalogue")
    press(page, "Reset")
    wait_for_month(page, 8)
    press(page, "To the end")
    wait_for_month(page, 22)
    months = list(csv.DictReader(io.StringIO(taken(page, "csv", folder).decode("utf-8-sig"))))
    overrides = [word for word in SHORT if word != "--set"]
    names = ("tiny", "tiny+task_catalogue")
    runs = simulate_forked([load_scenario(name, seed=0, overrides=overrides) for name in names])
    for line in months[::97]:
        column = runs[0].keys.index((line["outcome"], line["group"]))
        for run, name in zip(runs, ("Status quo", "Reform"), strict=True):
            assert line[name] in ("", repr(float(run.values[int(line["month"]) - 1, column])))
    for what, words in (
        ("curves", ("took part in self-governance", "Status quo", "Reform")),
        ("maps", ("Reform · In month 22", "volunteered", "a social organisation")),
    ):
        assert taken(page, f"{what}_png", folder).startswith(b"\x89PNG")
        drawn = ElementTree.fromstring(taken(page, f"{what}_svg", folder))
        written = [one.text for one in drawn.iter(f"{SVG}text")]
        assert set(words) <= set(written)
        assert len(list(drawn.iter(f"{SVG}path"))) > 10
    assert b"catalogue = 0.8" in taken(page, "toml", folder)


def taken(page: Page, what: str, folder: Path) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"[data-take='{what}']").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


def check_certainty(page: Page) -> None:
    page.locator(".sq-certainty .sq-run").click()
    expect(page.locator(".sq-certainty")).to_contain_text("of 8 worlds")
    expect(page.locator(".sq-headlines th", has_text="range over worlds")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".sq-certainty .sq-run")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".sq-basis")).to_contain_text("8 plausible worlds")
    press(page, "Show this one seed")
    expect(page.locator(".sq-headlines th", has_text="range over worlds")).to_have_count(0)


def check_wild_clicks(page: Page) -> None:
    press(page, "Reset")
    press(page, "Play")
    for _ in range(6):
        for name in ("colour", "sq-lang"):
            if name == "colour":
                page.locator(".sq-maps select").first.select_option(index=3)
            else:
                page.locator(".sq-lang").click()
        page.locator(".sq-transport button").nth(1).click()
        page.locator(".sq-transport button").first.click()
    page.locator(".sq-header input").fill("7")
    page.locator(".sq-header input").press("Enter")
    page.locator(".sq-transport button").nth(4).click()
    expect(page.locator(".sq-where")).to_contain_text("22", timeout=PATIENCE)
    expect(page.locator(".sq-message")).to_have_count(0)


def check_keyboard(page: Page) -> None:
    """Every control can be reached, shows that it is, and says what it is to those who do not see it."""
    page.locator(".sq-lang").focus()
    for _ in range(24):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE), page.evaluate("document.activeElement.outerHTML")
    page.locator(".sq-skip").press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".sq-headlines input").first).to_be_focused()
    assert page.evaluate(CONTRAST) == []
    nameless = page.evaluate(
        """() => [...document.querySelectorAll(".sq-page button, .sq-page select, .sq-page input")]
            .filter((one) => one.tabIndex < 0
                || !(one.innerText || one.ariaLabel || one.title || one.labels?.length))
            .map((one) => one.outerHTML)"""
    )
    assert nameless == []


def check_link(page: Page) -> None:
    address = page.locator(".sq-address").inner_text()
    month = month_of(page)
    page.goto(address)
    page.wait_for_selector(".sq-maps canvas", timeout=PATIENCE)
    wait_for_month(page, month)
    page.goto(address.partition("?")[0] + "?colour=blue&lang=en")
    page.wait_for_selector(".sq-message", timeout=PATIENCE)
    expect(page.locator(".sq-message")).to_contain_text("'blue' is not known")
    press(page, "Close")


@pytest.mark.slow
@pytest.mark.foreign_draws
def test_the_page_in_a_browser(chromium: Browser, tmp_path: Path) -> None:
    complaints = Complaints()
    with served("tiny", *SHORT) as (where, server), opened(chromium) as page:
        page.set_default_timeout(PATIENCE)
        complaints.watch(page, where)
        page.goto(where + "&lang=en")
        page.wait_for_selector(".sq-maps canvas", timeout=PATIENCE)
        check_first_sight(page)
        check_a_lever_during_play(page)
        check_scrubbing_and_language(page)
        check_why(page)
        check_clause(page)
        check_what_is_taken_away(page, tmp_path)
        check_certainty(page)
        check_keyboard(page)
        check_link(page)
        check_wild_clicks(page)
    assert complaints == Complaints()
    assert server.returncode == 130, json.dumps(server.args)

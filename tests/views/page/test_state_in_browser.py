"""In a real browser: the state outlives reloads and servers, and what a reader needs first is in sight."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from sim.scenario import load_scenario
from sim.views.admission import TOKEN_VARIABLE
from tests.views.browser import SHORT, opened, served

IN_SIGHT = """(one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
}"""

pytestmark = pytest.mark.foreign_draws


@contextmanager
def at_policy_date(chromium: Browser, where: str) -> Iterator[Page]:
    with opened(chromium) as page:
        page.goto(where + "&lang=en")
        shown_month(page, 8)
        yield page


@pytest.fixture
def page(chromium: Browser, where: str) -> Iterator[Page]:
    with at_policy_date(chromium, where) as page:
        yield page


@pytest.fixture(scope="module")
def visited(chromium: Browser, where: str) -> Iterator[Page]:
    """A page for tests to which it is all the same what others did on it: to open one takes three seconds."""
    with at_policy_date(chromium, where) as page:
        yield page


def shown_month(page: Page, month: int) -> None:
    expect(page.get_by_role("slider").first).to_have_value(str(month))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def address_says(page: Page, **wanted: str) -> None:
    """Wait until the address holds these words."""
    for name, value in wanted.items():
        page.wait_for_url(lambda url, n=name, v=value: parse_qs(urlsplit(url).query).get(n) == [v])  # type: ignore[misc]


def test_a_reload_and_a_way_back_lose_nothing(page: Page) -> None:
    page.get_by_label("Start from").select_option("task_catalogue")
    press(page, "Step")
    page.locator(".sq-maps select").first.select_option("gate")
    press(page, "中文")
    address_says(page, reform="tiny+task_catalogue", month="9", colour="gate", lang="zh")
    page.reload()
    restored(page)
    page.goto("about:blank")
    page.go_back()
    restored(page)


def restored(page: Page) -> None:
    shown_month(page, 9)
    expect(page.locator(".sq-preset select")).to_have_value("task_catalogue")
    expect(page.locator(".sq-maps select").first).to_have_value("gate")
    expect(page.get_by_role("heading", name="政策杠杆")).to_be_visible()


@pytest.mark.slow
def test_a_page_comes_back_with_a_server_that_was_started_again(
    chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "a-token-for-both-servers")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with opened(chromium) as page:
        with served(*SHORT, port=port) as (where, _):
            page.goto(where + "&lang=zh")
            shown_month(page, 8)
            page.get_by_role("button", name="单步", exact=True).click()
            address_says(page, month="9")
        expect(page.locator(".sq-offline")).to_contain_text("服务器没有响应")
        with served(*SHORT, port=port):
            expect(page.locator(".sq-offline")).to_have_count(0)
            shown_month(page, 9)
            page.get_by_role("button", name="单步", exact=True).click()
            shown_month(page, 10)
            expect(page.get_by_text(re.compile("refresh", re.IGNORECASE))).to_have_count(0)


def test_the_answer_is_in_sight_and_the_page_says_what_it_is(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    press(page, "To the end")
    shown_month(page, 22)
    rows = page.locator(".sq-headlines tbody tr")
    for k in range(3):
        assert rows.nth(k).evaluate(IN_SIGHT)
    expect(page.locator(".sq-header")).to_contain_text("A simulation")
    expect(page.locator(".sq-certainty .sq-run")).to_have_text(re.compile("Run"))


def test_a_clause_that_is_asked_for_far_down_comes_into_sight(visited: Page) -> None:
    visited.locator(".sq-levers summary").last.click()
    chip = visited.locator(".sq-chip:visible").last
    chip.scroll_into_view_if_needed()
    chip.click()
    card = visited.locator(".sq-clause")
    expect(card).to_be_focused()
    assert card.evaluate(IN_SIGHT)


def test_the_box_of_policies_says_own_after_a_lever_was_moved_and_tells_what_a_policy_is(
    visited: Page,
) -> None:
    box = visited.get_by_label("Start from")
    box.select_option("task_catalogue")
    about = load_scenario("tiny+task_catalogue").about
    expect(visited.locator(".sq-preset-told")).to_have_text(about.sentence)
    number = visited.locator("[id='input-policies.tasks.catalogue']")
    number.fill("35")
    number.press("Enter")
    expect(visited.locator(".sq-preset-told")).to_have_count(0)
    assert box.evaluate("(one) => one.selectedOptions[0]?.innerText.trim()") == "own settings"


def test_a_resident_who_is_not_there_is_answered(visited: Page) -> None:
    visited.get_by_label("Resident", exact=True).fill("99999")
    press(visited, "Show")
    expect(visited.locator(".sq-message")).to_contain_text("there is no resident 99999")


def test_a_seed_above_what_a_browser_can_count_arrives_as_it_was_typed(visited: Page) -> None:
    seed = visited.locator(".sq-header input")
    seed.fill(str(2**53 + 1))
    seed.press("Enter")
    address_says(visited, seed=str(2**53 + 1))
    assert seed.input_value() == str(2**53 + 1)


def test_a_stored_answer_is_shown_in_both_languages(chromium: Browser) -> None:
    folder = Path(__file__).parents[3] / "results" / "published" / "answers" / "how_large_a_fund"
    with served("--result", str(folder)) as (address, _), opened(chromium) as page:
        page.goto(address + "&lang=zh")
        expect(page.locator(".sq-stored")).to_contain_text("居民议事参与如何随社区自治基金的规模")
        expect(page.locator(".sq-stored details").first).to_be_visible()
        press(page, "English")
        expect(page.locator(".sq-stored")).to_contain_text("Of 9 combinations the best")

"""A browser for the tests of a file, which starts when the first of them asks for it; a server for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Each page that is opened in it shares nothing with the others."""
    from tests.views.browser import running_browser

    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def where() -> Iterator[str]:
    """Address of the page of a small place whose reform begins after month 8; visitors share no world."""
    from tests.views.browser import SHORT, served

    with served(*SHORT) as (address, _):
        yield address

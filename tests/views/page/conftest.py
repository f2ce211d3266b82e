"""A visitor's session in a small place that has been played to its end."""

from __future__ import annotations

import pytest

from sim.views.page.session import Session
from tests.views.page.worlds import do, opened, play


@pytest.fixture(scope="module")
def session() -> Session:
    session = opened(overrides=("calendar.burn_in=6", "calendar.horizon=20"))
    play(session, 26)
    return session


@pytest.fixture
def at_the_end(session: Session) -> None:
    """Its choices as they were, whatever a test before has chosen."""
    do(session, "show", month=26)
    for name, value in (
        ("lang", "en"),
        ("colour", "year"),
        ("clause", ""),
        ("resident", -1),
        ("community", -1),
    ):
        do(session, "choose", name=name, value=value)

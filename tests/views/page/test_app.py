"""The page in this process, as solara draws it. Broken Vue files show only in a browser."""

from __future__ import annotations

import gc
import importlib
import json
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
import solara

from sim.views.page import app, offer
from sim.views.page.offer import PageStart
from sim.views.page.twin import Twin
from tests.views.page.worlds import SHORT

Rendered = Any

vuetify: Any = importlib.import_module("ipyvuetify")  # its types leave most out


@pytest.fixture(autouse=True)
def on_offer() -> Iterator[None]:
    before = offer.take()
    offer.put(PageStart(scenario="tiny", overrides=SHORT))
    yield
    offer.put(before)


def visit() -> Rendered:
    _, context = solara.render(app.Page(), handle_error=False)
    return context


@pytest.fixture
def rendered() -> Iterator[Rendered]:
    context = visit()
    yield context
    context.close()


def part(rendered: Rendered, kind: str) -> Any:
    """The widget whose data has a key of this name."""
    ours = [one for one in rendered.find(vuetify.VuetifyTemplate).widgets if one.has_trait("told")]
    return next(one for one in ours if kind in json.loads(one.told))


def told(rendered: Rendered, kind: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(part(rendered, kind).told)
    return data


def act(rendered: Rendered, **event: Any) -> None:
    """What a Vue file sends."""
    part(rendered, "lived").vue_act(event)


def test_all_parts_are_drawn(rendered: Rendered) -> None:
    for kind in ("places", "lived", "sections", "worlds", "panels", "rows", "most", "kinds"):
        assert told(rendered, kind)["words"]


def test_what_the_browser_sends_is_done_and_drawn(rendered: Rendered) -> None:
    act(rendered, do="advance", since=0, until=3, many=True)
    assert told(rendered, "lived")["shown"] >= 1
    act(rendered, do="choose", name="lang", value="zh")
    assert told(rendered, "lived")["words"]["play"] == "播放"
    act(rendered, do="nonsense")
    assert "nonsense" in told(rendered, "places")["message"]["text"]


def test_a_parcel_travels_once_and_not_with_every_month(rendered: Rendered) -> None:
    act(rendered, do="take", what="csv")
    take = part(rendered, "kinds")
    assert json.loads(take.parcel)["name"] == "shequ_months.csv"
    assert "shequ_months" not in take.told


def test_two_visitors_have_two_pairs_of_worlds() -> None:
    visitors = [visit(), visit()]
    act(visitors[0], do="advance", since=0, until=1)
    assert [told(one, "lived")["shown"] for one in visitors] == [1, 0]
    for one in visitors:
        one.close()


def test_resets_and_new_worlds_leave_the_memory(rendered: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[Twin]] = []
    build = Twin.__init__

    def watched(self: Twin, *args: Any) -> None:
        build(self, *args)
        made.append(weakref.ref(self))

    monkeypatch.setattr(Twin, "__init__", watched)
    for seed in range(8):
        act(rendered, do="world", seed=seed)
        act(rendered, do="advance", since=0, until=2)
    gc.collect()
    assert len(made) == 8
    assert sum(one() is not None for one in made) <= 1

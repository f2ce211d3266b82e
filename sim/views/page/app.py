"""The own page in solara: ``shequ view``. It holds no rule and no words, only which part shows what."""

# ruff: noqa: N802 - solara's components are written like classes

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import solara
import solara.lab
from solara.server import settings

from sim.views.page.link import read_link
from sim.views.page.offer import take
from sim.views.page.panels import closer, curves, instant, leverboard, maps, stored_answer, top
from sim.views.page.panels import outcome_table as table
from sim.views.page.session import Session
from sim.wording.labels import Language

SHEETS: Final = ("style", "layout")
Act = Callable[[dict[str, Any]], None]


@solara.component_vue("vue/header.vue")
def Header(told: str, event_act: Act) -> None:
    """Title, place, seed, language, message."""


@solara.component_vue("vue/transport.vue")
def Transport(told: str, event_act: Act) -> None:
    """Play, step, scrub; asks for the next month when the last one has been drawn."""


@solara.component_vue("vue/levers.vue")
def Levers(told: str, event_act: Act) -> None:
    """The levers by section, and a clause."""


@solara.component_vue("vue/maps.vue")
def Maps(plan: str, told: str, event_act: Act) -> None:
    """Both worlds as dots."""


@solara.component_vue("vue/curves.vue")
def Curves(told: str, event_act: Act) -> None:
    """Both worlds through time."""


@solara.component_vue("vue/table.vue")
def Table(told: str, event_act: Act) -> None:
    """What the reform does, and how sure it is."""


@solara.component_vue("vue/stored_answer.vue")
def StoredAnswer(told: str) -> None:
    """What a stored question says."""


@solara.component_vue("vue/instant.vue")
def Instant(told: str) -> None:
    """What an emulator says at once."""


@solara.component_vue("vue/closer.vue")
def Closer(told: str, event_act: Act) -> None:
    """A resident or a community looked at closely."""


@solara.component_vue("vue/take.vue")
def Take(told: str, parcel: str, event_act: Act) -> None:
    """What can be taken away, and the last parcel of it."""


@solara.component
def Page() -> None:
    """One visitor's page: the worlds are made here, so that every visitor has two of their own."""
    query = solara.use_router().search or ""
    session = solara.use_memo(lambda: Session(take(), read_link(query, browser_language())), [])
    _, redraw = solara.use_state(0)
    solara.use_effect(lambda: session.close, [])

    def act(event: dict[str, Any]) -> None:
        session.handle(event)
        redraw(session.frame)

    solara.Title("shequ 社区")
    solara.Style(style_sheet(settings.main.root_path or ""))
    with session.twin.lock, solara.Div(classes=["sq-page", f"sq-{session.choices.lang}"]):
        Header(told=as_json(top.header(session)), event_act=act)
        Transport(told=as_json(top.transport(session)), event_act=act)
        with solara.Div(classes=["sq-body"]):
            with solara.Div(classes=["sq-side"]):
                Levers(told=as_json(leverboard.leverboard(session)), event_act=act)
            with solara.Div(classes=["sq-main"]):
                answer = stored_answer.stored_answer(session)
                if answer is not None:
                    StoredAnswer(told=as_json(answer))
                at_once = instant.instant(session)
                if at_once is not None:
                    Instant(told=as_json(at_once))
                with solara.Div(classes=["sq-pair"]):
                    Table(told=as_json(table.table(session)), event_act=act)
                    Curves(told=as_json(curves.curves(session)), event_act=act)
                outline = solara.use_memo(lambda: as_json(maps.plan(session)), [session.worlds_made])
                Maps(plan=outline, told=as_json(maps.maps(session)), event_act=act)
                Closer(told=as_json(closer.closer(session)), event_act=act)
                packed = solara.use_memo(lambda: as_json(top.parcel(session)), [session.packed_at])
                Take(told=as_json(top.take(session)), parcel=packed, event_act=act)


def style_sheet(root: str) -> str:
    """Give the style sheets; the font lies below the path under which a proxy shows the page."""
    sheets = [Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    return "\n".join(sheets).replace("ROOT/", f"{root}/")


def as_json(told: dict[str, Any]) -> str:
    """Write a part's data as one string, because nested props are slow."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def browser_language() -> Language:
    """Language that the browser prefers, Chinese or English."""
    headers = solara.lab.headers.value or {}
    wanted = next((value for name, value in headers.items() if name.lower() == "accept-language"), [""])
    first = (wanted if isinstance(wanted, str) else (wanted or [""])[0]).strip().lower()
    return "zh" if first.startswith("zh") else "en"

"""Whatever comes in that cannot be done is told on the page, which lives on as it was."""

from __future__ import annotations

from typing import Any

import pytest

from sim.engine.random import purpose, uniform
from sim.policies import levers
from sim.views.page.panels import closer
from sim.views.page.session import ACTIONS, Session
from tests.views.page.worlds import do, drawn, english_in, opened, play

CLICKS = purpose("tests.wild_clicks")


BAD: list[Any] = [
    None,
    "step",
    {},
    {"do": "fly"},
    {"do": "advance"},
    {"do": "advance", "since": "0", "until": 3},
    {"do": "show", "month": None},
    {"do": "show", "month": 1.5},
    {"do": "world", "seed": -1},
    {"do": "world", "seed": 2**70},
    {"do": "world", "seed": 2**53 + 1},
    {"do": "world", "seed": float(2**60)},
    {"do": "world", "seed": str(2**63)},
    {"do": "world", "seed": "9" * 40},
    {"do": "world", "seed": "1e3"},
    {"do": "world", "seed": "\u0663"},
    {"do": "world", "seed": ""},
    {"do": "world", "place": "../../etc/passwd"},
    {"do": "lever", "path": "policies.tasks.catalogue", "value": 7},
    {"do": "lever", "path": "policies.tasks.catalogue", "value": float("nan")},
    {"do": "lever", "path": "policies.tasks.catalogue", "value": {"a": 1}},
    {"do": "lever", "path": "place.people.male", "value": 0.1},
    {"do": "lever", "path": "policies", "value": 0.1},
    {"do": "preset", "name": "nothing"},
    {"do": "choose", "name": "lang", "value": "fr"},
    {"do": "choose", "name": "panels", "value": ["civic"]},
    {"do": "choose", "name": "__class__", "value": 1},
    {"do": "choose", "name": "resident", "value": "x"},
    {"do": "policy_file", "name": "a.toml", "text": "policies = ["},
    {"do": "policy_file", "name": "a.toml", "text": "[place]\nstreet_communities = 3"},
    {"do": "policy_file", "name": "a.toml", "text": "[policies.tasks]\ncatalog = 0.3"},
    {"do": "policy_file", "name": "a.toml", "text": "x" * 200_000},
    {"do": "certainty_run", "seeds": 8},
    {"do": "stored_reform", "number": 0},
    {"do": "take", "what": "everything"},
]


@pytest.mark.parametrize("event", BAD, ids=repr)
def test_what_cannot_be_done_is_told_on_the_page_and_changes_nothing(event: Any) -> None:
    session = opened()
    before = (session.twin.reform, session.twin.month, session.choices)
    session.handle(event)
    assert session.message is not None
    assert session.message.bad
    assert (session.twin.reform, session.twin.month, session.choices) == before
    assert drawn(session)


@pytest.mark.parametrize("event", BAD, ids=repr)
def test_why_something_cannot_be_done_is_told_in_chinese_on_the_chinese_page(event: Any) -> None:
    session = opened("lang=zh")
    session.handle(event)
    assert session.message is not None
    assert english_in(session.message.text) == []


def test_a_place_that_is_not_known_is_told_with_the_nearest_and_the_worlds_stay() -> None:
    session = opened()
    worlds = session.twin
    do(session, "world", place="baoan_sampel")
    assert session.message is not None
    assert "place: 'baoan_sampel' is not known; did you mean 'baoan_sample'?" in session.message.text
    assert session.twin is worlds


def test_a_resident_or_community_that_is_not_there_is_told_with_the_numbers_that_there_are() -> None:
    session = opened()
    for name in ("resident", "community"):
        for value in (-5, 10**9):
            do(session, "choose", name=name, value=value)
            assert drawn(session)
            assert closer.closer(session)["why"] is None
            assert session.message is not None
            shown = value + (name == "community")
            assert f"there is no {name} {shown}: their numbers go" in session.message.text
            do(session, "dismiss")


def wild_event(k: int) -> dict[str, Any]:
    """What a restless visitor does next."""

    def draw(n: int) -> float:
        return uniform(77, k, n, CLICKS)

    name = list(ACTIONS)[int(draw(0) * len(ACTIONS))]
    paths = list(levers())
    return {
        "do": name,
        "since": int(draw(1) * 17),
        "until": int(draw(2) * 17),
        "many": draw(3) < 0.5,
        "month": int(draw(4) * 20),
        "path": paths[int(draw(5) * len(paths))],
        "name": ("colour", "act", "highlight", "resident", "community", "lang", "task_catalogue")[
            int(draw(6) * 7)
        ],
        "value": ("gate", "vote", True, 17, 1, "zh", 0.25)[int(draw(7) * 7)],
        "what": ("toml", "csv", "table", "nothing")[int(draw(8) * 4)],
        "outcome": "trust",
        "text": "",
    }


def test_wild_clicking_never_breaks_a_part_of_the_page() -> None:
    session = opened()
    for k in range(250):
        session.handle(wild_event(k))
        if k % 10 == 0:
            assert drawn(session)
    play(session, 16)
    assert session.shown == 16


def test_an_accident_in_the_page_is_told_and_the_page_lives_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(session: Session, event: dict[str, Any]) -> None:
        raise ZeroDivisionError("a slip of ours")

    session = opened()
    monkeypatch.setitem(ACTIONS, "reset", stumble)
    do(session, "reset")
    assert "a slip of ours" in capsys.readouterr().err
    assert session.message is not None
    play(session, 3)
    assert session.shown == 3

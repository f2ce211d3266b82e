"""The page's table of headlines: numbers, signs and tones are those of the worlds."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from sim.outcomes.register import OUTCOMES
from sim.views.evidence import ComparedRuns
from sim.views.page.answer.headline_table import headline_rows, one_seed, price
from sim.views.page.panels import outcome_table as table
from sim.views.page.session import Session
from sim.views.page.twin import KEYS
from sim.views.page.words import say
from tests.views.page.worlds import do

pytestmark = pytest.mark.usefixtures("at_the_end")


@pytest.mark.parametrize(("lang", "told"), [("en", "sentence"), ("zh", "sentence_zh")])
def test_a_headline_is_told_in_a_sentence_of_the_language(session: Session, lang: str, told: str) -> None:
    do(session, "choose", name="lang", value=lang)
    rows = table.table(session)["rows"]
    assert [row["tip"] for row in rows] == [getattr(OUTCOMES[row["name"]], told) for row in rows]


def test_the_table_is_the_headline_of_a_batch_run(session: Session) -> None:
    from sim.simulation import simulate_forked

    do(session, "choose", name="everything", value=True)
    runs = [run.headline() for run in simulate_forked([session.twin.status_quo, session.twin.reform])]
    rows = headline_rows(session)
    do(session, "choose", name="everything", value=False)
    assert len(rows) > 30
    for row in rows:
        for value, run in zip((row.status_quo, row.reform), runs, strict=True):
            expected = run.get((row.outcome, row.group), math.nan)
            assert value == expected or (math.isnan(value) and math.isnan(expected)), row.outcome


def test_one_seed_is_marked_neither_better_nor_worse_and_the_page_says_why(session: Session) -> None:
    told = table.table(session)
    assert {(row["tone"], row["mark"]) for row in told["rows"]} == {("same", "")}
    assert told["covers"] == say("en", "covers_nothing")


def test_signs_and_tones_follow_what_is_better_where_the_interval_has_one_sign(session: Session) -> None:
    session.certainty._own = (session.twin.settings, of_one_seed(session, half=1e-9))
    told = table.table(session)
    by_name = {row.outcome: row for row in headline_rows(session)}
    assert told["covers"] == say("en", "covers_draws")
    for row in told["rows"]:
        difference, better = by_name[row["name"]].difference, OUTCOMES[row["name"]].better
        if abs(difference) > 1e-9 and better:
            good = (difference > 0) == (better == "+")
            assert row["tone"] == ("better" if good else "worse"), row["name"]
    session.certainty._own = (session.twin.settings, of_one_seed(session, half=1e9))
    assert {row["tone"] for row in table.table(session)["rows"]} == {"same"}
    session.certainty.forget()


def of_one_seed(session: Session, half: float) -> ComparedRuns:
    """The page's own numbers as if they came with intervals of a half width."""
    band = one_seed(session)
    found = replace(band, low=band.difference - half, high=band.difference + half)
    return ComparedRuns(KEYS, 9, found, None)


@pytest.mark.parametrize(
    ("seconds", "english", "chinese"),
    [
        (math.nan, "the time left is not known yet", "剩余时间尚不清楚"),
        (20.0, "less than a minute left", "剩余不到1分钟"),
        (61.0, "about 2 min left", "约剩 2 分钟"),
        (4000.0, "about 1 h left", "约剩 1 小时"),
        (21480.0, "about 6 h left", "约剩 6 小时"),
    ],
)
def test_time_left_is_told_no_more_precisely_than_it_is_known(
    seconds: float, english: str, chinese: str
) -> None:
    assert (table.time_left(seconds, "en"), table.time_left(seconds, "zh")) == (english, chinese)


def test_the_price_of_a_participant_is_cost_over_gain(session: Session) -> None:
    found = price(session)
    assert found is not None
    rows = {row.outcome: row for row in headline_rows(session)}
    adults = headline_mean(session, "people.adults")
    assert found.yuan == pytest.approx(rows["cost.district"].difference / adults / rows["civic"].difference)


def headline_mean(session: Session, outcome: str) -> float:
    from sim.views.page.twin import KEYS

    column = KEYS.index((outcome, "all"))
    return float(np.mean([month[column] for month in session.twin.world(1).values[6:]]))


def test_before_the_policy_date_the_table_says_that_there_is_nothing_to_compare(session: Session) -> None:
    do(session, "show", month=4)
    told = table.table(session)
    assert told["rows"] == []
    assert told["basis"] == say("en", "basis_before")

"""Evidence from more seeds: one batch at a time, numbers of these settings only, and what was found stays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from sim.engine.settings import BadInput
from sim.outcomes.price import Price
from sim.scenario import MAXIMUM_SEED, Scenario
from sim.simulation import Change
from sim.views.evidence import Band, ComparedRuns, OverWorlds, Stored
from sim.views.page.answer.certainty import FEWEST, MOST
from sim.views.page.answer.headline_table import one_seed
from sim.views.page.panels.outcome_table import table
from sim.views.page.session import Session
from sim.views.page.twin import KEYS
from sim.wording.labels import Language
from tests.views.page.worlds import do, opened, play


@dataclass
class PretendedBatch:
    """A batch that finds what it is told to."""

    asked: Sequence[int]
    done: float = 0.0
    failed: str = ""
    finished: bool = False
    found: ComparedRuns | None = None
    cancelled: bool = False

    @property
    def seeds(self) -> int:
        return len(self.asked)

    def evidence(self) -> ComparedRuns | None:
        return self.found

    def cancel(self) -> None:
        self.cancelled = True


class PretendedRunner:
    """Notes the batches that are started."""

    typed: tuple[str, ...] = ()

    def __init__(self, *, in_worlds: bool = False) -> None:
        self.in_worlds = in_worlds
        self.batches: list[PretendedBatch] = []

    def start(
        self, status_quo: Scenario, reform: Scenario, seeds: Sequence[int], changes: Sequence[Change] = ()
    ) -> PretendedBatch:
        self.batches.append(PretendedBatch(seeds))
        return self.batches[-1]

    def read(self, folder: Path) -> Stored:
        raise BadInput(f"{folder}: nothing is stored here")


@pytest.fixture(scope="module")
def played() -> Session:
    session = opened(laboratory=PretendedRunner())
    play(session, 10)
    return session


@pytest.fixture
def session(played: Session) -> Session:
    played.certainty.forget()
    played.certainty.laboratory = PretendedRunner()
    return played


def batches(session: Session) -> list[PretendedBatch]:
    return cast(PretendedRunner, session.certainty.laboratory).batches


def finds(session: Session, seeds: int) -> ComparedRuns:
    """Let the batch at work find something in so many seeds, and the page ask for it."""
    found = ComparedRuns(KEYS, seeds, one_seed(session), None)
    batches(session)[-1].found = found
    do(session, "certainty_poll")
    return found


def test_seeds_are_the_pages_own_and_those_after_it_or_the_last_that_there_are(session: Session) -> None:
    do(session, "certainty_run", seeds=8)
    assert list(batches(session)[0].asked) == list(range(8))
    last = opened(laboratory=PretendedRunner())
    do(last, "world", seed=str(MAXIMUM_SEED))
    do(last, "certainty_run", seeds=8)
    assert list(batches(last)[0].asked) == list(range(MAXIMUM_SEED - 8, MAXIMUM_SEED))


def over_worlds(session: Session, *, without: int = 0) -> ComparedRuns:
    """What 20 worlds say: every outcome rises by 1.234 hundredths, in 19 of them by enough to do good."""
    same, more = np.full(len(KEYS), 0.5), np.full(len(KEYS), 0.01234)
    band = Band(same, same + more, more, more - 0.01, more + 0.01)
    price = Price(123.0, 45.6, math.inf if without else 789.0)
    said = (("draws make 6 %", "随机抽样占 6%"), ("hinges on talk", "取决于交谈"))
    of_worlds = OverWorlds(np.full(len(KEYS), 19.0), np.full(len(KEYS), 0.01), price, without, said)
    found = ComparedRuns(KEYS, 20, band, None, over_worlds=of_worlds)
    batches(session)[-1].found = found
    do(session, "certainty_poll")
    return found


def test_over_plausible_worlds_the_first_of_them_are_run_whatever_the_pages_own_seed(
    session: Session,
) -> None:
    session.certainty.laboratory = PretendedRunner(in_worlds=True)
    do(session, "certainty_run", seeds=20)
    assert list(batches(session)[0].asked) == list(range(1, 21))
    assert [one["label"] for one in table(session)["seeds"]][:2] == ["Run 8 worlds", "Run 20 worlds"]
    assert "of 20 worlds" in table(session)["running"]


def test_the_part_of_draws_and_the_hinge_are_said_in_the_viewers_language_over_worlds_alone(
    session: Session,
) -> None:
    assert table(session)["said"] == []
    session.certainty.laboratory = PretendedRunner(in_worlds=True)
    do(session, "certainty_run", seeds=20)
    over_worlds(session)
    assert table(session)["said"] == ["draws make 6 %", "hinges on talk"]
    do(session, "choose", name="lang", value="zh")
    assert table(session)["said"] == ["随机抽样占 6%", "取决于交谈"]
    do(session, "choose", name="lang", value="en")


@pytest.mark.parametrize(
    ("language", "worlds", "good"),
    [("en", "worlds", "good in 19 of 20"), ("zh", "世界", "20 个中 19 个有益")],
)
def test_over_plausible_worlds_ranges_and_worlds_with_good_are_shown_with_two_figures(
    session: Session, language: Language, worlds: str, good: str
) -> None:
    session.certainty.laboratory = PretendedRunner(in_worlds=True)
    do(session, "certainty_run", seeds=20)
    over_worlds(session)
    do(session, "choose", name="lang", value=language)
    told = table(session)
    do(session, "choose", name="lang", value="en")
    lines = {one["name"]: one for one in told["rows"]}
    civic = lines["civic"]
    assert (civic["difference"], civic["interval"]) == ("+1.2", "+0.23 … +2.2")
    assert civic["good_in"] == good
    assert (civic["mark"], civic["tone"]) == ("▲", "better")
    assert all(worlds in told[one] for one in ("basis", "covers"))
    assert worlds in told["words"]["interval"]
    assert "120" in told["price"]
    assert "790" in told["price"]


def test_below_the_smallest_effect_of_interest_nothing_is_marked_and_a_price_may_have_no_end(
    session: Session,
) -> None:
    session.certainty.laboratory = PretendedRunner(in_worlds=True)
    do(session, "certainty_run", seeds=20)
    found = over_worlds(session, without=3)
    assert found.over_worlds is not None
    larger = replace(found.over_worlds, smallest=np.full(len(KEYS), 0.02))
    session.certainty.batch.found = replace(found, over_worlds=larger)  # type: ignore[union-attr]
    do(session, "certainty_poll")
    civic = next(one for one in table(session)["rows"] if one["name"] == "civic")
    assert (civic["mark"], civic["tone"]) == ("·", "same")
    assert "in 3 of 20 worlds nobody is added" in table(session)["price"]


@pytest.mark.parametrize("seeds", [FEWEST - 1, MOST + 1])
def test_too_few_and_too_many_seeds_are_refused(session: Session, seeds: int) -> None:
    with pytest.raises(BadInput, match=f"{seeds} is outside {FEWEST} to {MOST}"):
        session.certainty.start(session.twin, seeds)
    assert batches(session) == []


def test_what_is_stopped_runs_no_more_and_keeps_what_it_found(session: Session) -> None:
    do(session, "certainty_run", seeds=8)
    found = finds(session, 3)
    assert not batches(session)[0].cancelled
    do(session, "certainty_cancel")
    assert batches(session)[0].cancelled
    assert session.certainty.batch is None
    assert session.evidence is found


def test_a_new_batch_stops_the_one_before_and_forgets_what_it_found(session: Session) -> None:
    do(session, "certainty_run", seeds=8)
    finds(session, 3)
    do(session, "certainty_run", seeds=16)
    assert [one.cancelled for one in batches(session)] == [True, False]
    assert session.evidence is None


def test_a_batch_that_has_finished_or_failed_is_let_go_and_a_failure_is_told(session: Session) -> None:
    do(session, "certainty_run", seeds=8)
    batches(session)[-1].finished = True
    finds(session, 8)
    assert session.certainty.batch is None
    do(session, "certainty_run", seeds=8)
    batches(session)[-1].failed = "the disk is full"
    do(session, "certainty_poll")
    assert session.certainty.batch is None
    assert session.message is not None
    assert "the disk is full" in session.message.text


def test_evidence_belongs_to_the_settings_that_it_was_made_under(session: Session) -> None:
    do(session, "certainty_run", seeds=8)
    found, settings = finds(session, 3), session.twin.settings
    other = replace(settings, reform=settings.status_quo)
    assert session.certainty.found(settings) is found
    assert session.certainty.found(other) is None
    assert session.certainty.of_others(other) == 3
    assert session.certainty.of_others(settings) == 0
    session.certainty.keep_to(settings)
    assert not batches(session)[0].cancelled
    session.certainty.keep_to(other)
    assert batches(session)[0].cancelled


def test_the_pages_own_seed_can_be_looked_at_and_all_seeds_again(session: Session) -> None:
    do(session, "certainty_run", seeds=8)
    found = finds(session, 3)
    do(session, "certainty_drop")
    assert batches(session)[0].cancelled
    assert session.evidence is None
    do(session, "certainty_again")
    assert session.evidence is found


def test_a_link_asks_for_the_seeds_that_run_or_were_run_and_for_what_is_looked_at(session: Session) -> None:
    certainty, settings = session.certainty, session.twin.settings
    assert certainty.seeds(settings) == 0
    do(session, "certainty_run", seeds=8)
    assert certainty.seeds(settings) == 8
    finds(session, 3)
    do(session, "certainty_cancel")
    assert certainty.seeds(settings) == 3
    do(session, "certainty_drop")
    assert certainty.seeds(settings) == 0
    certainty._own = (settings, ComparedRuns(KEYS, 9, one_seed(session), None, folder="kept"))
    assert certainty.seeds(settings) == 1  # a folder is opened by its own word of a link
    do(session, "certainty_again")
    assert certainty.seeds(settings) == 0


def test_the_time_left_is_that_of_the_seeds_left_and_unknown_at_first(session: Session) -> None:
    assert math.isnan(session.certainty.seconds_left())
    do(session, "certainty_run", seeds=8)
    assert math.isnan(session.certainty.seconds_left())
    batches(session)[-1].done = 8.0
    assert session.certainty.seconds_left() == 0.0


def test_without_a_laboratory_more_seeds_are_refused_with_what_to_do() -> None:
    session = opened()
    with pytest.raises(BadInput, match="start the page by `shequ view`"):
        session.certainty.start(session.twin, 8)

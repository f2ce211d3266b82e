"""Published facts against a survey: conditions, shares, intraclass correlation, hits, the page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.calibration.__main__ import main
from experiments.calibration.facts import Fact, facts, holds, in_survey, intraclass
from experiments.calibration.report import hits, report
from sim.outcomes.register import OUTCOMES
from sim.scenario import shipped_names
from sim.survey.answers import CODEBOOK
from tests.experiments.refusals import refusal_of

SURVEY = pd.DataFrame(
    {
        "age": [20, 30, 40, 70],
        "hukou": ["same_street", "outside_district", "outside_district", "same_street"],
        "voted_last": ["yes", "no", "not_eligible", "yes"],
        "why_not_voted": ["", "no_time;not_informed", "not_eligible", ""],
        "voted_3y": [1, 0, 0, 1],
        "committee_work_3y": [1, 0, 1, 0],
        "suggested_3y": [1, 0, 0, 0],
        "neighbourhood": [0, 0, 1, 1],
        "weight": [1.0, 1.0, 2.0, 1.0],
    }
)


def fact(of: str, among: str = "", kind: str = "share", low: float = 0.0, high: float = 1.0) -> Fact:
    return Fact("X01", "tiny", kind, of, among, 0.5, low, high, "published", 2010, "nobody")


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("", [1, 1, 1, 1]),
        ("hukou is outside_district", [0, 1, 1, 0]),
        ("hukou is not outside_district", [1, 0, 0, 1]),
        ("age from 30 to 40", [0, 1, 1, 0]),
        ("why_not_voted names not_informed", [0, 1, 0, 0]),
        ("voted_3y is 1 and age from 17 to 24", [1, 0, 0, 0]),
    ],
)
def test_a_condition_picks_the_respondents_of_whom_it_is_true(condition: str, true: list[int]) -> None:
    assert holds(SURVEY, condition).astype(int).tolist() == true


def test_a_share_is_weighted_and_taken_among_those_who_were_asked() -> None:
    assert in_survey(fact("voted_last is yes"), SURVEY) == pytest.approx(2.0 / 5.0)
    assert in_survey(
        fact("voted_last is not_eligible", "hukou is outside_district"), SURVEY
    ) == pytest.approx(2 / 3)
    assert np.isnan(in_survey(fact("voted_3y is 1", "age from 90 to 99"), SURVEY))


def test_acts_of_three_years_are_counted() -> None:
    assert in_survey(fact("acts_3y is 3"), SURVEY) == pytest.approx(1.0 / 5.0)
    assert in_survey(fact("acts_3y is 1"), SURVEY) == pytest.approx(3.0 / 5.0)


def test_the_intraclass_correlation_is_that_of_a_one_way_analysis_of_variance() -> None:
    group = np.repeat(np.arange(400), 25)
    generator = np.random.default_rng(1)  # keyed by the test; expected 0.3 with a standard error below 0.02
    value = np.sqrt(0.3) * generator.normal(size=400)[group] + np.sqrt(0.7) * generator.normal(
        size=group.size
    )
    assert intraclass(value, group) == pytest.approx(0.3, abs=0.08)
    assert intraclass(group.astype(float), group) == pytest.approx(1.0)


def test_every_fact_asks_what_the_codebook_or_an_outcome_can_answer() -> None:
    columns = {*CODEBOOK, "acts_3y"}
    for one in facts():
        assert one.place in shipped_names("places")
        assert one.low <= one.value <= one.high
        assert one.source
        if one.kind == "outcome":
            assert one.of in OUTCOMES
        else:
            words = [part.split()[0] for text in (one.of, one.among) for part in text.split(" and ") if part]
            assert set(words) <= columns


def test_hits_are_counted_by_seed_and_at_the_mean() -> None:
    asked = [fact("voted_3y is 1", low=0.4, high=0.6), fact("suggested_3y is 1", low=0.1, high=0.2)]
    found = np.array([[0.5, 0.3], [0.15, 0.2]])
    assert hits(asked, found).tolist() == [[True, False], [True, True]]
    page = report(asked, found, [7, 8], 100)
    assert "seed 7: 2, seed 8: 1; mean of the seeds: 2 (100%)" in page
    assert "No misses." in page
    assert "0.175 outside" in report(asked, found + 0.2, [7, 8], 100)


def test_P12_the_page_is_not_written_over_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text("dear")
    refusal = refusal_of(["--out", str(tmp_path / "letter.md")], main)
    assert "letter.md: is there already; give another --out" in refusal
    assert (tmp_path / "letter.md").read_text() == "dear"

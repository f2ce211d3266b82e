"""``shequ trial``: from a file to table, rows, figure and report; the same bytes whoever runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.asking.answer_question import read_answer
from experiments.cli import main
from experiments.trials.load_trial import shipped_trials
from experiments.trials.trial_page import is_scored, page, published_numbers
from experiments.trials.unspoken import unspoken
from sim.wording.labels import LANGUAGES
from tests.experiments.conftest import drawn_with
from tests.experiments.refusals import refusal_of
from tests.experiments.trials.small_trials import CLAIM, HEAD, VISIT, VOTE, written

FIELDS = (
    *("arm", "measured_on", "act", "horizon", "control", "effect", "low", "high", "log_odds"),
    *("per_contact", "published", "published_low", "published_high"),
)


def run(file: Path, out: Path, *words: str) -> int:
    return main(["trial", str(file), "--out", str(out), "--executor", "serial", *words])


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory, without_pictures: dict[str, Any]) -> Path:
    """Of a small trial, its report drawn."""
    folder = tmp_path_factory.mktemp("trial")
    with drawn_with(without_pictures):
        assert run(written(folder, HEAD, VISIT, VOTE, CLAIM), folder / "out") == 0
    return folder / "out"


def test_a_result_holds_report_tables_and_figures_in_both_languages(result: Path) -> None:
    report = (result / "report.html").read_text(encoding="utf-8")
    assert {one.name for one in result.iterdir()} >= {
        "claims.parquet",
        "trial_effects.parquet",
        "runs.parquet",
    }
    assert "Published and model" in report
    assert "已发表与模型" in report
    assert report.count("<img") >= 2 or report.count("<svg") >= 2


def test_the_table_says_what_was_published_and_what_the_model_says(
    result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(result.parent / "visits.toml", result) == 0
    printed = capsys.readouterr().out
    assert "X1" in printed
    assert "+5.00 (-50.00 to +60.00)" in printed
    assert run(result.parent / "visits.toml", result, "--lang", "zh") == 0
    assert "在区间内" in capsys.readouterr().out


def test_a_trial_lives_in_plausible_worlds_unless_told_otherwise_and_says_which(
    result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = read_answer(result)
    more = " ".join(one["en"] for one in answered.answer["more"])
    assert "plausible worlds" in answered.answer["sentence"]["en"]
    assert "of 3 worlds" in more
    assert answered.table("claims").worlds.eq(3).all()
    assert run(result.parent / "visits.toml", tmp_path / "one", "--one-world") == 0
    assert "intervals are of random draws alone" in capsys.readouterr().out
    one = read_answer(tmp_path / "one")
    assert not {"hits_in", "above_in"} & {*one.table("claims"), *one.table("trial_effects")}


def test_worlds_cost_a_fifth_more_runs_at_most(result: Path, tmp_path: Path) -> None:
    file = result.parent / "visits.toml"
    assert run(file, tmp_path / "ten", "--seeds", "10") == 0
    assert read_answer(tmp_path / "ten").runs == 12
    assert read_answer(tmp_path / "ten").table("trial_effects").draws_share.notna().any()


def test_rows_for_programs_have_the_promised_fields(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(result.parent / "visits.toml", result, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(set(FIELDS) <= set(row) for row in rows)
    first = rows[0]
    assert (first["arm"], first["measured_on"], first["act"], first["horizon"]) == (
        "visit",
        "assigned",
        "vote",
        2,
    )
    assert (first["published"], first["published_low"]) == (0.05, -0.5)
    assert first["low"] <= first["effect"] <= first["high"]


def test_workers_and_a_second_run_give_the_same_bytes(result: Path, tmp_path: Path) -> None:
    file = result.parent / "visits.toml"
    assert main(["trial", str(file), "--out", str(tmp_path / "again"), "--workers", "2"]) == 0
    for table in ("claims.parquet", "trial_effects.parquet"):
        assert (tmp_path / "again" / table).read_bytes() == (result / table).read_bytes()


def test_more_seeds_leave_the_numbers_of_the_first_as_they_are(tmp_path: Path) -> None:
    import pandas as pd

    for seeds in ("2", "3"):
        assert run(written(tmp_path, HEAD, VISIT, VOTE), tmp_path / seeds, "--seeds", seeds) == 0
    runs = [pd.read_parquet(tmp_path / seeds / "runs.parquet") for seeds in ("2", "3")]
    assert runs[0].digest.tolist() == runs[1].digest.tolist()[:2]


def test_trials_are_listed_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for language in LANGUAGES:
        assert main(["list", "trials", "--lang", language]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in shipped_trials())


def test_bad_input_ends_with_one_line_and_nothing_written(tmp_path: Path) -> None:
    refusal = refusal_of(["trial", "new_havn_visits", "--out", str(tmp_path / "out")])
    assert "did you mean 'new_haven_visits'?" in refusal
    assert not (tmp_path / "out").exists()


def test_the_page_scores_all_on_the_same_rows_and_names_what_cannot_be_said(result: Path) -> None:
    import pandas as pd

    claims = published_numbers(read_answer(result)).assign(trial="visits", seeds=3)
    doubled = pd.concat([claims, claims.assign(confidence="memory")], ignore_index=True)
    assert is_scored(doubled).tolist() == [True, False]
    for language in LANGUAGES:
        text = page(doubled, language)
        assert "X1°" in text
        assert all(one.id in text and getattr(one.reason, language) in text for one in unspoken())
    assert "| **all** | 1 |" in page(doubled, "en")


def test_no_row_of_the_collection_is_both_run_and_unspoken() -> None:
    from experiments.trials.load_trial import load_trial
    from tests.experiments.trials.small_trials import trial_of

    run_again = {claim.id for name in shipped_trials() for claim in trial_of(load_trial(name)).published}
    silent = [one.id for one in unspoken()]
    assert len(run_again) >= 24
    assert len(set(silent)) == len(silent)
    assert not run_again & set(silent)

"""What ``shequ survey`` writes: a row a respondent, a codebook, and nothing over somebody else's file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.cli import main
from tests.experiments.fakes import content
from tests.experiments.refusals import refusal_of

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
Captured = pytest.CaptureFixture[str]
SHORT = ["--set", "calendar.burn_in=1", "--set", "calendar.horizon=2"]


def test_a_survey_of_fewer_adults_than_asked_for_says_so(tmp_path: Path, capsys: Captured) -> None:
    short = ["--set", "calendar.burn_in=0", "--seed", "5", "--out", "x.csv"]
    assert main(["survey", "tiny", "--n", "100000", *short]) == 0
    held = len(pd.read_csv(tmp_path / "x.csv"))
    said = capsys.readouterr().err
    assert f"100,000 interviews were asked for and {held:,} held: {held:,} adults live there" in said
    assert main(["survey", "tiny", "--n", "40", *short]) == 0
    assert "asked for" not in capsys.readouterr().err


def test_survey_writes_a_row_a_respondent_and_a_codebook(tmp_path: Path, capsys: Captured) -> None:
    for name in ("answers.csv", "answers.parquet"):
        assert main(["survey", "tiny", "--n", "40", "--seed", "5", *SHORT, "--out", name]) == 0
    assert "40 respondents" in capsys.readouterr().err
    answers = pd.read_csv("answers.csv")
    assert len(answers) == 40
    assert list(answers) == list(pd.read_csv("answers.codebook.csv").column)
    assert list(pd.read_parquet("answers.parquet")) == list(answers)
    assert not (tmp_path / "answers.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert main(["survey", "tiny", "--n", "40", *SHORT, "--out", "answers.csv", "--bom"]) == 0
    assert (tmp_path / "answers.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["answers.csv", "answers.parquet", "answers.codebook.csv"])
def test_P12_a_survey_is_not_written_over_a_file_of_somebody_else(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("dear,friend\n")
    out = name if name != "answers.codebook.csv" else "answers.csv"
    refusal = refusal_of(["survey", "tiny", "--n", "5", *SHORT, "--out", out])
    assert f"--out {name}: is there already and is no survey of shequ" in refusal
    assert content(tmp_path) == {name: b"dear,friend\n"}

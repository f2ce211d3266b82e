"""What is typed: exit codes, one line on stderr for what cannot be done, nothing written then."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments.cli import COMMANDS, main
from experiments.comparing import compare_scenarios as comparing
from sim.outcomes.register import OUTCOMES
from tests.experiments import fakes
from tests.experiments.fakes import content

Captured = pytest.CaptureFixture[str]
TABLES_OF_A_RUN = ("monthly.parquet", "communities.parquet", "flows.parquet")
SHORT = ["--set", "calendar.burn_in=1", "--set", "calendar.horizon=2"]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


BAD_INPUT = {
    "comapre tiny tiny": "no command 'comapre'; did you mean 'compare'?",
    "run": "the following arguments are required: SCENARIO",
    "run tinny": "did you mean 'tiny'?",
    "run tiny --sead 3": "no option '--sead'; did you mean '--seed'?",
    "run tiny --seed 3.5": "--seed: must be a whole number, not '3.5'",
    "run tiny --seed -1": "--seed: -1 is outside 0 to",
    "run tiny --set calendar.horizon": "must be PATH=VALUE",
    "run tiny --set calendar.horizn=3": "did you mean 'horizon'?",
    "run tiny --set calendar.horizon=0": "calendar.horizon: 0 is outside 1 to 1200 (months)",
    "run tiny --set policies.tasks.catalogue=yes": "policies.tasks.catalogue: must be a number, not 'yes'",
    "run missing.toml": "missing.toml: no such file",
    "run tiny --outcome brea": "--outcome: no outcome 'brea'; did you mean 'breadth'?",
    "run tiny extra": "'extra': one word too many",
    "run tiny --lang fr": "--lang: no 'fr'",
    "compare tiny": "give at least two scenarios",
    "compare tiny tiny": "scenario 'tiny': is given twice",
    "compare tiny tiny+open_channels --seeds 1": "--seeds: 1 is outside 2 to",
    "compare tiny tiny+open_channels --workers 0": "--workers: 0 is outside 1 to",
    "run tiny --threads 0": "--threads: 0 is outside 1 to",
    "compare tiny tiny+open_channels --shard 3/2": "--shard: must be I/N with I from 1 to N, such as 2/5",
    "compare tiny tiny+open_channels --executor dusk": "--executor: no 'dusk'; did you mean 'dask'?",
    "compare tiny tiny+open_channels --executor serial --address x": "--address: is for --executor dask",
    "compare tiny tiny+open_channels --outcome trusty": "did you mean 'trust'?",
    "compare tiny tiny+open_channels --seed 3": "no option '--seed'; did you mean '--seeds'?",
    "compare tiny tiny+open_channels --set seed=3": "--set seed: give --first-seed and --seeds instead",
    "survey tiny --out x.csv": "required: --n",
    "survey tiny --n 5 --out x.xls": "must end in .csv or .parquet",
    "survey tiny --n 5 --out nowhere/x.csv": "there is no folder nowhere",
    "survey tiny --n 5 --month 9999 --out x.csv": "--month: 9999 is outside 0 to",
    "why tiny --resident 0 --month 1 --act volunter": "did you mean 'volunteer'?",
    "why tiny --resident 0 --month 9999": "--month: 9999 is outside 1 to",
    "why tiny --resident 99999999 --month 1": "rows are 0 to",
    "list scenarois": "no 'scenarois'; did you mean 'scenarios'?",
    "verify nothing_here": "no such folder",
    "view nowhere": "no such name",
}


@pytest.mark.parametrize("typed", BAD_INPUT)
def test_bad_input_is_one_line_and_code_2_and_nothing_is_written(
    typed: str, tmp_path: Path, capsys: Captured
) -> None:
    assert main(typed.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("shequ: ")
    assert BAD_INPUT[typed] in said.err
    assert said.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_else_in_it_is_not_written_to(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    for typed in ("run tiny --out mine", "compare tiny tiny+open_channels --out mine"):
        assert main(typed.split()) == 2
        assert "is not a result folder" in capsys.readouterr().err
    assert list(content(tmp_path)) == ["mine/letter.txt"]


def test_run_prints_headlines_and_digest_and_writes_tables(tmp_path: Path, capsys: Captured) -> None:
    assert main(["run", "tiny", "--seed", "3", *SHORT, "--out", "x"]) == 0
    printed = capsys.readouterr().out
    assert "took part in self-governance, % of adults" in printed
    assert main(["run", "tiny", "--seed", "3", *SHORT, "--threads", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert printed.rstrip().endswith(told["digest"])
    assert {row["outcome"] for row in told["headline"]} <= set(OUTCOMES)
    assert set(content(tmp_path)) == {
        f"x/{name}" for name in (*TABLES_OF_A_RUN, "manifest.json", "ro-crate-metadata.json")
    }
    flows = pq.read_table(tmp_path / "x" / "flows.parquet").to_pandas()
    assert flows.fen.min() > 0
    paid = flows[["payer", "payee", "purpose"]].apply(tuple, axis=1)
    assert ("district", "residents", "committee wages") in set(paid), "the payer stands as payer"
    assert ("residents", "district", "committee wages") not in set(paid)
    assert main(["verify", "x", "--workers", "1"]) == 0


def test_compare_prints_a_table_and_json_has_the_numbers(tmp_path: Path, capsys: Captured) -> None:
    words = ["compare", "tiny", "tiny+open_channels", "--seeds", "2", *SHORT, "--workers", "1"]
    assert main([*words, "--lang", "zh"]) == 0
    said = capsys.readouterr()
    assert "畅通四个参与渠道 与 现状 比较" in said.out
    assert "result in results/compare-" in said.err
    assert main([*words, "--outcome", "civic", "--group", "all", "--group", "migrant", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["outcome"], row["group"]) for row in rows] == [("civic", "all"), ("civic", "migrant")]
    assert rows[0]["seeds"] == 2
    assert len(list(tmp_path.glob("results/compare-*"))) == 1


def compare_with(simulate: object, monkeypatch: pytest.MonkeyPatch) -> int:
    kept = comparing.compare

    def compare(*arguments: object, **options: object) -> object:
        return kept(*arguments, **options, simulate=simulate)  # type: ignore[arg-type]

    monkeypatch.setattr(comparing, "compare", compare)
    return main(["compare", "tiny", "tiny+task_catalogue", "--seeds", "3", *SHORT, "--workers", "1"])


def test_code_3_if_runs_failed(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert compare_with(fakes.one_reform_fails, monkeypatch) == 3
    said = capsys.readouterr()
    assert "shequ: 1 of 6 runs failed" in said.err
    assert "--resume runs them again" in said.err
    assert "over 2 plausible worlds" in said.out, "the pair of the failed run is not counted"


def test_code_130_if_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: Captured, tmp_path: Path) -> None:
    assert compare_with(fakes.interrupted_at_bad_seed, monkeypatch) == 130
    assert capsys.readouterr().err.endswith("shequ: interrupted\n")
    assert len(list(tmp_path.glob("results/*.partial/runs/*.zip"))) == 2


def test_a_full_disk_is_one_line_and_code_1(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "monthly.parquet")

    monkeypatch.setattr("experiments.storing.store.write_run_tables", full)
    assert compare_with(fakes.fake_forked, monkeypatch) == 1
    assert capsys.readouterr().err.endswith("shequ: monthly.parquet: No space left on device\n")


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
def test_P12_a_survey_is_not_written_over_a_file_of_somebody_else(  # noqa: N802
    name: str, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / name).write_text("dear,friend\n")
    out = name if name != "answers.codebook.csv" else "answers.csv"
    assert main(["survey", "tiny", "--n", "5", *SHORT, "--out", out]) == 2
    assert f"--out {name}: is there already and is no survey of shequ" in capsys.readouterr().err
    assert content(tmp_path) == {name: b"dear,friend\n"}


def test_why_explains_one_act_or_all(capsys: Captured) -> None:
    words = ["why", "tiny", "--resident", "7", "--month", "2", *SHORT]
    assert main([*words, "--act", "volunteer", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main([*words, "--lang", "zh"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 9


@pytest.mark.parametrize("kind", ["scenarios", "policies", "levers", "outcomes", "assumptions"])
def test_lists_have_a_line_an_entry_in_both_languages(kind: str, capsys: Captured) -> None:
    assert main(["list", kind, "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert len(entries) > 4
    assert main(["list", kind, "--lang", "zh"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(entries)


def test_assumptions_are_listed_with_range_grade_and_source_in_both_languages(capsys: Captured) -> None:
    told = {}
    for language in ("en", "zh"):
        assert main(["list", "assumptions", "--json", "--lang", language]) == 0
        told[language] = {entry["path"]: entry for entry in json.loads(capsys.readouterr().out)}
    talk, contacts = (f"assumptions.{one}" for one in ("participation.hearing.talk", "network.contacts"))
    audience = "assumptions.structures.audience"
    assert (told["en"][talk]["low"], told["en"][talk]["high"]) == (0.1, 0.4)
    assert (told["en"][talk]["plausible"], told["zh"][talk]["plausible"]) == ("0.1 to 0.4", "0.1 至 0.4")
    assert (told["en"][talk]["grade"], told["zh"][talk]["grade"]) == ("D none", "D 无依据")
    assert (told["en"][talk]["source"], told["zh"][talk]["source"]) == ("none", "无")
    assert told["en"][contacts]["source"] == "B34"
    assert told["en"][contacts]["ends"] == "tilts"
    assert told["en"][audience]["plausible"] == "each reading alike"
    assert main(["list", "assumptions"]) == 0
    line = next(one for one in capsys.readouterr().out.splitlines() if one.startswith(talk))
    assert "0.1 to 0.4  " in line
    assert "D none" in line


def test_outcomes_and_policies_are_listed_in_whole_chinese_sentences(capsys: Captured) -> None:
    for kind in ("outcomes", "policies"):
        assert main(["list", kind, "--json"]) == 0
        english = {entry["name"]: entry["sentence"] for entry in json.loads(capsys.readouterr().out)}
        assert main(["list", kind, "--json", "--lang", "zh"]) == 0
        chinese = {entry["name"]: entry["sentence"] for entry in json.loads(capsys.readouterr().out)}
        assert chinese.keys() == english.keys()
        assert [name for name, told in chinese.items() if not told.endswith("。")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: Captured) -> None:
    assert main([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: shequ {command}")


def test_help_names_every_command_and_no_command_is_bad_input(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {command} " in printed for command in COMMANDS)
    assert main(["--version"]) == 0
    assert main(["--sed"]) == 2


def test_help_does_not_load_the_model() -> None:
    script = "import sys; from experiments.cli import main; main(['--help']); sys.exit('sim' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_experiment_answers_a_question_in_either_language(tmp_path: Path, capsys: Captured) -> None:
    """With the real model, in the smallest place."""
    text = '[design]\nkind = "list"\npolicies = ["open_channels"]\n'
    head = 'scenario = "tiny"\nquestion = {en = "Who comes?", zh = "谁会来？"}\nseeds.number = 2\n'
    (tmp_path / "mine.toml").write_text(head + text, encoding="utf-8")
    words = ["experiment", "mine.toml", *SHORT, "--workers", "1", "--out", "x"]
    assert main([*words, "--lang", "zh"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("“自治参与面”由好到差：畅通四个参与渠道")
    assert said.err.startswith("谁会来？\n4 次运行")
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["runs"], told["failed"], told["folder"]) == (4, 0, "x")
    assert set(told["tables"]) == {"effects", "groups", "months"}
    assert main(["experiment", "mine.toml", "--set", "design.polices=[]"]) == 2
    assert "--set: design.polices: unknown key; did you mean 'policies'?" in capsys.readouterr().err


def test_list_names_the_questions_that_ship(capsys: Captured) -> None:
    assert main(["list", "experiments", "--json"]) == 0
    listed = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["which_reform_does_most"]["design"] == "list"
    assert listed["which_reform_does_most"]["runs"] > 50

"""What is typed: exit codes, one line on stderr for what cannot be done, nothing written then."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from experiments.cli import COMMANDS, main
from experiments.comparing import compare_scenarios as comparing
from sim.outcomes.register import OUTCOMES
from sim.wording.language_files import dictionary
from tests.experiments import fakes
from tests.experiments.fakes import content
from tests.experiments.refusals import refusal_of

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
Captured = pytest.CaptureFixture[str]
TABLES_OF_A_RUN = ("monthly.parquet", "communities.parquet", "flows.parquet")
SHORT = ["--set", "calendar.burn_in=1", "--set", "calendar.horizon=2"]


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
    "--help --lang fr": "--lang: no 'fr'; known: en, zh",
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
def test_bad_input_is_one_line_and_code_2_and_nothing_is_written(typed: str, tmp_path: Path) -> None:
    said = refusal_of(typed.split())
    assert said.startswith("shequ: ")
    assert BAD_INPUT[typed] in said
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
    assert "结果在 results/compare-" in said.err
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


def test_why_explains_one_act_or_all(capsys: Captured) -> None:
    words = ["why", "tiny", "--resident", "7", "--month", "2", *SHORT]
    assert main([*words, "--act", "volunteer", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main([*words, "--lang", "zh"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 9


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: Captured) -> None:
    assert main([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: shequ {command}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained_in_chinese(command: str, capsys: Captured) -> None:
    assert main([command, "--help", "--lang", "zh"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"用法：shequ {command}")
    assert not re.findall("[a-z]+ [a-z]+ [a-z]+", told)


def test_no_chinese_of_options_is_left_over(capsys: Captured) -> None:
    for command in COMMANDS:
        main([command, "--help"])
    told = "".join(capsys.readouterr().out.split())
    assert [one for one in dictionary("options") if "".join(one.split()) not in told] == []


@pytest.mark.parametrize("typed", [one for one in BAD_INPUT if not one.endswith(" fr")])
def test_what_is_refused_is_told_in_chinese(typed: str) -> None:
    refusal = refusal_of([*typed.split(), "--lang", "zh"])
    assert re.search("[一-鿿]", refusal)
    assert not re.findall("[a-z]+ [a-z]+ [a-z]+ [a-z]+", refusal)


def test_an_option_that_is_like_none_is_told_with_all_that_there_are() -> None:
    assert "no option '--months'; known: --set, --seed" in refusal_of(["run", "tiny", "--months", "6"])


def test_help_names_every_command_and_no_command_is_bad_input(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {command} " in printed for command in COMMANDS)
    assert main(["--version"]) == 0
    assert "--sed" in refusal_of(["--sed"])


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
    refusal = refusal_of(["experiment", "mine.toml", "--set", "design.polices=[]"])
    assert "--set: design.polices: unknown key; did you mean 'policies'?" in refusal


@pytest.mark.parametrize("typed", ["--help --lang zh", "--lang zh --help", "--lang zh"])
def test_help_names_every_command_in_chinese_too(typed: str, capsys: Captured) -> None:
    assert main(typed.split()) == 0
    told = capsys.readouterr().out
    assert "命令" in told
    assert all(f"  {name} " in told for name in COMMANDS)
    assert not any(sentence in told for sentence in COMMANDS.values())


@pytest.mark.parametrize("kind", ["levers", "assumptions"])
def test_what_is_allowed_is_told_in_chinese(kind: str, capsys: Captured) -> None:
    assert main(["list", kind, "--lang", "zh", "--json"]) == 0
    told = [one["allowed"] for one in json.loads(capsys.readouterr().out)]
    assert told
    numbers = [one for one in told if not one.endswith("之一")]
    assert not [one for one in numbers if re.search("[a-z]{2}", one)]


def test_a_place_is_listed_with_as_many_residents_as_its_communities_have(capsys: Captured) -> None:
    assert main(["list", "scenarios", "--json"]) == 0
    listed = {one["name"]: one["residents"] for one in json.loads(capsys.readouterr().out)}
    assert listed["tiny"] == 240
    assert listed["baoan"] == pytest.approx(2.64e6, rel=0.001)  # as README and the page of places say

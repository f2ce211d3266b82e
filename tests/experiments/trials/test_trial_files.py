"""Trial files: what is wrong in one is one clear line; of whom each speaks; and their guide can be run."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.asking.of_whom import basis_of
from experiments.cli import main
from experiments.trials.channels import CHANNELS
from experiments.trials.load_trial import load_trial, shipped_trials
from experiments.trials.trial_file import UNIT_KINDS
from sim.engine.settings import BadInput
from tests.experiments.trials.small_trials import CLAIM, HEAD, VISIT, VOTE, asked, trial_of, written

WHOLE = HEAD + VISIT + VOTE + CLAIM
WRONG = {
    ('kind = "household"', 'kind = "houshold"'): "units.kind: 'houshold' is not one of",
    ("share = 0.5", 'among = ["agee < 30"]'): "units.among: 'agee < 30': residents have no 'agee'",
    (
        "month = 11",
        "month = 12",
    ): "arms[0].act: vote: the roll is drawn up in months 11, 47, 83,",
    ('channel = "visit_stranger"', 'channel = "vist_stranger"'): "did you mean 'visit_stranger'?",
    ("reach = 0.6", "reach = 1.6"): "arms[0].reach: 1.6 is outside",
    ('channel = "visit_stranger"\nreach = 0.6', 'channel = "message"'): "no rule for whom a message reaches",
    ('act = "vote"\nchannel', "channel"): "arms[0].act: missing",
    ('act = "vote"\non', 'act = "vote"\nquestion = "rung"\non'): "measured[0]: give one of act, question",
    ('act = "vote"\non', 'question = "votd_last"\non'): "no 'votd_last'; did you mean 'voted_last'?",
    (
        'groups = ["women", "men"]',
        'groups = ["womn"]',
    ): "measured[0].groups: no 'womn'; did you mean",
    ("horizons = [2]", "horizons = [99]"): "acts are remembered for 64 months; give a window",
    ('arm = "visit"', 'arm = "vizit"'): "published[0].arm: no 'vizit'; did you mean 'visit'?",
    ("interval = [-50.0, 60.0]", "interval = [60.0, -50.0]"): "published[0].interval",
    ('confidence = "opened"', 'confidence = "sure"'): "confidence: 'sure' is not one of opened",
    ("[seeds]", "sedes = 3\n[seeds]"): "sedes: unknown key",
    ('scenario = "tiny"', 'scenario = "tinny"'): "no such name; did you mean 'tiny'?",
    ('scenario = "tiny"', 'scenario = "tiny"\nsettings = ["calendar.burn_in=3"]'): "say how long it runs",
}


@pytest.mark.parametrize(("change", "told"), WRONG.items())
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    assert change[0] in WHOLE
    file = written(tmp_path, WHOLE.replace(*change, 1))
    with pytest.raises(BadInput) as refused:
        load_trial(str(file))
    assert told in str(refused.value)
    assert "visits.toml" in str(refused.value) or "tinny" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    one = asked(tmp_path, WHOLE)
    trial = trial_of(one)
    assert (trial.month, trial.months, one.runs) == (11, 2, 3)
    assert one.question.base().calendar.burn_in == 10
    assert one.words == ("shequ", "trial", "visits.toml")


@pytest.mark.parametrize("name", shipped_trials())
def test_every_trial_that_ships_can_be_run_and_says_what_it_rests_on(name: str) -> None:
    trial = trial_of(load_trial(name))
    assert trial.published
    for claim in trial.published:
        assert claim.source
        assert claim.note.en
        assert claim.note.zh
    for arm in trial.arms:
        assert arm.label.en
        assert arm.label.zh


@pytest.mark.parametrize("name", shipped_trials())
def test_the_basis_of_every_trial_names_adults_lot_acts_sizes_and_months(name: str) -> None:
    asked = load_trial(name)
    trial, basis = trial_of(asked), basis_of(asked)
    for word in ("adults of", "communities of", "residents", "drawn by lot", f"from month {trial.month} of"):
        assert word in basis.en
    for word in ("成年居民", "个社区", "名居民", "抽签抽取", f"第 {trial.month} 个月起"):
        assert word in basis.zh
    for one in trial.measured:
        assert one.label.en in basis.en
        assert one.label.zh in basis.zh
    assert all(f"`{condition}`" in basis.en for condition in trial.units.among)


def test_months_are_those_that_count_towards_what_is_measured() -> None:
    basis = basis_of(load_trial("chengdu_budget")).en
    assert "took part in meetings (months 1–6; assigned)" in basis
    assert "voted for the committee (month 12; assigned)" in basis
    assert "drawn by lot: 7 of the communities." in basis


def test_a_trial_ends_its_answer_with_of_whom_it_speaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], with_pictures: None
) -> None:
    file = written(tmp_path, HEAD, VISIT, VOTE)
    words = ["trial", str(file), "--seeds", "2", "--one-world", "--out", str(tmp_path / "out")]
    for language, ends in (("en", "Of whom and when: adults of"), ("zh", "对象与时间：成年居民")):
        assert main([*words, "--executor", "serial", "--lang", language]) == 0
        assert capsys.readouterr().out.splitlines()[-1].startswith(ends)
    report = next(tmp_path.rglob("report.html")).read_text(encoding="utf-8")
    assert "Of whom and when: adults of" in report
    assert "对象与时间：成年居民" in report


ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "invitations_by_neighbours.toml"


def test_the_worked_example_is_a_whole_trial_without_published_numbers() -> None:
    asked = load_trial(str(EXAMPLE))
    assert asked.design.kind == "trial"
    assert "[[published]]" not in EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["trials.md", "trials.zh-CN.md"])
def test_the_guide_names_every_channel(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert [channel for channel in CHANNELS if f"`{channel}`" not in text] == []


def test_the_guide_names_every_kind_of_unit() -> None:
    text = (ROOT / "docs" / "trials.md").read_text(encoding="utf-8")
    assert [kind for kind in UNIT_KINDS if kind not in text] == []

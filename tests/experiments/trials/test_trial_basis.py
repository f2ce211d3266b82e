"""Every trial says of whom it speaks: whose adults, which of them by lot, what is counted, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.asking.of_whom import basis_of
from experiments.cli import main
from experiments.trials.load_trial import load_trial, shipped_trials
from tests.experiments.trials.small_trials import HEAD, VISIT, VOTE, trial_of, written


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

"""`shequ quick` says at once what a policy would do, and refuses in one line what it has not learned."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.cli import main
from experiments.emulation import quick_answer
from experiments.emulation.emulator_file import read_emulator
from experiments.emulation.policy_emulator import RANGE
from experiments.emulation.quick_answer import estimate, quick
from sim.engine.settings import BadInput
from tests.experiments.emulation import toy
from tests.experiments.refusals import refusal_of

GUIDE = Path(__file__).parents[3] / "docs" / "quick.md"
HEAVY = ("mesa", "numba", "pandas", "scipy", "sklearn", "networkx", "matplotlib", "pyarrow", "solara")


def test_the_range_holds_nine_of_ten_runs_that_may_come() -> None:
    emulator, _ = toy.learned()
    draws = np.random.Generator(np.random.Philox(key=[1, 5]))
    positions = np.where(draws.random((50, 6)) < 0.5, 1.0, 0.0)
    effect, _ = toy.truth(positions, *toy.strengths())
    told = [estimate(emulator, position, toy.CIVIC) for position in positions]
    inside = [(one.low <= row) & (row <= one.high) for one, row in zip(told, effect, strict=True)]
    assert np.mean(inside) >= 0.85
    assert RANGE == (5.0, 95.0)


def test_a_shipped_policy_is_told_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quick", "report_package"]) == 0
    english = capsys.readouterr().out
    assert main(["quick", "report_package", "--lang", "zh"]) == 0
    chinese = capsys.readouterr().out
    assert "estimated, not run" in english
    assert "估计值" in chinese
    assert english.count("\n") == chinese.count("\n")


def test_the_heading_names_all_that_was_asked_and_the_command_below_runs_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = ["self_governance_fund+service_centre", "--set", "policies.committee.fund=50"]
    assert main(["quick", *asked]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (
        "Self-governance fund + Service centres scored by residents, policies.committee.fund=50:" in lines[0]
    )
    assert lines[-1].endswith("baoan_sample+self_governance_fund+service_centre+mine.toml")
    file = tmp_path / "mine.toml"
    file.write_text("policies.committee.fund=50", encoding="utf-8")
    typed = quick(asked[0], asked[2:]).estimates
    assert quick(f"{asked[0]}+{file}").estimates == typed


def test_json_has_names_and_numbers_as_a_comparison_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quick", "open_channels", "--group", "young", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["outcome"], one["group"]) for one in told["estimates"]] == [
        ("civic", "all"),
        ("civic", "young"),
        ("gap.hukou", "all"),
        ("cost.district", "all"),
    ]
    assert all(one["low"] <= one["difference"] <= one["high"] for one in told["estimates"])
    assert told["emulator"]["held_out"]["civic|all"]["explained"] > 0.5


def test_the_emulator_that_ships_explains_what_its_guide_says() -> None:
    """Asked are 95 per cent of expected effects, on policies and on lives that were not learned."""
    held_out, guide = read_emulator().made["held_out"], GUIDE.read_text(encoding="utf-8")
    assert held_out["civic|all"]["explained"] >= 0.95
    assert held_out["cost.district|all"]["explained"] >= 0.95
    gap = held_out["gap.hukou|all"]
    assert gap["explained"] >= 0.95
    assert gap["explained_of_lives"] >= 0.95
    for key in ("civic|all", "civic|migrant", "civic|local", "gap.hukou|all", "cost.district|all"):
        told = held_out[key]
        assert 0.85 <= told["in_range"] <= 0.95
        assert told["explained_of_lives"] < 1.0  # of single runs no more than draws leave
        tests = ("explained", "explained_of_lives")
        explained = (f"{100.0 * told[name]:.1f} ± {100.0 * told[name + '_error']:.1f}" for name in tests)
        left = told["explained_of_runs"] / told["explained_of_lives"]  # of single runs, by draws
        shown = (f"{100.0 * one:.0f}" for one in (told["explained_of_runs"], left, told["in_range"]))
        assert f"| {' | '.join((*explained, *shown))} |" in guide, key


def test_a_stale_emulator_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {**read_emulator().made, "same_under": []}
    made["versions"] = {**made["versions"], "model": "0.0.0+another"}
    monkeypatch.setattr(quick_answer, "read_emulator", lambda: replace(read_emulator(), made=made))
    assert main(["quick", "report_package"]) == 0
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "the emulator has learned model 0.0.0+another" in told


def test_more_of_a_good_lever_is_told_to_do_more() -> None:
    little, much = (
        quick(overrides=[f"policies.residents.channel_online={one}"]).estimates[0] for one in (0.2, 0.8)
    )
    assert 0.0 < little.difference < much.difference


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["quick"], "give a policy or settings"),
        (["quick", "open_chanels"], "no such name"),
        (["quick", "tiny+open_channels"], "tiny: the emulator has learned baoan_sample alone"),
        (["quick", "gradual_2014"], "policies.pilots.where: the emulator has not learned this lever"),
        (["quick", "--set", "policies.committee.fund=400"], "outside 0.0 to 150.0"),
        (["quick", "open_channels", "--set", "calendar.horizon=12"], "calendar: the emulator has learned"),
        (["quick", "open_channels", "--group", "village"], "civic of village: the emulator has not"),
    ],
)
def test_what_was_not_learned_is_refused_in_one_line(words: list[str], why: str) -> None:
    assert why in refusal_of(words)


def test_an_emulator_says_whose_place_it_is_when_asked_for_a_key() -> None:
    with pytest.raises(BadInput, match="breadth of all: the emulator has not learned it; it knows civic"):
        quick("open_channels", keys=[("breadth", "all")])


def test_nothing_heavy_is_loaded() -> None:
    program = (
        "import sys\nfrom experiments.cli import main\ncode = main(['quick', 'report_package'])\n"
        f"print(code, sorted({set(HEAVY)} & set(sys.modules)), file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stderr.splitlines()[-1] == "0 []"

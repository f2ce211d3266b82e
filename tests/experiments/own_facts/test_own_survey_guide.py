"""The guide to own surveys: its example is read as it says, and tells the numbers that came out."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.commands.calibrate import as_text
from experiments.own_facts.own_place import own_place
from experiments.own_facts.own_targets import own_targets
from experiments.own_facts.worked_example import CALIBRATION, POLICIES, RESPONDENTS, SEEDS, truth
from experiments.storing.files import read_json
from sim.priors import priors
from sim.wording.labels import LANGUAGES, Language

DOCS = Path(__file__).parents[3] / "docs"
EXAMPLE = DOCS / "examples" / "own_survey"
PAGES = ["own_survey.md", "own_survey.zh-CN.md"]


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_survey_and_the_place_can_be_calibrated_on() -> None:
    own = own_place(str(EXAMPLE / "my_place.toml"), EXAMPLE / "survey.csv")
    assert len(own.targets) == read_json(EXAMPLE / "found.json")["targets"]
    assert len((EXAMPLE / "survey.csv").read_text(encoding="utf-8").splitlines()) == RESPONDENTS + 1
    assert own.policies == POLICIES


def test_the_table_of_facts_says_what_the_survey_says() -> None:
    survey = {one.of: one for one in own_targets(EXAMPLE / "survey.csv")}
    facts = own_targets(EXAMPLE / "facts.csv")
    assert len(facts) > 1
    for one in facts:
        told = survey[one.of]
        assert one.among == told.among
        assert one.target.value == pytest.approx(told.target.value, abs=6e-4)
        assert one.target.error == pytest.approx(told.target.error, abs=6e-4)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_tells_what_came_out(name: str) -> None:
    told, effects = page(name), read_json(EXAMPLE / "found.json")["effects"]
    for worlds, policies in effects.items():
        for policy in POLICIES:
            ends = policies[policy]
            shown = ("difference",) if worlds == "truth" else ("difference", "low", "high")
            assert [f"{ends[end]:.2f}" for end in shown if f"{ends[end]:.2f}" not in told] == []
    assert " ".join(CALIBRATION) in told
    assert f"--seeds {SEEDS}" in told
    lines = (EXAMPLE / "facts.csv").read_text(encoding="utf-8").splitlines()
    assert "\n".join([*lines[:2], lines[-1]]) in told


def test_what_the_page_says_of_the_truth_is_so() -> None:
    found = read_json(EXAMPLE / "found.json")
    worlds = {name: found["effects"][name] for name in ("survey", "shipped", "priors")}
    true = {policy: found["effects"]["truth"][policy]["difference"] for policy in POLICIES}
    package, channels = POLICIES
    holds = {
        (name, policy): one[policy]["low"] <= true[policy] <= one[policy]["high"]
        for name, one in worlds.items()
        for policy in POLICIES
    }
    assert all(holds[name, channels] for name in worlds)
    assert [name for name in worlds if holds[name, package]] == ["shipped"]
    assert 0.0 < worlds["survey"][package]["low"] - true[package] < 0.12
    for policy in POLICIES:
        widths = {name: one[policy]["high"] - one[policy]["low"] for name, one in worlds.items()}
        assert widths["priors"] < widths["survey"] < widths["shipped"]
    assert [one["held"] * one["truths"] for one in found["calibrated"]["truths"]] == [17.0, 17.0]
    assert found["calibrated"]["emulators_explain"][-1] < 0.0


def test_the_truth_is_the_first_draw_from_the_priors() -> None:
    assert truth().shape == (1, len(priors()))
    assert (truth() == truth()).all()
    assert 0.45 < truth().mean() < 0.55


@pytest.mark.parametrize("language", LANGUAGES)
def test_emulators_that_explain_nothing_are_said_to(language: Language) -> None:
    made = {**read_json(EXAMPLE / "found.json")["calibrated"], "structures": {}}
    said = as_text(made, 128, language)
    assert "--points" in said
    assert "-72" not in said
    assert "40%" in as_text({**made, "emulators_explain": [0.4]}, 128, language)

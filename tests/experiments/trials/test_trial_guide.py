"""The guide to trials names what there is, and its worked example can be run."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.trials.channels import CHANNELS
from experiments.trials.load_trial import load_trial
from experiments.trials.trial_file import UNIT_KINDS

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

"""``shequ who``: data and words about the same residents, in both languages."""

from __future__ import annotations

import json

import pytest

from experiments.cli import main
from tests.experiments.refusals import refusal_of

COMMAND = ["who", "tiny", "tiny+open_channels", "--seed", "1", "--set", "calendar.burn_in=6"]
COMMAND += ["--set", "calendar.horizon=12"]


def test_data_say_who_was_moved_by_group_and_through_whom(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["residents"]
    everybody = told["groups"][0]
    assert everybody["gained"] + everybody["lost"] + everybody["changed"] == len(told["residents"])
    for one in told["residents"]:
        gained = {step["act"] for step in one["steps"] if step["change"] == "gained"}
        assert gained == set(one["acts_reform"]) - set(one["acts_status_quo"])
        assert all(step["chain"][0]["resident"] == one["resident"] for step in one["steps"])


@pytest.mark.parametrize(("language", "word"), [("en", "online"), ("zh", "网络")])
def test_words_name_the_source(language: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--lang", language, "--most", "2"]) == 0
    shown = capsys.readouterr().out
    assert word in shown
    assert "{" not in shown
    assert ("居民" in shown) == (language == "zh")


def test_scenarios_of_different_places_are_refused() -> None:
    assert "must share place" in refusal_of(["who", "tiny", "village", "--seed", "1"])

"""Lists that are kept as they were made are those that would be made now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.commands.instant import kept_lists
from experiments.commands.list import KINDS
from sim.wording.labels import LANGUAGES


@pytest.mark.parametrize("kind", kept_lists.TELLS_OF)
def test_a_kept_list_is_the_one_that_would_be_made_now(kind: str) -> None:
    for language in LANGUAGES:
        made = json.loads(json.dumps(list(KINDS[kind](language))))
        assert kept_lists.kept(kind, language) == made, "run: python -m experiments.publishing.model_tables"


def test_a_list_is_made_anew_once_a_file_that_it_tells_of_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "experiments" / "commands" / "instant" / "kept_lists.json"
    question = tmp_path / "experiments" / "questions" / "one.toml"
    for file in (kept, question):
        file.parent.mkdir(parents=True)
    question.write_text("before", encoding="utf-8")
    monkeypatch.setattr(kept_lists, "FILE", kept)
    assert kept_lists.kept("experiments", "en") is None
    kept.write_text(
        kept_lists.made_anew({kind: lambda _: iter([{"name": "one"}]) for kind in kept_lists.TELLS_OF})
    )
    assert kept_lists.kept("experiments", "en") == [{"name": "one"}]
    question.write_text("after", encoding="utf-8")
    assert kept_lists.kept("experiments", "en") is None
    assert kept_lists.kept("trials", "en") == [{"name": "one"}]

"""Published results come out again to the last digit, or verify says what differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments import publish as publishing
from experiments.cli import main
from experiments.progress import Console
from experiments.publish import Published, publish
from experiments.verify import find_results, verify
from tests.experiments.fakes import SHORT

RECIPE = Published(("tiny", "tiny+open_channels"), 2, SHORT)


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(publishing, "RECIPES", {"small": RECIPE})
    for user in ("experiments.publish", "experiments.verify"):
        monkeypatch.setattr(f"{user}.published_folder", lambda: tmp_path)
    return publish("small", console=Console(bars=False), workers=1)


def edit(folder: Path, change: dict[str, object]) -> None:
    file = folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | change))


def test_a_published_result_is_small_and_comes_out_the_same(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {file.name for file in published.iterdir()} == {
        "manifest.json",
        "headlines.csv",
        "differences.csv",
        "ro-crate-metadata.json",
    }
    assert main(["verify", "--workers", "1"]) == 0
    assert capsys.readouterr().out == "same       small: 4 runs\n"


def test_a_changed_digest_is_found(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = json.loads((published / "manifest.json").read_text())["runs"]
    runs[0]["digest"] = "0" * 64
    edit(published, {"runs": runs})
    assert main(["verify", "small", "--workers", "1"]) == 1
    assert capsys.readouterr().out.startswith(
        "DIFFERENT  small: run tiny, seed 1: digest was 000000000000, is"
    )


def test_an_edited_table_is_found(published: Path) -> None:
    (published / "headlines.csv").write_text("edited")
    assert verify(published, workers=1).differences == ("headlines.csv is missing or was edited",)


def test_a_changed_scenario_is_named_by_its_path(published: Path) -> None:
    scenarios = json.loads((published / "manifest.json").read_text())["scenarios"]
    scenarios["tiny"]["policies"]["committee"]["fund"] = 7.0
    edit(published, {"scenarios": scenarios})
    assert verify(published, workers=1).differences == ("scenario tiny: policies.committee.fund has changed",)


def test_a_scenario_whose_file_is_gone_is_taken_from_the_manifest(published: Path) -> None:
    text = (published / "manifest.json").read_text().replace("tiny+open_channels", "gone+open_channels")
    (published / "manifest.json").write_text(text)
    found = verify(published, workers=1)
    assert not [difference for difference in found.differences if difference.startswith("run")]


def test_all_published_results_are_found_by_name(published: Path) -> None:
    assert find_results([]) == find_results(["small"]) == find_results([str(published)]) == [published]

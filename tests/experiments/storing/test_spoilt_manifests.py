"""P12: whatever is done to a manifest is refused in a short line, or the result is read whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.cli import main
from experiments.storing.manifest import listed, manifest_of, write_manifest
from sim.engine.settings import BadInput
from tests.experiments import fakes
from tests.experiments.fakes import content
from tests.experiments.small_questions import answered, small_comparison


def test_the_manifest_lists_every_file_but_itself_and_the_crate(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    small_comparison(folder, simulate=fakes.one_reform_fails)
    assert {*listed(manifest_of(folder)), "manifest.json", "ro-crate-metadata.json"} == set(content(folder))


def test_no_damage_to_a_manifest_is_more_than_a_line(tmp_path: Path) -> None:
    """Every key dropped, and every value turned into another kind, also by one who writes its hash anew."""
    folder = answered(tmp_path / "x")
    whole = manifest_of(folder)
    kinds: list[object] = [None, 7, "text", [], {}, [1], {"a": 1}, [{"seed": 1}], {"../../x": "0"}]
    damaged = [{key: whole[key] for key in whole if key != dropped} for dropped in whole]
    damaged += [whole | {key: other} for key in whole for other in kinds]
    for number, told in enumerate(damaged):
        (folder / "manifest.json").write_text(json.dumps(told))
        assert_refused_or_whole(folder, whole, number)
        write_manifest(folder, told)
        assert_refused_or_whole(folder, whole, number)


def refused_or_read(folder: Path) -> dict[str, Any] | str:
    """What a folder says of itself, or why that is refused."""
    try:
        return manifest_of(folder)
    except BadInput as refused:
        return str(refused)


def assert_refused_or_whole(folder: Path, whole: dict[str, Any], number: int) -> None:
    """Either refused in one short line, or with all that its readers use, in the kinds that they need."""
    told = refused_or_read(folder)
    if isinstance(told, str):
        assert "manifest.json" in told
        assert len(told) <= 500
        return
    needed = {"experiment", "question", "command", "versions", "runs", "tables", "scenarios"}
    assert needed <= set(told), number
    assert {type(told[key]) for key in ("tables", "scenarios", "versions")} == {dict}, number
    assert type(told["runs"]) is type(whole["runs"]), number


HOSTILE: dict[str, str | bytes] = {
    "deep nesting": "[" * 100_000,
    "a number of 5,000 digits": '{"made_by": "shequ", "seeds": [' + "9" * 5000 + "]}",
    "not UTF-8": b'{"made_by": "\xff\xfe"}',
    "null bytes": b"\x00" * 1000,
    "nothing": b"",
    "a list": "[1, 2]",
    "somebody else's": '{"name": "a web page"}',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_manifests_are_one_line_and_the_folder_is_not_touched(
    tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    text = HOSTILE[what]
    (folder / "manifest.json").write_bytes(text.encode() if isinstance(text, str) else text)
    before = content(folder)
    typed = [
        ["verify", str(folder)],
        ["view", "--json", "--result", str(folder)],
        ["compare", "tiny", "tiny+open_channels", "--out", str(folder), "--replace"],
    ]
    for words in typed:
        assert main(words) in (1, 2)
        said = capsys.readouterr()
        told = said.out + said.err
        assert "manifest.json" in told
        assert told.count("\n") == 1
        assert len(told) <= 520
    assert content(folder) == before

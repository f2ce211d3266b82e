"""What is published is what was written: every file as its manifest lists it, both seals unbroken."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.publishing.reproduce import changed_files
from experiments.storing.manifest import read_manifest

PUBLISHED = Path(__file__).parents[3] / "results" / "published"
FOLDERS = sorted(manifest.parent for manifest in PUBLISHED.rglob("manifest.json"))


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_a_published_result_is_whole(folder: Path) -> None:
    told = read_manifest(folder)
    assert told is not None
    assert changed_files(folder, told) == []

"""Blocks of the README that show other tools, run as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import experiments.tools

README = Path(experiments.tools.__file__).parent / "README.md"
CONCERN = "assumptions.participation.concern"


def blocks() -> Iterator[str]:
    yield from re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def run_block(word: str, names: dict[str, Any]) -> dict[str, Any]:
    """Run the block of the page that has a word in it."""
    block = next(one for one in blocks() if word in one)
    exec(compile(block, str(README), "exec"), names)
    return names

"""What assumptions say in Chinese, from ``assumptions_zh.toml``; English stands at their declarations."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("assumptions_zh.toml")
ASSUMED: Final = "assumptions."
MOTIVES: Final = "participation.motives"


def sentence_zh(path: str) -> str:
    """What an assumption says, in Chinese.

    Args:
        path: dotted, with or without its first word ``assumptions``.

    Raises:
        KeyError: the file has no sentence for it.
    """
    parent, _, name = path.removeprefix(ASSUMED).rpartition(".")
    act = parent.removeprefix(MOTIVES + ".") if parent.startswith(MOTIVES + ".") else ""
    table = _at(MOTIVES if act else parent)
    return str(table[name]).format(act=_at("acts")[act]) if act else str(table[name])


def _at(path: str) -> dict[str, Any]:
    found = _read()
    for part in path.split("."):
        found = found[part]
    return found


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))

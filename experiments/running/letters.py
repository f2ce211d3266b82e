"""Output that is not UTF-8 (a Chinese Windows console, the C locale): what cannot be written is replaced.

Numbers stay numbers: the true minus sign becomes a hyphen, other signs what a typewriter has for them, any
other letter a question mark. JSON is escaped instead, so that it says the same in every encoding.
"""

from __future__ import annotations

import codecs
import io
import json
import math
import sys
from typing import Any, Final

HANDLER: Final = "shequ.plain"
PLAIN: Final = {
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    **{"…": "...", "×": "x", "·": ".", "±": "+/-", "→": "->", "≤": "<=", "≥": ">=", "≈": "~", "\u00a0": " "},
    **dict(zip("▲▼✓、，：；（）。", "^v+,,:;().", strict=True)),
}


def _plain(error: UnicodeError) -> tuple[str, int]:
    """What is written in place of letters that an encoding lacks, for :func:`codecs.register_error`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(PLAIN.get(letter, "?") for letter in lacking), error.end


def replace_what_cannot_be_written() -> None:
    """Let stdout and stderr replace letters that their encoding lacks."""
    codecs.register_error(HANDLER, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def json_text(content: Any) -> str:
    """Data as JSON for stdout: letters as they are where stdout has them all, else escaped; NaN is null."""
    return json.dumps(_finite(content), ensure_ascii=not _writes_every_letter(), allow_nan=False, indent=1)


def _finite(content: Any) -> Any:
    """The same with None for numbers that are not finite, for which JSON has no word."""
    if isinstance(content, dict):
        return {key: _finite(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_finite(value) for value in content]
    return None if isinstance(content, float) and not math.isfinite(content) else content


def _writes_every_letter() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return codecs.lookup(encoding).name.startswith("utf")

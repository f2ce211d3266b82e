"""The hash that a description carries of itself, so that its reader sees what was spoilt or edited."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

KEY: Final = "sha256"


def sealed(content: dict[str, Any]) -> dict[str, Any]:
    """The same content with its hash, in place of one that it may have."""
    return {**_without(content), KEY: digest(_without(content))}


def is_sealed(content: dict[str, Any]) -> bool:
    """Whether content has a hash, and the right one."""
    return KEY in content and content[KEY] == digest(_without(content))


def digest(content: Any) -> str:
    """Hash of plain data, whatever the order of its keys and the spaces in its file."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _without(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key != KEY}

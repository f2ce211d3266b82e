"""What to type for a library that not everybody needs; shequ stands on no package index."""

from __future__ import annotations


def how_to_install(extra: str) -> str:
    """Say how an extra of shequ (pyproject.toml) is installed."""
    return f"in a clone of shequ: pip install '.[{extra}]'; with its wheel: pip install 'WHEEL[{extra}]'"

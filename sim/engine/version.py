"""Version of the program, as results and pictures name it."""

from __future__ import annotations

from importlib import metadata


def shequ_version() -> str:
    """Version of the distribution."""
    try:
        return metadata.version("shequ")
    except metadata.PackageNotFoundError:
        return "unknown"

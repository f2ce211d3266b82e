"""Names of scenarios as others may see them: a user's own files by name, not by where they lie."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from sim.scenario import name_parts, shipped_names


def own_files(names: Iterable[str]) -> list[str]:
    """Paths of policy files and places among the parts of scenarios' names."""
    shipped = {**shipped_names("places"), **shipped_names("policies")}
    parts = (part for name in names for part in name_parts(name))
    return [part for part in dict.fromkeys(parts) if part and part not in shipped]


def public_name(name: str, files: list[str]) -> str:
    """Write each file of a scenario's name by the shortest end of its path that tells it from the others."""
    parts = name_parts(name, files.__contains__)
    return "+".join(_end(part, files) if part in files else part for part in parts)


def known_name(name: str, files: list[str]) -> str:
    """Give the name that a public one stands for; what stands for no file stays as it is."""
    paths = {_end(path, files): path for path in reversed(files)}
    return "+".join(paths.get(part, part) for part in name_parts(name, paths.__contains__))


def _end(path: str, files: list[str]) -> str:
    steps = PurePath(path).parts
    ends = ("/".join(steps[-length:]) for length in range(1, len(steps) + 1))
    others = [PurePath(one).parts for one in files if one != path]
    unlike = (end for end in ends if all("/".join(one[-end.count("/") - 1 :]) != end for one in others))
    return next(unlike, path)

"""Scenarios whose names bring an ensemble of plausible worlds: ``baoan_sample+my_worlds.parquet``.

Where seeds are many, such a name says what ``--worlds my_worlds.parquet`` says. Where there is one seed, the
scenario is lived through in that seed's world, so that it is the same run as in a comparison.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, SupportsIndex

from sim.engine.settings import BadInput
from sim.scenario import Scenario, load_scenario, name_parts

ENDING: Final = ".parquet"
Name = str | os.PathLike[str]


def apart(name: Name) -> tuple[str, str]:
    """A scenario's name without the ensemble in it, and the path of that; empty if there is none.

    Raises:
        BadInput: there are several, or nothing else.
    """
    text = os.fspath(name)
    if ENDING not in text:
        return text, ""
    parts = name_parts(text)
    files = [one for one in parts if one.endswith(ENDING)]
    rest = "+".join(one for one in parts if one not in files)
    if not files:
        return text, ""
    if len(files) > 1:
        raise BadInput(f"{text}: has {len(files)} ensembles of worlds; give one")
    if not rest:
        raise BadInput(f"{text}: has worlds and no place; write PLACE+{text}")
    return rest, files[0]


def all_apart(names: Sequence[Name], worlds: Name | None = None) -> tuple[list[str], str | None]:
    """Names of scenarios that are compared, and the worlds in which all of them live.

    Args:
        names: as typed; worlds are of the seeds, so those that one name brings are everybody's.
        worlds: what ``--worlds`` says, empty for one world, None for nothing.

    Raises:
        BadInput: names bring different ensembles, or others than ``--worlds``.
    """
    found = [apart(one) for one in names]
    files = {str(Path(file)): file for _, file in found if file}
    asked = None if worlds is None else os.fspath(worlds)
    if len(files) > 1:
        raise BadInput(f"{' and '.join(files)}: what is compared lives in the same worlds; name one ensemble")
    for path, file in files.items():
        if asked is not None and str(Path(asked)) != path:
            option = f"--worlds {asked}" if asked else "--one-world"
            raise BadInput(f"{option}: the scenarios' names say {file}; give one of the two")
        asked = file
    return [rest for rest, _ in found], asked


def load_in_worlds(
    name: Name, *, seed: SupportsIndex | None = None, overrides: Iterable[str] = ()
) -> Scenario:
    """Load a scenario, in the world of its seed where its name brings an ensemble.

    Args:
        name: as of :func:`sim.scenario.load_scenario`, perhaps with the path of an ensemble among its parts.
        seed: as there.
        overrides: as there; an assumption that is set moves its range, as what a place says of it does.

    Raises:
        BadInput: as there, or the ensemble cannot be used.
    """
    rest, file = apart(name)
    if not file:
        return load_scenario(name, seed=seed, overrides=overrides)
    scenario = load_scenario(rest, seed=seed, overrides=overrides)
    from experiments.worlds.ensemble import find_worlds

    return find_worlds(file).under(scenario, scenario.seed)


def refuse_worlds(name: Name, why: str) -> None:
    """Refuse a name that brings an ensemble where there can be none.

    Raises:
        BadInput: it does.
    """
    _, file = apart(name)
    if file:
        raise BadInput(f"{file}: {why}")

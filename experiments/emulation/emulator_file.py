"""The file of an emulator: arrays of NumPy without pickle, with what made it inside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zipfile import ZIP_BZIP2, BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.lever_coordinates import Coordinate, LeverSpace
from experiments.emulation.policy_emulator import Kernels, PolicyEmulator, Process
from experiments.storing.files import parsed_json, refusal, whole_file
from sim.policies import levers
from sim.scenario import scenario_folder

FIELDS: Final = ("pull", "error", "before")  # of a process, a row a key
KERNELS: Final = ("weights", "amplitudes", "strengths", "scatter")
PULL_BITS: Final = 16  # of what each run contributes: what is said moves by less than 1 % of its spread
TEXTS: Final = ("axes", "keys", "made")
ALL: Final = (*TEXTS, "reach", "runs", "world", "is_share", *KERNELS, *FIELDS)


def shipped_emulator() -> Path:
    """The emulator that ships."""
    return scenario_folder() / "emulators" / "baoan_sample.npz"


def write_emulator(path: Path, emulator: PolicyEmulator, made: Mapping[str, Any]) -> None:
    """Write an emulator with what made it, whole or not at all."""
    arrays: dict[str, NDArray[Any]] = {
        "axes": np.array([f"{one.path}|{one.choice}" for one in emulator.space.axes]),
        "reach": np.array([one.reach for one in emulator.space.axes]),
        "keys": np.array(["|".join(key) for key in emulator.keys]),
        "runs": emulator.runs.astype(np.float16),
        "world": emulator.world.astype(np.int16),
        "is_share": np.array([one.is_share for one in emulator.processes]),
        "made": np.array(json.dumps(made, sort_keys=True, ensure_ascii=False)),
    }
    arrays |= {
        name: np.stack([getattr(one, name) for one in emulator.processes]).astype(np.float32)
        for name in FIELDS
    }
    arrays |= {
        name: np.stack([getattr(one.kernels, name) for one in emulator.processes]).astype(np.float32)
        for name in KERNELS
    }
    arrays["pull"] = _to_bits(arrays["pull"])
    with whole_file(path) as temporary, ZipFile(temporary, "w", ZIP_BZIP2) as archive:  # a fifth smaller
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)


def _to_bits(numbers: NDArray[np.float32]) -> NDArray[np.float32]:
    """Without the last of their digits, which are chance and do not pack."""
    part, exponent = np.frexp(numbers)
    rounded: NDArray[np.float32] = np.ldexp(np.round(np.ldexp(part, PULL_BITS)), exponent - PULL_BITS)
    return rounded


def read_emulator(path: Path | None = None) -> PolicyEmulator:
    """Read an emulator; by default the one that ships.

    Raises:
        BadInput: the file is missing, spoilt, or of another version of the levers.
    """
    path = path or shipped_emulator()
    arrays = _arrays(path)
    axes = [str(one).partition("|") for one in arrays["axes"]]
    space = LeverSpace(
        tuple(
            Coordinate(name, choice, float(reach))
            for (name, _, choice), reach in zip(axes, arrays["reach"], strict=True)
        )
    )
    unknown = next((one.path for one in space.axes if one.path not in levers()), None)
    if unknown is not None:
        raise refusal(path, f"{unknown}: this version has no such lever; {REMADE}")
    processes = tuple(
        Process(bool(is_share), Kernels(*_row(arrays, KERNELS, k)), *_row(arrays, FIELDS, k))
        for k, is_share in enumerate(arrays["is_share"])
    )
    keys = tuple(tuple(str(key).split("|")) for key in arrays["keys"])
    return PolicyEmulator(
        space,
        keys,  # type: ignore[arg-type]
        processes,
        arrays["runs"].astype(np.float64),
        arrays["world"].astype(np.int64),
        parsed_json(str(arrays["made"]).encode(), path),
    )


def _row(arrays: Mapping[str, NDArray[Any]], names: tuple[str, ...], key: int) -> list[NDArray[np.float64]]:
    return [arrays[name][key].astype(np.float64) for name in names]


REMADE: Final = "made anew by python -m experiments.emulation.train"


def _arrays(path: Path) -> Mapping[str, NDArray[Any]]:
    if not path.is_file():
        raise refusal(path, f"no such file; {REMADE}")
    state = path.stat()
    return _unpacked(path, (state.st_ino, state.st_size, state.st_mtime_ns))


@lru_cache(maxsize=2)
def _unpacked(path: Path, _state: tuple[int, int, int]) -> Mapping[str, NDArray[Any]]:
    """What is in a file, unpacked once until somebody writes it anew: it takes a tenth of a second."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            found = {name: archive[name] for name in ALL}
    except (OSError, ValueError, KeyError, BadZipFile, EOFError):
        raise refusal(path, f"is no emulator, or spoilt; {REMADE}") from None
    for array in found.values():
        array.setflags(write=False)  # all who ask share it
    return MappingProxyType(found)


def emulator_digest(path: Path | None = None) -> str:
    """Hash of what an emulator says; under which versions it still says so is no part of it."""
    arrays = _arrays(path or shipped_emulator())
    told = hashlib.sha256()
    for name in ALL:
        if name != "made":
            told.update(name.encode() + str(arrays[name].shape).encode() + arrays[name].tobytes())
    return told.hexdigest()[:12]

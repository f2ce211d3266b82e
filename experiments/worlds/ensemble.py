"""An ensemble of plausible worlds: run k lives in world k, so that the same runs carry all uncertainty.

A file is a Parquet table, a row a world: how much it weighs, whether it was run, its rival structures, the
part of every assumption's range (``part:PATH``), values of those that matter (``value:PATH``), and how
implausible each target finds it (``implausibility:TARGET``). What made it stands in the file too, as JSON.
``scenarios/worlds/README.md`` tells people the same.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.asking.shipped_files import shipped_worlds
from experiments.storing.files import parsed_json, refusal, whole_file
from experiments.storing.versions import model_version
from experiments.tables.parquet import read_table
from sim.engine.refusal import shown
from sim.engine.settings import BadInput, nearest
from sim.priors import every_assumption, priors_around, with_values
from sim.scenario import Assumptions, Scenario
from sim.wording.assumption_words import ASSUMED

if TYPE_CHECKING:
    import pandas as pd

PART, VALUE, IMPLAUSIBILITY = "part:", "value:", "implausibility:"
MADE: Final = b"shequ.worlds"
PLAUSIBLE: Final = "plausible"  # the ensemble that ships, in which everything lives by default


@dataclass(frozen=True, eq=False)
class Worlds:
    """Plausible worlds.

    Attributes:
        name: of the file, for messages and reports.
        paths: of the assumptions.
        parts: (worlds, assumptions) of their ranges.
        made: how: versions, waves, targets, coverage.
    """

    name: str
    paths: tuple[str, ...]
    parts: NDArray[np.float64]
    made: Mapping[str, Any]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.parts)

    def __repr__(self) -> str:
        """How many, and from where."""
        return f"Worlds({self.name!r}, {len(self)} worlds)"

    def number(self, seed: int) -> int:
        """The world in which a seed lives: seed 1 in the first, and so on through all of them."""
        return (seed - 1) % len(self)

    def under(self, scenario: Scenario, seed: int) -> Scenario:
        """The scenario in the world of a seed, with that seed.

        What the scenario's place says for itself of an assumption moves the range, as :mod:`sim.priors` has
        it; an assumption that is none there, such as a coefficient of 0, stays as it is.
        """
        return replace(
            scenario, assumptions=_assumed(self, self.number(seed), scenario.assumptions), seed=seed
        )

    def without(self, paths: Iterable[str]) -> Worlds:
        """The same worlds, in which some assumptions stay as the scenario has them."""
        fixed = set(paths)
        kept = [k for k, path in enumerate(self.paths) if path not in fixed]
        if len(kept) == len(self.paths):
            return self
        return Worlds(self.name, tuple(self.paths[k] for k in kept), self.parts[:, kept], self.made)

    @property
    def made_by(self) -> str:
        """Version of the model that made them; empty where the file does not say."""
        return str(self.made.get("versions", {}).get("model", ""))

    @property
    def is_stale(self) -> bool:
        """Whether another version of the model made them."""
        return bool(self.made_by) and model_version() not in (self.made_by, *self.made.get("same_under", ()))

    def digest(self) -> str:
        """Hash of all that decides a run."""
        content = json.dumps(self.paths).encode() + np.ascontiguousarray(self.parts).tobytes()
        return hashlib.sha256(content).hexdigest()


@functools.lru_cache(maxsize=1024)
def _assumed(worlds: Worlds, number: int, assumed: Assumptions) -> Assumptions:
    """Assumptions in a world: the same for all arms of a question, so made once."""
    known = priors_around(assumed)
    row = zip(worlds.paths, worlds.parts[number].tolist(), strict=True)
    values = {path.removeprefix(ASSUMED): known[path].at(part) for path, part in row if path in known}
    return with_values(assumed, values)


def stale_words(worlds: Worlds) -> str:
    """What is said of worlds of another version of the model, in one line; else nothing."""
    if not worlds.is_stale:
        return ""
    return (
        f"worlds {worlds.name}: made by model {worlds.made_by}, this is {model_version()}; "
        "shequ verify tells whether they still come out, shequ calibrate makes them anew"
    )


@functools.lru_cache(maxsize=4)
def _read(path: Path, _changed: float) -> Worlds:
    table = read_table(path)
    made = (table.schema.metadata or {}).get(MADE)
    if made is None:
        raise refusal(path, "holds no plausible worlds; shequ calibrate makes such a file")
    columns = [name for name in table.column_names if name.startswith(PART)]
    paths = tuple(name.removeprefix(PART) for name in columns)
    parts = (
        np.stack([_numbers(table, name, path) for name in columns], axis=1) if columns else np.zeros((0, 0))
    )
    if not parts.size:
        raise refusal(path, "holds no world")
    told = parsed_json(made, path)
    if not isinstance(told, dict):
        raise refusal(path, "what it says of itself is not what shequ calibrate writes")
    worlds = Worlds(path.stem, paths, parts, told)
    unknown = [one for one in paths if one not in every_assumption()]
    if unknown and not worlds.is_stale:
        raise refusal(
            path, f"{unknown[0]}: this version has no such assumption; make it anew by shequ calibrate"
        )
    return worlds.without(unknown)


def find_worlds(name: str) -> Worlds:
    """Read an ensemble by its path, or one that ships by its name.

    Raises:
        BadInput: as :func:`read_worlds`.
    """
    if name.endswith(".parquet"):
        return read_worlds(Path(name))
    known = {path.stem: path for path in sorted(shipped_worlds().glob("*.parquet"))}
    if name not in known:
        hint = nearest(name, list(known)) if known else "; none ships: shequ calibrate makes one"
        raise BadInput(f"worlds {shown(name)}: no such name{hint}")
    return read_worlds(known[name])


def read_worlds(path: Path) -> Worlds:
    """Read an ensemble.

    Raises:
        BadInput: the file is missing, spoilt, holds no worlds, or worlds of another version of the model.
    """
    return _read(path, path.stat().st_mtime if path.exists() else 0.0)


def _numbers(table: pa.Table, name: str, path: Path) -> NDArray[np.float64]:
    try:
        # Four decimals, as they were run: a float of 32 bits is only how they are kept.
        found: NDArray[np.float64] = np.round(table[name].to_numpy().astype(np.float64), 4)
    except (TypeError, ValueError, pa.ArrowInvalid):
        raise refusal(path, f"{name}: must be numbers") from None
    if not ((found >= 0.0) & (found <= 1.0)).all():
        raise refusal(path, f"{name}: parts of a range must be 0 to 1")
    return found


def write_worlds(path: Path, frame: pd.DataFrame, made: Mapping[str, Any]) -> None:
    """Write an ensemble, whole or not at all.

    Args:
        path: of the file; what is there is an ensemble, or nothing (:func:`check_target`).
        frame: a row a world, columns as this module says.
        made: how it was made.
    """
    table = pa.Table.from_pandas(frame, preserve_index=False)
    content = json.dumps(made, sort_keys=True, ensure_ascii=False).encode()
    with whole_file(path) as temporary:
        whole = table.replace_schema_metadata({MADE: content})
        pq.write_table(whole, temporary, compression="zstd", write_statistics=False, **_split(table))


def _split(table: pa.Table) -> dict[str, Any]:
    """How numbers of hundreds of short columns are packed best: byte by byte, without a dictionary."""
    floats = [one.name for one in table.schema if pa.types.is_floating(one.type)]
    rest = [name for name in table.column_names if name not in floats]
    return {"use_dictionary": rest, "column_encoding": dict.fromkeys(floats, "BYTE_STREAM_SPLIT")}


def check_target(path: Path) -> None:
    """Refuse to write where something else stands.

    Raises:
        BadInput: the name says another format, the folder is missing, or the file is no ensemble.
    """
    if path.suffix != ".parquet":
        raise refusal(path, "must end in .parquet")
    if not path.parent.is_dir():
        raise refusal(path, f"there is no folder {path.parent}")
    if path.exists() and MADE not in (read_table(path).schema.metadata or {}):
        raise refusal(path, "is there already and holds no plausible worlds; give another --out")

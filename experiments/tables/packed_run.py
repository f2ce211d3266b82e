"""The numbers of a run as a few bytes: what its tables are made of, packed in a fifth of the tables' time."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.storing.files import parsed_json

if TYPE_CHECKING:
    from sim.outcomes.register import Key
    from sim.simulation import Run

_PACKING: Final = pa.Codec("zstd", compression_level=-5)  # as small as at level 1, and half the time
_SIZE: Final = 8  # bytes that tell the size unpacked


class RunNumbers(NamedTuple):
    """What the tables of a run are made of.

    Attributes:
        scenario: its name.
        seed: key of the random draws.
        keys: (outcome, group) of each column of ``values``.
        values: (months, keys); NaN for none.
        communities: (months, communities, outcomes); NaN for none.
        pilots: (communities,) which are pilots.
    """

    scenario: str
    seed: int
    keys: tuple[Key, ...]
    values: NDArray[np.float64]
    communities: NDArray[np.float64]
    pilots: NDArray[np.bool_]

    @staticmethod
    def of(run: Run) -> RunNumbers:
        """Take them out of a run."""
        scenario = run.scenario
        return RunNumbers(scenario.name, scenario.seed, run.keys, run.values, run.communities, run.pilots)

    def packed(self) -> bytes:
        """All of it as bytes; a column's months stand together, which packs better."""
        stream = io.BytesIO()
        stream.write(json.dumps([self.scenario, self.seed, self.keys]).encode() + b"\n")
        for array in (self.values.T, np.moveaxis(self.communities, 0, 2), self.pilots):
            np.save(stream, np.ascontiguousarray(array), allow_pickle=False)
        content = stream.getbuffer()
        packed: bytes = _PACKING.compress(content, asbytes=True)
        return len(content).to_bytes(_SIZE, "little") + packed

    @staticmethod
    def unpacked(packed: bytes, path: Path) -> RunNumbers:
        """What :meth:`packed` packed, from a file."""
        size = int.from_bytes(packed[:_SIZE], "little")
        stream = io.BytesIO(_PACKING.decompress(packed[_SIZE:], size, asbytes=True))
        scenario, seed, keys = parsed_json(stream.readline(), path)
        values, communities, pilots = (np.load(stream, allow_pickle=False) for _ in range(3))
        columns = tuple((outcome, group) for outcome, group in keys)
        return RunNumbers(scenario, seed, columns, values.T, np.moveaxis(communities, 2, 0), pilots)

"""The numbers of a run as a few bytes: what its tables are made of, packed in a fifth of the tables' time."""

from __future__ import annotations

import functools
import io
import json
import math
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
_KINDS: Final = ("<f8", "<f8", "?")  # of values, communities and pilots


@functools.lru_cache(maxsize=4)
def _keys_line(keys: tuple[Key, ...]) -> bytes:
    """The columns of the values; those of all runs of a batch."""
    return json.dumps(keys).encode() + b"\n"


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
        """All of it as bytes: a line that tells names and shapes, then the numbers.

        A column's months stand together, which packs better.
        """
        arrays = self.values.T, np.moveaxis(self.communities, 0, 2), self.pilots
        told = json.dumps([self.scenario, self.seed, [array.shape for array in arrays]])
        lines = told.encode() + b"\n" + _keys_line(self.keys)
        content = b"".join([lines, *(np.ascontiguousarray(array).data for array in arrays)])
        packed: bytes = _PACKING.compress(content, asbytes=True)
        return len(content).to_bytes(_SIZE, "little") + packed

    @staticmethod
    def unpacked(packed: bytes, path: Path) -> RunNumbers:
        """What :meth:`packed` packed, from a file."""
        size = int.from_bytes(packed[:_SIZE], "little")
        stream = io.BytesIO(_PACKING.decompress(packed[_SIZE:], size, asbytes=True))
        scenario, seed, shapes = parsed_json(stream.readline(), path)
        columns = tuple((outcome, group) for outcome, group in parsed_json(stream.readline(), path))
        values, communities, pilots = (
            np.frombuffer(stream.read(math.prod(shape) * np.dtype(kind).itemsize), kind).reshape(shape)
            for shape, kind in zip(shapes, _KINDS, strict=True)
        )
        return RunNumbers(scenario, seed, columns, values.T, np.moveaxis(communities, 2, 0), pilots)

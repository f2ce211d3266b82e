"""The numbers of a run as a few bytes: what its tables are made of, in a fraction of the tables' time."""

from __future__ import annotations

import functools
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.storing.files import parsed_json
from experiments.tables.monthly_changes import bytes_of_flags, changes, table_of

if TYPE_CHECKING:
    from sim.outcomes.register import Key
    from sim.simulation import Run

_PACKING: Final = pa.Codec("zstd")
_SIZE: Final = 8  # bytes that tell the size unpacked


@functools.lru_cache(maxsize=4)
def packed_keys(keys: tuple[Key, ...]) -> bytes:
    """The columns of the values, which are those of all runs of a batch."""
    content = json.dumps(keys).encode()
    packed: bytes = _PACKING.compress(content, asbytes=True)
    return len(content).to_bytes(_SIZE, "little") + packed


@functools.lru_cache(maxsize=4)
def unpacked_keys(packed: bytes, path: Path) -> tuple[Key, ...]:
    """What :func:`packed_keys` packed, from a file."""
    size = int.from_bytes(packed[:_SIZE], "little")
    content = _PACKING.decompress(packed[_SIZE:], size, asbytes=True)
    return tuple((outcome, group) for outcome, group in parsed_json(content, path))


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
        """All of it but the keys as bytes: a line that tells name, seed and sizes, then the numbers.

        They are not pressed any further: what that takes is more than writing the rest.
        """
        told, parts = [], []
        for table in (self.values, self.communities):
            flags, numbers = changes(table)
            told.append([table.shape, numbers.size])
            parts += [flags.data, numbers.data]
        line = json.dumps([self.scenario, self.seed, told]).encode() + b"\n"
        return b"".join([line, *parts, np.ascontiguousarray(self.pilots).data])

    @staticmethod
    def unpacked(packed: bytes, keys: tuple[Key, ...], path: Path) -> RunNumbers:
        """What :meth:`packed` packed, from a file."""
        stream = io.BytesIO(packed)
        scenario, seed, told = parsed_json(stream.readline(), path)
        values, communities = (_read_table(stream, *one) for one in told)
        return RunNumbers(scenario, seed, keys, values, communities, np.frombuffer(stream.read(), np.bool_))


def _read_table(stream: io.BytesIO, shape: list[int], size: int) -> NDArray[np.float64]:
    flags = np.frombuffer(stream.read(bytes_of_flags(shape)), dtype=np.uint8)
    return table_of(shape, flags, np.frombuffer(stream.read(8 * size), dtype="<u8"))

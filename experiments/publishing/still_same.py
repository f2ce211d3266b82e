"""Write into what ships that this version of the model still shows the same: plausible worlds, the emulator.

``python -m experiments.publishing.still_same``, after a change of the model's code that changes no run.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from experiments.asking.shipped_files import shipped_worlds
from experiments.emulation.emulator_file import REMADE, read_emulator, shipped_emulator, write_emulator
from experiments.emulation.lived_again import shows_the_same
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.storing.versions import model_version
from experiments.tables.parquet import read_table
from experiments.worlds.ensemble import PLAUSIBLE, read_worlds, write_worlds
from experiments.worlds.rechecked import changes
from sim.engine.settings import BadInput


def stamp(path: Path) -> str:
    """Add this version of the model to those under which an ensemble comes out the same.

    Args:
        path: of its file.

    Raises:
        BadInput: there is no such ensemble, or its worlds show something else now.
    """
    worlds = read_worlds(path)
    found = changes(worlds)
    if found:
        raise BadInput(f"{path.name}: {found[0]}; shequ calibrate makes it anew")
    same = sorted({*worlds.made.get("same_under", ()), model_version()})
    write_worlds(path, read_table(path).to_pandas(), {**worlds.made, "same_under": same})
    return f"{path.name}: same under {model_version()}"


def stamp_emulator(path: Path) -> str:
    """The same of an emulator, whose first run is done again.

    Raises:
        BadInput: there is none, or that run shows something else now.
    """
    emulator = read_emulator(path)
    if not shows_the_same(emulator):
        raise BadInput(f"{path.name}: its first run shows something else now; {REMADE}")
    same = sorted({*emulator.made.get("same_under", ()), model_version()})
    write_emulator(path, emulator, {**emulator.made, "same_under": same})
    return f"{path.name}: same under {model_version()}"


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Stamp the ensembles that are named, or the one where everything lives by default and the emulator."""
    for name in words or (PLAUSIBLE,):
        print(stamp(shipped_worlds() / f"{name}.parquet"))
    if not words:
        print(stamp_emulator(shipped_emulator()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How long a bare participation kernel in C takes on this machine, where there is a compiler."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_suffix(".c")
COMPILERS: Final = ("cc", "gcc", "clang")
OPTIONS: Final = ("-O3", "-march=native", "-ffast-math")


def bare_kernel(residents: int, months: int) -> list[float]:
    """Seconds of processor time of each month; empty without a compiler.

    Args:
        residents: how many.
        months: how many times.
    """
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "bare_kernel"
        subprocess.run([compiler, *OPTIONS, "-o", str(program), str(SOURCE)], check=True)
        said = subprocess.run(
            [str(program), str(residents), str(months)], check=True, capture_output=True, text=True
        )
    return [float(line) for line in said.stdout.split()]

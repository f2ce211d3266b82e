"""Who only looks something up, or mistypes a name, does not wait for Mesa, Numba, pandas or matplotlib."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("mesa", "numba", "pandas", "scipy", "networkx", "matplotlib", "pyarrow", "solara")
PROGRAM = f"""
import sys
from experiments.cli import main
code = main(sys.argv[1:])
print(code, sorted({set(HEAVY)} & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--help", 0),
        ("list scenarios", 0),
        ("list policies", 0),
        ("list levers", 0),
        ("list levers --lang zh", 0),
        ("list assumptions", 0),
        ("list leverz", 2),
        ("run tinyy", 2),
        ("run tiny --set policies.fund.yuann=3", 2),
        ("compare tiny tinyy", 2),
        ("compare tiny tiny", 2),
        ("survey tinyy --n 5 --out answers.csv", 2),
        ("who tiny tinyy", 2),
        ("why tinyy --resident 3 --month 3", 2),
        ("experiment which_reform_does_mst", 2),
        ("trial nobody", 2),
    ],
)
def test_a_list_or_a_refused_typo_loads_no_heavy_library(words: str, code: int) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words.split()], capture_output=True, text=True, check=True
    )
    assert told.stderr.splitlines()[-1] == f"{code} []"

"""Who only looks something up, or mistypes a name, does not wait for Mesa, Numba, pandas or matplotlib."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from experiments.cli import COMMANDS

HEAVY = ("mesa", "numba", "pandas", "scipy", "networkx", "matplotlib", "pyarrow", "solara")
CASES = [
    ("--help", 0),
    ("list scenarios", 0),
    ("list policies", 0),
    ("list levers", 0),
    ("list levers --lang zh", 0),
    ("list assumptions", 0),
    ("list outcomes", 0),
    ("list outcomes --lang zh", 0),
    ("list experiments --json", 0),
    ("list trials", 0),
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
    ("levers policies.fund.yuann", 2),
    ("check tinyy", 2),
    ("view tinyy", 2),
    ("view tiny --compare tinyy", 2),
    ("verify first_lightt", 2),
    ("calibrate answers.csv", 2),
    ("calibrate answers.csv --place tinyy", 2),
    ("quick tinyy", 2),
    ("demo --seeds 1", 2),
    *((f"{command} --langg zh", 2) for command in COMMANDS),
]
# One process types them all, and says of each how it ended and what it has loaded by then.
PROGRAM = f"""
import json, sys
from experiments.cli import main
for words in json.load(sys.stdin):
    code = main(words.split())
    print("\\n" + json.dumps([words, code, sorted({set(HEAVY)} & set(sys.modules))]))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[int, list[str]]]:
    """By what was typed: the exit code, and the heavy libraries that are loaded by then."""
    typed = json.dumps([words for words, _ in CASES])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=typed, capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('["')]
    return {words: (code, heavy) for words, code, heavy in lines}


@pytest.mark.parametrize(("words", "code"), CASES)
def test_a_list_or_a_refused_typo_loads_no_heavy_library(
    words: str, code: int, told: dict[str, tuple[int, list[str]]]
) -> None:
    assert told[words] == (code, [])

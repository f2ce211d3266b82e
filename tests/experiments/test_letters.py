"""Output that is not UTF-8: what cannot be written is replaced, the exit code is kept."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.cli import COMMANDS, main
from experiments.running.letters import json_text, replace_what_cannot_be_written

ENCODINGS = ("gbk", "cp1252", "ascii")
in_every_encoding = pytest.mark.parametrize("encoding", ENCODINGS)


class StrictTerminal:
    """What a terminal of some encoding, as strict as Python makes it, was told."""

    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        self.stream = io.TextIOWrapper(self.bytes, encoding=encoding, errors="strict")

    @property
    def said(self) -> str:
        self.stream.flush()
        return self.bytes.getvalue().decode(self.stream.encoding)


@contextlib.contextmanager
def console_of(encoding: str) -> Iterator[StrictTerminal]:
    """Let everything that is printed go to a console of an encoding."""
    console = StrictTerminal(encoding)
    with contextlib.redirect_stdout(console.stream), contextlib.redirect_stderr(console.stream):
        yield console


@in_every_encoding
@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_is_written_in_every_encoding(words: list[str], encoding: str) -> None:
    with console_of(encoding) as console:
        assert main(words) == 0
    assert "shequ" in console.said


@in_every_encoding
def test_a_chinese_list_is_written_in_every_encoding(encoding: str) -> None:
    with console_of(encoding) as console:
        assert main(["list", "levers", "--lang", "zh"]) == 0
    assert ("政府" in console.said) == (encoding == "gbk")
    assert ("??" in console.said) == (encoding != "gbk")


@in_every_encoding
def test_a_refusal_keeps_its_code_and_its_line(encoding: str) -> None:
    with console_of(encoding) as console:
        assert main(["run", "瓯−𠮷"]) == 2
    assert console.said.startswith("shequ: ")
    assert console.said.count("\n") == 1


@in_every_encoding
def test_a_number_keeps_its_minus(encoding: str) -> None:
    with console_of(encoding) as console:
        replace_what_cannot_be_written()
        print("−1.50")
    assert console.said in ("-1.50\n", "−1.50\n")


@in_every_encoding
def test_json_says_the_same_in_every_encoding(encoding: str) -> None:
    said = {"zh": "社区", "sign": "− é 𠮷", "none": float("nan"), "rows": [1.5, float("inf")]}
    with console_of(encoding) as console:
        replace_what_cannot_be_written()
        print(json_text(said))
    assert json.loads(console.said) == said | {"none": None, "rows": [1.5, None]}


# Libraries are loaded once, in a process that is told an encoding; a fork for each then runs to its own end.
IN_FORKS = f"""
import os, sys
import mesa, numba, scipy.special
from experiments.cli import main
for encoding in {ENCODINGS}:
    child = os.fork()
    if not child:
        for stream, name, errors in ((sys.stdout, "out", "strict"), (sys.stderr, "err", "backslashreplace")):
            os.dup2(os.open(f"{{encoding}}.{{name}}", os.O_WRONLY | os.O_CREAT), stream.fileno())
            stream.reconfigure(encoding=encoding, errors=errors)
        sys.exit(main(sys.argv[1:]))
    with open(f"{{encoding}}.code", "w") as code:
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=code)
"""


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the processes wrote, and their codes."""
    folder = tmp_path_factory.mktemp("ended")
    settings = ["--set", "calendar.burn_in=1", "--set", "calendar.horizon=2"]
    typed = [sys.executable, "-c", IN_FORKS, "run", "tiny", "--lang", "zh", *settings]
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONIOENCODING": ENCODINGS[0], "PYTHONPATH": root}
    subprocess.run(typed, cwd=folder, env=environment, check=True)
    return folder


@in_every_encoding
def test_a_process_of_its_own_prints_a_run_and_ends_well(encoding: str, ended: Path) -> None:
    assert (ended / f"{encoding}.code").read_text() == "0\n"
    assert "Traceback" not in (ended / f"{encoding}.err").read_text(encoding=encoding)
    assert "%" in (ended / f"{encoding}.out").read_text(encoding=encoding)

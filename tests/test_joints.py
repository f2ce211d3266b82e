"""The joints of the house: what a toy institution and a toy outcome touch, in a copy that then runs.

A library in each community is a folder of its own and a line in two lists; what is measured of it, a
declaration in that folder and a line in the register. (A line is an entry with its import.) A toy trait:
``tests/residents/test_terms.py``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.documents import ROOT

STATE: Final = '''
"""A toy: a library in each community."""
import numpy as np
from sim.bodies import BodyTable, BodyView
from sim.engine.columns import Column

class Library(BodyView):
    """Keeps books."""
    kind = "library"

class Libraries(BodyTable["Library"]):
    """All libraries: the row is the community."""
    view = Library
    books = Column(np.float64, "books", 0, 1e12, 0, "on its shelves")

    @classmethod
    def founded(cls, world):
        return cls(world, np.arange(world.geography.communities))
'''
MONTH: Final = '''
"""A toy: the district buys books, and readers come together."""
import numpy as np
from sim.engine.ledger import each_to_fen
from sim.institutions.doors import add_places
from sim.institutions.library.state import Libraries
from sim.vocabulary import Act

def open_libraries(world):
    """Buy ten books a month at 30 yuan, and hold a reading circle of which everybody is told."""
    book = world[Libraries]
    world.spend_each(book.accounts, np.full(len(book), 300.0), "library books", book.community)
    book.pay_up_to(world, ("outside", 0), each_to_fen(np.full(len(book), 300.0)), "books")
    book.books[:] += 10.0
    add_places(world.offers, Act.DELIBERATE, np.full(len(book), 30))
    world.offers.organisation[:, Act.DELIBERATE] += 20.0
'''
OUTCOMES: Final = '''
"""A toy: books by residents."""
from sim.engine.outcome import Outcome, Ratio
from sim.institutions.library.state import Libraries

LIBRARIES = (
    Ratio(
        Outcome("library.books", "books/1000", "+", "books", "图书", "Books a head.", "人均图书。"),
        lambda d: (d[Libraries].books, d.geography.size / 1000.0),
    ),
)
'''
# A line in each list: an entry, with its import.
LINES: Final = {
    "sim/institutions/shelf.py": (
        "from sim.institutions.library.state import Libraries",
        "    Committees,\n",
        "    Libraries,\n",
    ),
    "sim/month.py": (
        "from sim.institutions.library import month as library",
        '        Step(offers_are_made, "Everybody makes offers known", "D3"),\n',
        '        Step(library.open_libraries, "Libraries buy books and meet readers", "S5.1"),\n',
    ),
}
MEASURE: Final = {
    "sim/outcomes/register.py": (
        "from sim.institutions.library.outcomes import LIBRARIES",
        "    *MONEY,\n",
        "    *LIBRARIES,\n",
    ),
}
RUN: Final = """
import json
from sim import District, load_scenario
from sim.outcomes.register import OutcomeTaker
from sim.vocabulary import Act
one = District(load_scenario("tiny", seed=1), views=False)
taker, deliberated = OutcomeTaker(one), 0
for _ in range(4):
    one.step()
    values = taker.take(one)
    deliberated += int(one.count_act(Act.DELIBERATE).sum())
kinds = {agent.kind for agent in one.agents if hasattr(agent, "kind")}
told = {key: values[key, "all"] for key, group in values if group == "all"}
shelf = [book.__name__ for book in one.shelf]
found = {"values": told, "deliberated": deliberated, "kinds": sorted(kinds), "shelf": shelf}
print(json.dumps(found | {"step": District.step.__doc__}))
"""


def copied(folder: Path, lines: dict[str, tuple[str, str, str]]) -> Path:
    """A copy of the model with the toy's folder, and a line more in each of these files."""
    shutil.copytree(ROOT / "sim", folder / "sim")
    (folder / "scenarios").symlink_to(ROOT / "scenarios")
    toy = folder / "sim" / "institutions" / "library"
    toy.mkdir()
    for name, text in {
        "__init__": '"""A toy."""',
        "state": STATE,
        "month": MONTH,
        "outcomes": OUTCOMES,
    }.items():
        (toy / f"{name}.py").write_text("from __future__ import annotations\n" + text, encoding="utf-8")
    for name, (imported, before, entry) in lines.items():
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, name
        future = "from __future__ import annotations\n"
        text = text.replace(before, before + entry).replace(future, f"{future}{imported}\n")
        file.write_text(text, encoding="utf-8")
    return folder


def lived(folder: Path) -> dict[str, Any]:
    """What four months of the copy come to."""
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", RUN], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A copy with the folder alone, of which nothing knows."""
    return lived(copied(tmp_path_factory.mktemp("ordinary"), {}))


@pytest.fixture(scope="module")
def with_libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return lived(copied(tmp_path_factory.mktemp("libraries"), LINES | MEASURE))


def test_a_toy_institution_is_a_folder_and_two_lines_and_acts(
    ordinary: dict[str, Any], with_libraries: dict[str, Any]
) -> None:
    assert "library" in with_libraries["kinds"]
    assert "Libraries buy books and meet readers (S5.1)." in with_libraries["step"]
    assert set(with_libraries["shelf"]) - set(ordinary["shelf"]) == {"Libraries"}
    assert with_libraries["deliberated"] > ordinary["deliberated"]
    spent = with_libraries["values"]["cost.district"] - ordinary["values"]["cost.district"]
    assert spent > 0.0


def test_a_toy_outcome_is_a_declaration_and_a_line_in_the_register(
    ordinary: dict[str, Any], with_libraries: dict[str, Any]
) -> None:
    assert "library.books" not in ordinary["values"]
    assert with_libraries["values"]["library.books"] == pytest.approx(4 * 10 / 0.12)

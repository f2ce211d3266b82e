"""Which tests are asked about a fault, the nearest first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from tests.mutation.mutants import Mutant

NEAR: Final = 5  # files elsewhere that import the module itself
DOCUMENT: Final = "tests/test_model_document.py"  # whether a declared number is the one on its page
# What runs or reads the whole model in less than a minute; asked about faults that nothing near has seen.
WHOLE: Final = {
    "sim": (
        DOCUMENT,
        "tests/test_scenario.py",
        "tests/outcomes",
        "tests/explain",
        "tests/network",
        "tests/survey",
        "tests/policies",
        "tests/test_district.py",
        "tests/institutions/test_calendar.py",
        "tests/institutions/committee",
        "tests/institutions/elections",
        "tests/institutions/fund",
    ),
    "experiments": (
        "tests/experiments/comparing",
        "tests/experiments/tables",
        "tests/experiments/test_api.py",
    ),
}
OPENS_A_BROWSER: Final = re.compile(r"tests\.views\.browser|playwright")


def near(root: Path, one: Mutant) -> list[str]:
    """Test files near a fault: those that import its module, then the others of the mirrored folder.

    The last is that of the model's document, in which every declared number stands.
    """
    files = [file for file in sorted((root / "tests").rglob("test_*.py")) if not _opens_a_browser(file)]
    mirror = _mirror(root, one.file)
    at_home = [
        file for file in files if file.parent == mirror or (mirror.name != "tests" and mirror in file.parents)
    ]
    importers = [file for file in files if _imports(file, one.file)]
    namesake = [file for file in at_home if Path(one.file).stem in file.stem]
    ordered = [
        *namesake,
        *(file for file in importers if file in at_home),
        *[file for file in importers if file not in at_home][:NEAR],
        *at_home,
        *([root / DOCUMENT] if one.file.startswith("sim/") else []),
    ]
    return list(dict.fromkeys(file.relative_to(root).as_posix() for file in ordered))


def whole(root: Path, one: Mutant) -> list[str]:
    """Tests of the whole model that are not near."""
    asked = set(near(root, one))
    found = []
    for name in WHOLE[one.file.split("/")[0]]:
        path = root / name
        files = sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
        found += [file.relative_to(root).as_posix() for file in files]
    return [name for name in found if name not in asked]


def _mirror(root: Path, file: str) -> Path:
    """The folder of tests that mirrors the folder of a file, or the nearest above it that there is."""
    folder = Path(file).parent
    folder = folder.relative_to("sim") if folder.is_relative_to("sim") else folder
    found = root / "tests" / folder
    while not found.is_dir():
        found = found.parent
    return found


def _opens_a_browser(file: Path) -> bool:
    return OPENS_A_BROWSER.search(file.read_text(encoding="utf-8")) is not None


def _imports(test: Path, file: str) -> bool:
    """Whether a test imports a module by its full name, or as a name of its package."""
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    package, _, name = module.rpartition(".")
    pattern = rf"from {re.escape(module)} import|from {re.escape(package)} import .*\b{name}\b"
    return re.search(pattern, test.read_text(encoding="utf-8")) is not None

"""Imports point one way, make no circle, and each outside library has one home.

All imports count, those inside functions and under ``TYPE_CHECKING`` too.
"""

from __future__ import annotations

import ast
import graphlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the lowest to the highest: a layer imports itself and those above it in this list, never those below.
# A module belongs to the longest of these names that its own begins with; "sim" is its __init__ alone.
LAYERS = (
    "sim.engine",
    "sim.threads",
    "sim.vocabulary",
    "sim.structures",
    "sim.calendar",
    "sim.actor",
    "sim.bodies",
    "sim.policies",
    "sim.wording",
    "sim.network",
    "sim.residents",
    "sim.population",
    "sim.institutions",
    "sim.scenario",
    "sim.priors",
    "sim.mesa_model",
    "sim.month",
    "sim.district",
    "sim.outcomes",
    "sim.explain",
    "sim.survey",
    "sim.flows",
    "sim.simulation",
    "sim.ahead",
    "sim",
    "sim.views",
    "experiments",
)

# Outside library: where it may be imported.
HOMES = {
    "networkx": ("sim.network",),
    "mesa": ("sim.actor", "sim.residents", "sim.institutions", "sim.mesa_model", "sim.views"),
    "numba": ("sim",),
    "solara": ("sim.views",),
    "reacton": ("sim.views",),
    "ipyvuetify": ("sim.views",),
    "matplotlib": ("experiments", "sim.views"),
    "pyarrow": ("experiments",),
    "distributed": ("experiments",),
    "dask": ("experiments",),
}

# They take from half a second to load, and most answers need none of them: who uses one loads it there.
LATE = ("scipy.stats", "scipy.optimize", "optuna", "SALib", "sklearn", "ema_workbench", "pyabc")
# What nothing but such a library needs is imported late itself.
LATE_THEMSELVES = ("experiments.emulation", "experiments.seeking", "experiments.tools")
MODULES_A_FOLDER = 15  # more are not taken in at a glance
# What each institution has: one knows the file before one opens it.
SHARED_NAMES = {f"{name}.py" for name in ("state", "numbers", "month", "offers", "outcomes")}

Imports = dict[str, frozenset[str]]


def within(module: str, package: str) -> bool:
    """Whether the module is the package or stands inside it."""
    return module == package or module.startswith(package + ".")


def layer_of(module: str) -> str | None:
    """Name the layer that a module belongs to; None if it has no place in the list."""
    found = [layer for layer in LAYERS if layer != "sim" and within(module, layer)]
    if module == "sim":
        found.append("sim")
    return max(found, key=len, default=None)


def module_name(file: Path, root: Path) -> str:
    """Name the module that a file holds."""
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def module_files(root: Path) -> dict[str, Path]:
    """Find all modules of the project under a root, by name."""
    files = [file for package in ("sim", "experiments") for file in sorted((root / package).rglob("*.py"))]
    return {module_name(file, root): file for file in files}


def own_files() -> list[Path]:
    """Find all modules of the project but those that only open a folder."""
    return [file for file in module_files(ROOT).values() if file.name != "__init__.py"]


def names_imported(tree: ast.Module, package: str, modules: Mapping[str, Path]) -> Iterator[str]:
    """Give the full name of each module imported; ``from a import b`` is a.b where that is a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner in modules else base


def read_imports(root: Path) -> Imports:
    """Read for each module of the project which modules it imports, its own and outside ones."""
    modules = module_files(root)
    imports = {}
    for module, file in modules.items():
        package = module if file.name == "__init__.py" else module.rpartition(".")[0]
        tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
        imports[module] = frozenset(names_imported(tree, package, modules)) - {module}
    return imports


def upward_imports(imports: Imports) -> list[str]:
    """List the imports of a higher layer by a lower one."""
    rank = {layer: place for place, layer in enumerate(LAYERS)}
    return [
        f"{module} ({lower}) imports {name} ({higher})"
        for module, names in imports.items()
        for name in sorted(names)
        if (lower := layer_of(module)) and (higher := layer_of(name)) and rank[lower] < rank[higher]
    ]


def circle(imports: Imports) -> list[str]:
    """Give one circle of imports among the project's modules, empty if there is none."""
    graph = {module: [name for name in names if name in imports] for module, names in imports.items()}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


def away_from_home(imports: Imports) -> list[str]:
    """List the imports of an outside library by a module that is not its home."""
    return [
        f"{module} imports {name}, which belongs to {' or '.join(homes)}"
        for module, names in imports.items()
        for name in sorted(names)
        if (homes := HOMES.get(name.split(".")[0])) and not any(within(module, home) for home in homes)
    ]


def too_early(name: str, source: str) -> list[str]:
    """List the slow libraries that a module loads when it is itself loaded."""
    outer = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    found = names_imported(ast.Module(list(outer), []), name, {late: Path() for late in LATE})
    return [one for one in found if any(within(one, late) for late in LATE)]


@pytest.fixture(scope="module")
def imports() -> Imports:
    return read_imports(ROOT)


def test_every_module_has_a_layer(imports: Imports) -> None:
    assert imports, "no module found"
    assert [module for module in imports if layer_of(module) is None] == []


def test_no_layer_imports_a_higher_one(imports: Imports) -> None:
    assert upward_imports(imports) == []


def test_no_folder_holds_more_than_fifteen_modules() -> None:
    folders = Counter(file.parent for file in own_files())
    assert {str(folder): count for folder, count in folders.items() if count > MODULES_A_FOLDER} == {}


def test_no_name_of_a_file_stands_in_two_folders_but_those_that_every_institution_has() -> None:
    names = Counter(file.name for file in own_files())
    assert [name for name, count in names.items() if count > 1 and name not in SHARED_NAMES] == []


def test_the_simulation_never_imports_the_laboratory(imports: Imports) -> None:
    simulation = [module for module in imports if within(module, "sim")]
    assert [
        module for module in simulation if any(within(name, "experiments") for name in imports[module])
    ] == []


def test_no_modules_import_each_other_in_a_circle(imports: Imports) -> None:
    assert circle(imports) == []


def test_each_outside_library_is_imported_only_at_its_home(imports: Imports) -> None:
    assert away_from_home(imports) == []


def test_a_library_that_loads_slowly_is_loaded_by_who_uses_it() -> None:
    found = {
        module: too_early(module, file.read_text(encoding="utf-8"))
        for module, file in module_files(ROOT).items()
        if not any(within(module, late) for late in LATE_THEMSELVES)
    }
    assert {module: names for module, names in found.items() if names} == {}


def test_a_library_that_is_loaded_too_early_would_be_seen() -> None:
    assert too_early("experiments.one", "from scipy import stats\nimport scipy.special") == ["scipy.stats"]
    assert too_early("experiments.one", "def f():\n    from scipy.stats import qmc") == []


# What the rules above would say of a small world with one slip in it.
SLIPS = {
    "an engine that knows residents": ("sim/engine/random.py", "from sim.residents import table"),
    "a slip inside a function": ("sim/engine/random.py", "def f():\n    from ..residents import table"),
    "an agent that asks the package": ("sim/residents/table.py", "from sim import simulate_it"),
    "a page that opens the laboratory": ("sim/views/page.py", "import experiments.store"),
    "a scenario that measures": ("sim/scenario.py", "from .outcomes import register"),
}


@pytest.fixture
def small_world(tmp_path: Path) -> Path:
    files = (
        *(
            "sim/__init__",
            "sim/engine/__init__",
            "sim/engine/random",
            "sim/residents/table",
            "sim/scenario",
        ),
        *("sim/outcomes/__init__", "sim/outcomes/register", "sim/views/page"),
        *("experiments/__init__", "experiments/store"),
    )
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{name}.py").write_text("from sim.engine import random\n" if "residents" in name else "")
    return tmp_path


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_between_layers_would_be_seen(small_world: Path, slip: str) -> None:
    assert upward_imports(read_imports(small_world)) == []
    file, text = SLIPS[slip]
    (small_world / file).write_text(text)
    assert len(upward_imports(read_imports(small_world))) == 1


def test_a_circle_would_be_seen(small_world: Path) -> None:
    assert circle(read_imports(small_world)) == []
    (small_world / "sim/engine/__init__.py").write_text("from .random import draw")
    (small_world / "sim/engine/random.py").write_text("from . import Draw")
    assert set(circle(read_imports(small_world))) == {"sim.engine", "sim.engine.random"}


def test_a_library_away_from_home_would_be_seen(small_world: Path) -> None:
    assert away_from_home(read_imports(small_world)) == []
    (small_world / "sim/residents/table.py").write_text("import networkx.algorithms as algorithms")
    (small_world / "experiments/store.py").write_text("import pyarrow.parquet\nfrom numba import njit")
    assert away_from_home(read_imports(small_world)) == [
        "sim.residents.table imports networkx.algorithms, which belongs to sim.network",
        "experiments.store imports numba, which belongs to sim",
    ]

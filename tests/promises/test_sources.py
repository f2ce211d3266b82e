"""What would make results depend on machine, order or run stands nowhere in the model: its source is read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "sim").rglob("*.py"))

# Modules that hold shared random state, run what they read, or tell the time.
FORBIDDEN_MODULES = ("random", "numpy.random", "pickle", "shelve", "marshal", "secrets", "uuid", "time")
FORBIDDEN_CALLS = ("hash", "eval", "exec", "__import__")
FORBIDDEN_ATTRIBUTES = (
    "np.random",
    "numpy.random",
    "os.urandom",
    "datetime.now",
    "datetime.today",
    "futures.as_completed",
)
# The page may tell the time, for people; it computes nothing.
PAGE = ROOT / "sim" / "views"
# So may the compiler's watch, which tells people how long compiling takes.
COMPILING = ROOT / "sim" / "engine" / "compiling" / "compile_time.py"
# Who may see the page hangs on a token that nobody can guess.
TOKENS = PAGE / "admission.py"


def dotted(node: ast.AST) -> str:
    """Name of an attribute chain, e.g. ``np.random.rand``."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def modules_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def is_set(node: ast.AST, known: set[str]) -> bool:
    """Whether an expression is plainly a set: a literal, comprehension, call, union, or a name of one."""
    if isinstance(node, ast.Set | ast.SetComp):
        return True
    if isinstance(node, ast.Call):
        return dotted(node.func) in ("set", "frozenset")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd | ast.Sub | ast.BitXor):
        return is_set(node.left, known) or is_set(node.right, known)
    return isinstance(node, ast.Name) and node.id in known


def names_of_sets(tree: ast.AST) -> set[str]:
    """Names that are bound to a set somewhere in a file."""
    known: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and is_set(node.value, known):
            known |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        if isinstance(node, ast.AnnAssign) and node.value is not None and is_set(node.value, known):
            known |= {node.target.id} if isinstance(node.target, ast.Name) else set()
    return known


def walked_over(node: ast.AST) -> list[ast.expr]:
    """What a loop, a comprehension or a call that keeps the order goes through."""
    if isinstance(node, ast.For | ast.comprehension):
        return [node.iter]
    if isinstance(node, ast.Call) and dotted(node.func) in (
        "list",
        "tuple",
        "enumerate",
        "zip",
        "map",
        "iter",
        "next",
    ):
        return node.args
    return [node.value] if isinstance(node, ast.Starred) else []


def slips(source: str) -> Iterator[str]:
    """Name each thing in a source that could make two runs differ."""
    tree = ast.parse(source)
    sets = names_of_sets(tree)
    for node in ast.walk(tree):
        yield from (f"imports {name}" for name in modules_of(node) if name in FORBIDDEN_MODULES)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            yield f"calls {node.func.id}"
        if isinstance(node, ast.Attribute) and dotted(node).endswith(FORBIDDEN_ATTRIBUTES):
            yield f"uses {dotted(node)}"
        if any(is_set(one, sets) for one in walked_over(node)):
            yield "goes through a set"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_in_the_model_depends_on_hidden_state_or_the_order_of_sets(file: Path) -> None:
    allowed = ["imports time"] if PAGE in file.parents or file == COMPILING else []
    allowed += ["imports secrets"] if file == TOKENS else []
    assert [slip for slip in slips(file.read_text(encoding="utf-8")) if slip not in allowed] == []


def test_the_model_has_files_to_read() -> None:
    assert len(FILES) > 50


SLIPS = {
    "import random": ["imports random"],
    "from random import choice": ["imports random"],
    "from numpy import random": ["imports numpy.random"],
    "x = np.random.rand()": ["uses np.random"],
    "import pickle": ["imports pickle"],
    "import time": ["imports time"],
    "n = hash('x')": ["calls hash"],
    "eval('1')": ["calls eval"],
    "for x in {1, 2}: pass": ["goes through a set"],
    "for x in set(y): pass": ["goes through a set"],
    "z = [x for x in {y for y in w}]": ["goes through a set"],
    "seen = set()\nfor x in seen: pass": ["goes through a set"],
    "seen: set[int] = {1}\nz = list(seen)": ["goes through a set"],
    "z = [*(a | {1})]": ["goes through a set"],
    "for x in sorted({1, 2}): pass": [],
    "z = len({1, 2}), 1 in {1, 2}, {1} <= set(y)": [],
    "d = {1: 2}\nfor x in d: pass": [],
}


@pytest.mark.parametrize("source", SLIPS)
def test_a_slip_would_be_seen(source: str) -> None:
    assert list(slips(source)) == SLIPS[source]

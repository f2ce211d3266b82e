"""No assumed number hides in a rule: bare literals are definitions, codes or devices, each with a reason.

What is assumed stands in a file ``numbers.py`` (or ``motives.py``), with range, grade and source, where
experiments can sweep it.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "sim"
RULES = ("institutions", "network", "population", "residents")  # folders of rules
DECLARED = (
    "numbers.py",
    "experience_numbers.py",
    "motives.py",
    "place.py",
    "place_uncertainty.py",
)  # files of settings
# Signs, halves and middles, months of a year, per thousand and ten thousand; of sums and squares.
USUAL = frozenset({-1, 0, 0.5, 1, 2, 12, 100, 1000, 10000})
MARKS = frozenset({0.0, -1.0})  # of what is not, or not yet
DEVICES = frozenset({1e-9, 1e-12})  # keep a division or a rounding off 0
DECLARING = frozenset({"Column", "trait", "Outcome", "Ratio", "setting", "number", "purpose"})
MAKING = frozenset(
    {"zeros", "empty", "full", "ones", "range", "lru_cache"}
)  # counts of what is made or kept at once
CODES = frozenset({"IntEnum", "Enum", "NamedTuple"})

SMALL = "keeps a division or a rounding off 0"
SHAPE = "number of arrays or columns that are made at once"
FULL = "no amount comes near it"
DEFINITION = "what a term, an attitude or an index is told in"
EXCEPTIONS = {
    "institutions/committee/state.py": {"MANY": FULL},
    "institutions/companies/state.py": {
        "YUAN": FULL,
    },
    "institutions/elections/month.py": {"SINCE_NOMINATION": "between two calendar months"},
    "institutions/estates/month.py": {
        "FEWEST": "the law's least number of members",
    },
    "institutions/estates/state.py": {"MANY": FULL},
    "institutions/fund/state.py": {"DONE": SMALL},
    "institutions/ladder/month.py": {
        "RUNGS_FIRST": "puts rungs before standing, whatever its size",
        "_seat_representatives": "from thousands to ten thousands",
    },
    "institutions/organisations/purchases.py": {"SMALLEST": "a yuan: what is not worth a contract"},
    "institutions/organisations/state.py": {
        "KNOWN_AFTER": "the two years of the lever's setting two_years",
        "MEMORY": "sums are worth a year",
        "MANY": FULL,
    },
    "institutions/organisations/supervision.py": {"TENTH": "the share that finding_scale is told for"},
    "institutions/organisations/support.py": {
        "MARCH": "a month of the calendar",
        "ANY_SKILL": "above every skill",
        "CAMPAIGNS": "order in which months get a campaign",
    },
    "institutions/party/month.py": {"_regard": "lets somebody of no standing be chosen where all are so"},
    "institutions/party/state.py": {"MANY": FULL},
    "institutions/resident_units/state.py": {
        "MOST_ENTERPRISES": "into how many bodies employers are drawn together"
    },
    "institutions/service_centres/state.py": {"MANY": FULL},
    "institutions/service_centres/users.py": {"BLOCK": SHAPE, "MIDDLING_TRUST": DEFINITION},
    "network/contact_words.py": {
        "BITS": "nine acts and the contact in a word of 64 bits",
    },
    "network/builders.py": {"_likeness": DEFINITION},
    "network/contacts.py": {
        "DRAWN_LAYERS": SHAPE,
        "FRIENDS": "a layer's number among those drawn",
        "BIN_FROM": "bins of fact B34",
        "BIN_TO": "bins of fact B34",
        "MANY": "from here on ties drawn twice, and dropped, are made up for",
        "DOUBLES": "from here on ties drawn twice, and dropped, are made up for",
        "MOST": "bins of fact B34",
        "MIDDLING_CONTACT": DEFINITION,
    },
    "network/ties.py": {"OLDEST": "length of a table", "_WORD": "2**32"},
    "population/attitudes.py": {"MOST_CONTACT": DEFINITION},
    "population/calibration.py": {
        "_DECADES": DEFINITION,
        "_LEVEL": DEFINITION,
        "_calibrated": "an axis, or keeps a division off 0",
        "age_tables": SMALL,
        "about": "steps of a quarter of an octave",
        "owner_chances": SMALL,
    },
    "population/households.py": {"write_standing": "a number of a draw"},
    "population/life_course.py": {
        "MONTH": "a twelfth of a year",
    },
    "population/map.py": {
        "STEP_OF_SIZE": "the plastic number",
        "STEP_OF_MIGRANTS": "the plastic number",
    },
    "population/margins.py": {
        "AGE_GROUPS": SHAPE,
        "BANDS": SHAPE,
        "LEVELS": SHAPE,
        "OLDEST": "length of a table",
        "QUANTILES": "at which a place gives its migrants",
        "_ROUNDS": "of fitting",
        "_SMALLEST": SMALL,
        "_CLOSE": SMALL,
        "_ODDS": SMALL,
        "level_for": "ends and halvings of a search",
    },
    "population/moves.py": {"MONTHS": "of a year"},
    "population/traits.py": {
        "PARENT_FROM": "with PARENT_TO half of all ranks, which the arithmetic of families needs",
        "PARENT_TO": "with PARENT_FROM half of all ranks, which the arithmetic of families needs",
        "GENERATION": "half of all ranks, which the arithmetic of families needs",
        "SCHOOL_DONE": "ages by law",
        "OLDEST": "a band's number",
        "BAND_FROM": "bands of the survey",
        "BAND_WIDTH": "bands of the survey",
        "YEARS_FROM": "bands of the survey",
        "YEARS_WIDTH": "bands of the survey",
        "SINCE_BIRTH": "longer than any life",
        "THRESHOLD": "log-odds of 0.6",
        "younger": "solves a quadratic equation",
        "band_of": "bands of the survey",
    },
    "population/work_and_time.py": {
        "RETIREMENT_MEN": "the law's age",
        "RETIREMENT_WOMEN": "the law's age",
        "MOST_LOST": "the last 32-bit number below 1",
        "income_of": DEFINITION,
    },
    "residents/choice.py": {
        "fill_all_but_years": DEFINITION,
        "years_term": DEFINITION,
    },
    "residents/gates.py": {
        "FOUR": "numbers that one draw gives",
    },
    "residents/hearing.py": {
        "notices_seen": DEFINITION,
        "uses_internet": DEFINITION,
    },
    "residents/blocks/block.py": {
        "BLOCK": "residents at once, for speed",
        "CHANNELS": "how many",
    },
    "residents/blocks/living.py": {
        "ROWS": "residents at once, for speed",
    },
    "residents/blocks/screen.py": {
        "SIXTH": "of the series",
        "SLACK": "keeps a rounding off",
    },
    "residents/blocks/choosing.py": {
        "PER_UNIT": "steps of a table",
        "WIDEST": "ends of a table",
        "CELLS": "length of a table",
        "SLACK": "keeps a rounding off",
        "AT_ONCE": "residents at once, for speed",
    },
    "residents/offers.py": {
        "ADDITIONS": "a code",
    },
}

Found = tuple[str, str]


def rule_files() -> Iterator[tuple[str, str]]:
    """Every module of rules: its path under ``sim``, and its text."""
    for folder in RULES:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if file.name not in DECLARED and not file.name.startswith("outcomes"):
                yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


def is_code(node: ast.AST) -> bool:
    """Whether numbers below are codes, bits, indices, or declared with a meaning of their own."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", getattr(node.func, "attr", "")) in DECLARING | MAKING
    if isinstance(node, ast.ClassDef):
        return any(getattr(base, "id", "") in CODES for base in node.bases)
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow | ast.LShift)


def literals(node: ast.AST) -> Iterator[float]:
    """Numbers in an expression or a function, but codes and what is inside brackets as an index."""
    if is_code(node):
        return
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    ):
        yield node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield from (-one for one in literals(node.operand))
        return
    inner = [node.value] if isinstance(node, ast.Subscript) else ast.iter_child_nodes(node)
    for child in inner:
        yield from literals(child)


def hidden(text: str) -> set[str]:
    """Names of module constants and functions with bare numbers; of constants any float but a mark is one."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and any(one not in USUAL | DEVICES for one in literals(node)):
            found.add(node.name)
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if any(
                one not in USUAL or (isinstance(one, float) and one not in MARKS)
                for one in literals(node.value)
            ):
                found.add(ast.unparse(target))
    return found


def comments(text: str) -> Iterator[str]:
    """Comments of a source."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def test_no_bare_number_stands_in_a_rule_without_a_reason() -> None:
    found = {(path, name) for path, text in rule_files() for name in hidden(text)}
    excepted = {(path, name) for path, names in EXCEPTIONS.items() for name in names}
    assert sorted(found - excepted) == [], "move it to numbers.py with range, grade and source"
    assert sorted(excepted - found) == [], "this exception is no longer needed"


def test_every_exception_has_a_reason() -> None:
    assert all(reason for names in EXCEPTIONS.values() for reason in names.values())


def test_no_comment_in_a_rule_says_that_a_number_is_assumed() -> None:
    said = [(path, one) for path, text in rule_files() for one in comments(text) if "assumed" in one.lower()]
    assert said == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("WAGES: Final = 0.6", "WAGES"),
        ("HALF = 0.5", "HALF"),
        ("SHARES = {Act.VOTE: 0.25}", "SHARES"),
        ("def pay(x: float) -> float:\n    return 0.7 * x", "pay"),
        ("class Book:\n    def pay(self) -> float:\n        return max(3.0, self.x)", "pay"),
    ],
)
def test_a_hidden_number_is_found(source: str, name: str) -> None:
    assert hidden(source) == {name}


@pytest.mark.parametrize(
    "source",
    [
        "KIND: Final = int(Act.VOTE)",
        "class Act(IntEnum):\n    DONATE = 8",
        "age = Column(np.float32, 'years', 0, 120, 30, 'age')",
        "BIT = 1 << 7",
        "def middle(a: float, b: float) -> float:\n    return (a + b) / 2.0",
        "def third(x: list[float]) -> float:\n    return x[3]",
    ],
)
def test_codes_declarations_bits_indices_and_halves_are_not_hidden_numbers(source: str) -> None:
    assert hidden(source) == set()

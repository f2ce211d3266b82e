"""One-line faults that can be put into a file: where, and what stands there instead.

The operators are the usual ones: another comparison, another arithmetic, another constant, a condition turned
round, two arguments swapped, a statement left out, an index one off. Docstrings, type hints, imports,
decorators and the text of messages are left alone, since no run can show a fault there.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

COMPARED: Final = {
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
}
COMPUTED: Final = {
    ast.Add: ("+", ("-",)),
    ast.Sub: ("-", ("+",)),
    ast.Mult: ("*", ("/",)),
    ast.Div: ("/", ("*",)),
    ast.FloorDiv: ("//", ("/",)),
    ast.Mod: ("%", ("//",)),
    ast.Pow: ("**", ("*",)),
    ast.BitAnd: ("&", ("|",)),
    ast.BitOr: ("|", ("&",)),
}
# Names in whose brackets stand types.
OF_TYPES: Final = re.compile(r"(.*\.)?([A-Z]\w*|list|dict|tuple|set|frozenset|type)")
AT_COMPILING: Final = re.compile(
    "njit|intrinsic"
)  # what runs once, while rules are compiled, counts as compiled
Span = tuple[int, int]


@dataclass(frozen=True)
class Mutant:
    """One fault: in this file, the text from ``start`` to ``end`` is ``after`` instead of ``before``.

    Attributes:
        line: number of the first line that changes, from 1.
        text: that line as it was, without the space around it.
        where: function or class in which it stands; empty at the outermost level of a module.
        compiled: whether it stands in a function that Numba compiles.
    """

    file: str
    line: int
    text: str
    where: str
    compiled: bool
    operator: str
    start: int
    end: int
    before: str
    after: str

    @property
    def change(self) -> str:
        """What is changed, for people."""
        return f"{self.before} → {self.after}"

    def applied(self, source: str) -> str:
        """Give the source with the fault in it.

        Raises:
            ValueError: the source is not the one that the fault was found in.
        """
        if source[self.start : self.end] != self.before:
            raise ValueError(f"{self.file} has changed since its mutants were listed")
        return source[: self.start] + self.after + source[self.end :]

    def is_python(self, source: str) -> bool:
        """Whether the source with the fault in it can be read at all."""
        try:
            ast.parse(self.applied(source))
        except SyntaxError:
            return False
        return True


def mutants_of(file: str, source: str) -> list[Mutant]:
    """All mutants of a file, in the order of its text; a few of them may be no Python any more."""
    found = _Finder(file, source)
    found.visit(ast.parse(source))
    return sorted(found.mutants, key=lambda one: (one.start, one.end))


def _is_text(node: ast.expr) -> bool:
    """Whether an argument is words for people; two of them swapped are a matter of wording."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


class _Finder(ast.NodeVisitor):
    """Walks through a file and notes what can be changed."""

    def __init__(self, file: str, source: str) -> None:
        self.file, self.source = file, source
        self.mutants: list[Mutant] = []
        self._lines = source.splitlines()
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._within: list[str] = []
        self._compiled = False

    def _at(self, line: int, column: int) -> int:
        """Place in the text of a column, which ast counts in bytes."""
        before = self._lines[line - 1].encode()[:column]
        return self._starts[line - 1] + len(before.decode())

    def _span(self, node: ast.expr | ast.stmt) -> Span:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)

    def _text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self._span(node)
        return self.source[start:end]

    def _note(self, operator: str, span: Span, after: str) -> None:
        line = self.source.count("\n", 0, span[0]) + 1
        self.mutants.append(
            Mutant(
                file=self.file,
                line=line,
                text=self._lines[line - 1].strip(),
                where=".".join(self._within),
                compiled=self._compiled,
                operator=operator,
                start=span[0],
                end=span[1],
                before=self.source[slice(*span)],
                after=after,
            )
        )

    def _between(
        self, operator: str, left: ast.expr, right: ast.expr, sign: str, others: tuple[str, ...]
    ) -> None:
        """Note other signs in place of the one that stands between two expressions."""
        start, end = self._span(left)[1], self._span(right)[0]
        place = re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", self.source[start:end])
        if place and "#" not in self.source[start:end]:
            for other in others:
                self._note(operator, (start + place.start(), start + place.end()), other)

    # What is passed by

    def visit_Import(self, node: ast.Import) -> None: ...
    def visit_ImportFrom(self, node: ast.ImportFrom) -> None: ...
    def visit_JoinedStr(self, node: ast.JoinedStr) -> None: ...

    def visit_arguments(self, node: ast.arguments) -> None:
        for default in (*node.defaults, *node.kw_defaults):
            if default is not None:
                self.visit(default)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._left_out(node, (node.target,))
            self.visit(node.value)

    # Where we are

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer = self._compiled
        self._compiled |= any(AT_COMPILING.search(self._text(one)) for one in node.decorator_list)
        self._within.append(node.name)
        for part in (node.args, *node.body):
            self.visit(part)
        self._within.pop()
        self._compiled = outer

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._within.append(node.name)
        for part in node.body:
            self.visit(part)
        self._within.pop()

    # What is changed

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, sign, right in zip(
            (node.left, *node.comparators), node.ops, node.comparators, strict=False
        ):
            self._between("comparison", left, right, *COMPARED[type(sign)])
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in COMPUTED:
            self._between("arithmetic", node.left, node.right, *COMPUTED[type(node.op)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        sign, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in pairwise(node.values):
            self._between("boolean", left, right, sign, (other,))
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._note("boolean", self._span(node), f"({self._text(node.operand)})")
        elif isinstance(node.op, ast.USub | ast.Invert) and not isinstance(node.operand, ast.Constant):
            self._note("arithmetic", self._span(node), f"({self._text(node.operand)})")
        self.generic_visit(node)

    def _turned_round(self, test: ast.expr) -> None:
        if not (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"):
            self._note("boolean", self._span(test), f"(not ({self._text(test)}))")

    def visit_If(self, node: ast.If) -> None:
        self._turned_round(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._turned_round(node.test)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._note("constant", self._span(node), str(not node.value))
        elif isinstance(node.value, int | float):
            self._note("constant", self._span(node), repr(node.value + 1))

    def visit_Call(self, node: ast.Call) -> None:
        plain = [one for one in node.args if not isinstance(one, ast.Starred)]
        for one, other in pairwise(plain):
            if self._text(one) != self._text(other) and not (_is_text(one) and _is_text(other)):
                (start, inner), (outer, end) = self._span(one), self._span(other)
                swapped = self._text(other) + self.source[inner:outer] + self._text(one)
                self._note("arguments", (start, end), swapped)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if OF_TYPES.fullmatch(self._text(node.value)):
            return
        self._index(node.slice)
        self.generic_visit(node)

    def _index(self, index: ast.expr) -> None:
        if isinstance(index, ast.Tuple) and len(index.elts) > 1:
            first, second = index.elts[:2]
            between = self.source[self._span(first)[1] : self._span(second)[0]]
            span = (self._span(first)[0], self._span(second)[1])
            self._note("index", span, self._text(second) + between + self._text(first))
        elif isinstance(index, ast.Slice):
            for bound in (index.lower, index.upper):
                if bound is not None:
                    self._note("index", self._span(bound), f"{self._text(bound)} - 1")
        elif isinstance(index, ast.Name | ast.Attribute | ast.BinOp):
            self._note("index", self._span(index), f"{self._text(index)} - 1")

    def _left_out(self, node: ast.stmt, targets: tuple[ast.expr, ...]) -> None:
        """Note that an assignment is left out; of a name it would only be missed, which any run shows."""
        if any(isinstance(target, ast.Attribute | ast.Subscript) for target in targets):
            self._note("statement", self._span(node), "pass")

    def visit_Assign(self, node: ast.Assign) -> None:
        self._left_out(node, tuple(node.targets))
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._note("statement", self._span(node), "pass")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return  # a docstring
        self._note("statement", self._span(node), "pass")
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self._note("statement", self._span(node), "pass")

    def visit_Continue(self, node: ast.Continue) -> None:
        self._note("statement", self._span(node), "pass")

    def visit_Break(self, node: ast.Break) -> None:
        self._note("statement", self._span(node), "pass")

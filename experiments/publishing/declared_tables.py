"""Tables of the model's document from what is declared: levers, assumptions, outcomes, and what a page owns.

A page says by prefixes which settings, levers and outcomes its rules are about; of several prefixes the
longest counts, so each stands on one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from experiments.tables.markdown import markdown
from sim.engine.settings import Setting
from sim.outcomes.register import OUTCOMES, groups_of
from sim.outcomes.resident_groups import EVERYBODY, GROUP_NAMES
from sim.policies import levers
from sim.policies.lever import Lever, declared_settings
from sim.residents.motives import TERMS, Motive
from sim.scenario import Assumptions, Scenario, load_scenario
from sim.vocabulary import ACTS
from sim.wording.assumption_words import range_words

REFERENCE: Final = "baoan_sample"
OUTCOME: Final = "outcomes."
LEVER: Final = "policies."
Owners = Mapping[str, str]


def lever_table() -> str:
    """Every lever with clause, unit, range, both settings and proximal outcome."""
    head = (
        "path",
        "clause",
        "name",
        "unit",
        "range",
        "status quo",
        "recommended",
        "proximal outcome",
        "source",
    )
    rows = []
    for path, one in levers().items():
        about = (f"`{path}`", one.clause, f"{one.label_en} {one.label_zh}", one.unit, _allowed(one))
        moved = f"{one.proximal_outcome} ({one.expected})"
        rows.append((*about, one.status_quo, one.recommended, moved, one.source))
    return markdown(head, rows)


def _allowed(declared: Setting) -> str:
    if declared.choices:
        return ", ".join(declared.choices)
    return f"{declared.low:g}-{declared.high:g}" if declared.low is not None else ""


def outcome_table() -> str:
    """Every outcome with unit, the better direction, both names, definition and groups."""
    rows = []
    for name, one in OUTCOMES.items():
        known = (f"{one.label_en} {one.label_zh}", one.unit, one.better or "neither", one.sentence)
        rows.append((f"`{name}`", *known, _broken_down(name)))
    return markdown(("outcome", "name", "unit", "better", "definition", "by"), rows)


def _broken_down(name: str) -> str:
    groups = groups_of(name)
    if groups == (EVERYBODY,):
        return "all"
    return "people, places" if groups == GROUP_NAMES else "places"


def motive_table() -> str:
    """Coefficients of the fourth gate, one line a term."""
    motives = load_scenario(REFERENCE).assumptions.participation.motives
    declared = {path: one.evidence for path, one, _ in declared_settings(Motive)}
    rows = []
    for term in TERMS:
        cells = (getattr(getattr(motives, act), term) for act in ACTS)
        numbers = (f"{cell:g}" if cell else "" for cell in cells)
        known = declared[term]
        plausible = (range_words(known, "en"), known.grade, known.source) if known else ("", "", "")
        rows.append((f"`{term}`", *numbers, *plausible))
    return markdown(("term", *ACTS, "plausible", "grade", "source"), rows)


def assumption_table(owners: Owners) -> str:
    """Every other assumption, with the page on which its rule stands."""
    return _assumption_table(assumptions(), owners)


def assumptions() -> list[str]:
    """Paths of all assumptions but the coefficients of the fourth gate."""
    return [path for path, _, _ in declared_settings(Assumptions) if ".motives." not in path]


def declarations() -> list[str]:
    """All that a page can own: assumptions, levers, outcomes."""
    return [*assumptions(), *levers(), *(OUTCOME + name for name in OUTCOMES)]


def _assumption_table(paths: Iterable[str], owners: Owners | None = None) -> str:
    scenario = load_scenario(REFERENCE)
    declared = {path: one for path, one, _ in declared_settings(Assumptions)}
    head = ("path under `assumptions.`", "value", "unit", "allowed", "plausible", "grade", "what", "source")
    rows = []
    for path in paths:
        rule = (_link(owners[path]),) if owners else ()
        rows.append((f"`{path}`", _value(scenario, path), *_columns_of(declared[path]), *rule))
    return markdown((*head, "rule") if owners else head, rows)


def _columns_of(one: Setting) -> tuple[str, ...]:
    """Unit, allowed and plausible range, grade, sentence, source."""
    plausible = (range_words(one.evidence, "en"), one.evidence.grade) if one.evidence else ("", "")
    return one.unit, _allowed(one), *plausible, one.sentence, one.source


def _link(page: str) -> str:
    return f"[{page.rpartition('/')[2].removesuffix('.md').replace('_', ' ')}]({page})"


def _value(scenario: Scenario, path: str) -> Any:
    tree: Any = scenario.assumptions
    for name in path.split("."):
        tree = getattr(tree, name)
    return tree


def owned_tables(owned: Iterable[str]) -> str:
    """What a page's rules are about: numbers with values and sources, levers, outcomes."""
    mine = list(owned)
    numbers = [path for path in mine if not path.startswith((LEVER, OUTCOME))]
    chosen = {path: one for path, one in levers().items() if path in mine}
    measured = [path.removeprefix(OUTCOME) for path in mine if path.startswith(OUTCOME)]
    parts = [
        ("## Numbers", [_assumption_table(numbers)] if numbers else []),
        ("## Levers", list(_lever_lines(chosen))),
        ("## Outcomes", [f"- `{name}`: {OUTCOMES[name].sentence}" for name in measured]),
    ]
    told = (f"{heading}\n\n" + "\n".join(lines) for heading, lines in parts if lines)
    return "\n\n".join(told) or "No number, lever or outcome of its own."


def _lever_lines(chosen: Mapping[str, Lever]) -> Iterator[str]:
    for path, one in chosen.items():
        moves = f"moves first `{one.proximal_outcome}` ({one.expected})"
        settings = f"{one.status_quo} -> {one.recommended} {one.unit}"
        yield f"- `{path}` ({one.clause}), {one.label_en} {one.label_zh}: {settings}; {moves}"

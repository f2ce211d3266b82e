"""Write MODEL.md's tables from the declarations: ``python -m experiments.publishing.model_tables``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import sim
from sim.month import as_text
from sim.policies import levers
from sim.policies.lever import declared_settings
from sim.residents.motives import TERMS
from sim.scenario import Assumptions, Scenario, load_scenario
from sim.vocabulary import ACTS
from sim.wording.assumption_words import range_words

MODEL: Final = Path(sim.__file__).parent / "MODEL.md"
REFERENCE: Final = "baoan_sample"


def lever_table() -> str:
    """Every lever with clause, unit, range, both settings and proximal outcome."""
    head = "| path | clause | name | unit | range | status quo | recommended | proximal outcome | source |"
    lines = [head, "|---|---|---|---|---|---|---|---|---|"]
    for path, one in levers().items():
        allowed = ", ".join(one.choices) if one.choices else f"{one.low:g}-{one.high:g}"
        name = f"{one.label_en} {one.label_zh}"
        settings = f"{one.status_quo} | {one.recommended} | {one.proximal_outcome} ({one.expected})"
        lines.append(
            f"| `{path}` | {one.clause} | {name} | {one.unit} | {allowed} | {settings} | {one.source} |"
        )
    return "\n".join(lines)


def assumption_tables() -> str:
    """Coefficients of the fourth gate as one table, every other assumption as a row of another."""
    scenario = load_scenario(REFERENCE)
    return "\n".join([*_motives(scenario), "", *_others(scenario)])


def _motives(scenario: Scenario) -> Iterator[str]:
    yield "Fourth gate, `assumptions.participation.motives.<act>.<term>`, in log-odds (allowed -4 to 4;"
    yield "intercept -12 to 12; habit, contacts, concern -8 to 8; measured ones of `stand`, `supervise`,"
    yield "`culture` and `donate`, which no survey has, are carried over from the other acts: grade C):\n"
    yield "| term | " + " | ".join(ACTS) + " | plausible | grade | source |"
    yield "|---|" + "---|" * (len(ACTS) + 3)
    motives = scenario.assumptions.participation.motives
    declared = {path: one.evidence for path, one, _ in declared_settings(type(motives.vote))}
    for term in TERMS:
        cells = (getattr(getattr(motives, act), term) for act in ACTS)
        numbers = " | ".join(f"{cell:g}" if cell else "" for cell in cells)
        known = declared[term]
        doubt = f"{range_words(known, 'en')} | {known.grade} | {known.source}" if known else " | | "
        yield f"| `{term}` | {numbers} | {doubt} |"


def _others(scenario: Scenario) -> Iterator[str]:
    yield "| path under `assumptions.` | value | unit | allowed | plausible | grade | what | source |"
    yield "|---|---|---|---|---|---|---|---|"
    for path, declared, _ in declared_settings(Assumptions):
        if ".motives." not in path:
            value = _value(scenario.assumptions, path)
            allowed = f"{declared.low:g}-{declared.high:g}" if declared.low is not None else ""
            known = declared.evidence
            doubt = (range_words(known, "en"), known.grade) if known else ("", "")
            cells = (f"`{path}`", value, declared.unit, allowed, *doubt, declared.sentence, declared.source)
            yield "| " + " | ".join(str(cell) for cell in cells) + " |"


def _value(tree: Any, path: str) -> Any:
    for name in path.split("."):
        tree = getattr(tree, name)
    return tree


def with_tables(text: str) -> str:
    """Replace what stands between the markers."""
    tables = {"month": as_text(), "levers": lever_table(), "assumptions": assumption_tables()}
    for name, table in tables.items():
        before, rest = text.split(f"<!-- {name} -->")
        after = rest.split(f"<!-- /{name} -->")[1]
        text = f"{before}<!-- {name} -->\n{table}\n<!-- /{name} -->{after}"
    return text


if __name__ == "__main__":
    MODEL.write_text(with_tables(MODEL.read_text(encoding="utf-8")), encoding="utf-8")

"""Write what is generated of the model's pages and lists: ``python -m experiments.publishing.model_tables``.

A generated part stands between ``<!-- name -->`` and ``<!-- /name -->``; ``<!-- declared prefix ... -->``
asks for what is declared under these prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import sim
from experiments.commands.instant import kept_lists
from experiments.commands.list import KINDS
from experiments.publishing import declared_tables, worlds_tables
from experiments.publishing.pattern_table import pattern_table
from sim.month import as_text

PAGES: Final = Path(sim.__file__).resolve().parents[1] / "docs" / "model"
PART: Final = re.compile(r"<!-- (\w+)((?: [\w.]+)*) -->\n.*?<!-- /\1 -->", re.DOTALL)
RULE: Final = re.compile(r"^## (.+)$", re.MULTILINE)
GENERATED: Final = ("Numbers", "Levers", "Outcomes")


def pages() -> dict[str, str]:
    """Every page of the model's document by its path under ``docs/model``."""
    found = sorted(PAGES.rglob("*.md"))
    return {path.relative_to(PAGES).as_posix(): path.read_text(encoding="utf-8") for path in found}


def owners(texts: dict[str, str]) -> dict[str, str]:
    """For everything declared the page whose prefix fits it best.

    Raises:
        LookupError: nothing asks for it.
    """
    asked = {
        prefix: page
        for page, text in texts.items()
        for name, prefixes in PART.findall(text)
        if name == "declared"
        for prefix in prefixes.split()
    }
    return {path: asked[_best(path, asked)] for path in declared_tables.declarations()}


def _best(path: str, prefixes: dict[str, str]) -> str:
    fitting = [prefix for prefix in prefixes if path == prefix or path.startswith(prefix + ".")]
    if not fitting:
        raise LookupError(f"{path}: no page of docs/model asks for it; add it to the page of its rule")
    return max(fitting, key=len)


def rules_of(text: str) -> list[str]:
    """Headings of a page's rules."""
    return [heading for heading in RULE.findall(text) if heading not in GENERATED]


def where_rules_stand(texts: dict[str, str]) -> str:
    """One line: each page with its rules."""
    lines = []
    for page, text in texts.items():
        if rules := rules_of(text) if "**What it is.**" in text else []:
            title = page.removesuffix(".md").rpartition("/")[2].replace("_", " ")
            lines.append(f"[{title}]({page}): {'; '.join(rules)}")
    return "Where which rule stands: " + " · ".join(lines) + "."


def with_tables(texts: dict[str, str]) -> dict[str, str]:
    """The pages with their generated parts made anew."""
    owned = owners(texts)
    makers: dict[str, Callable[[], str]] = {
        "where": lambda: where_rules_stand(texts),
        "month": as_text,
        "levers": declared_tables.lever_table,
        "motives": declared_tables.motive_table,
        "assumptions": lambda: declared_tables.assumption_table(owned),
        "outcomes": declared_tables.outcome_table,
        "patterns": pattern_table,
        "truths": worlds_tables.truths_table,
        "heldout": worlds_tables.held_out_table,
        "narrowed": worlds_tables.narrowed_text,
        "targets": worlds_tables.targets_table,
    }

    def written(page: str, part: re.Match[str]) -> str:
        name, asked = part[1], part[2]
        mine = (path for path, owner in owned.items() if owner == page)
        made = declared_tables.owned_tables(mine) if name == "declared" else makers[name]()
        return f"<!-- {name}{asked} -->\n{made}\n<!-- /{name} -->"

    return {page: PART.sub(partial(written, page), text) for page, text in texts.items()}


def main() -> None:
    """Write the pages whose generated parts have changed, and the lists that are kept for ``shequ list``."""
    before = pages()
    for page, text in with_tables(before).items():
        if text != before[page]:
            (PAGES / page).write_text(text, encoding="utf-8")
    kept_lists.FILE.write_text(kept_lists.made_anew(KINDS), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The model's pages are true: generated parts, rules on one plan, links, and names that the code has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from experiments.publishing.model_tables import PAGES, owners, pages, rules_of, with_tables
from sim import District, load_scenario, month
from sim.month import Phase, Step, as_text
from sim.policies.lever import declared_settings
from sim.structures import Structures
from tests.documents import ROOT, broken_links

PLAN: Final = ("**What it is.**", "**Formula.**", "**Numbers.**", "**Notice.**")
TEXTS: Final = pages()
MADE_ANEW: Final = with_tables(TEXTS)
INSTITUTIONS: Final = sorted(path.name for path in (ROOT / "sim" / "institutions").iterdir() if path.is_dir())
PAGES_OF_RULES: Final = [page for page, text in TEXTS.items() if PLAN[0] in text]
DOCUMENTS: Final = sorted(
    [*PAGES.rglob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), ROOT / "sim" / "MODEL.md"]
)
GENERATED: Final = re.compile(r"<!-- (\w+)[^>]* -->.*?<!-- /\1 -->", re.DOTALL)
NAME: Final = re.compile(r"`([a-z]+(?:[_.][a-z]+)+)`")
FILE: Final = re.compile(r"`([\w/]+\.py)`")


def by_hand(page: str) -> str:
    """A page without its generated parts."""
    return GENERATED.sub("", TEXTS[page])


def words_of_the_code() -> set[str]:
    """All words of the model's code and settings, among which every name of the document must be."""
    files = [*(ROOT / "sim").rglob("*.py"), *(ROOT / "scenarios").rglob("*.toml")]
    files += (ROOT / "experiments" / "trials").rglob("*.py")
    return {word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))}


WORDS: Final = words_of_the_code()


@pytest.mark.parametrize("page", TEXTS)
def test_the_generated_parts_of_a_page_are_those_of_the_declarations(page: str) -> None:
    assert MADE_ANEW[page] == TEXTS[page], "run: python -m experiments.publishing.model_tables"


def test_everything_declared_stands_on_a_page_beside_its_rule() -> None:
    assert set(owners(TEXTS).values()) <= set(PAGES_OF_RULES)


def test_every_institution_has_a_page_and_nothing_else_has() -> None:
    found = sorted(Path(page).stem for page in TEXTS if page.startswith("institutions/"))
    assert found == [name for name in INSTITUTIONS if not name.startswith("_")]


def test_the_index_leads_to_every_page() -> None:
    for page in TEXTS:
        assert page == "index.md" or f"]({page}" in by_hand("index.md"), page


@pytest.mark.parametrize("page", PAGES_OF_RULES)
def test_every_rule_is_told_on_the_same_plan(page: str) -> None:
    sections = re.split(r"^## .+$", by_hand(page), flags=re.MULTILINE)[1:]
    assert len(sections) == len(rules_of(TEXTS[page]))
    for section in sections:
        places = [section.find(part) for part in PLAN]
        assert min(places) >= 0, section
        assert places == sorted(places), section
        assert all(section.count(part) == 1 for part in PLAN), section


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    assert broken_links(document) == []


@pytest.mark.parametrize("page", TEXTS)
def test_every_name_in_a_page_is_one_of_the_code(page: str) -> None:
    for name in NAME.findall(by_hand(page)):
        assert set(name.split(".")) <= WORDS, f"{page}: `{name}`"


@pytest.mark.parametrize("page", TEXTS)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    for name in FILE.findall(by_hand(page)):
        assert list((ROOT / "sim").rglob(name)) or (ROOT / name).is_file(), f"{page}: `{name}`"


def test_every_structure_is_told_with_each_of_its_rivals() -> None:
    table = TEXTS["concepts.md"].split("## Structures with rivals")[1]
    for name, declared, _ in declared_settings(Structures):
        [row] = [line for line in table.splitlines() if line.startswith(f"| `{name}` |")]
        assert [choice for choice in declared.choices if f"`{choice}`" not in row] == [], name


def test_the_step_the_document_and_the_docstring_are_one_list() -> None:
    told = as_text()
    assert f"<!-- month -->\n{told}\n<!-- /month -->" in TEXTS["index.md"]
    assert told in str(District.step.__doc__)


def test_a_step_added_to_the_list_is_lived_through(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    toy = Phase("Toy", (Step(lambda world: seen.append(world.month), "Does nothing"),))
    monkeypatch.setattr(month, "MONTH", (*month.MONTH, toy))
    one = District(load_scenario("tiny"), views=False)
    month.live(one, month.MONTH)
    assert seen == [0]
    assert "10.1 Does nothing." in month.as_text()

"""What is said stands in one file a language, under the same keys, nowhere else; so do assumptions' names."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments.asking.question import Words
from experiments.wording.assumption_names import GOES_ON, assumption_name
from experiments.wording.sentences import listing, sentences
from sim.priors import every_assumption
from sim.wording.language_files import LANGUAGES, words_file

ROOT = Path(__file__).parents[3]
FOLDERS = ("sim/wording", "experiments/wording")
# Where nothing is declared: what is declared (levers, outcomes, groups) has its names beside its numbers.
WITHOUT_WORDS = ("experiments", "sim/views", "sim/explain", "sim/survey", "sim/wording")
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# Python files that hold Chinese, and why.
OUTSIDE = {
    "experiments/cli.py": "the name of the program",
    "experiments/running/letters.py": "which letter stands for one that a terminal lacks",
    "experiments/figures/style.py": "where a line may break",
    "experiments/report/display_table.py": "where a meaning's first part ends",
    "experiments/publishing/lever_page.py": "a page in both languages at once",
    "sim/views/standard/": "a page in both languages at once",
    "sim/views/picture/colours.py": "its legend",
    "sim/views/guard.py": "refusals in both languages at once, before anybody has chosen one",
    "sim/views/launch.py": "the name of the program",
    "sim/views/page/app.py": "the name of the program",
    "sim/wording/setting_values.py": "the unit of ten thousand, and such brackets",
}
# English says without the assumption's sentence what Chinese says with it.
WITHOUT = {"over_assumptions.assumption", "robustness.fails_where_high", "robustness.fails_where_low"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(file for folder in WITHOUT_WORDS for file in (ROOT / folder).rglob("*.py")):
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def flat(tree: dict[str, Any], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= flat(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def both(folder: str) -> list[dict[str, str]]:
    """All texts of a folder of words, English first."""
    return [flat(words_file(ROOT / folder / f"{one}.toml")) for one in LANGUAGES]


@pytest.mark.parametrize("folder", FOLDERS)
def test_both_languages_have_the_same_keys_in_the_same_order(folder: str) -> None:
    en, zh = both(folder)
    assert list(en) == list(zh)
    assert all(isinstance(text, str) for text in (*en.values(), *zh.values()))


@pytest.mark.parametrize("folder", FOLDERS)
def test_both_languages_have_the_same_fields(folder: str) -> None:
    en, zh = both(folder)
    assert [key for key in en if fields(en[key]) != fields(zh[key]) and key not in WITHOUT] == []


def test_no_python_file_holds_chinese_but_those_that_are_named() -> None:
    found = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value)
    }
    assert [name for name in sorted(found) if not name.startswith(tuple(OUTSIDE))] == []
    assert [name for name in OUTSIDE if not any(one.startswith(name) for one in found)] == []


def said(tree: ast.Module) -> Iterator[tuple[str, set[str | None]]]:
    """Each sentence that a module says, with its fields; None among them for a mapping of more."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "SAY":
            fields_given = {one.arg for one in node.keywords}
            yield from ((key, fields_given) for one in ast.walk(node.args[0]) for key in _key(one))


def _key(node: ast.AST) -> list[str]:
    """The text of a constant, nothing of another node."""
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_sentence_that_is_said_is_there_and_gets_its_fields() -> None:
    checked = 0
    for name, tree in modules():
        subject = words_file(ROOT / "experiments/wording/zh.toml").get(Path(name).stem, {})
        for key, given in said(tree):
            if key in subject:
                wanted = fields(subject[key])
                assert given - {None} <= wanted, f"{name}: {key}"
                assert None in given or given == wanted, f"{name}: {key}"
                checked += 1
    assert checked > 50


def test_a_field_in_both_languages_is_put_in_in_the_language_of_the_sentence() -> None:
    say = sentences("one_by_one")
    assert say("without", part=Words(en="the fund", zh="基金")) == Words(
        en="without the fund", zh="缺少 基金"
    )


def test_a_sentence_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        sentences("one_by_one")("no such key")
    with pytest.raises(KeyError):
        sentences("no such subject")


def test_a_list_has_the_marks_of_its_language() -> None:
    both = [Words(en="a", zh="甲"), Words(en="b", zh="乙")]
    assert listing(both) == Words(en="a; b", zh="甲；乙")


@pytest.mark.parametrize(
    ("path", "called"),
    [
        (
            "participation.experience.project_seen",
            "share of adults of a community who notice a finished project",
        ),
        (
            "assumptions.participation.experience.patience",
            "months after which an unanswered proposal is felt",
        ),
        ("participation.motives.deliberate.contacts", "deliberate: from no contact to all contacts"),
        ("network.strength_household", "influence of a member of the household"),
        ("structures.audience", "who reads local pages"),
    ],
)
def test_what_a_declaration_says_stands_with_what_it_is_said_of(path: str, called: str) -> None:
    assert assumption_name(path).en.startswith(called)


def test_every_assumption_has_a_name_that_begins_a_sentence() -> None:
    for path, one in every_assumption().items():
        name = assumption_name(path)
        assert name.zh
        assert name.en.endswith(one.declared.sentence)
        assert one.declared.choices or name.en.partition(" ")[0] not in GOES_ON, name.en

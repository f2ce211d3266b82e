"""Chinese and English are both complete: of the page's own words, and of what the declarations bring."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import sim
from sim.explain.reason_words import SOURCES
from sim.explain.resident_words import EDUCATION, HUKOU, LAYERS, TERMS
from sim.network.layers import Layer
from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.policies import levers
from sim.policies.clauses import CLAUSES
from sim.residents.motives import TERMS as ALL_TERMS
from sim.scenario import load_scenario, shipped_names
from sim.simulation import simulate
from sim.views.page.words import WORDS
from sim.views.picture.institutions import KINDS, PURPOSES_ZH
from sim.vocabulary import Education, Hukou, Informant
from sim.wording.labels import scale
from sim.wording.setting_values import CHOICES_ZH, amount, setting

Pair = tuple[str, str]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


@pytest.mark.parametrize("key", WORDS)
def test_every_word_stands_in_both_languages_with_the_same_gaps(key: str) -> None:
    english, chinese = WORDS[key]
    assert fields(english) == fields(chinese)
    if key != "language":  # it names the other one
        assert not is_chinese(english)
        assert is_chinese(chinese)


@pytest.mark.parametrize("path", levers())
def test_every_lever_speaks_chinese_and_belongs_to_a_clause(path: str) -> None:
    one = levers()[path]
    assert one.clause in CLAUSES
    assert is_chinese(one.label_zh)
    assert is_chinese(one.sentence_zh), "declare sentence_zh"
    assert all(word in CHOICES_ZH for word in one.choices)


def units() -> list[str]:
    return sorted({one.unit for one in levers().values()} | {one.unit for one in OUTCOMES.values()})


@pytest.mark.parametrize("unit", units())
def test_every_unit_speaks_chinese(unit: str) -> None:
    shown = scale(unit, "zh").unit
    assert not any("a" <= letter.lower() <= "z" for letter in shown), "add it to sim/wording/labels.py"


def test_every_outcome_and_group_has_a_chinese_name() -> None:
    assert [name for name, one in OUTCOMES.items() if not is_chinese(one.label_zh)] == []
    assert [name for name, one in GROUPS.items() if not is_chinese(one.label_zh)] == []


def test_every_policy_that_ships_has_a_chinese_name_and_sentence() -> None:
    abouts = {name: load_scenario(f"tiny+{name}").about for name in shipped_names("policies")}
    assert [name for name, about in abouts.items() if not is_chinese(about.label_zh)] == []
    assert [name for name, about in abouts.items() if not is_chinese(about.sentence_zh)] == []


def test_everything_that_an_explanation_names_has_words() -> None:
    assert set(TERMS) == set(ALL_TERMS)
    assert set(SOURCES) == {source.name.lower() for source in Informant}
    assert set(LAYERS) == {layer.name.lower() for layer in Layer}
    assert (set(EDUCATION), set(HUKOU)) == (set(Education), set(Hukou))


def purposes() -> set[str]:
    """Every purpose for which the code of the model pays."""
    files = [file for file in Path(sim.__file__).parent.rglob("*.py") if "views" not in file.parts]
    calls = [one for file in files for one in ast.walk(ast.parse(file.read_text("utf-8")))]
    paid = [
        one.args
        for one in calls
        if isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr.startswith(("pay", "spend"))
    ]
    given = [word.value for args in paid for word in args if isinstance(word, ast.Constant)]
    return {word for word in given if isinstance(word, str)}


def test_every_purpose_of_payments_in_the_code_speaks_chinese() -> None:
    assert len(purposes()) > 60
    assert purposes() - set(PURPOSES_ZH) == set()


def test_every_payment_of_a_run_under_all_reforms_has_words() -> None:
    run = simulate(load_scenario("tiny+report_package", overrides=["calendar.burn_in=2"]))
    named = {name for flow in run.flows for name in flow[1:3]}
    assert named - set(KINDS) == set()
    assert {flow[3] for flow in run.flows} - set(PURPOSES_ZH) == set()


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [(0.0, "0", "0"), (1234.4, "1,234", "1,234"), (-25_000.0, "−25,000", "−2.5万"), (float("nan"), "–", "–")],
)
def test_amounts_are_written_as_readers_expect(value: float, english: str, chinese: str) -> None:
    assert (amount(value, "en"), amount(value, "zh")) == (english, chinese)


def test_settings_are_written_with_their_units() -> None:
    catalogue, decides = levers()["policies.tasks.catalogue"], levers()["policies.committee.fund_decided_by"]
    assert setting(catalogue, 0.8, "en") == "80% of task items"
    assert setting(catalogue, 0.8, "zh") == "80%（占事项）"
    assert setting(decides, "council", "zh") == "居民议事会"

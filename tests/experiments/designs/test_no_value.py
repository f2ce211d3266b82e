"""An outcome without a value in the months that count: every design says so and concludes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.answering.answer import Answer
from experiments.answering.no_value import without_value
from experiments.designs import DESIGNS
from experiments.figures import draw
from experiments.figures.picture import Picture
from experiments.report.display_table import display_table
from experiments.worlds.ensemble import PART, write_worlds
from sim.scenario import Scenario
from sim.simulation import Run
from sim.wording.labels import LANGUAGES
from tests.experiments.asking.test_question_file import SMALLER
from tests.experiments.designs.questions import answer
from tests.experiments.truth import KEYS, true_forked

AXES = """
[[design.assumptions]]
path = "assumptions.participation.hearing.talk"
[[design.assumptions]]
path = "assumptions.participation.concern"
"""
FEW = 'package = "first_levers"\nby = "section"'
POLICIES = 'policies = ["task_catalogue", "open_channels", "access_rule"]'
DRAWS = """
[doubt]
draws = 2
[[doubt.assumptions]]
path = "assumptions.participation.concern"
"""
FINDING = """
[[design.findings]]
clause = "Q4"
en = "Some take part"
zh = "有人参与"
place = "tiny"
outcome = "civic"
above = 0.1
"""
LEVERS = '[[design.levers]]\npath = "policies.tasks.catalogue"\n'
# The least of each design, to be laid under ``[design]`` and its kind.
LEAST = {
    "list": POLICIES + DRAWS,
    "grid": LEVERS,
    "one_at_a_time": FEW,
    "leave_one_out": FEW,
    "attribution": FEW + DRAWS,
    "factorial": FEW,
    "latin_hypercube": 'points = 8\npolicy = "open_channels"' + AXES,
    "sobol": "base = 4" + AXES,
    "morris": "trajectories = 2" + AXES,
    "robustness": POLICIES + "\ndraws = 4" + AXES,
    "budget": "yuan = 30.0\ngenerations = 1\nsize = 4\n" + LEVERS,
    "pilot_evaluation": 'policy = "open_channels"\nnumbers = [1]\nmonths = [2]\nmonths_before = 2',
    "lever_audit": 'paths = ["policies.tasks.access_rule"]',
    "portrait": 'places = ["tiny"]' + FINDING,
    "null_models": POLICIES,
    "seek": 'raised = "civic=3"\n',
    "value_of_information": POLICIES,
}
Lacks = Callable[[Scenario], bool]


def lacking(is_without: Lacks) -> Callable[..., list[Run]]:
    """The model whose answers are known, in which some scenarios never have a value of what leads."""
    columns = [place for place, (outcome, _) in enumerate(KEYS) if outcome == "civic"]

    def forked(scenarios: Sequence[Scenario], **more: object) -> list[Run]:
        return [_without(run, columns) if is_without(run.scenario) else run for run in true_forked(scenarios)]

    return forked


def _without(run: Run, columns: list[int]) -> Run:
    values, communities = run.values.copy(), np.full_like(run.communities, np.nan)
    values[:, columns] = np.nan
    return replace(run, values=values, communities=communities)


def said(found: Answer) -> dict[str, str]:
    """Everything that the answer says, by language, its tables as a report shows them."""
    texts = {
        language: [getattr(one, language) for one in (found.sentence, *found.more)] for language in LANGUAGES
    }
    for language in LANGUAGES:
        for table in found.tables:
            lines = display_table(table, 50, language)
            texts[language] += ["|".join(line) for line in lines.lines] + [lines.same]
    return {language: "\n".join(lines) for language, lines in texts.items()}


def asked(folder: Path, kind: str, is_without: Lacks) -> Answer:
    text = f'[design]\nkind = "{kind}"\n{LEAST[kind]}'
    if kind == "sobol" or kind == "morris":
        pytest.importorskip("SALib")
    if kind == "budget":
        pytest.importorskip("optuna")
    more = ["seeds.number=4"]
    if kind == "value_of_information":
        frame = pd.DataFrame({PART + "assumptions.participation.hearing.talk": np.linspace(0.0, 1.0, 20)})
        write_worlds(folder / "worlds.parquet", frame, {})
        more = ["seeds.number=20", f'worlds="{folder / "worlds.parquet"}"']
    if kind == "seek":
        more = [*SMALLER["seek"], "seeds.number=4"]
    return answer(folder, text, *more, simulate=lacking(is_without))


def test_every_design_is_asked() -> None:
    assert set(LEAST) == set(DESIGNS)


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("kind", LEAST)
def test_without_any_value_nothing_is_ranked_or_concluded(kind: str, tmp_path: Path) -> None:
    found = asked(tmp_path, kind, lambda _: True)
    texts = said(found)
    assert "value" in texts["en"]
    assert "无数值" in texts["zh"] or "无法评估" in texts["zh"]
    for language in LANGUAGES:
        assert not re.search(r"\bnan\b", texts[language])
        assert "–" not in getattr(found.sentence, language)
    ranks = ("from best to worst", "the best", "hangs most", "does most", "largest", "four times in five")
    for word in ranks:
        assert word not in found.sentence.en
    tables = {one.name: one.frame for one in found.tables}
    for one in found.figures:
        for language in LANGUAGES:
            assert draw(one.kind, Picture(one.table, one.outcome, tables), language).notes == ()


def is_task_catalogue(scenario: Scenario) -> bool:
    return scenario.name.startswith("tiny+task_catalogue")


@pytest.mark.parametrize("kind", ["list", "robustness"])
def test_who_lacks_a_value_is_named_and_left_out_of_the_order(kind: str, tmp_path: Path) -> None:
    found = asked(tmp_path, kind, is_task_catalogue)
    assert "atalogue" not in found.sentence.en
    assert "open channels" in found.sentence.en
    assert found.more[0].en.startswith("Without a value of")
    assert "atalogue" in found.more[0].en
    assert "未参与排序" in found.more[0].zh
    assert not re.search(r"\bnan\b", said(found)["en"])
    if kind == "robustness":
        assert "task_catalogue" not in " ".join(found.table("statements").statement)


def test_more_seeds_are_not_spent_where_no_arm_has_a_value(tmp_path: Path) -> None:
    text = f'[precision]\nhalf_width = 0.01\nmost_seeds = 40\n[design]\nkind = "list"\n{POLICIES}'
    found = answer(tmp_path, text, simulate=lacking(lambda _: True))
    assert found.sentence == without_value("civic")
    assert list(found.table("looks").looked) == [6]


@pytest.mark.parametrize("kind", ["sobol", "morris", "latin_hypercube"])
def test_values_that_are_the_same_everywhere_hang_on_nothing(kind: str, tmp_path: Path) -> None:
    def same(scenarios: Sequence[Scenario], **_: object) -> list[Run]:
        return [replace(run, values=np.ones_like(run.values)) for run in true_forked(scenarios)]

    found = answer(tmp_path, f'[design]\nkind = "{kind}"\n{LEAST[kind]}', "seeds.number=2", simulate=same)
    assert "is the same at all points" in found.sentence.en or kind == "morris"


def test_gaps_at_some_points_are_counted_and_no_share_is_taken(tmp_path: Path) -> None:
    def draw_three(scenario: Scenario) -> bool:
        return scenario.name.endswith("draw 3")

    pytest.importorskip("SALib")
    found = asked(tmp_path, "sobol", draw_three)
    assert "has no value at 1 of 16 points. So the assumptions cannot be ranked." in found.sentence.en

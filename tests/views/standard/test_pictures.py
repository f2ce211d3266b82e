"""What is drawn: the plan, the colours, the table, the curves."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from sim.district import District
from sim.residents.table import Residents
from sim.views.picture.colours import PAINTERS, by_act, by_rung
from sim.views.picture.plan import PixelSize, ground_plan, pack
from sim.views.standard.mesa_tables import HEADINGS, about_html, as_html, institution_rows
from sim.views.standard.mesa_world import PageDistrict
from sim.views.standard.parts import CURVES, frame_json, painting_json, plan_json, values_json
from sim.vocabulary import ADULT_AGE, Act, Rung


@pytest.fixture(scope="module")
def model() -> PageDistrict:
    model = PageDistrict("tiny")
    for _ in range(13):
        model.step()
    return model


def test_every_resident_has_a_dot_of_their_own_in_their_community(model: PageDistrict) -> None:
    plan = ground_plan(model.geography)
    assert plan.rows.tolist() == list(range(len(model.residents)))
    assert len(set(zip(plan.x.tolist(), plan.y.tolist(), strict=True))) == len(model.residents)
    for community, (x, y, width, height, _) in enumerate(plan.blocks):
        rows = model.geography.rows(community)
        assert (plan.x[rows] >= x).all()
        assert (plan.x[rows] < x + width).all()
        assert (plan.y[rows] >= y).all()
        assert (plan.y[rows] < y + height).all()


def test_a_large_place_is_drawn_by_a_sample() -> None:
    geography = District("tiny", views=False).geography
    plan = ground_plan(geography, most=100)
    assert plan.residents_a_dot == 3
    assert plan.rows.tolist() == list(range(0, 240, 3))
    assert len(set(zip(plan.x.tolist(), plan.y.tolist(), strict=True))) == 80


def test_blocks_do_not_overlap() -> None:
    sizes = [PixelSize(3 + k % 4, 2 + k % 3) for k in range(40)]
    corners, whole = pack(sizes, gap=1)
    taken = np.zeros((whole.height, whole.width), dtype=int)
    for (x, y), size in zip(corners, sizes, strict=True):
        taken[y : y + size.height, x : x + size.width] += 1
    assert taken.max() == 1
    assert taken.sum() == sum(size.width * size.height for size in sizes)


def test_the_legend_counts_what_the_table_says(model: PageDistrict) -> None:
    residents = model.residents
    children, *rungs = by_rung(residents).legend
    assert children.count == (residents.age < ADULT_AGE).sum()
    adult = residents.age >= ADULT_AGE
    assert [line.count for line in rungs] == [(residents.rung[adult] == rung).sum() for rung in Rung]
    assert [line.count for line in by_act(residents).legend[2:]].count(0) < len(Act)


@pytest.mark.parametrize("painter", PAINTERS)
def test_each_drawn_resident_has_a_letter_of_the_legend(model: PageDistrict, painter: str) -> None:
    painting = PAINTERS[painter](model.residents)
    told = json.loads(painting_json(ground_plan(model.geography), painting))
    assert len(told["codes"]) == len(model.residents)
    assert {ord(letter) - ord("a") for letter in told["codes"]} <= set(range(len(told["legend"])))
    assert all({"colour", "label", "count"} == set(line) for line in told["legend"])


def test_who_did_nothing_special_stands_back(model: PageDistrict) -> None:
    codes = by_act(model.residents).codes
    adult = model.residents.age >= ADULT_AGE
    assert (codes[~adult] == 0).all()
    assert ((codes == 1) == (adult & (model.residents.acts == 0))).all()


def test_the_plan_is_sent_as_plain_json(model: PageDistrict) -> None:
    told = json.loads(plan_json(ground_plan(model.geography)))
    assert len(told["x"]) == len(told["y"]) == len(model.residents)
    assert told["blocks"][0][4] == "1 Former village 村改居"


def test_curves_show_every_month_and_leave_gaps_where_there_is_no_value(model: PageDistrict) -> None:
    frame, values = json.loads(frame_json(model)), json.loads(values_json(model))
    assert (frame["policy"], frame["last"]) == (13, 72)
    assert [len(one) for one in values] == [13] * len(CURVES)
    assert values[0][-1] == pytest.approx(100.0 * model.latest["civic", "all"], rel=1e-3)
    model.datacollector.model_vars["civic"].append(float("nan"))
    assert json.loads(values_json(model))[0][-1] is None


def test_the_table_has_a_line_for_each_community(model: PageDistrict) -> None:
    rows = institution_rows(model)
    assert [len(row) for row in rows] == [len(HEADINGS)] * model.geography.communities
    assert rows[0][:2] == ("1 Former village 村改居", "120")
    assert as_html([("<b>", "&")]).endswith("<tr><td>&lt;b&gt;</td><td>&amp;</td></tr></tbody></table>")


def test_drawing_changes_nothing(model: PageDistrict) -> None:
    def state() -> list[object]:
        columns = [getattr(model.residents, name).tobytes() for name in Residents.columns]
        return [columns, list(model.ledger.balance.items()), model.series("civic")]

    before = state()
    for painter in PAINTERS.values():
        painting_json(ground_plan(model.geography), painter(model.residents))
    assert as_html(institution_rows(model)) + values_json(model) + frame_json(model) + about_html(model)
    assert repr(state()) == repr(before)


def test_the_page_says_from_when_on_levers_act(model: PageDistrict) -> None:
    told = about_html(model)
    assert "Levers act from month 13" in told
    assert "自第13个月起" in told
    assert model.command in told
    assert "lives through 12 months, a batch run through 60" in told


def test_a_page_that_burns_in_as_long_as_a_batch_run_needs_no_warning() -> None:
    sixty: dict[str, Any] = {"calendar.burn_in": 60}
    assert "batch run" not in about_html(PageDistrict("tiny", **sixty))

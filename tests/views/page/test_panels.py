"""What the parts of the page say is what the worlds are."""

from __future__ import annotations

import numpy as np
import pytest

from sim.explain.resident import explain
from sim.institutions.committee.state import Committees
from sim.policies import levers
from sim.policies.clauses import CLAUSES
from sim.scenario import load_scenario
from sim.views.page.panels import closer, curves, leverboard, maps, top
from sim.views.page.people.paint import COLOURINGS, GATE_COLOURS, paint
from sim.views.page.people.reasons import gate_texts
from sim.views.page.session import Session
from sim.views.page.twin import KEYS
from sim.vocabulary import ADULT_AGE, Act, Reason, Rung
from tests.views.page.worlds import do, opened

pytestmark = pytest.mark.usefixtures("at_the_end")


def test_levers_stand_in_their_section_as_they_are_declared(session: Session) -> None:
    shown = {
        one["path"]: one for part in leverboard.leverboard(session)["sections"] for one in part["levers"]
    }
    assert set(shown) == set(levers())
    for path, one in levers().items():
        assert shown[path]["label"] == one.label_en
        assert one.sentence in shown[path]["tip"]
        if shown[path]["kind"] == "number":
            assert (shown[path]["low"], shown[path]["high"]) == (one.low, one.high)
        if shown[path]["kind"] == "choice":
            assert [word for word, _ in shown[path]["choices"]] == list(one.choices)


def test_a_clause_leads_to_its_levers_and_outcomes(session: Session) -> None:
    for clause in CLAUSES:
        do(session, "choose", name="clause", value=clause)
        told = leverboard.leverboard(session)["clause"]
        mine = {path: one for path, one in levers().items() if one.clause == clause}
        assert [one["path"] for one in told["levers"]] == list(mine)
        assert {one["name"] for one in told["outcomes"]} == {one.proximal_outcome for one in mine.values()}


@pytest.mark.parametrize("colour", COLOURINGS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_resident_has_a_letter_of_the_legend_and_is_counted_in_it(
    session: Session, colour: str, lang: str
) -> None:
    do(session, "choose", name="colour", value=colour)
    do(session, "choose", name="lang", value=lang)
    told = maps.maps(session)
    residents = len(session.twin.world(0).district.residents)
    for which, world in enumerate(told["worlds"]):
        letters = [ord(letter) - ord("a") for letter in world["codes"]]
        counts = np.bincount(letters, minlength=len(told["legend"])).tolist()
        assert len(letters) == residents
        assert counts == [line["counts"][which] for line in told["legend"]]
    assert len({line["label"] for line in told["legend"]}) == len(told["legend"])
    assert len({line["colour"] for line in told["legend"]}) == len(told["legend"])


def test_the_gate_of_an_act_is_the_reason_that_the_table_has(session: Session) -> None:
    residents, snapshot = session.twin.world(1).district.residents, session.twin.world(1).snapshots[26]
    codes = paint(COLOURINGS["gate"], snapshot, Act.VOLUNTEER)
    adult = residents.age >= ADULT_AGE
    assert (codes[adult] == residents.reason[adult, Act.VOLUNTEER] + 1).all()
    assert (codes[~adult] == 0).all()
    assert len(GATE_COLOURS) == len(Reason)


def test_rungs_are_counted_as_the_outcome_counts_them(session: Session) -> None:
    do(session, "choose", name="colour", value="rung")
    lines = maps.maps(session)["legend"][1:]
    assert sum(line["counts"][1] for line in lines) == int(
        (session.twin.world(1).district.residents.age >= ADULT_AGE).sum()
    )
    assert len(lines) == len(Rung)


def test_the_moved_are_named_apart_from_the_rest(session: Session) -> None:
    told = maps.maps(session)
    counts = np.bincount([ord(letter) - ord("a") for letter in told["moved"]], minlength=4)
    assert counts[1:].tolist() == [line["count"] for line in told["moved_legend"]]
    assert counts[1:].sum() > 0


def test_ties_of_a_resident_are_told_by_layer_with_the_companions_of_each_world(session: Session) -> None:
    before = [session.twin.world(which).at(25) for which in (0, 1)]
    without, with_reform = ((one.companions.partner >= 0).sum(axis=1) for one in before)
    row = int((with_reform - without).argmax())
    do(session, "choose", name="resident", value=row)
    expected = [explain(district, row)["ties"] for district in before]
    assert len(expected[1]["companion"]) > len(expected[0]["companion"])
    shown = maps.maps(session)
    labels = [one["label"] for one in shown["tie_legend"]]
    why = closer.closer(session)["why"]
    assert why is not None
    for which in (0, 1):
        told = {one["label"]: one["rows"][which] for one in why["ties"]}
        drawn: dict[str, list[int]] = {label: [] for label in labels}
        for dot, layer in shown["worlds"][which]["ties"]:
            drawn[labels[layer]].append(dot)
        assert {label: rows for label, rows in drawn.items() if rows or label in told} == told
        assert drawn["met in shared acts"] == expected[which]["companion"]
        assert sum(map(len, drawn.values())) == sum(map(len, expected[which].values())) > 0


def test_curves_show_the_recorded_months_and_their_difference(session: Session) -> None:
    panel = curves.curves(session)["panels"][0]
    lines = panel["lines"]
    assert [len(line) for line in lines.values()] == [26, 26, 26]
    assert lines["status_quo"][:6] == lines["reform"][:6]
    last = headline_value(session, "civic", 25)
    assert lines["reform"][-1] == pytest.approx(100.0 * last, rel=1e-3)


def headline_value(session: Session, outcome: str, month: int) -> float:

    return float(session.twin.world(1).values[month][KEYS.index((outcome, "all"))])


def test_the_policy_that_is_chosen_is_told_in_a_sentence(session: Session) -> None:
    other = opened()
    do(other, "preset", name="task_catalogue")
    told = leverboard.leverboard(other)
    about = load_scenario("tiny+task_catalogue").about
    assert (told["preset"], told["preset_sentence"]) == ("task_catalogue", about.sentence)
    do(other, "choose", name="lang", value="zh")
    assert leverboard.leverboard(other)["preset_sentence"] == about.sentence_zh
    do(other, "lever", path="policies.committee.fund", value=33.0)
    assert leverboard.leverboard(other)["preset_sentence"] == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_why_tells_the_gates_of_the_shown_month_in_both_worlds(session: Session, lang: str) -> None:
    do(session, "choose", name="lang", value=lang)
    adults = np.flatnonzero(session.twin.world(0).district.residents.age >= 30.0)
    do(session, "choose", name="resident", value=int(adults[3]))
    do(session, "show", month=20)
    told = closer.closer(session)["why"]
    for which in (0, 1):
        expected = explain(session.twin.world(which).at(19), int(adults[3]))
        assert expected["month"] == 20
        for shown, act in zip(told["acts"], expected["acts"], strict=True):
            assert shown["gates"][which] == gate_texts(act, lang)  # type: ignore[arg-type]
            assert shown["did"][which] == (act["result"] == "did")
    assert told["residents"][0]


def test_why_agrees_with_what_happened(session: Session) -> None:
    residents = session.twin.world(1).district.residents
    doers = np.flatnonzero(residents.acts >> int(Act.CULTURE) & 1)
    for row in doers[:5].tolist():
        do(session, "choose", name="resident", value=row)
        acts = closer.closer(session)["why"]["acts"]
        assert acts[Act.CULTURE]["did"][1]


def test_institutions_show_both_worlds_and_the_money_of_the_month(session: Session) -> None:
    do(session, "choose", name="community", value=0)
    told = closer.closer(session)["bodies"]
    facts = {name: (before, after) for name, before, after in told["facts"]}
    assert facts["Residents"] == ("120", "120")
    assert facts["Under the reform"] == ("no", "yes")
    committee = session.twin.world(1).district[Committees][0]
    assert facts["Committee: staff hours"][1] == f"{committee.staff_hours:,.0f}"
    assert told["money"]


def test_where_we_are_is_told_from_the_policy_date(session: Session) -> None:
    for month, said in ((4, "2 months before"), (6, "begins next month"), (9, "month 3 of the reform")):
        do(session, "show", month=month)
        assert said in top.where_text(session)

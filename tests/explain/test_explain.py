"""The explanation of a resident's month tells what the resident then really does, and changes nothing."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np
import pytest

from sim.district import District
from sim.engine.settings import BadInput
from sim.explain.reason_words import GATE_WORDS, format_explanation
from sim.explain.resident import explain
from sim.explain.resident_words import act_label
from sim.vocabulary import ACTS, Act, Informant, Reason
from sim.wording.language_files import Language
from tests.institutions.worlds import district, lived, state

# The tiny place with its election in June, staff for meetings, eager residents, few places in activities.
EAGER = ("deliberate", "suggest", "volunteer", "culture", "donate")
SETTINGS = (
    "calendar.first_election=6",
    "calendar.horizon=24",
    "assumptions.institutions.involvement.free_culture=20.0",
    "place.types.village.bodies.committee_staff=6.0",
    *(f"assumptions.participation.motives.{act}.intercept=-0.5" for act in EAGER),
)
MONTHS = {"ordinary": 3, "nomination": 4, "drive": 5, "poll": 6, "donations": 9, "ratings": 12, "policy": 15}
ROWS = range(0, 240, 7)
Told = dict[str, Any]


def opening(month: int) -> District:
    """A district whose next month is this one."""
    return district("tiny+open_channels", *SETTINGS, months=month - 1)


def told_by_act(one: District, row: int) -> dict[Act, Told]:
    return {Act[told["act"].upper()]: told for told in explain(one, row)["acts"]}


def real_result(one: District, row: int, act: Act) -> str:
    """What came of an act in the month that has just ended."""
    if one.offers.phase[one.residents.community[row], act] == 0:
        return "not_offered"
    return Reason(int(one.residents.reason[row, act])).name.lower()


@pytest.mark.parametrize("kind", MONTHS)
def test_each_resident_then_does_what_was_explained(kind: str) -> None:
    one = opening(MONTHS[kind])
    explained = {row: told_by_act(one, row) for row in ROWS}
    lived(one, 1)
    for row, acts in explained.items():
        assert {act: told["result"] for act, told in acts.items()} == {
            act: real_result(one, row, act) for act in acts
        }
        did = {act for act, told in acts.items() if told["result"] == "did"}
        on_the_roll = kind == "drive" and Act.VOTE in did
        done = {act for act in Act if one.residents.acts[row] >> act & 1}
        assert done == did - ({Act.VOTE} if on_the_roll else set())
        assert on_the_roll == (kind == "drive" and bool(one.residents.registered[row]))


def test_every_result_and_every_act_occurs_in_what_is_tried() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for month in MONTHS.values():
        one = opening(month)
        told = [told for row in ROWS for told in told_by_act(one, row).values()]
        seen.update((one_act["act"], one_act["result"]) for one_act in told)
    assert {act for act, result in seen if result != "not_offered"} == set(ACTS)
    assert {result for _, result in seen} == {reason.name.lower() for reason in Reason}


@pytest.mark.parametrize("month", [3, 6])
def test_the_source_of_the_news_and_the_hours_are_those_of_the_month(month: int) -> None:
    one = opening(month)
    explained = {row: told_by_act(one, row) for row in ROWS}
    lived(one, 1)
    hours = 0.0
    for row, acts in explained.items():
        for act, told in acts.items():
            if "informed" in told:
                assert (
                    told["informed"]["source"] == Informant(int(one.residents.told_by[row, act])).name.lower()
                )
        spent = sum(told.get("hours_spent", 0.0) for told in acts.values() if told["result"] == "did")
        assert one.residents.hours[row] == pytest.approx(spent, abs=1e-5)
        hours += spent
    assert hours > 0.0


def test_the_numbers_of_the_gates_lead_to_the_result() -> None:
    one, checked = opening(3), 0
    for row in ROWS:
        for told in told_by_act(one, row).values():
            if "motivated" not in told:
                continue
            checked += 1
            silent = np.prod([1.0 - chance for chance in told["informed"]["chances"].values()])
            heard = told["informed"]["draw"] > silent
            gate = told["available"]
            free = gate["hours_needed"] <= gate["hours_left"] and gate["draw"] <= gate["presence"]
            wants = told["motivated"]["draw"] < told["motivated"]["probability"]
            gates = {"not_informed": heard, "not_eligible": told["eligible"]["admitted"], "no_time": free}
            failed = [
                name for name, open_gate in (gates | {"not_interested": wants}).items() if not open_gate
            ]
            assert told["result"] == (failed[0] if failed else told["result"])
            assert failed or told["result"] in ("did", "no_place")
    assert checked > 50


def test_the_terms_add_up_to_the_log_odds_and_those_to_the_probability() -> None:
    for told in told_by_act(opening(3), 45).values():
        if "motivated" in told:
            gate = told["motivated"]
            total = sum(term["value"] * term["coefficient"] for term in gate["terms"].values())
            assert gate["log_odds"] == pytest.approx(total)
            assert gate["probability"] == pytest.approx(1.0 / (1.0 + np.exp(-total)))


@pytest.mark.parametrize("act", ACTS)
def test_one_act_alone_is_explained_as_among_all(act: str) -> None:
    one = opening(6)
    for row in (0, 90, 180):
        whole = explain(one, row)
        assert explain(one, row, act)["acts"] == [told for told in whole["acts"] if told["act"] == act]


def test_explaining_changes_nothing_in_the_district() -> None:
    one, untouched = opening(6), opening(6)
    before = state(one)
    for row in ROWS:
        explain(one, row)
    assert state(one) == before
    assert state(lived(one, 2)) == state(lived(untouched, 2))


def test_ties_are_told_by_layer_and_those_of_companions_from_both_sides() -> None:
    one = opening(6)
    opened = one.opened_month()  # who moves away this month takes ties along
    for row in ROWS:
        ties = explain(one, row)["ties"]
        fixed = [other for layer, rows in ties.items() if layer != "companion" for other in rows]
        assert sorted(fixed) == sorted(opened.network.contacts(row).tolist())
        assert set(ties["companion"]) == set(opened.companions.partner[row].tolist()) - {-1}
        assert all(row in explain(one, other)["ties"]["companion"] for other in ties["companion"])


def test_children_have_no_acts_to_explain() -> None:
    one = opening(3)
    child, adult = int(np.argmin(one.residents.age)), int(np.argmax(one.residents.age))
    assert (explain(one, child)["adult"], explain(one, child)["acts"]) == (False, [])
    assert (explain(one, adult)["adult"], len(explain(one, adult)["acts"])) == (True, 9)
    assert "not of age" in format_explanation(explain(one, child))
    assert "未成年" in format_explanation(explain(one, child), "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_explanation_in_words_says_the_result_of_every_act(lang: Language) -> None:
    told = explain(opening(6), 45)
    lines = format_explanation(told, lang).splitlines()
    words = {reason.name.lower(): word for reason, word in GATE_WORDS[lang].items()}
    said = [line for line in lines[2:] if not line.startswith(" ")]
    assert len(said) == len(told["acts"])
    for line, act in zip(said, told["acts"], strict=True):
        assert act["act"] in line
        assert line.endswith(words[act["result"]])


def test_an_explanation_in_chinese_has_no_english_but_the_names_of_acts() -> None:
    told = explain(opening(6), 45)
    acts = {act["act"] for act in told["acts"]}
    assert set(re.findall("[A-Za-z_]+", format_explanation(told, "zh"))) <= acts


def test_what_is_decided_this_month_is_not_called_an_act_of_three_years() -> None:
    assert act_label(Act.VOTE, "en") == "voted for the committee"
    assert act_label(Act.VOTE, "zh") == "参加居委会选举或补选"


@pytest.mark.parametrize("row", [-1, 240])
def test_there_is_no_resident_outside_the_table(row: int) -> None:
    with pytest.raises(BadInput, match=f"resident {row}: rows are 0 to 239"):
        explain(district(), row)


def test_a_misspelt_act_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadInput, match="act 'volunter': no such act; did you mean 'volunteer'"):
        explain(district(), 0, "volunter")

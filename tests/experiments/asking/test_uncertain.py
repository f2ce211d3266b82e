"""What is uncertain in a question: declared ranges, lists that move as one, rival structures."""

from __future__ import annotations

import pytest

from experiments.answering.uncertainty import draw_parts, draws_table, under
from experiments.asking.assumption_axes import AssumptionAxis, Uncertain, uncertain
from experiments.asking.question_file import load_question
from experiments.tools.driving import Laboratory
from sim import load_scenario
from sim.engine.settings import BadInput
from sim.priors import priors, value_in

TALK = "assumptions.participation.hearing.talk"
CONTACTS = "assumptions.network.contacts"
AUDIENCE = "assumptions.structures.audience"


def uncertainties(path: str, **more: object) -> tuple[Uncertain, ...]:
    """What one axis of a question calls uncertain in the small place."""
    return uncertain([AssumptionAxis(path=path, **more)], load_scenario("tiny"), "test")  # type: ignore[arg-type]


def test_without_a_range_an_assumption_is_drawn_from_what_is_declared_plausible() -> None:
    (one,) = uncertainties(TALK)
    declared = priors()[TALK].evidence
    assert (one.low, one.high) == pytest.approx((declared.low, declared.high))
    assert one.at(0.5) == pytest.approx((declared.low * declared.high) ** 0.5)


def test_a_range_of_the_question_is_even() -> None:
    (one,) = uncertainties(TALK, range=(0.1, 0.4))
    assert one.at(0.5) == pytest.approx(0.25)


def test_lists_move_as_one_and_structures_are_members_in_a_draw_of_everything() -> None:
    here = load_scenario("tiny")
    everything = uncertainties("assumptions.*")
    assert {one.path for one in everything} == set(priors(here))
    parts = draw_parts(everything, 3)
    worlds = [under(here, everything, parts[draw], draw) for draw in range(3)]
    assert all(sum(value_in(world, CONTACTS)) == pytest.approx(1.0) for world in worlds)
    table = draws_table(everything, parts).frame
    assert set(table["structures.audience"]) <= {"persistent", "drawn_anew"}
    assert table["network.contacts"].between(-1.0, 1.0).all()


def test_what_is_known_exactly_is_left_out() -> None:
    assert uncertainties("assumptions.institutions.party.least") == ()


def test_a_list_or_a_structure_takes_no_range_of_a_question() -> None:
    for path in (CONTACTS, AUDIENCE):
        with pytest.raises(BadInput, match="not one number"):
            uncertainties(path, within=0.5)


def test_tools_from_elsewhere_are_given_numbers_only() -> None:
    with pytest.raises(BadInput, match="not one number"):
        Laboratory("tiny", assumptions=(AUDIENCE,)).uncertainties()
    assert [one.path for one in Laboratory("tiny", assumptions=(TALK,)).uncertainties()] == [TALK]


def test_the_assumptions_that_ship_are_all_uncertain_and_hold_rival_structures() -> None:
    names = [one.name for one in load_question("what_does_participation_hang_on").question.uncertainties()]
    assert "structures.disposition" in names
    assert "participation.motives.suggest.at_meeting" in names
    assert {"participation.hearing.online_use", "institutions.staff.visits"} <= set(names)

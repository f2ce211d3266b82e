"""Null models: what each is told and says; who takes whose place; one command gives the table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.null_models.permuted_network import exchanged, permute
from experiments.null_models.predictions import fitted_logit, mean_field, static
from experiments.null_models.responses import gate_shares, mean_field_response, static_response
from experiments.null_models.simulate_nulls import KEYS, simulate_nulls
from experiments.null_models.year_of_world import TRAITS, YearOfWorld
from sim.district import District
from sim.scenario import load_scenario
from sim.simulation import simulate
from sim.vocabulary import ACT_COUNT, Act, Informant, Reason
from tests.experiments.designs.questions import asked_and_written

SHORT = ["calendar.burn_in=14", "calendar.horizon=12"]


def world(asked: int, adults: int = 1000) -> YearOfWorld:
    """A month in which so many of a thousand are visited about volunteering, half of whom do it."""
    year = YearOfWorld()
    reason = np.full((adults, ACT_COUNT), Reason.NOT_OFFERED, dtype=np.int8)
    told = np.zeros((adults, ACT_COUNT), dtype=np.int8)
    reason[:, Act.VOLUNTEER] = Reason.NOT_INFORMED
    reason[: 2 * (asked // 2), Act.VOLUNTEER] = Reason.NOT_INTERESTED
    reason[: asked // 2, Act.VOLUNTEER] = Reason.DID
    told[:asked, Act.VOLUNTEER] = Informant.VISIT
    year.reason, year.told = [reason], [told]
    year.asked = told == Informant.VISIT
    year.did = reason == Reason.DID
    year.traits = np.ones((adults, 1))
    return year


def test_a_mean_field_is_reach_times_response() -> None:
    scenario = load_scenario("tiny", overrides=["assumptions.participation.motives.volunteer.asked=0.0"])
    before, after = world(200), world(600)
    # Of the 800 not told before, 400 are told, of whom half do it; those told before go on as they were.
    assert mean_field(before, after, scenario, "civic") == pytest.approx(0.1 + 0.5 * (0.5 - 0.1))
    assert mean_field(before, before, scenario, "civic") == pytest.approx(0.1)
    assert mean_field_response(0.5, heard=0.2, free=1.0, willing=0.5, asked=0.0) == pytest.approx(0.2)
    assert mean_field_response(-0.5, heard=0.2, free=1.0, willing=0.5, asked=0.0) == pytest.approx(-0.05)


def test_a_static_logit_moves_by_traits_and_by_being_asked_alone() -> None:
    scenario = load_scenario("tiny", overrides=["assumptions.participation.motives.volunteer.asked=1.0"])
    before, after = world(200), world(600)
    odds = 0.1 / 0.9 * np.e
    expected = 0.1 + 0.4 * (odds / (1.0 + odds) - 0.1)
    assert static(before, after, scenario, "civic") == pytest.approx(expected, abs=1e-4)
    assert static_response(0.0, 0.3, 1.0) == 0.0


def test_a_fitted_logit_gives_back_the_shares_of_groups() -> None:
    group = np.repeat([0.0, 1.0], 500)
    done = np.concatenate([np.arange(500) < 100, np.arange(500) < 400])
    weights = fitted_logit(np.stack([np.ones(1000), group], axis=1), done)
    assert weights == pytest.approx([np.log(0.2 / 0.8), np.log(0.8 / 0.2) - np.log(0.2 / 0.8)], abs=1e-3)


def test_gates_are_counted_in_their_order() -> None:
    reasons = [Reason.DID, Reason.NOT_INTERESTED, Reason.NO_TIME, Reason.NOT_INFORMED, Reason.NO_PLACE]
    found = gate_shares(np.array(reasons, dtype=np.int8))
    assert found == pytest.approx({"heard": 0.8, "free": 0.75, "willing": 2.0 / 3.0})


def test_places_are_exchanged_within_groups_and_the_network_keeps_its_ties() -> None:
    group = np.array([0, 1, 0, 1, 0])
    place = exchanged(group, np.array([0.3, 0.9, 0.1, 0.2, 0.5]))
    assert sorted(place) == [0, 1, 2, 3, 4]
    assert (group[place] == group).all()
    district, other = (District(load_scenario("tiny"), views=False) for _ in range(2))
    permute(other)
    old, new = district.network, other.network
    assert (np.sort(old.degree) == np.sort(new.degree)).all()
    assert (np.bincount(old.layer) == np.bincount(new.layer)).all()
    pairs = set(zip(new.source.tolist(), new.target.tolist(), strict=True))
    assert all((j, i) in pairs for i, j in pairs)
    people = district.residents
    same_home = [(people.household[one.source] == people.household[one.target]).mean() for one in (old, new)]
    assert same_home[1] < 0.2 * same_home[0]
    kinds = district.geography.community_type[people.community]
    across = [(kinds[one.source] != kinds[one.target]).mean() for one in (old, new)]
    assert across[1] == pytest.approx(across[0])


def test_what_the_model_says_among_null_models_is_what_the_model_says() -> None:
    base = load_scenario("tiny", overrides=SHORT)
    reform = load_scenario("tiny+report_package", overrides=SHORT)
    run = simulate_nulls([reform], base=base)[0]
    column = [name for name, _ in KEYS].index("model civic")
    plain = simulate(reform)
    last = plain.values[-1, plain.keys.index(("civic", "all"))]
    assert run.values[-1, column] == pytest.approx(last)
    again = simulate_nulls([base, reform], base=base)[1]
    assert again.digest() == run.digest()


def test_one_question_gives_the_table(tmp_path: Path) -> None:
    text = '[design]\nkind = "null_models"\npolicies = ["report_package"]\n'
    found = asked_and_written(tmp_path, text, *SHORT, "seeds.number=2", simulate=None).table("null_models")
    rows = found.set_index("outcome")
    assert set(rows.index) == {"civic", "breadth", "social", "giving", "upward"}
    assert rows.agents_add.to_numpy() == pytest.approx((rows.model - rows.static).to_numpy())
    assert (rows[["model", "static", "mean_field", "permuted"]].abs().sum(axis=1) > 0.0).all()
    assert TRAITS == 14

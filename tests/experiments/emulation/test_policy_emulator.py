"""An emulator finds a function that is known, says how wrong it is, and its file is only data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.emulation.emulator_file import (
    emulator_digest,
    read_emulator,
    shipped_emulator,
    write_emulator,
)
from experiments.emulation.fit_emulator import fit_emulator
from experiments.emulation.held_out import judged
from experiments.emulation.lever_coordinates import lever_space
from experiments.emulation.policy_emulator import from_scale
from experiments.emulation.sampled_policies import LEAST, sampled
from experiments.emulation.share_explained import error_of_explained
from experiments.emulation.training_plan import (
    TrainingPlan,
    base_scenario,
    lives_of,
    shipped_policies,
)
from sim.engine.settings import BadInput
from sim.policies import levers
from tests.experiments.emulation import toy


def test_a_known_function_is_found_where_nothing_was_run() -> None:
    emulator, told = toy.learned()
    draws = np.random.Generator(np.random.Philox(key=[1, 3]))
    positions = np.where(draws.random((40, 6)) < 0.5, 1.0, 0.0)
    effect, cost = toy.truth(positions, *toy.strengths())
    process = emulator.process(toy.CIVIC)
    said = from_scale(emulator.changes(positions, toy.CIVIC)[0], process.before, True)
    assert 1.0 - ((said - effect) ** 2).mean() / effect.var() > 0.98
    assert np.abs(emulator.changes(positions, toy.COST)[0] - cost).max() < 5.0
    assert told["civic|all"]["explained"] > 0.95
    assert told["cost.district|all"]["explained"] > 0.99


def test_noise_of_draws_is_told_of_policies_that_were_run_under_several() -> None:
    """A draw's standard deviation is a thousandth there; means over four have a quarter of its variance."""
    runs = toy.archive(6, toy.TESTED, toy.DRAWS)
    spread = (runs.values - runs.before)[:, 0].var()
    told = toy.learned()[1]["civic|all"]
    assert told["noise"] == pytest.approx((0.1 * toy.NOISE) ** 2 / spread, rel=0.4)
    assert 1.0 - told["possible"] == pytest.approx(told["noise"] / toy.DRAWS, rel=0.05)
    left = told["possible"] - told["explained_of_means"]
    assert told["explained"] == pytest.approx(1.0 - left / told["possible"])


def test_the_error_of_what_is_explained_is_how_much_worlds_that_are_left_out_move_it() -> None:
    world, mean = np.repeat(np.arange(6), 4), np.tile([0.0, 1.0, 2.0, 3.0], 6)  # of variance 1.25
    assert error_of_explained(world, mean, np.full(24, 0.1), np.zeros(24)) == pytest.approx(0.0)
    one_is_bad = error_of_explained(world, mean, np.where(world == 0, 0.6, 0.0), np.zeros(24))
    assert one_is_bad == pytest.approx(np.sqrt(5.0 * np.var([1.0, *[1.0 - 0.12 / 1.25] * 5])))


def test_folds_are_judged_the_same_in_any_number_of_processes() -> None:
    runs, tested = toy.archive(2, toy.POLICIES), toy.archive(6, toy.TESTED, toy.DRAWS)
    emulator, alone = toy.learned()
    told = judged(runs, emulator, tested, workers=2)[1]
    assert told["civic|all"] == pytest.approx(alone["civic|all"])


def test_what_the_draws_of_a_life_do_to_all_its_policies_is_not_learned_as_the_world() -> None:
    """A lucky status quo shifts all policies of a life; an emulator that knows lives is hardly led astray."""
    plain = toy.archive(2, toy.POLICIES)
    draws = np.random.Generator(np.random.Philox(key=[1, 7]))
    lucky = draws.normal(0.0, 0.02, int(plain.life.max()) + 1)[plain.life]
    shifted = replace(plain, values=plain.values + lucky[:, np.newaxis] * [1.0, 0.0])
    positions = toy.archive(6, toy.TESTED).positions
    effect, _ = toy.truth(positions, *toy.strengths())
    wrong = []
    for life in (shifted.life, np.arange(len(shifted.life))):
        emulator = fit_emulator(replace(shifted, life=life))
        said = emulator.changes(positions, toy.CIVIC)[0]
        before = emulator.process(toy.CIVIC).before
        wrong.append(float(np.abs(from_scale(said, before, True) - effect).mean()))
    assert wrong[0] < 0.6 * wrong[1]


def test_the_stated_error_is_that_of_policies_that_were_held_out() -> None:
    emulator, told = toy.learned()
    for key in ("civic|all", "cost.district|all"):
        assert 0.85 <= told[key]["in_range"] <= 1.0
    draws = np.random.Generator(np.random.Philox(key=[1, 4]))
    positions = np.where(draws.random((60, 6)) < 0.5, 1.0, 0.0)
    effect, _ = toy.truth(positions, *toy.strengths())
    said, error = emulator.changes(positions, toy.CIVIC)
    true = np.log(
        (effect + emulator.process(toy.CIVIC).before) / (1.0 - effect - emulator.process(toy.CIVIC).before)
    )
    before = emulator.process(toy.CIVIC).before
    wrong = np.abs(said - (true - np.log(before / (1.0 - before))))
    assert (wrong <= 1.645 * error).mean() >= 0.8


def test_the_status_quo_changes_nothing_in_any_world() -> None:
    emulator, _ = toy.learned()
    said, _ = emulator.changes(np.zeros((1, 6)), toy.CIVIC)
    assert np.abs(said).max() == 0.0


def test_a_file_gives_back_what_was_written(tmp_path: Path) -> None:
    emulator, _ = toy.learned()
    write_emulator(tmp_path / "toy.npz", emulator, {"place": "nowhere"})
    again = read_emulator(tmp_path / "toy.npz")
    positions = np.full((1, 6), 0.5)
    np.testing.assert_allclose(
        again.effects(positions, toy.CIVIC), emulator.effects(positions, toy.CIVIC), rtol=1e-3
    )
    assert again.space == emulator.space
    assert again.made == {"place": "nowhere"}
    first, digest = (tmp_path / "toy.npz").read_bytes(), emulator_digest(tmp_path / "toy.npz")
    write_emulator(tmp_path / "toy.npz", emulator, {"place": "nowhere"})
    assert (tmp_path / "toy.npz").read_bytes() == first
    write_emulator(tmp_path / "toy.npz", emulator, {"place": "nowhere", "same_under": ["a later version"]})
    assert emulator_digest(tmp_path / "toy.npz") == digest  # of what it says, not of who has looked


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"\x80\x04K\x01."])
def test_a_spoilt_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "e.npz").write_bytes(content)
    with pytest.raises(BadInput, match="is no emulator, or spoilt"):
        read_emulator(tmp_path / "e.npz")


def test_objects_are_never_unpickled(tmp_path: Path) -> None:
    np.savez(tmp_path / "e.npz", axes=np.array([{"a": 1}], dtype=object))
    with pytest.raises(BadInput, match="is no emulator"):
        read_emulator(tmp_path / "e.npz")


def test_a_missing_file_says_how_it_is_made(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"python -m experiments\.emulation\.train"):
        read_emulator(tmp_path / "none.npz")


def test_the_emulator_that_ships_knows_the_levers_of_this_version() -> None:
    shipped = read_emulator()
    now = lever_space(shipped_policies(base_scenario()))
    assert [one.name for one in shipped.space.axes] == [one.name for one in now.axes]
    assert shipped_emulator().stat().st_size < 1_000_000


def test_policies_go_to_points_and_back() -> None:
    space = lever_space(shipped_policies(base_scenario()))
    for position in sampled(space, 32):
        np.testing.assert_allclose(space.position(space.policies(position)), position, atol=2e-3)


def test_a_lever_that_has_nothing_to_act_on_does_nothing() -> None:
    """Who decides on a fund is nothing without a fund."""
    emulator, _ = toy.learned()
    without, moved = np.zeros((1, 6)), np.zeros((1, 6))
    moved[0, 4] = 1.0
    for key in (toy.CIVIC, toy.COST):
        np.testing.assert_array_equal(emulator.changes(moved, key)[0], emulator.changes(without, key)[0])


def test_what_acts_on_what_does_not_act_does_not_act_either() -> None:
    space = lever_space(shipped_policies(base_scenario()))
    everything = np.array([[one.reach for one in space.axes]])
    acting = space.acting(everything)
    assert (acting == everything)[:, [not above for above in space.parents]].all()
    for position in space.acting(sampled(space, 64)):
        for k, readings in space.acted_on:
            assert position[k] == 0.0 or position[readings].any()


def test_a_longer_design_begins_with_a_shorter_one() -> None:
    np.testing.assert_array_equal(sampled(toy.SPACE, 10), sampled(toy.SPACE, 40)[:10])


def test_what_is_tested_is_never_learned_however_many_rounds_there_are() -> None:
    shipped = shipped_policies(base_scenario())
    space = lever_space(shipped)
    plans = [TrainingPlan(worlds=3, policies=policies) for policies in ((16,), (16, 8, 8))]
    (few, tested), (many, again) = (lives_of(space, shipped, plan) for plan in plans)
    assert [one.arms[0].position.tolist() for one in tested] == [
        one.arms[0].position.tolist() for one in again
    ]
    assert [one.arms[-1].position.tolist() for one in few] == [
        one.arms[-1].position.tolist() for one in many[:3]
    ]
    learned = {tuple(arm.position) for one in many for arm in one.arms}
    assert not learned & {tuple(arm.position) for one in tested for arm in one.arms}
    assert not {one.draws for one in many} & {one.draws for one in tested}
    names = [arm.name for one in many for arm in one.arms if arm.name]
    assert set(names) == set(shipped)


def test_points_stay_within_what_levers_allow() -> None:
    space = lever_space(shipped_policies(base_scenario()))
    points = sampled(space, 64)
    reach = np.array([one.reach for one in space.axes])
    assert (points <= reach + 1e-6).all()
    whole = np.array([one.whole for one in space.axes])
    assert (points[:, ~whole][points[:, ~whole] > 0.0] >= LEAST - 1e-3).all()


def test_a_lever_that_was_not_learned_is_named() -> None:
    space = lever_space(shipped_policies(base_scenario()))
    pilots = replace(base_scenario().policies.pilots, where="random")
    with pytest.raises(BadInput, match=r"policies\.pilots\.where: the emulator has not learned this lever"):
        space.position(replace(base_scenario().policies, pilots=pilots))
    assert "policies.pilots.where" in levers()

"""History matching on a toy whose truth is known, and the file of an ensemble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.worlds.coverage import folds
from experiments.worlds.emulators import fit_emulators, that_know_their_error
from experiments.worlds.ensemble import PART, VALUE, check_target, read_worlds, write_worlds
from experiments.worlds.implausibility import Aim, level
from experiments.worlds.matched import Matched, Space, or_means
from experiments.worlds.members import described, members
from experiments.worlds.not_ruled_out import draw
from experiments.worlds.points import Point, run_points, space_filling
from experiments.worlds.reference_runs import Size
from experiments.worlds.screening import centred, screened
from experiments.worlds.targets import MARGINS, Target, fact_targets, trial_targets_of
from experiments.worlds.waves import match, run_truths
from sim.engine.settings import BadInput
from sim.priors import every_assumption, priors
from sim.scenario import load_scenario
from tests.experiments.worlds.toy_worlds import (
    PATHS,
    QUIET,
    TRUTH,
    ToyPlaces,
    matched,
    plan,
    run,
    space,
    targets,
)

pytest.importorskip("sklearn")


@pytest.fixture(scope="module")
def toy() -> Matched:
    return matched()


def test_the_truth_is_not_ruled_out_and_most_of_the_prior_is(toy: Matched) -> None:
    aim = Aim.at(toy.targets)

    def share_left(parts: np.ndarray) -> float:
        return float(
            (level(aim.implausibility(*toy.emulators.predict(toy.space.seen(parts)))) <= toy.cut).mean()
        )

    assert share_left(np.array([TRUTH])) == 1.0
    assert share_left(np.random.Generator(np.random.Philox(key=3)).random((4000, len(PATHS)))) < 0.2
    assert share_left(toy.drawn) > 0.99  # parts are rounded after they were drawn
    away = np.abs(toy.drawn.mean(axis=0) - TRUTH)[:4]
    assert (away < 2.0 * toy.drawn.std(axis=0)[:4]).all()


def test_later_waves_are_where_the_first_ruled_nothing_out_and_emulators_foresee_them(toy: Matched) -> None:
    first, second = (toy.parts[toy.wave == wave] for wave in (0, 1))
    assert np.abs(second - TRUTH)[:, 0].mean() < np.abs(first - TRUTH)[:, 0].mean()
    assert toy.errors[0] > 0.8


def test_leaving_out_facts_and_synthetic_truths_are_covered_on_the_toy(toy: Matched) -> None:
    made = described(toy, plan(), members(toy, 60), run_truths(plan(), run, QUIET, toy))
    assert made["left_out"]["facts"] == 8
    assert made["left_out"]["inside"] >= 0.75
    row = made["truths"][0]
    assert row["truths"] == 20
    assert 0.8 <= row["held"] <= 1.0
    assert row["outcome"] == "civic"
    assert row["width"] < row["width_before"]  # facts have taught something
    assert 0.8 < 1.0 - made["prior_left"] < 1.0
    assert set(made["by_target"]) == {f"t{k}" for k in range(8)}
    for one in made["by_target"].values():
        assert one["explained"] > 0.8
        assert 0.0 < one["draws"] < 0.2
        assert 0.0 < one["rules_out"] < 1.0 - made["prior_left"] + 0.3


def test_effects_on_other_outcomes_are_covered_too_and_change_nothing_of_those_on_the_first() -> None:
    def also_gap(points: Sequence[Point]) -> list[dict[str, float]]:
        both = run(points)
        return [
            one | {"effect policy gap.hukou": 0.3 - 2.0 * one["effect policy"] + one["t0"] / 9.0}
            for one in both
        ]

    alone = plan()
    size = replace(alone.size, measured=("civic", "gap.hukou"))  # type: ignore[type-var]
    wider = replace(alone, size=size)
    seen = match(wider, also_gap, QUIET, space(), targets())
    first = matched()
    assert np.array_equal(seen.effects["civic"], first.effects["civic"])
    made = described(seen, wider, members(seen, 60), run_truths(wider, also_gap, QUIET, seen))
    usual = described(first, alone, members(first, 60), run_truths(alone, run, QUIET, first))
    assert made["digest"] == usual["digest"]
    civic, gap = made["truths"]
    assert civic == usual["truths"][0]
    assert (gap["outcome"], gap["policy"]) == ("gap.hukou", "policy")
    assert 0.8 <= gap["held"] <= 1.0


def test_facts_of_one_row_are_left_out_together() -> None:
    known = [Target(f"{k}", one, "plain", 0.0, 1.0, 1.0) for k, one in enumerate("AABCCDEF")]
    parts = folds(known)
    assert sorted(k for fold in parts for k in fold) == list(range(8))
    assert all(any({0, 1} <= set(fold) for fold in parts) for _ in range(1))
    assert any({3, 4} <= set(fold) for fold in parts)


def test_screening_finds_what_an_output_hangs_on() -> None:
    parts = np.random.Generator(np.random.Philox(key=4)).random((80, 30))
    x = centred(parts)
    outputs = np.stack([3.0 * x[:, 7] + x[:, 20], x[:, 12] - x[:, 7]], axis=1)
    assert screened(x, outputs, 3).tolist() == [7, 12, 20]


def test_an_emulator_gives_back_what_it_saw_and_knows_its_error() -> None:
    rng = np.random.Generator(np.random.Philox(key=5))
    parts = rng.random((90, 3))
    truth = np.sin(3.0 * parts[:, 0]) + parts[:, 1]
    emulators = fit_emulators(parts, (truth + 0.05 * rng.normal(size=90))[:, np.newaxis])
    new = rng.random((400, 3))
    mean, variance = emulators.predict(new)
    error = mean[:, 0] - np.sin(3.0 * new[:, 0]) - new[:, 1]
    assert error.std() < 0.08
    assert emulators.each[0].noise == pytest.approx(0.05**2, rel=0.6)
    assert variance[0] >= emulators.each[0].noise


def test_an_output_that_hangs_on_nothing_is_said_by_its_mean_so_that_no_noise_widens_ranges() -> None:
    rng = np.random.Generator(np.random.Philox(key=9))
    parts = rng.random((90, 3))
    outputs = np.stack([rng.normal(size=90), 3.0 * parts[:, 0] + 0.01 * rng.normal(size=90)], axis=1)
    known = that_know_their_error(parts, outputs)
    mean, variance = or_means(known, outputs).predict(rng.random((50, 3)))
    assert known.each[0].variance > outputs[:, 0].var()  # it foresees worse than the mean does
    assert np.ptp(mean[:, 0]) == 0.0
    assert mean[0, 0] == pytest.approx(outputs[:, 0].mean())
    assert variance[0] == pytest.approx(outputs[:, 0].var())
    assert np.ptp(mean[:, 1]) > 2.0
    assert variance[1] < 0.01


def test_worlds_are_drawn_evenly_from_what_is_left() -> None:
    rng = np.random.Generator(np.random.Philox(key=6))

    def level_of(parts: np.ndarray) -> np.ndarray:
        return np.abs(parts[:, 0] - 0.9) / 0.01  # 0.06 of the first assumption is left: 0.87 to 0.93

    found = draw(level_of, 4, 800, 3.0, rng)
    assert found.level == 3.0
    assert (level_of(found.parts) <= 3.0).all()
    assert np.abs(found.parts[:, 0] - 0.9).mean() == pytest.approx(0.015, abs=0.003)
    assert found.parts[:, 1].mean() == pytest.approx(0.5, abs=0.06)
    assert found.parts[:, 1].std() == pytest.approx(12**-0.5, abs=0.04)


def test_where_nothing_is_left_the_least_implausible_worlds_say_so() -> None:
    rng = np.random.Generator(np.random.Philox(key=8))
    found = draw(lambda parts: 5.0 + parts[:, 0], 2, 200, 3.0, rng)
    assert found.level == pytest.approx(5.0, abs=0.05)


def test_a_share_is_held_against_in_log_odds_and_the_third_worst_target_decides() -> None:
    one = Target("x", "X", "share", 0.1, 0.01, 0.0)
    aim = Aim.at([one])
    away = aim.implausibility(one.to_scale(np.array([0.12]))[:, np.newaxis], 0.0)
    assert away[0, 0] == pytest.approx((np.log(0.12 / 0.88) - np.log(0.1 / 0.9)) / (0.01 / 0.09))
    assert level(np.array([[9.0, 1.0, 8.0, 2.0, 0.0, 0.0, 0.0, 0.0]]))[0] == 2.0
    assert level(np.array([[9.0, 1.0, 8.0, 2.0]]))[0] == 8.0  # of few targets the second


def test_no_margin_that_the_initialiser_sets_is_a_target_and_trials_are() -> None:
    targets = fact_targets().values()
    assert not {one.id for one in targets} & set(MARGINS)
    assert {"A01", "B01", "E12", "D01", "F03", "B21"} <= {one.id for one in targets}
    names = [one.name for one in targets]
    assert len(set(names)) == len(names)
    assert {one.id for one in trial_targets_of(["new_haven_visits"]).values()} >= {"XG02"}


def test_a_longer_design_begins_with_a_shorter_one() -> None:
    assert space_filling(PATHS, 64)[:20] == space_filling(PATHS, 20)
    assert space_filling(PATHS, 10, first=20) == space_filling(PATHS, 64)[20:30]


def test_points_show_the_same_in_any_number_of_workers(tmp_path: Path) -> None:
    points = space_filling(PATHS, 6)
    alone, together = (run_points(points, ToyPlaces(), tmp_path / str(n), n, QUIET) for n in (1, 2))
    assert alone == together == run(points)


def test_points_are_kept_when_a_worker_dies(tmp_path: Path) -> None:
    points = space_filling(PATHS, 6)
    with pytest.raises(RuntimeError, match="a worker process died"):
        run_points(points, ToyPlaces(deadly=points[-1].seed), tmp_path, 2, QUIET)
    assert len(list(tmp_path.iterdir())) >= 4
    assert run_points(points, ToyPlaces(), tmp_path, 1, QUIET) == run(points)


def test_points_that_were_run_are_not_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[int] = []

    def run_point(parts: dict[str, float], seed: int, size: Size) -> dict[str, float]:
        ran.append(seed)
        return {"t0": sum(parts.values()), "t1": float("nan")}

    monkeypatch.setattr("experiments.worlds.reference_runs.run_point", run_point)
    points = space_filling(PATHS, 6)
    run_points(points[:4], Size(), tmp_path / "kept", 1, QUIET)
    next((tmp_path / "kept").iterdir()).write_text("spoilt")
    found = run_points(points, Size(), tmp_path / "kept", 1, QUIET)
    assert len(ran) == 4 + 2 + 1  # those that were missing, and the one that was spoilt
    assert [one["t0"] for one in found] == [sum(point.parts.values()) for point in points]
    assert np.isnan(found[0]["t1"])


def test_an_ensemble_is_read_as_it_was_written(toy: Matched, tmp_path: Path) -> None:
    frame = members(toy, 60)
    assert len(frame) == 60
    assert frame.weight.sum() == pytest.approx(1.0)
    write_worlds(tmp_path / "toy.parquet", frame, {"waves": 2})
    worlds = read_worlds(tmp_path / "toy.parquet")
    assert worlds.paths == PATHS
    assert len(worlds) == 60
    assert worlds.made == {"waves": 2}
    base = load_scenario("tiny")
    lived = worlds.under(base, 7)
    assert lived.seed == 7
    concern = priors(base)[PATHS[0]].at(worlds.parts[6, 0])
    assert lived.assumptions.participation.concern == concern
    assert frame[VALUE + PATHS[0]][6] == pytest.approx(concern)
    assert lived.assumptions.structures.disposition == frame[PATHS[4]][6]
    assert worlds.under(base, 67).assumptions == lived.assumptions
    assert worlds.under(base, 8).assumptions != lived.assumptions


def frame_of(**columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"member": [0, 1], **columns})


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({PART + PATHS[0]: [0.2, 1.4]}, "parts of a range must be 0 to 1"),
        ({PART + PATHS[0]: [0.2, float("nan")]}, "parts of a range must be 0 to 1"),
        ({PART + "assumptions.network.charm": [0.2, 0.4]}, "this version has no such assumption"),
        ({PART + PATHS[0]: ["much", "little"]}, "must be numbers"),
        ({}, "holds no world"),
    ],
)
def test_a_bad_ensemble_is_refused_in_one_line(
    columns: dict[str, list[float]], why: str, tmp_path: Path
) -> None:
    write_worlds(tmp_path / "bad.parquet", frame_of(**columns), {})
    with pytest.raises(BadInput, match=why) as refused:
        read_worlds(tmp_path / "bad.parquet")
    assert "bad.parquet" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_files_that_are_no_ensembles_are_refused_and_never_written_over(tmp_path: Path) -> None:
    frame_of(a=[1.0, 2.0]).to_parquet(tmp_path / "mine.parquet")
    (tmp_path / "spoilt.parquet").write_bytes(b"PAR1 not really")
    for name, why in (("mine", "holds no plausible worlds"), ("spoilt", "spoilt"), ("none", "no such file")):
        with pytest.raises(BadInput, match=why):
            read_worlds(tmp_path / f"{name}.parquet")
    with pytest.raises(BadInput, match="give another --out"):
        check_target(tmp_path / "mine.parquet")
    with pytest.raises(BadInput, match="must end in"):
        check_target(tmp_path / "mine.csv")


def test_every_uncertain_assumption_is_a_column_of_the_space() -> None:
    space = Space()
    assert set(space.paths) == set(priors()) <= set(every_assumption())
    assert (space.choices > 0).sum() == sum(one.is_structure for one in priors().values())

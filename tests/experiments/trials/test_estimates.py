"""Estimators and verdicts against numbers worked out by hand; the two ways of comparing agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from experiments.statistics import estimate
from experiments.trials.claims import claim_rows
from experiments.trials.estimates import Seen, effects
from experiments.trials.interval_estimate import IntervalEstimate, gain, jackknife, ratio
from experiments.trials.rivals import RIVALS
from experiments.trials.trial_file import PublishedNumber
from experiments.trials.verdicts import ends_of, judged
from experiments.trials.wording.trial_names import WHOM, of_whom
from experiments.trials.world.compare_cells import between_people, between_worlds
from experiments.trials.world.trial_cells import PAIRED, WITHIN, Cell, keys_of
from tests.experiments.trials.small_trials import CLAIM, HEAD, VISIT, VOTE, asked, numbers, trial_of

SEEDS = 40


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> PublishedNumber:
    folder = tmp_path_factory.mktemp("claim")
    return trial_of(asked(folder, HEAD, VISIT, VOTE, CLAIM)).published[0]


def test_the_jackknife_of_a_mean_is_its_t_interval() -> None:
    sample = np.array([0.1, 0.4, 0.2, 0.35, -0.1])
    found, known = jackknife(sample[np.newaxis], lambda mean: mean), estimate(sample[:, np.newaxis])
    assert found.value == pytest.approx(known.mean[0])
    assert (found.low, found.high) == pytest.approx((known.low[0], known.high[0]))


def _seen_over_worlds(tmp_path: Path, effects: list[float], again: list[float]) -> Seen:
    """A trial in whose worlds treatment adds these shares to a half, and under other draws those."""
    trial = trial_of(asked(tmp_path, HEAD, VISIT, VOTE, CLAIM))
    keys = keys_of(trial)

    def months(found: list[float]) -> np.ndarray:
        values = np.full((len(found), trial.month + 5, len(keys)), 0.5)
        treated = [key[1].endswith("treated") for key in keys]
        values[..., treated] += np.array(found)[:, np.newaxis, np.newaxis]
        return values

    return Seen(trial, months(effects), months(again))


WORLDS = [-0.04, *(0.01 * k for k in range(1, 20))]


def test_over_worlds_an_effect_is_their_median_and_where_nine_of_ten_lie(tmp_path: Path) -> None:
    frame = effects(_seen_over_worlds(tmp_path, WORLDS, [0.0, 0.03]))
    row = frame.iloc[0]
    assert row.effect == pytest.approx(np.median(WORLDS))
    low, high = np.percentile(WORLDS, [5.0, 95.0], method="weibull")
    assert (row.low, row.high) == pytest.approx((low, high))
    assert (row.above_in, row.seeds) == (19, 20)
    # Two worlds seen twice, -0.04 and 0.0, then 0.01 and 0.03: half the mean square of what lies between.
    draws = np.sqrt(0.5 * (0.04**2 + 0.02**2) / 2.0)
    assert (row.draws_low, row.draws_high) == pytest.approx(
        (row.effect - 1.645 * draws, row.effect + 1.645 * draws)
    )
    assert row.draws_share == pytest.approx(draws**2 / np.var(WORLDS, ddof=1))


def test_over_worlds_a_number_is_judged_in_each_of_them_by_the_same_rule(tmp_path: Path) -> None:
    seen = _seen_over_worlds(tmp_path, WORLDS, [])
    (claim,) = seen.trial.published
    narrow = replace(claim, interval=(4.5, 9.5), control=-1.0)
    seen.trial = replace(seen.trial, published=(narrow,))
    (row,) = claim_rows(seen, asked(tmp_path, HEAD, VISIT, VOTE, CLAIM).question.base())
    assert (row["hits_in"], row["worlds"]) == (5, 20), "0.05 to 0.09"
    assert row["model"] == pytest.approx(100.0 * np.median(WORLDS))
    assert np.isnan(row["model_draws_low"]), "no world was seen twice"


def test_a_ratio_is_of_sums_and_nothing_over_nothing_has_no_value() -> None:
    columns = np.array([[1.0, 3.0], [10.0, 2.0]])
    assert jackknife(columns, ratio).value == pytest.approx(4.0 / 12.0)
    assert np.isnan(ratio(1.0, 0.0))


def test_log_odds_are_gained_from_one_share_to_another() -> None:
    assert gain(0.5, 0.75) == pytest.approx(np.log(3.0))
    assert gain(0.2, 0.2) == 0.0


def test_people_who_left_count_in_neither_world() -> None:
    control, treated = np.array([0.0, 1.0, np.nan, 1.0]), np.array([1.0, 1.0, 1.0, np.nan])
    rows = np.array([True, True, True, True])
    assert between_worlds(control, treated, rows) == {"n": 2.0, "control": 0.5, "treated": 1.0}


def test_people_of_one_unit_are_not_counted_as_independent() -> None:
    values = np.repeat(np.array([0.0, 1.0, 0.0, 1.0]), 50)
    unit = np.repeat(np.arange(4), 50)
    treated = unit < 2
    clustered = between_people(values, treated, ~treated, unit)
    alone = between_people(values, treated, ~treated, np.arange(values.size))
    assert clustered["treated"] - clustered["control"] == 0.0
    assert clustered["error"] == pytest.approx(np.sqrt(2.0 * 2.0 * 2.0 * (50.0 * 0.5) ** 2 / 100.0**2))
    assert clustered["error"] > 5.0 * alone["error"]


def numbers_of(value: float) -> IntervalEstimate:
    return IntervalEstimate(value, value - 0.1, value + 0.1)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [(5.0, "inside"), (61.0, "too_large"), (-51.0, "wrong_sign"), (float("nan"), "undecided")],
)
def test_a_size_is_judged_by_the_published_interval(
    published: PublishedNumber, said: float, verdict: str
) -> None:
    wide = replace(published, control=-1.0)
    assert judged(wide, numbers_of(said), 0.4).verdict == verdict


@pytest.mark.parametrize(("said", "verdict"), [(4.0, "near"), (11.0, "too_large"), (2.0, "too_small")])
def test_without_an_interval_within_a_factor_of_two_is_near(
    published: PublishedNumber, said: float, verdict: str
) -> None:
    bare = replace(published, interval=(), control=-1.0)
    assert judged(bare, numbers_of(said), 0.4).verdict == verdict


def test_sizes_are_compared_on_the_log_odds_scale_where_the_published_control_is_known(
    published: PublishedNumber,
) -> None:
    rare = replace(published, effect=5.0, interval=(4.0, 6.0), control=50.0)
    assert judged(rare, numbers_of(5.0), 0.5).verdict == "inside"
    assert judged(rare, numbers_of(5.0), 0.05).verdict == "too_large"


def test_signs_nulls_and_bounds_are_judged_by_their_own_rules(published: PublishedNumber) -> None:
    sign = replace(published, judged="sign", effect=1.0)
    assert judged(sign, IntervalEstimate(0.2, 0.1, 0.3), 0.4).verdict == "as_published"
    assert judged(sign, IntervalEstimate(0.2, -0.1, 0.5), 0.4).verdict == "undecided"
    assert judged(sign, IntervalEstimate(-0.2, -0.3, -0.1), 0.4).verdict == "wrong_sign"
    null = replace(published, judged="null", effect=0.0, tolerance=0.5)
    assert judged(null, numbers_of(0.4), 0.4).verdict == "as_published"
    assert judged(null, numbers_of(0.6), 0.4).verdict == "too_large"
    most = replace(published, judged="at_most", effect=2.0)
    assert [judged(most, numbers_of(one), 0.4).verdict for one in (1.9, 2.1)] == [
        "as_published",
        "too_large",
    ]


def test_a_standard_error_makes_an_interval(published: PublishedNumber) -> None:
    assert ends_of(replace(published, interval=(), error=2.0)) == pytest.approx((5.0 - 3.92, 5.0 + 3.92))


def test_the_lot_within_one_world_finds_what_the_paired_worlds_find(tmp_path: Path) -> None:
    """P11 the other way round: as many seeds as stand here, the two estimates differ by chance alone."""
    one = asked(tmp_path, HEAD, VISIT, VOTE)
    found = [numbers(one, seed) for seed in range(1, SEEDS + 1)]
    cell = Cell(PAIRED, "visit", "vote", 2, "assigned", "all")

    def effect(way: str) -> np.ndarray:
        keys = [replace(cell, way=way).key(field) for field in ("treated", "control")]
        return np.array([seed[keys[0]] - seed[keys[1]] for seed in found])

    paired, within = effect(PAIRED), effect(WITHIN)
    difference = within - paired
    assert abs(difference.mean()) < 4.0 * difference.std(ddof=1) / np.sqrt(SEEDS)
    assert paired.mean() > 4.0 * paired.std(ddof=1) / np.sqrt(SEEDS)
    assert paired.std(ddof=1) < 0.5 * within.std(ddof=1)
    errors = np.array([seed[replace(cell, way=WITHIN).key("error")] for seed in found])
    assert 0.6 < errors.mean() / within.std(ddof=1) < 1.6


def test_effects_come_in_the_order_of_the_file_with_both_ways(tmp_path: Path) -> None:
    one = asked(tmp_path, HEAD, VISIT, VOTE)
    trial = trial_of(one)
    shape = (2, trial.month + 5, len(keys_of(trial)))
    frame = effects(Seen(trial, np.full(shape, np.nan)))
    assert list(frame.way.unique()) == [PAIRED, WITHIN]
    assert frame.seeds.eq(0).all()
    assert set(frame.measured_on) == {"assigned", "reached", "housemates", "others"}


def test_nothing_where_something_was_published_is_too_small(
    published: PublishedNumber,
) -> None:
    bare = replace(published, interval=(), control=-1.0)
    assert judged(bare, IntervalEstimate(0.0, 0.0, 0.0), 0.4).verdict == "too_small"


@pytest.mark.parametrize("name", RIVALS)
def test_no_rival_remembers_or_passes_anything_on(tmp_path: Path, name: str) -> None:
    one = asked(tmp_path, HEAD, VISIT, VOTE, VOTE.replace('"vote"\nlabel', '"later"\nlabel') + "window = 1\n")
    trial, scenario = trial_of(one), one.question.base()
    shape = (2, trial.month + 5, len(keys_of(trial)))
    seen = Seen(trial, np.full(shape, 0.5))
    direct = Cell(PAIRED, "visit", "vote", 2, "assigned", "all")
    assert RIVALS[name](seen, direct, scenario) > 0.0
    for silent in (replace(direct, on="housemates"), replace(direct, measured="later")):
        assert RIVALS[name](seen, silent, scenario) == 0.0


@pytest.mark.parametrize("on", WHOM)
def test_of_whom_an_effect_tells_is_said_in_either_language(on: str) -> None:
    row = SimpleNamespace(measured_on=on, group="women")
    assert of_whom(row, "en") == (WHOM[on][0], "women")
    assert of_whom(row, "zh") == (WHOM[on][1], "女性")
    assert of_whom(SimpleNamespace(measured_on=on, group="of_my_own"), "zh")[1] == "of_my_own"

"""What observations teach, in members whose truth can be told by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from experiments.deciding.observations import ToldShares, joined_up, surveyed, tried
from experiments.deciding.weighing import Observation, Stake, chance_of, regressed, weighed, widths

MEMBERS = 40
KIND = np.arange(MEMBERS) % 2  # two kinds of worlds, half and half
# In the first kind the reform does 1 and costs 2, in the second it does 3 and costs 1; nothing gains nothing.
STAKE = Stake(np.where(KIND == 0, 1.0, 3.0), np.stack([0.0 * KIND, np.where(KIND == 0, -1.0, 2.0)], axis=1))


def draws(key: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=key))


def seen(error: float) -> Observation:
    """Somebody sees the kind of world, with an error."""
    return Observation(KIND[:, np.newaxis].astype(float), np.full((MEMBERS, 1, 1), error**2))


def test_what_hangs_on_it_is_told_by_hand() -> None:
    assert STAKE.width == pytest.approx(2.0)
    assert STAKE.chosen == 1  # on average the reform gains 0.5
    assert STAKE.perfect == pytest.approx(0.5)  # half of the worlds save 1


def test_seeing_the_kind_of_world_brings_all_and_seeing_nothing_brings_nothing() -> None:
    all_of_it, nothing = weighed(seen(1e-3), STAKE, draws()), weighed(seen(1e3), STAKE, draws())
    assert all_of_it.range_after == pytest.approx(0.0)
    assert all_of_it.choice_gain == pytest.approx(STAKE.perfect)
    assert all_of_it.choice_changes == pytest.approx(0.5)
    assert all_of_it.effective == pytest.approx(MEMBERS / 2 - 1)  # the others of the kind, without itself
    assert nothing.range_after == pytest.approx(2.0)
    assert nothing.choice_gain == 0.0
    assert nothing.effective == pytest.approx(MEMBERS - 1, rel=1e-3)


def test_more_error_teaches_less() -> None:
    found = [weighed(seen(error), STAKE, draws()) for error in (0.1, 0.5, 1.0, 3.0)]
    assert [one.range_after for one in found] == sorted(one.range_after for one in found)
    assert [one.choice_gain for one in found] == sorted((one.choice_gain for one in found), reverse=True)


def test_a_normal_effect_shrinks_as_its_posterior_does() -> None:
    effect = draws(2).normal(size=800)
    stake = Stake(effect, np.stack([0.0 * effect, effect], axis=1))
    error = 0.5
    observation = Observation(effect[:, np.newaxis], np.full((800, 1, 1), error**2))
    expected = np.sqrt(error**2 / (1.0 + error**2))  # deviation of a normal posterior
    assert weighed(observation, stake, draws()).range_after / stake.width == pytest.approx(expected, rel=0.06)


def test_a_choice_under_a_normal_effect_gains_what_the_closed_form_says() -> None:
    """Expected value of sample information, the mean being 0.3 (Raiffa and Schlaifer 1961, chapter 5)."""
    even = (np.arange(800) + 0.5) / 800
    effect = draws(2).permutation(0.3 + norm.ppf(even))
    stake = Stake(effect, np.stack([0.0 * effect, effect], axis=1))
    for error in (0.3, 1.0):
        observation = Observation(effect[:, np.newaxis], np.full((800, 1, 1), error**2))
        learnt = weighed(observation, stake, draws())
        moves = 1.0 / np.sqrt(1.0 + error**2)  # deviation of the mean that is believed afterwards
        gain = moves * norm.pdf(0.3 / moves) - 0.3 * norm.cdf(-0.3 / moves)
        assert abs(learnt.choice_gain - gain) < 3.0 * learnt.choice_error, (error, learnt.choice_gain, gain)
        assert learnt.choice_error < 0.15 * gain
    assert stake.perfect == pytest.approx(norm.pdf(0.3) - 0.3 * norm.cdf(-0.3), rel=0.01)


def test_a_regression_on_the_kind_brings_what_weighing_brings_and_on_chance_nothing() -> None:
    known = regressed(KIND[:, np.newaxis].astype(float), STAKE)
    assert known.range_after == pytest.approx(0.0, abs=1e-2)
    assert known.choice_gain == pytest.approx(STAKE.perfect)
    chance = regressed(draws().normal(size=(MEMBERS, 3)), STAKE)
    assert chance.range_after == pytest.approx(2.0, rel=0.15)
    assert abs(chance.choice_gain) < 0.2


def test_chance_is_told_from_what_explains() -> None:
    features = draws().normal(size=(200, 3))
    effect = features[:, 0] + draws(3).normal(size=200)
    assert chance_of(features, effect) < 1e-6
    assert chance_of(draws(4).normal(size=(200, 3)), effect) > 0.01
    assert chance_of(np.ones((200, 2)), effect) == 1.0


def test_nine_tenths_of_the_weight_lie_in_the_range() -> None:
    values = np.arange(101.0)
    even = np.full((1, 101), 1.0 / 101)
    one = np.eye(101)[[37]]
    assert widths(values, np.concatenate([even, one])) == pytest.approx([90.0, 0.0])


def told(share: float, asked: float = 0.5) -> ToldShares:
    return ToldShares(np.array([asked]), np.array([[share, 0.1]]))


def test_a_sample_of_half_is_twice_as_unsure_and_a_trial_has_both_sides() -> None:
    one = surveyed(told(0.4), 1000, 1.0).covariance[0]
    assert one[0, 0] == pytest.approx(0.4 * 0.6 / 500 + 0.04**2)  # sampling, and a tenth of the value
    assert one[0, 1] == pytest.approx(-0.4 * 0.1 / 500)  # who gives one answer does not give another
    assert surveyed(told(0.4), 1000, 3.0).covariance[0, 0, 1] == pytest.approx(3.0 * one[0, 1])
    trial = tried(told(0.4), told(0.6), 1000, 1.0)
    assert trial.mean[0] == pytest.approx([0.2, 0.0])
    assert trial.covariance[0, 0, 0] == pytest.approx(2.0 * 0.24 / 250 + 0.05**2)


def test_questions_together_keep_their_own_errors() -> None:
    first, second = seen(0.5), surveyed(ToldShares(np.ones(MEMBERS), np.full((MEMBERS, 1), 0.5)), 100, 1.0)
    both = joined_up([first, second])
    assert both.mean.shape == (MEMBERS, 2)
    assert both.covariance[3] == pytest.approx(np.diag([0.25, 0.25 / 100 + 0.05**2]))

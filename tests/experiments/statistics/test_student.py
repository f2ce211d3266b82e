"""Student's t against its closed forms, whatever SciPy's own quantile is off by."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.statistics import student
from experiments.statistics.student import t_quantile, two_sided_p

FREEDOM = np.arange(1, 400)


@pytest.mark.parametrize("p", [0.9, 0.975, 0.995])
def test_quantiles_are_those_of_the_closed_forms(p: float) -> None:
    cauchy = math.tan(math.pi * (p - 0.5))
    of_two = (2.0 * p - 1.0) / math.sqrt(2.0 * p * (1.0 - p))
    assert t_quantile([1, 2], p).tolist() == pytest.approx([cauchy, of_two], rel=1e-12, abs=0.0)


def test_p_values_are_those_of_the_closed_forms() -> None:
    t = 3.7
    cauchy = 1.0 - 2.0 * math.atan(t) / math.pi
    of_two = 1.0 - t / math.sqrt(2.0 + t * t)
    for sign in (1.0, -1.0):
        assert two_sided_p([1, 2], sign * t).tolist() == pytest.approx([cauchy, of_two], rel=1e-12, abs=0.0)


def test_a_quantile_and_a_p_value_belong_together() -> None:
    assert two_sided_p(FREEDOM, t_quantile(FREEDOM, 0.975)) == pytest.approx(0.05, rel=1e-11)


@pytest.mark.parametrize("off", [4e-11, -4e-11])
def test_a_quantile_of_scipys_that_is_off_as_in_1_15_gives_the_same_bits(
    off: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, scipys = t_quantile(FREEDOM, 0.975), vars(student)["stdtrit"]
    monkeypatch.setattr(student, "stdtrit", lambda *of: scipys(*of) * (1.0 + off))
    assert (t_quantile(FREEDOM, 0.975) == ours).all()

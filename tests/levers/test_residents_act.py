"""P8 for S5.1, S5.4, S5.5, D4: each lever moves its proximal outcome, is paid for, needs its channel."""

from __future__ import annotations

import pytest

from sim.policies import levers
from tests.levers.acting import differences, interval

LEVERS = levers()
MINE = [path for path, lever in LEVERS.items() if lever.clause in ("D4", "S5.1", "S5.4", "S5.5")]

# What these move is small against luck in places of 500: few young people open the door, meetings are few.
WEAK = (
    "policies.residents.outreach_women",
    "policies.residents.outreach_youth",
    "policies.government.facilities",
)


def settings(*paths: str) -> list[str]:
    return [f"{path}={LEVERS[path].recommended}" for path in paths]


@pytest.mark.parametrize("path", MINE)
def test_alone_it_moves_its_proximal_outcome_as_declared(path: str) -> None:
    lever = LEVERS[path]
    within, sign = settings(*lever.within), 1.0 if lever.expected == "+" else -1.0
    seeds = range(24 if path in WEAK else 8)
    moved = differences(
        settings(path), lever.proximal_outcome, lever.proximal_group, within=within, seeds=seeds
    )
    low, high = interval([sign * one for one in moved])
    assert low > 0.0, f"{path} on {lever.proximal_outcome}: {low:.3g} to {high:.3g}"


@pytest.mark.parametrize("path", [path for path in MINE if path != "policies.government.space"])
def test_the_district_pays_for_it(path: str) -> None:
    within = settings(*LEVERS[path].within)
    assert min(differences(settings(path), "cost.district", within=within, seeds=range(2))) > 0.0


def test_space_is_yielded_with_the_programmes_own_money() -> None:
    moved = differences(settings("policies.government.space"), "cost.district", seeds=range(2))
    assert moved == pytest.approx([0.0, 0.0], abs=1e-9)


NOTHING = [
    ("policies.government.space=0.6", "policies.government.programme=0.0"),
    ("policies.residents.culture_compound=0.5", "policies.residents.culture_organisers=0.0"),
    ("policies.government.facilities=20.0", "assumptions.institutions.involvement.venue=0.0"),
    ("policies.residents.education=10.0", "assumptions.participation.experience.skill_class=0.0"),
]


@pytest.mark.parametrize(("reform", "closed"), NOTHING)
def test_with_its_channel_closed_it_moves_nothing(reform: str, closed: str) -> None:
    outcome = LEVERS[reform.partition("=")[0]].proximal_outcome
    moved = differences([reform], outcome, within=[closed], seeds=range(2))
    low, high = min(moved), max(moved)
    assert (low, high) == pytest.approx((0.0, 0.0), abs=5e-4)

"""Promise P4 of the design: what is off changes nothing, one more resident changes nobody else's draws."""

from __future__ import annotations

import numpy as np
import pytest

from sim import simulate
from sim.district import District
from sim.policies import levers
from sim.vocabulary import ACTS
from tests.institutions.worlds import district, lived, scenario, state

POLICIES = [
    "task_catalogue",
    "access_rule",
    "self_governance_fund",
    "company_joint_fund",
    "open_channels",
]
EAGER = [f"assumptions.participation.motives.{act}.intercept=-1.0" for act in ACTS]


@pytest.fixture(scope="module")
def no_policy() -> str:
    """Digest of the run without any policy."""
    return simulate(scenario("tiny", *EAGER)).digest()


def written_out(path: str) -> str:
    """A lever's status quo as an override."""
    value = levers()[path].status_quo
    return f'{path}="{value}"' if isinstance(value, str) else f"{path}={value}"


def test_P4_a_policy_at_the_status_quo_changes_nothing(no_policy: str) -> None:
    everything = [written_out(path) for path in levers()]
    assert simulate(scenario("tiny", *EAGER, *everything)).digest() == no_policy
    assert simulate(scenario("tiny+status_quo", *EAGER)).digest() == no_policy


# Levers that shape another one do nothing while that one is off.
IDLE = {
    "a strict gate for no task": ["policies.tasks.access_strictness=1.0"],
    "money and staff for no task": ["policies.tasks.access_funding=1.0", "policies.tasks.access_staff=1.0"],
}


@pytest.mark.parametrize("idle", IDLE)
def test_P4_a_lever_that_shapes_one_that_is_off_changes_nothing(idle: str, no_policy: str) -> None:
    assert simulate(scenario("tiny", *EAGER, *IDLE[idle])).digest() == no_policy


@pytest.mark.parametrize("policy", POLICIES)
def test_P4_no_policy_acts_before_its_date(policy: str) -> None:
    reformed, usual = district(f"tiny+{policy}", months=6), district(months=6)
    assert state(reformed) == state(usual)


def with_last_community_of(residents: int, seed: int) -> District:
    groups = f"[{{type='village',count=1,residents=120}},{{type='commodity',count=1,residents={residents}}}]"
    return district("tiny", *EAGER, "calendar.first_election=4", f"place.communities={groups}", seed=seed)


def decisions(one: District) -> np.ndarray:
    """What each of the first 240 residents heard, did, or why not: one row a resident."""
    table = one.residents
    whole: np.ndarray = np.column_stack([table.acts, table.reason, table.told_by])[:240]
    return whole


@pytest.mark.parametrize("seed", range(4))
def test_P4_one_more_resident_changes_nobody_elses_traits(seed: int) -> None:
    one, more = with_last_community_of(120, seed), with_last_community_of(121, seed)
    assert (len(one.residents), len(more.residents)) == (240, 241)
    others = more.residents.household[:240] != more.residents.household[240]
    assert others.sum() > 230
    for name in one.residents.columns:
        before, after = getattr(one.residents, name), getattr(more.residents, name)[:240]
        np.testing.assert_array_equal(after[others], before[others], err_msg=name)


@pytest.mark.parametrize("seed", range(4))
def test_P4_one_more_resident_changes_almost_nobodys_decisions_elsewhere(seed: int) -> None:
    one, more = with_last_community_of(120, seed), with_last_community_of(121, seed)
    others = more.residents.household[:240] != more.residents.household[240]
    lived(one, 1), lived(more, 1)
    np.testing.assert_array_equal(decisions(more)[:120], decisions(one)[:120])
    # In the own community visits and announcements are shared among one more: a draw at the edge may turn.
    assert (decisions(more) != decisions(one))[others].any(axis=1).mean() <= 0.01
    for _ in range(11):
        lived(one, 1), lived(more, 1)
        changed = (decisions(more) != decisions(one)).any(axis=1)
        assert changed[:120].mean() <= 0.05


def test_P4_with_other_random_draws_most_would_decide_differently() -> None:
    one, other = with_last_community_of(120, 1), with_last_community_of(120, 2)
    lived(one, 6), lived(other, 6)
    assert (decisions(one) != decisions(other)).any(axis=1).mean() > 0.6

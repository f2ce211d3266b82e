"""S3.2, P8: each lever of the party organisation moves its proximal outcome, is paid for, acts on members.

Of the three intervals at 99 % one would exclude zero by chance in fewer than 3 % of choices of seeds.
"""

from __future__ import annotations

import pytest

from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from tests.levers.paired import LEVERS, Trials, seeds_each, setting

PLACE = (
    'place.communities=[{type="commodity",count=2,residents=1500}]',
    "calendar.burn_in=6",
    "calendar.horizon=18",
    "calendar.first_election=12",
)
PARTY = tuple(path for path in LEVERS if path.startswith("policies.party."))
WEAK = ("policies.party.democracy",)  # seen against random variation in more seeds only
TRIALS = Trials(seeds_each({PARTY: 8, WEAK: 14}), PLACE)


@pytest.mark.parametrize("path", PARTY)
def test_each_lever_moves_its_proximal_outcome(path: str) -> None:
    low, high = TRIALS.as_declared(path)
    assert low > 0.0, f"{low:.4g} to {high:.4g}"


def test_the_hours_are_paid_for_and_so_are_answers_to_what_is_taken_upward() -> None:
    for path in ("policies.party.hours", "policies.party.linking"):
        assert min(TRIALS.differences(path, "cost.district")) > 0.0


def test_a_party_organisation_without_enough_members_does_nothing_with_any_lever() -> None:
    closed = (*PLACE, "place.people.party_locals=0.001", "place.people.party_migrants=0.001")
    few = (*closed, "assumptions.institutions.party.least=50")
    levers = [setting(path) for path in PARTY]
    pair = [load_scenario("baoan_sample", seed=1, overrides=[*few, *more]) for more in ([], levers)]
    quo, reform = simulate_forked(pair)
    assert quo.headline() == reform.headline()

"""S3.2, P8: each lever of the party organisation moves its proximal outcome, is paid for, acts on members.

Of the three intervals at 99 % one would exclude zero by chance in fewer than 3 % of choices of seeds.
"""

from __future__ import annotations

import pytest

from tests.levers.paired import LEVERS, Trials, at, seeds_each, simulated

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
    TRIALS.check_as_declared(path)


def test_the_hours_are_paid_for_and_so_are_answers_to_what_is_taken_upward() -> None:
    for path in ("policies.party.hours", "policies.party.linking"):
        assert min(TRIALS.differences(path, "cost.district")) > 0.0


def test_a_party_organisation_without_enough_members_does_nothing_with_any_lever() -> None:
    closed = (*PLACE, "place.people.party_locals=0.001", "place.people.party_migrants=0.001")
    few = (*closed, "assumptions.institutions.party.least=50")
    quo, reform = simulated(few, ((), at(*PARTY)))
    assert quo.headline() == reform.headline()

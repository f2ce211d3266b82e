"""S3.1, P8: each lever of the committee's staff moves its proximal outcome, is paid for, acts through staff.

Of the five intervals at 99 % one would exclude zero by chance in fewer than 5 % of choices of seeds.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.levers.paired import LEVERS, Trials, at, seeds_each, simulated

PLACE = (
    'place.communities=[{type="village",count=2,residents=500},{type="commodity",count=2,residents=500}]',
    "place.types.village.bodies.workstation_staff=4.0",  # so that in every seed some of them stand
    "place.types.commodity.bodies.workstation_staff=4.0",
    "calendar.burn_in=6",
    "calendar.horizon=14",
    "calendar.first_election=12",
)
STAFF = tuple(path for path in LEVERS if path.startswith("policies.staff."))
TRIALS = Trials(seeds_each({STAFF: 5}), PLACE)
PAID_BEFORE = "policies.staff.moves"  # the wages go along with the staff
NO_STAFF = tuple(
    f"place.types.{kind}.bodies.{body}_staff=0.0"
    for kind in ("village", "commodity")
    for body in ("committee", "workstation")
)


@pytest.mark.parametrize("path", STAFF)
def test_each_lever_moves_its_proximal_outcome(path: str) -> None:
    TRIALS.check_as_declared(path)


@pytest.mark.parametrize("path", STAFF)
def test_each_lever_is_paid_for_by_the_district(path: str) -> None:
    cost = TRIALS.differences(path, "cost.district")
    assert min(cost) > 0.0 or (path == PAID_BEFORE and np.allclose(cost, 0.0, atol=0.05))


@pytest.mark.parametrize("path", [path for path in STAFF if path not in ("policies.staff.places",)])
def test_without_staff_and_members_there_is_nobody_to_move_pay_or_guide(path: str) -> None:
    """Experts who come nevertheless are paid, and teach nobody: no election, no members."""
    idle = (*PLACE, *NO_STAFF, "calendar.first_election=36")
    quo, reform = (run.headline() for run in simulated(idle, ((), at(path))))
    without_cost = [key for key in quo if not key[0].startswith("cost.")]
    assert [reform[key] for key in without_cost] == [quo[key] for key in without_cost]


def test_more_staff_places_leave_no_hour_to_residents_where_tasks_take_them_all() -> None:
    load = (f"assumptions.institutions.workload.{kind}_items=200.0" for kind in ("own", "joint", "ad_hoc"))
    busy = (*PLACE, "calendar.first_election=36", *load)
    quo, reform = (run.headline() for run in simulated(busy, ((), at("policies.staff.places"))))
    assert reform["committee.administrative_hours", "all"] > quo["committee.administrative_hours", "all"]
    key = ("participation.deliberate", "all")
    assert reform[key] == pytest.approx(quo[key], abs=0.002)

"""The district as users of Mesa see it: agents that are views of rows, collectors, forks, and the months."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref

import mesa
import numpy as np
import pytest

from sim import district as module
from sim.district import District
from sim.engine.settings import BadInput
from sim.institutions.committee.state import Committees, ResidentsCommittee
from sim.institutions.companies.state import Companies, ShareCompany
from sim.institutions.shelf import BOOKS
from sim.institutions.workstations.state import Workstations
from sim.policies import Policies
from sim.residents.table import Resident
from tests.institutions.worlds import district, lived, scenario, state


@pytest.fixture(scope="module")
def viewed() -> District:
    """A district with a Mesa agent for every resident, not to be changed."""
    return lived(District(scenario(), views=True), 2)


def test_every_resident_has_a_view_in_the_order_of_the_rows(viewed: District) -> None:
    views = viewed.agents_by_type[Resident]
    assert [view.row for view in views] == list(range(len(viewed.residents)))


def test_every_agent_has_a_number_of_its_own(viewed: District) -> None:
    numbers = [agent.unique_id for agent in viewed.agents]
    assert len(set(numbers)) == len(numbers) > len(viewed.residents)


def test_a_view_reads_and_writes_its_row() -> None:
    one = District(scenario(), views=True)
    resident = one.agents_by_type[Resident][5]
    one.residents.trust[5] = 0.25
    assert resident.trust == 0.25
    resident.trust = 0.75
    assert one.residents.trust[5] == 0.75
    assert one.residents.trust[4] != 0.75
    assert resident.history.shape == (9,)


def test_a_view_owns_nothing_but_its_row(viewed: District) -> None:
    resident = viewed.agents_by_type[Resident][0]
    assert set(vars(resident)) <= {"row", "model", "unique_id", "pos"}
    with pytest.raises(AttributeError, match="a resident has no 'wealth'"):
        _ = resident.wealth


def test_a_resident_is_adult_from_18(viewed: District) -> None:
    ages = viewed.residents.age
    assert [view.adult for view in viewed.agents_by_type[Resident]] == (ages >= 18.0).tolist()
    assert 0 < (ages < 18.0).sum() < len(ages)


def test_agent_sets_select_and_aggregate_residents_as_the_table_does(viewed: District) -> None:
    views, table = viewed.agents_by_type[Resident], viewed.residents
    assert views.agg("trust", lambda values: float(np.mean(values))) == pytest.approx(
        float(table.trust.mean())
    )
    owners = views.select(lambda view: view.owner)
    assert [view.row for view in owners] == np.flatnonzero(table.owner).tolist()


def test_mesas_data_collector_changes_nothing() -> None:
    watched, alone = District(scenario(), views=True), district()
    collector = mesa.DataCollector(
        model_reporters={"trust": lambda one: float(one.residents.trust.mean())},
        agenttype_reporters={Resident: {"rung": "rung"}, ResidentsCommittee: {"meetings": "meetings"}},
    )
    for _ in range(4):
        watched.step()
        alone.step()
        collector.collect(watched)
    assert state(watched) == state(alone)
    assert len(collector.get_model_vars_dataframe()) == 4
    assert len(collector.get_agenttype_vars_dataframe(Resident)) == 4 * len(watched.residents)


def test_a_district_that_nobody_closes_is_freed_by_the_collector() -> None:
    followed = weakref.ref(District(scenario(), views=True))
    gc.collect()
    assert followed() is None


def test_large_places_have_no_views_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EAGER_VIEWS_UP_TO", 239)
    assert Resident not in District(scenario()).agents_by_type
    monkeypatch.setattr(module, "EAGER_VIEWS_UP_TO", 240)
    assert len(District(scenario()).agents_by_type[Resident]) == 240


def test_mesas_rng_is_the_seed() -> None:
    assert state(District(scenario(seed=1), views=False, rng=5)) == state(district(seed=5))
    assert state(district(seed=1))["residents.age"] != state(district(seed=5))["residents.age"]


def test_a_district_is_built_from_a_name() -> None:
    assert District("tiny", views=False).scenario.name == "tiny"
    with pytest.raises(BadInput, match="no such name; did you mean 'tiny'"):
        District("tiney")


def test_every_community_has_its_institutions(viewed: District) -> None:
    assert [body.community for body in viewed[Committees]] == [0, 1]
    assert [body.community for body in viewed[Workstations]] == [0, 1]
    assert [type(body) for body in viewed[Companies]] == [ShareCompany]
    kinds = [viewed.geography.types[kind] for kind in viewed.geography.community_type]
    assert [kinds[company.community] for company in viewed[Companies]] == ["village"]


def test_levers_are_in_force_from_the_policy_date_on() -> None:
    one = District(scenario("tiny+report_package"), views=False)
    lived(one, 6)
    assert one.policy_of(0) == Policies()
    one.step()
    assert one.policy_of(0) == one.scenario.policies != Policies()


def test_all_columns_stay_in_their_declared_ranges() -> None:
    one = district("tiny+report_package")
    for _ in range(24):
        one.step()
        assert list(one.residents.outside_range()) == []


def test_districts_of_one_place_share_its_tables_and_none_writes_them() -> None:
    one, other = district("tiny+report_package"), district(seed=2)
    tables = one.geography.margins
    assert other.geography.margins is tables
    before = repr(tables)
    kept = [np.array(part) for part in tables if isinstance(part, np.ndarray)]
    lived(one, 24)
    assert repr(tables) == before
    after = [part for part in tables if isinstance(part, np.ndarray)]
    assert all(map(np.array_equal, kept, after))


def test_what_a_fork_lives_through_leaves_the_original_alone() -> None:
    one = district(months=3)
    before = state(one)
    lived(one.fork(one.scenario), 6)
    assert state(one) == before


def test_opening_a_month_leaves_the_district_alone() -> None:
    one = district(months=9)
    before = state(one)
    opened = one.opened_month()
    assert opened.month == one.month + 1
    assert state(one) == before != state(opened)


@pytest.mark.parametrize(
    "other",
    [
        scenario(seed=2),
        scenario("tiny", "calendar.burn_in=7"),
        scenario("tiny", "assumptions.participation.concern=0.2"),
        scenario("village"),
    ],
    ids=["another seed", "another calendar", "another assumption", "another place"],
)
def test_a_district_with_another_burn_in_is_no_fork(other: object) -> None:
    with pytest.raises(
        ValueError, match="only a scenario with the same place, assumptions, calendar and seed"
    ):
        district().fork(other)  # type: ignore[arg-type]


def test_no_policy_can_be_changed_after_the_policy_date() -> None:
    reform = scenario("tiny+task_catalogue")
    assert district(months=6).fork(reform).scenario == reform
    with pytest.raises(ValueError, match="can be forked"):
        district(months=7).fork(reform)


# Libraries are loaded once; each of the lines is then tried in a process that has loaded nothing of ours.
LOADED_FIRST = """
import os, sys
import mesa, numba, scipy.special
for first in ("", "import sim.simulation", "from sim.simulation import Run"):
    if not (child := os.fork()):
        exec(first)
        from sim import load_scenario, simulate
        import sim
        os._exit(0 if callable(simulate) and sim.simulate is simulate else 1)
    if os.waitpid(child, 0)[1]:
        sys.exit(first or "nothing")
"""


def test_simulate_is_the_function_whatever_was_loaded_before() -> None:
    subprocess.run([sys.executable, "-c", LOADED_FIRST], check=True)


def test_whatever_a_district_or_a_book_has_is_in_the_hash_of_its_state() -> None:
    one = district(months=1)
    before = state(one)
    one.something_new = np.zeros(1)
    assert set(state(one)) - set(before) == {"something_new"}
    for kind, book in one.shelf.items():
        book.something_new = 1
        assert state(one)[kind.__name__] != before[kind.__name__]
        del book.something_new
        assert state(one)[kind.__name__] == before[kind.__name__]


@pytest.mark.parametrize("kind", BOOKS)
def test_every_column_of_a_book_is_in_the_hash_of_its_state(kind: type) -> None:
    one = district("tiny", "assumptions.institutions.organisations.initial=50.0", seed=3, months=1)
    before = state(one)[kind.__name__]
    book: object = one[kind]
    arrays = {name: part for name, part in vars(book).items() if isinstance(part, np.ndarray) and part.size}
    for name, array in arrays.items():
        kept = array.copy()
        array.flat[-1] = not kept.flat[-1] if array.dtype == bool else 3
        changed = state(one)[kind.__name__] != before
        assert changed or np.array_equal(array, kept), name
        array[...] = kept
    assert state(one)[kind.__name__] == before

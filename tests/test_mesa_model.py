"""Mesa's own runners on a district, under every admitted version of Mesa; and what is left in memory."""

from __future__ import annotations

import gc
import inspect
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import mesa
import pytest

from experiments import api
from sim.district import District
from sim.engine.settings import BadInput
from sim.institutions.world import World
from sim.scenario import Scenario, load_scenario
from sim.simulation import simulate_forked
from tests.institutions.worlds import scenario, state

SIX_MONTHS = ("calendar.burn_in=2", "calendar.horizon=4")
SEEDS = [1, 2, 3]
HANDS_OUT_SEEDS = "rng" in inspect.signature(mesa.batch_run).parameters


class Recorded(District):
    """As Mesa's batch runner wants a model: with a collector."""

    def __init__(self, rng: int | None = None) -> None:
        super().__init__(load_scenario("tiny", overrides=SIX_MONTHS), rng=rng)
        self.datacollector = mesa.DataCollector(
            {"month": "month", "trust": lambda one: float(one.residents.trust.mean())}
        )

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)


def batch(seeds: list[int]) -> list[dict[str, Any]]:
    """Mesa's batch runner with a run a seed, as each version wants to be told."""
    given = {"parameters": {}, "rng": seeds} if HANDS_OUT_SEEDS else {"parameters": {"rng": seeds}}
    found: list[dict[str, Any]] = mesa.batch_run(Recorded, display_progress=False, **given)
    return found


def test_mesas_run_model_ends_with_the_scenarios_last_month() -> None:
    one = Recorded()
    one.run_model()
    assert (one.month, one.steps, one.running) == (6, 6, False)


def test_mesas_batch_run_ends_with_the_last_month_and_gives_each_seed_its_own_draws() -> None:
    found = batch(SEEDS)
    assert [row["month"] for row in found] == [6, 6, 6]
    alone = Recorded(rng=2)
    alone.run_model()
    assert found[1]["trust"] == float(alone.residents.trust.mean())
    assert len({row["trust"] for row in found}) == 3


@pytest.mark.filterwarnings("ignore:The `iterations` keyword:DeprecationWarning")
def test_repetitions_under_one_seed_are_refused_with_the_remedy() -> None:
    with pytest.raises(BadInput, match=r"repetitions under one seed are equal; give seeds: .*\[1, 2, 3\]"):
        mesa.batch_run(Recorded, parameters={}, iterations=3, display_progress=False)
    if not HANDS_OUT_SEEDS:
        with pytest.raises(BadInput, match="repetitions under one seed are equal"):
            mesa.batch_run(Recorded, parameters={"rng": [1, 2]}, iterations=2, display_progress=False)


def test_no_attribute_of_a_district_hides_one_of_mesas() -> None:
    declared = {name for name in {*World.__annotations__, *vars(World), *vars(District)} if name[0] != "_"}
    kept = {name for name in vars(District("tiny", views=False)) if not name.startswith("_")}
    mesas = {name for name in dir(mesa.Model) if not name.startswith("_")}
    put_there_by_mesa = {"step", "observables"}
    assert declared & {*mesas, *vars(mesa.Model(rng=1))} <= put_there_by_mesa
    assert kept & mesas <= put_there_by_mesa


def test_a_fork_steps_itself_and_not_the_original() -> None:
    one = District(scenario(), views=False)
    one.step()
    twin = one.fork(one.scenario)
    before = state(one)
    twin.step()
    assert (twin.month, twin.steps, one.month, one.steps) == (2, 2, 1, 1)
    assert state(one) == before
    one.step()
    assert state(one) == state(twin)


@pytest.fixture
def no_collector() -> Iterator[None]:
    """What is freed while this holds is freed at once."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
def test_a_closed_district_is_freed_at_once_with_its_residents_and_arrays() -> None:
    one = District(scenario(), views=True)
    one.step()
    twin = one.fork(one.scenario)
    followed: list[weakref.ref[Any]] = [weakref.ref(one), weakref.ref(twin)]
    followed += [weakref.ref(here.agents[0]) for here in (one, twin)]
    followed += [weakref.ref(here.residents.trust) for here in (one, twin)]
    one.close()
    twin.close()
    del one, twin
    assert [alive() for alive in followed] == [None] * 6


def run_and_fail() -> None:
    def stop(month: int) -> None:
        if month == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate_forked(pair(), on_month=stop)


def pair() -> list[Scenario]:
    return [load_scenario(name, overrides=SIX_MONTHS) for name in ("tiny", "tiny+open_channels")]


ACTIONS: dict[str, Callable[[], object]] = {
    "run": lambda: api.run("tiny", overrides=SIX_MONTHS),
    "forks": lambda: simulate_forked(pair()),
    "interrupted": run_and_fail,
    "who": lambda: api.who("tiny", "tiny+open_channels", overrides=SIX_MONTHS),
    "why": lambda: api.why("tiny", 5, 4, overrides=SIX_MONTHS),
    "survey": lambda: api.survey("tiny", 5, overrides=SIX_MONTHS),
}


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("action", ACTIONS)
def test_whatever_is_done_no_finished_district_waits_for_the_collector(
    action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[weakref.ref[District]] = []
    bind = District._bind_columns

    def noted(self: District) -> None:
        made.append(weakref.ref(self))
        bind(self)

    monkeypatch.setattr(District, "_bind_columns", noted)
    ACTIONS[action]()
    assert made
    assert [alive() for alive in made if alive() is not None] == []

"""What a user of Mesa expects of a model: AgentSet calls on residents and institutions, a DataCollector."""

from __future__ import annotations

import mesa
import numpy as np
import pytest

from sim.district import District
from sim.institutions.committee.state import Committees, ResidentsCommittee
from sim.residents.table import Resident
from sim.vocabulary import ADULT_AGE
from tests.views.worlds import AgentSet, residents_of


@pytest.fixture
def district() -> District:
    district = District("tiny")
    district.step()
    return district


def test_every_resident_and_institution_is_an_agent(district: District) -> None:
    assert len(residents_of(district)) == len(district.residents)
    assert len(district.agents_by_type[ResidentsCommittee]) == district.geography.communities
    assert {agent.model for agent in district.agents} == {district}


def test_select_finds_the_adults_of_the_table(district: District) -> None:
    adults = residents_of(district).select(lambda resident: resident.adult)
    assert [resident.row for resident in adults] == np.flatnonzero(
        district.residents.age >= ADULT_AGE
    ).tolist()


def test_agg_gives_the_mean_of_the_column(district: District) -> None:
    mean = residents_of(district).agg("trust", np.mean)
    assert mean == pytest.approx(district.residents.trust.mean(dtype=np.float64))


def test_groupby_counts_residents_by_community(district: District) -> None:
    counted = residents_of(district).groupby("community").count()
    assert counted == dict(enumerate(district.geography.size.tolist()))


def test_do_calls_a_function_of_each_resident(district: District) -> None:
    def grow(resident: Resident) -> None:
        resident.skill = min(1.0, resident.skill + 0.125)

    before = district.residents.skill.copy()
    residents_of(district).do(grow)
    assert np.array_equal(district.residents.skill, np.minimum(1.0, before + np.float32(0.125)))


def test_set_writes_the_column_that_the_model_reads(district: District) -> None:
    residents_of(district).select(lambda resident: resident.community == 1).set("trust", 0.25)
    assert (district.residents.trust[district.geography.rows(1)] == 0.25).all()
    assert (district.residents.trust[district.geography.rows(0)] != 0.25).any()


def test_an_unknown_attribute_is_refused(district: District) -> None:
    with pytest.raises(AttributeError, match="a resident has no 'trsut'"):
        residents_of(district).get("trsut")


def test_a_data_collector_records_residents_and_the_model() -> None:
    district = District("tiny")
    collector = mesa.DataCollector(
        model_reporters={"month": "month", "mean trust": lambda model: float(model.residents.trust.mean())},
        agenttype_reporters={Resident: {"trust": "trust", "row": "row"}},
    )
    for _ in range(3):
        district.step()
        collector.collect(district)
    residents = collector.get_agenttype_vars_dataframe(Resident)
    assert collector.get_model_vars_dataframe()["month"].tolist() == [1, 2, 3]
    assert len(residents) == 3 * len(district.residents)
    assert residents.loc[3, "trust"].tolist() == district.residents.trust.tolist()


def test_institutions_answer_the_same_calls(district: District) -> None:
    committees: AgentSet = district.agents_by_type[ResidentsCommittee]
    assert committees.agg("staff_hours", sum) == sum(one.staff_hours for one in district[Committees])

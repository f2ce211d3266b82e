"""Whom a reform moved: the same as two runs of their own say, and each step as the gates explain it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.district import District
from sim.engine.settings import BadInput
from sim.explain.compare_worlds import bits_of, find_moved, names_of
from sim.explain.moved import ChangedAct, MovedResident, Movement, ProposalResult, compare_acts
from sim.explain.resident import explain
from sim.outcomes.resident_groups import PLACE_NAMES
from sim.vocabulary import ADULT_AGE, Act, Informant, Reason
from tests.institutions.worlds import district, lived, scenario

BURN_IN = 6
REFORM = "tiny+report_package"


@pytest.fixture(scope="module")
def movement() -> Movement:
    return find_moved(scenario(), scenario(REFORM))


def acts_done(name: str) -> dict[int, set[Act]]:
    """Acts from the policy date on of those who live here to the end, by row."""
    one = district(name, months=BURN_IN)
    stays = np.ones(len(one.residents), dtype=np.bool_)
    done = np.zeros(len(one.residents), dtype=np.int64)
    for _ in range(18):
        years = one.residents.years_here.copy()
        lived(one, 1)
        stays &= one.residents.years_here > years
        done |= one.residents.acts
    return {int(row): {act for act in Act if done[row] >> act & 1} for row in np.flatnonzero(stays)}


def test_the_moved_are_those_whom_two_runs_of_their_own_tell_apart(movement: Movement) -> None:
    before, after = acts_done("tiny"), acts_done(REFORM)
    both = before.keys() & after.keys()
    gained = {(row, act) for row in both for act in after[row] - before[row]}
    lost = {(row, act) for row in both for act in before[row] - after[row]}
    assert len(gained) > 20
    for change, expected in (("gained", gained), ("lost", lost)):
        found = {
            (one.resident, step.act)
            for one in movement.residents
            for step in one.steps
            if step.change == change and one.resident in both and one.came == 0
        }
        assert found == expected


def test_an_adult_is_in_the_groups_of_the_own_community_and_a_child_in_none() -> None:
    one = district(months=1)
    one.pilots[:] = (True, False)
    groups = one.geography.groups
    assert len(set(groups)) == 2
    for bits, community, age in zip(bits_of(one), one.residents.community, one.residents.age, strict=True):
        of_place = {groups[community], ("pilot", "elsewhere")[community]} if age >= ADULT_AGE else set()
        assert set(names_of(int(bits))) & set(PLACE_NAMES) == of_place


def test_a_policy_that_changes_nothing_moves_nobody() -> None:
    same = replace(scenario(), name="same")
    found = find_moved(scenario(), same)
    assert (found.residents, found.apart) == ((), 0)


def test_each_step_is_what_the_gates_explain_in_both_worlds(movement: Movement) -> None:
    """In the first month in which a contact told: who told, what stood in the way, who had done it."""
    month = min(
        step.month for one in movement.residents for step in one.steps if step.source is Informant.CONTACT
    )
    worlds = {"lost": district("tiny", months=month - 1), "gained": district(REFORM, months=month - 1)}
    checked = 0
    for one in movement.residents:
        for step in one.steps:
            if step.month == month and step.act is not Act.VOTE:
                other = worlds["lost" if step.change == "gained" else "gained"]
                checked += check(one.resident, step, worlds[step.change], other)
    assert checked


def check(row: int, step: ChangedAct, here: District, there: District) -> int:
    name = step.act.name.lower()
    told, otherwise = (explain(world, row, name)["acts"][0] for world in (here, there))
    assert told["result"] == "did"
    assert told["informed"]["source"] == step.source.name.lower()
    assert otherwise["result"] == step.otherwise.name.lower()
    if step.source is Informant.CONTACT:
        opened = here.opened_month()
        assert step.tellers
        assert all(opened.residents.active[one] >> step.act & 1 for one in step.tellers)
        assert set(step.moved_tellers) <= set(step.tellers)
    return 1


def test_only_a_proposal_has_an_outcome(movement: Movement) -> None:
    steps = [step for one in movement.residents for step in one.steps]
    assert {step.act for step in steps if step.outcome is not ProposalResult.NONE} == {Act.SUGGEST}


def test_kinds_and_groups_are_those_of_the_acts(movement: Movement) -> None:
    for one in movement.residents:
        before, after = one.acts
        assert one.kind == ("gained" if not before else "lost" if not after else "changed")
        assert one.groups[0] == "all"
        assert {"village", "commodity"} & set(one.groups)
        assert len({"women", "men"} & set(one.groups)) == 1
    assert sum(movement.count("all").values()) == len(movement.residents)
    assert movement.adults["women"] + movement.adults["men"] == movement.adults["all"]


def test_worlds_that_differ_in_more_than_policies_are_refused() -> None:
    with pytest.raises(BadInput, match="must share"):
        find_moved(scenario(), scenario(REFORM, seed=2))


def made_up(resident: int, month: int, *told_by: int) -> MovedResident:
    source = Informant.CONTACT if told_by else Informant.ONLINE
    step = ChangedAct(
        Act.DONATE, month, "gained", source, told_by, told_by, Reason.NOT_INFORMED, None, None,
        ProposalResult.NONE, ProposalResult.NONE,
    )  # fmt: skip
    return MovedResident(resident, 0, 0, ("all",), "gained", (0, 1 << Act.DONATE), (step,))


def test_a_chain_goes_back_to_who_was_moved_first() -> None:
    people = (made_up(1, 4), made_up(2, 6), made_up(3, 8, 2, 1), made_up(4, 9, 3), made_up(5, 3, 4))
    movement = Movement(people, {"all": 5}, 0, 12)
    assert [row for row, _ in movement.chain(people[3], people[3].steps[0])] == [4, 3, 1]
    assert [row for row, _ in movement.chain(people[4], people[4].steps[0])] == [5]


def test_who_gains_loses_and_changes() -> None:
    before, after = np.array([0, 0, 1, 1, 3]), np.array([0, 1, 0, 1, 1])
    found = compare_acts(before, after)
    assert [flags.nonzero()[0].tolist() for flags in found] == [[1], [2], [4]]

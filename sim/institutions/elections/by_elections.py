"""By-elections 补选: members move away, die or step back; the voters on the roll fill the empty seats."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.random import purpose, uniform
from sim.institutions.committee.state import ElectionForm, ResidentsCommittee
from sim.institutions.elections.moments import Moment, moment, months_to_election
from sim.institutions.world import World
from sim.vocabulary import ADULT_AGE, Office

STEP_BACK_LUCK: Final = purpose("by_elections.step_back")
COMMITTEE: Final = int(Office.COMMITTEE)


def call_by_elections(district: World) -> None:
    """Let members step back; where enough seats are empty and the term is long, set a by-election."""
    rule = district.institutions.elections
    for committee in district.committees:
        _step_back(district, committee)
        waiting = committee.by_election > district.month
        long_term = months_to_election(district, committee.community) >= rule.by_election_until
        enough = empty_seats(district, committee) >= min(rule.by_election_seats, committee.seats)
        if enough and long_term and not waiting:
            committee.by_election = district.month + rule.by_election_wait


def members(district: World, committee: ResidentsCommittee) -> NDArray[np.int64]:
    """Rows of the members in office."""
    first, last = district.rows_of(committee.community)
    return first + np.flatnonzero(district.residents.office[first:last] == COMMITTEE)


def empty_seats(district: World, committee: ResidentsCommittee) -> int:
    """Seats that were filled and are empty now."""
    return committee.seated - members(district, committee).size


def name_new_electors(district: World, committee: ResidentsCommittee) -> None:
    """Where all vote directly all adults are electors; delegates and households' voters stay the same."""
    first, last = district.rows_of(committee.community)
    block = slice(first, last)
    adult = district.residents.age[block] >= ADULT_AGE
    direct = committee.form is ElectionForm.DIRECT
    district.residents.elector[block] = adult if direct else district.residents.registered[block]


def duty_share(district: World, committee: ResidentsCommittee) -> float:
    """Part of all staff hours that the law reserves this month for the voters' roll."""
    staff, elections = district.institutions.staff, district.institutions.elections
    shares = {Moment.DRIVE: staff.campaign, Moment.BY_DRIVE: elections.by_election_campaign}
    return shares.get(moment(district, committee.community), 0.0)


def _step_back(district: World, committee: ResidentsCommittee) -> None:
    """Members give up their office at a constant rate."""
    chance = district.institutions.elections.step_back / 12.0
    for row in members(district, committee):
        identity = int(district.residents.identity[row])
        if uniform(district.seed, identity, district.month, STEP_BACK_LUCK) < chance:
            district.residents.office[row] = int(Office.NONE)

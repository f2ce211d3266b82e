"""What we do not know for sure about elections: who votes and stands, what a ballot weighs; by-elections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.plausible import argued, guessed
from sim.engine.records import record_type
from sim.engine.settings import number


@dataclass(frozen=True, kw_only=True)
class Elections:
    """Committee elections."""

    delegates: float = number(
        0.05,
        "share",
        0.005,
        0.5,
        "of adults who are electors where delegates elect",
        argued(0.02, 0.1, "one delegate a household group: some tens a community"),
    )
    release_hours: float = number(
        40.0,
        "hours",
        0,
        400,
        "in which a candidate of the workstation is released from work",
        guessed(16.0, 80.0),
    )
    staff_from: float = number(
        22.0, "years", 18, 40, "age of the workstation's staff who can stand", guessed(20.0, 25.0)
    )
    staff_to: float = number(
        55.0, "years", 40, 65, "the same, below which", argued(50.0, 60.0, "the ages of retirement by law")
    )
    head_from: float = number(
        35.0, "years", 18, 50, "age from which a member votes for the household", guessed(30.0, 40.0)
    )
    head_to: float = number(65.0, "years", 50, 100, "the same, below which", guessed(60.0, 75.0))
    delegate_base: float = number(
        0.5, "1", 0, 1, "chance of a stranger to be a delegate, against the mean", guessed(0.2, 0.9)
    )
    delegate_known: float = number(
        2.0, "1", 0, 10, "added to it for a resident whom the committee knows fully", guessed(0.5, 4.0)
    )
    standing_party: float = number(
        0.5,
        "1",
        0,
        5,
        "that party membership counts in the street's eyes, beside acquaintance and skill",
        guessed(0.1, 1.0),
    )
    ballot_base: float = number(
        0.1, "1", 0.001, 2, "weight of an unknown candidate without skill on a ballot", guessed(0.03, 0.3)
    )
    ballot_building: float = number(
        3.0, "1", 0, 50, "added for a candidate of the own building", guessed(1.0, 8.0)
    )
    nomination_notice: float = number(
        0.5, "share", 0, 1, "of notice boards that call for candidates", guessed(0.25, 0.9)
    )
    step_back: float = number(
        0.06,
        "share/year",
        0,
        0.3,
        "of members who give up their office before the term ends",
        guessed(0.02, 0.12),
    )
    by_election_seats: int = number(
        2,
        "seats",
        1,
        9,
        "that must be empty for a by-election to be called",
        argued(1, 3, "the law asks for it when the committee is no longer complete"),
    )
    by_election_wait: int = number(
        2,
        "months",
        2,
        5,
        "from the empty seat to the polling month of a by-election",
        argued(2, 4, "notice and roll take two months at least"),
    )
    by_election_until: int = number(
        8, "months", 8, 36, "before a regular election from which empty seats wait for it", guessed(8, 15)
    )
    by_election_campaign: float = number(
        0.01,
        "share",
        0,
        0.2,
        "of all staff hours that additions to the roll take in the month before a by-election",
        guessed(0.003, 0.03),
    )


ElectionsRecord: Any = record_type(Elections, "ElectionsRecord", __name__)

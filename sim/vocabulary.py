"""The words of the domain: acts, reasons, sources, audiences, offices, hukou, education, rungs."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

ADULT_AGE: Final = 18.0
YOUNGEST_ADULT: Final = 17.0  # years of age from which surveys interview, and tables of a place count adults
SCHOOL_AT: Final = 6.0  # years of age
OLD_FROM: Final = 60.0  # retirement of men in China
YOUTH_UNTIL: Final = 35.0  # members of the youth league's and federation's age


class Act(IntEnum):
    """The nine ways of taking part (D1); the number is the bit in a mask and the column in a table."""

    VOTE = 0
    STAND = 1
    DELIBERATE = 2
    SUGGEST = 3
    COMPLAIN = 4
    VOLUNTEER = 5
    SUPERVISE = 6
    CULTURE = 7
    DONATE = 8


ACTS: Final = tuple(act.name.lower() for act in Act)

ACT_COUNT: Final = len(ACTS)

# Kinds of acts, as masks: self-governance proper; company and learning; gifts; upward to government. To
# supervise is to rate or check accounts of one's own accord: who answers an interviewer is only consulted.
CIVIC_ACTS: Final = (
    1 << Act.VOTE
    | 1 << Act.STAND
    | 1 << Act.DELIBERATE
    | 1 << Act.SUGGEST
    | 1 << Act.VOLUNTEER
    | 1 << Act.SUPERVISE
)
SOCIAL_ACTS: Final = 1 << Act.CULTURE
GIVING_ACTS: Final = 1 << Act.DONATE
UPWARD_ACTS: Final = 1 << Act.COMPLAIN


class Reason(IntEnum):
    """What came of an act when it was last considered; the gates in their order."""

    DID = 0
    NOT_OFFERED = 1
    NOT_INFORMED = 2
    NOT_ELIGIBLE = 3
    NO_TIME = 4
    NOT_INTERESTED = 5
    NO_PLACE = 6


class Informant(IntEnum):
    """From whom a resident heard of an act; who was asked in person heard it there, whatever else tells."""

    NOBODY = 0
    MEETING = 1
    VISIT = 2
    CALL = 3
    HABIT = 4
    NOTICE = 5
    LETTER = 6
    CONTACT = 7
    ORGANISATION = 8
    ONLINE = 9


class Audience(IntEnum):
    """Kinds of adults to whom an institution can speak apart; the number is the bit in a profile."""

    PARTY = 0
    OLD = 1
    WOMEN = 2
    YOUTH = 3
    WORKERS = 4
    NEWCOMERS = 5
    OWNERS = 6
    LADDER = 7  # who volunteered, proposed or deliberated in the last year: first rung and above


PROFILES: Final = 1 << len(Audience)  # a profile says of an adult which audiences he or she belongs to


class Office(IntEnum):
    """Unpaid or elected duties that a resident can hold."""

    NONE = 0
    COMMITTEE = 1
    BUILDING_HEAD = 2
    ORGANISATION_HEAD = 3
    SUBCOMMITTEE_HEAD = 4


class Hukou(IntEnum):
    """Where the household registration 户口 is, as the survey asks for it."""

    SAME_STREET = 0
    ELSEWHERE_IN_DISTRICT = 1
    OUTSIDE_DISTRICT = 2


class Education(IntEnum):
    """Highest level finished; steps of about three years around junior secondary."""

    NONE = 0
    PRIMARY = 1
    JUNIOR = 2
    SENIOR = 3
    COLLEGE = 4
    BA = 5


class Rung(IntEnum):
    """The ladder of S5.3: volunteer, activist, backbone, head of an organisation, representative."""

    RESIDENT = 0
    VOLUNTEER = 1
    ACTIVIST = 2
    BACKBONE = 3
    HEAD = 4
    REPRESENTATIVE = 5

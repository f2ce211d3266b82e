"""What we do not know for sure about residents' behaviour: every number with its unit and range.

Values stand in ``scenarios/baseline.toml``. All of them are uncertainties, none is a lever.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from sim.engine.plausible import argued, guessed, measured
from sim.engine.records import record, record_type
from sim.engine.settings import number
from sim.residents.experience_numbers import Experience, ExperienceRecord, Ladder, LadderRecord
from sim.residents.motives import FloatArray, Motives
from sim.structures import Structures
from sim.vocabulary import ACTS


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """First gate: by which ways and how easily a resident hears of an act."""

    attentive_disposition: float = number(
        0.8,
        "correlation",
        0,
        1,
        "of attention with the disposition: the interested read notices",
        guessed(0.3, 0.95),
    )
    recall: float = number(
        0.9,
        "share",
        0,
        1,
        "of those who did it in the last year know of it again without being told",
        argued(0.7, 0.97, "who did an act knows of it; elections are three years apart"),
    )
    visit_base: float = number(
        0.45,
        "1",
        0.05,
        2,
        "openness of a home's door to a stranger: 36 % are met in one pass",
        measured(0.3, 1.0, "XU05, XU06: 33-45 % of doors a pass, 27 % of persons, 63 % in several"),
    )
    visit_dormitory: float = number(
        0.3,
        "1",
        0,
        2,
        "the same of a dormitory room, whose people work in shifts behind a gate",
        guessed(0.1, 0.6),
    )
    visit_known: float = number(
        0.55,
        "1",
        0,
        2,
        "added openness for a resident whom the caller knows fully; grows with the square of acquaintance",
        guessed(0.2, 1.2),
    )
    call_answered: float = number(
        0.58,
        "share",
        0,
        1,
        "of those who are called by telephone or message who answer",
        measured(0.35, 0.7, "XG11: 58 % reached"),
    )
    letter_read: float = number(
        0.5, "share", 0, 1, "of letters that are read by who gets one", guessed(0.25, 0.75)
    )
    attention: float = number(
        1.5,
        "log-odds",
        0,
        4,
        "standard deviation of attention to notices, letters and announcements",
        guessed(0.8, 2.5),
    )
    notice_base: float = number(
        0.05,
        "share",
        0,
        0.5,
        "of notices seen by a resident without contact with neighbours",
        guessed(0.02, 0.12),
    )
    notice_contact: float = number(
        0.15, "share", 0, 0.6, "added for a resident with daily contact with neighbours", guessed(0.05, 0.3)
    )
    talk: float = number(
        0.25,
        "1/contact",
        0,
        0.5,
        "odds that one active contact of full strength tells of it, per month",
        guessed(0.1, 0.4),
    )
    settling: float = number(
        2.0,
        "years",
        0.1,
        20,
        "here after which friends and people from the same home town count in full",
        guessed(0.5, 4.0),
    )
    online_use: float = number(
        0.5,
        "share",
        0,
        1,
        "of residents of 30 with junior secondary school use the internet often, in 2013",
        measured(0.29, 0.6, "XU01: 0.29 in 2010, 0.50 in 2013"),
    )
    online_age: float = number(
        -0.71,
        "log-odds/10 years",
        -2,
        0,
        "internet use per ten years above 30",
        measured(-0.9, -0.6, "XU01: -0.7 to -0.9"),
    )
    online_education: float = number(
        1.04,
        "log-odds/level",
        0,
        2,
        "internet use per level above junior secondary",
        measured(0.8, 1.2, "XU01: about 1.0 a level"),
    )
    online_local: float = number(
        0.16,
        "share",
        0,
        1,
        "of those who use the internet often who read local pages",
        measured(
            0.04, 0.34, "XN01: under 5 % where access alone is given; XU04: 34 % now and then about 2021"
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Admission:
    """Second gate: what the rules ask for."""

    residence_years: float = number(
        1.0,
        "years",
        0,
        10,
        "lived here before those with hukou elsewhere may vote",
        measured(0.5, 2.0, "A38: half a year; A37: two years"),
    )
    proxy: float = number(
        0.25,
        "share",
        0,
        1,
        "of voters on the roll kept away on polling day for whom somebody votes by proxy 委托投票",
        guessed(0.05, 0.5),
    )
    papers: float = number(  # within its range so that newcomers vote as often as in A19 and A21
        0.82,
        "share",
        0,
        1,
        "of those with hukou elsewhere who bring the papers asked for at a registration",
        guessed(0.6, 0.95),
    )


@dataclass(frozen=True, kw_only=True)
class ActTime:
    """Third gate: hours that each act takes, in a month in which it is done."""

    vote: float = number(
        1.0,
        "hours",
        0,
        20,
        "registering, or going to the poll",
        argued(0.5, 2.0, "a way to the poll and back"),
    )
    stand: float = number(6.0, "hours", 0, 80, "being a candidate", guessed(3.0, 20.0))
    deliberate: float = number(
        3.0,
        "hours",
        0,
        40,
        "preparing and attending a meeting",
        argued(2.0, 6.0, "an evening, with preparation"),
    )
    suggest: float = number(
        1.0,
        "hours",
        0,
        20,
        "bringing a proposal to the committee in person",
        argued(0.5, 2.0, "a visit to the office of the committee"),
    )
    complain: float = number(
        2.0, "hours", 0, 40, "writing to or visiting a government office", guessed(1.0, 6.0)
    )
    volunteer: float = number(
        4.0,
        "hours",
        0,
        80,
        "a volunteer slot",
        measured(2.0, 8.0, "B20: 13.9 hours a registered volunteer, cumulative"),
    )
    supervise: float = number(1.0, "hours", 0, 20, "rating services or checking accounts", guessed(0.5, 3.0))
    culture: float = number(4.0, "hours", 0, 80, "taking part in activities or classes", guessed(2.0, 10.0))
    donate: float = number(0.5, "hours", 0, 10, "giving", guessed(0.2, 1.0))
    online: float = number(
        0.3,
        "1",
        0,
        1,
        "part of the hours of a proposal or complaint that is needed online",
        argued(0.1, 0.5, "no way to the office; the words are the same"),
    )
    swing: float = number(
        0.5, "share", 0, 1, "by which free hours of a month vary around the ordinary month", guessed(0.2, 0.8)
    )

    def table(self) -> FloatArray:
        """Hours as an array of shape (acts,)."""
        return np.array([getattr(self, act) for act in ACTS], dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Participation:
    """Everything assumed about whether and why residents take part."""

    motives: Motives = field(default_factory=Motives)
    hearing: Hearing = field(default_factory=Hearing)
    admission: Admission = field(default_factory=Admission)
    time: ActTime = field(default_factory=ActTime)
    experience: Experience = field(default_factory=Experience)
    ladder: Ladder = field(default_factory=Ladder)
    disposition: float = number(
        1.2,
        "log-odds",
        0,
        3,
        "standard deviation of the lasting disposition",
        measured(0.8, 1.6, "B04: acts of one person hang together; about 1.2"),
    )
    says_yes: float = number(
        0.25,
        "share",
        0.01,
        0.99,
        "chance to do an act within a year of being asked from which a questionnaire is answered with yes",
        argued(0.1, 0.4, "B15: 91 % state willingness, far fewer act"),
    )
    concern: float = number(
        0.15,
        "1/month",
        0,
        1,
        "residents who have a concern about the neighbourhood in a month",
        guessed(0.05, 0.3),
    )


HearingRecord: Any = record_type(Hearing, "HearingRecord", __name__)
AdmissionRecord: Any = record_type(Admission, "AdmissionRecord", __name__)


class Scalars(NamedTuple):
    """The assumptions that are single numbers, in the form that compiled rules read."""

    hearing: Any
    admission: Any
    experience: Any
    ladder: Any
    concern: float
    says_yes: float
    online: float
    swing: float
    disposition: float
    lasting_audience: bool
    lasting_disposition: bool
    results_seen: bool


class Rules(NamedTuple):
    """All assumed numbers in the form that compiled rules read.

    Attributes:
        coefficients: (acts, terms) log-odds of the fourth gate.
        hours: (acts,) hours that an act takes.
        strength: (layers,) influence of a contact by network layer, 0 to 1.
        scalars: everything that is a single number.
    """

    coefficients: FloatArray
    hours: FloatArray
    strength: FloatArray
    scalars: Scalars


def rules_of(assumed: Participation, structures: Structures, strength: FloatArray) -> Rules:
    """Turn the assumptions into the compiled rules' form."""
    scalars = Scalars(
        hearing=record(HearingRecord, assumed.hearing),
        admission=record(AdmissionRecord, assumed.admission),
        experience=record(ExperienceRecord, assumed.experience),
        ladder=record(LadderRecord, assumed.ladder),
        concern=assumed.concern,
        says_yes=assumed.says_yes,
        online=assumed.time.online,
        swing=assumed.time.swing,
        disposition=assumed.disposition,
        lasting_audience=structures.lasting_audience,
        lasting_disposition=structures.lasting_disposition,
        results_seen=structures.results_seen,
    )
    weight = strength if structures.contacts_matter else np.zeros_like(strength)
    return Rules(assumed.motives.table(), assumed.time.table(), weight, scalars)

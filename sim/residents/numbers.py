"""What we do not know for sure about residents' behaviour: every number with its unit and range.

Values stand in ``scenarios/baseline.toml``. All of them are uncertainties, none is a lever.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.records import record, record_type
from sim.engine.settings import number, setting
from sim.structures import Structures
from sim.vocabulary import ACTS

FloatArray = NDArray[np.float64]


def log_odds(sentence: str, reach: float = 4.0) -> float:
    """Declare a coefficient of the logistic choice, 0 unless a file says otherwise."""
    value: float = setting(0.0, "log-odds", sentence, low=-reach, high=reach)
    return value


@dataclass(frozen=True, kw_only=True)
class Motive:
    """Coefficients of one act in the fourth gate; the order of the fields is the order of the terms."""

    intercept: float = log_odds("a local non-owner of 40 with junior secondary school, in one month", 12.0)
    age: float = log_odds("per ten years above 40")
    age_squared: float = log_odds("per ten years above 40, squared")
    female: float = log_odds("woman")
    education: float = log_odds("per level above junior secondary (about three years)")
    party: float = log_odds("party member")
    elsewhere: float = log_odds("hukou elsewhere in the district")
    migrant: float = log_odds("hukou outside the district")
    owner: float = log_odds("owns the home")
    agricultural: float = log_odds("agricultural hukou")
    years: float = log_odds("per ln((years here + 1)/11)")
    contact: float = log_odds("contact with neighbours from 0 never to 1 daily")
    tools: float = log_odds("could borrow tools from a neighbour")
    income: float = log_odds("per standard deviation of log income")
    trust: float = log_odds("per 0.2 of trust above 0.6 (about one standard deviation)")
    efficacy_internal: float = log_odds("per point of 5")
    efficacy_external: float = log_odds("per point of 5")
    belonging: float = log_odds("per 0.2 of belonging above 0.5")
    habit: float = log_odds("did it in every month of the last year (vote: at the last election)", 8.0)
    asked: float = log_odds("was asked in person this month")
    contacts: float = log_odds("from no contact to all contacts having done it in the last year", 8.0)
    concern: float = log_odds("has a concern about the neighbourhood this month", 8.0)
    response: float = log_odds("own proposals were solved (+1) or met silence (-1)")
    called: float = log_odds("was asked by telephone or message this month")
    at_meeting: float = log_odds("was asked at a meeting this month")
    other_acts: float = log_odds("did another civic act in the last year (vote: at the last election)")
    disposition: float = log_odds("part that the lasting disposition has in the choice, 1 in full")


TERMS: Final = tuple(item.name for item in fields(Motive))


@dataclass(frozen=True, kw_only=True)
class Motives:
    """The fourth gate of all nine acts."""

    vote: Motive = field(default_factory=Motive)
    stand: Motive = field(default_factory=Motive)
    deliberate: Motive = field(default_factory=Motive)
    suggest: Motive = field(default_factory=Motive)
    complain: Motive = field(default_factory=Motive)
    volunteer: Motive = field(default_factory=Motive)
    supervise: Motive = field(default_factory=Motive)
    culture: Motive = field(default_factory=Motive)
    donate: Motive = field(default_factory=Motive)

    def table(self) -> FloatArray:
        """Coefficients as an array of shape (acts, terms)."""
        rows = [[getattr(getattr(self, act), term) for term in TERMS] for act in ACTS]
        return np.array(rows, dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """First gate: by which ways and how easily a resident hears of an act."""

    attentive_disposition: float = number(
        0.8,
        "correlation",
        0,
        1,
        "of attention with the disposition: the interested read notices",
    )
    recall: float = number(
        0.9, "share", 0, 1, "of those who did it in the last year know of it again without being told"
    )
    visit_base: float = number(
        0.45,
        "1",
        0.05,
        2,
        "openness of a home's door to a stranger: 36 % are met in one pass",
        "XU05, XU06: 33-45 % of doors a pass, 27 % of persons, 63 % in several: 0.3-1.0",
    )
    visit_dormitory: float = number(
        0.3, "1", 0, 2, "the same of a dormitory room, whose people work in shifts behind a gate"
    )
    visit_known: float = number(
        0.55,
        "1",
        0,
        2,
        "added openness for a resident whom the caller knows fully; grows with the square of acquaintance",
    )
    call_answered: float = number(
        0.58, "share", 0, 1, "of those who are called by telephone or message who answer", "XG11"
    )
    letter_read: float = number(0.5, "share", 0, 1, "of letters that are read by who gets one")
    attention: float = number(
        1.5, "log-odds", 0, 4, "standard deviation of attention to notices, letters and announcements"
    )
    notice_base: float = number(
        0.05, "share", 0, 0.5, "of notices seen by a resident without contact with neighbours"
    )
    notice_contact: float = number(
        0.15, "share", 0, 0.6, "added for a resident with daily contact with neighbours"
    )
    talk: float = number(
        0.25, "1/contact", 0, 0.5, "odds that one active contact of full strength tells of it, per month"
    )
    online_use: float = number(
        0.5,
        "share",
        0,
        1,
        "of residents of 30 with junior secondary school use the internet often, in 2013",
        "XU01: 0.29 in 2010, 0.50 in 2013",
    )
    online_age: float = number(
        -0.71, "log-odds/10 years", -2, 0, "internet use per ten years above 30", "XU01: -0.7 to -0.9"
    )
    online_education: float = number(
        1.04, "log-odds/level", 0, 2, "internet use per level above junior secondary", "XU01"
    )
    online_local: float = number(
        0.16,
        "share",
        0,
        1,
        "of those who use the internet often who read local pages",
        "XN01: under 5 % where access alone is given; XU04: 34 % now and then about 2021",
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
        "A38: half a year; A37: two years",
    )
    proxy: float = number(
        0.25,
        "share",
        0,
        1,
        "of voters on the roll kept away on polling day for whom somebody votes by proxy 委托投票",
    )
    papers: float = number(
        0.86, "share", 0, 1, "of those with hukou elsewhere who bring the papers asked for at a registration"
    )


@dataclass(frozen=True, kw_only=True)
class ActTime:
    """Third gate: hours that each act takes, in a month in which it is done."""

    vote: float = number(1.0, "hours", 0, 20, "registering, or going to the poll")
    stand: float = number(6.0, "hours", 0, 80, "being a candidate")
    deliberate: float = number(3.0, "hours", 0, 40, "preparing and attending a meeting")
    suggest: float = number(1.0, "hours", 0, 20, "bringing a proposal to the committee in person")
    complain: float = number(2.0, "hours", 0, 40, "writing to or visiting a government office")
    volunteer: float = number(
        4.0, "hours", 0, 80, "a volunteer slot", "B20: 13.9 hours a registered volunteer, cumulative"
    )
    supervise: float = number(1.0, "hours", 0, 20, "rating services or checking accounts")
    culture: float = number(4.0, "hours", 0, 80, "taking part in activities or classes")
    donate: float = number(0.5, "hours", 0, 10, "giving")
    online: float = number(
        0.3, "1", 0, 1, "part of the hours of a proposal or complaint that is needed online"
    )
    swing: float = number(0.5, "share", 0, 1, "by which free hours of a month vary around the ordinary month")

    def table(self) -> FloatArray:
        """Hours as an array of shape (acts,)."""
        return np.array([getattr(self, act) for act in ACTS], dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Experience:
    """What taking part, and what comes of it, does to a person."""

    drift: float = number(
        0.02, "1/month", 0, 0.2, "of the distance by which trust and efficacy return to a person's own level"
    )
    known_by_visit: float = number(
        0.10, "share", 0, 0.5, "of the remaining distance by which a visit makes a resident known"
    )
    known_by_act: float = number(
        0.42, "share", 0, 0.5, "of the remaining distance by which an act with the committee does"
    )
    forgotten: float = number(0.01, "1/month", 0, 0.1, "of acquaintance that the committee loses")
    learns: float = number(
        0.2, "share", 0, 1, "of voters who come to know how the committee is formed", "A28"
    )
    belonging_act: float = number(
        0.03, "share", 0, 0.2, "of the remaining distance by which a shared act raises belonging"
    )
    belonging_fade: float = number(0.005, "1/month", 0, 0.1, "of belonging above 0.3 that is lost")
    skill_act: float = number(
        0.03, "share", 0, 0.2, "of the remaining distance by which deliberating or organising raises skill"
    )
    skill_class: float = number(
        0.06, "share", 0, 0.3, "of the remaining distance by which a class raises skill"
    )
    skill_fade: float = number(0.005, "1/month", 0, 0.1, "of skill that is lost")
    efficacy_act: float = number(
        0.009, "share", 0, 0.2, "of the remaining distance by which any act raises internal efficacy"
    )
    solved: float = number(
        0.15,
        "share",
        0,
        0.5,
        "of the remaining distance by which a solved proposal raises trust and external efficacy",
    )
    answered: float = number(0.04, "share", 0, 0.5, "same for a proposal that was answered only")
    silence: float = number(
        0.10, "share", 0, 0.5, "of trust and external efficacy lost when a proposal meets silence"
    )
    project_seen: float = number(
        0.3, "share", 0, 1, "of adults of a community who notice a finished project of its fund"
    )
    project_felt: float = number(
        0.06,
        "share",
        0,
        0.5,
        "of the remaining distance by which it raises trust, external efficacy and belonging of who notices",
        "XC02, XC03: sign",
    )
    patience: int = setting(
        6, "months", "after which an unanswered proposal is felt as silence", low=1, high=60
    )
    response_fade: float = number(0.03, "1/month", 0, 0.5, "of the memory of a response that is lost")


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """When a resident counts as standing on a rung (F02: tiers of the source; rates unknown)."""

    volunteer_months: int = setting(
        1, "months of 12", "with volunteering, committee work or a proposal", low=1, high=12
    )
    activist_months: int = setting(
        4, "months of 12", "of the same, to be an activist 积极分子", low=1, high=12
    )
    backbone_months: int = setting(5, "months of 12", "of the same, to be a backbone 骨干", low=1, high=12)
    registers: float = number(
        0.04,
        "share",
        0,
        1,
        "of volunteers who register in a month in which they served; it lapses after three idle years",
        "B14, B15, B18",
    )
    backbone_skill: float = number(0.5, "share", 0, 1, "skill that a backbone needs")


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
        1.2, "log-odds", 0, 3, "standard deviation of the lasting disposition", "fitted: B04"
    )
    says_yes: float = number(
        0.25,
        "share",
        0.01,
        0.99,
        "chance to do an act within a year of being asked from which a questionnaire is answered with yes",
        "assumed; B15: 91 % state willingness",
    )
    concern: float = number(
        0.15, "1/month", 0, 1, "residents who have a concern about the neighbourhood in a month"
    )


HearingRecord: Any = record_type(Hearing, "HearingRecord", __name__)
AdmissionRecord: Any = record_type(Admission, "AdmissionRecord", __name__)
ExperienceRecord: Any = record_type(Experience, "ExperienceRecord", __name__)
LadderRecord: Any = record_type(Ladder, "LadderRecord", __name__)


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
    return Rules(assumed.motives.table(), assumed.time.table(), strength, scalars)

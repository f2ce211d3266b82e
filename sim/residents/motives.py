"""The fourth gate's coefficients: what weighs how much when residents choose, act by act.

Values stand in ``scenarios/baseline.toml``; what they rest on and how far off they may be stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.plausible import Evidence, argued, guessed, measured
from sim.engine.records import tuple_type
from sim.engine.settings import number
from sim.vocabulary import ACTS

FloatArray = NDArray[np.float64]
SURVEY: Final = "logits.csv: surveys of 2010-2013"
INFLUENCE: Final = "influence of contacts is confounded with likeness in every survey"
HABIT: Final = "E03, XP09: 10 to 47 points; cross-sections do not tell habit from lasting differences"
ASKING: Final = "XG02, XV01: odds times 1.2 to 4"


def log_odds(sentence: str, evidence: Evidence, reach: float = 4.0) -> float:
    """Declare a coefficient of the logistic choice, 0 unless a file says otherwise."""
    value: float = number(0.0, "log-odds", -reach, reach, sentence, evidence)
    return value


def estimated(reach: float) -> Evidence:
    """Evidence for a coefficient that surveys give, so far off at most: two standard errors and more."""
    return measured(-reach, reach, SURVEY, "shifts")


@dataclass(frozen=True, kw_only=True)
class Motive:
    """Coefficients of one act in the fourth gate; the order of the fields is the order of the terms."""

    intercept: float = log_odds(
        "a local non-owner of 40 with junior secondary school, in one month",
        measured(-0.7, 0.7, "fitted: A01, B01-B03, B08, B13", "shifts"),
        12.0,
    )
    age: float = log_odds("per ten years above 40", estimated(0.3))
    age_squared: float = log_odds("per ten years above 40, squared", estimated(0.05))
    female: float = log_odds("woman", estimated(0.25))
    education: float = log_odds("per level above junior secondary (about three years)", estimated(0.12))
    party: float = log_odds("party member", estimated(0.35))
    elsewhere: float = log_odds("hukou elsewhere in the district", estimated(0.3))
    migrant: float = log_odds("hukou outside the district", estimated(0.5))
    owner: float = log_odds("owns the home", estimated(0.25))
    agricultural: float = log_odds("agricultural hukou", estimated(0.22))
    years: float = log_odds("per ln((years here + 1)/11)", estimated(0.15))
    contact: float = log_odds("contact with neighbours from 0 never to 1 daily", estimated(0.2))
    tools: float = log_odds("could borrow tools from a neighbour", estimated(0.25))
    income: float = log_odds("per standard deviation of log income", estimated(0.1))
    trust: float = log_odds("per 0.2 of trust above 0.6 (about one standard deviation)", estimated(0.12))
    efficacy_internal: float = log_odds("per point of 5", estimated(0.1))
    efficacy_external: float = log_odds("per point of 5", estimated(0.1))
    belonging: float = log_odds("per 0.2 of belonging above 0.5", guessed(0.3, 1.7, "factors"))
    habit: float = log_odds(
        "did it in every month of the last year (vote: at the last election)",
        argued(0.5, 1.3, HABIT, "factors"),
        8.0,
    )
    asked: float = log_odds("was asked in person this month", measured(0.5, 1.8, ASKING, "factors"))
    contacts: float = log_odds(
        "from no contact to all contacts having done it in the last year",
        argued(0.3, 1.5, INFLUENCE, "factors"),
        8.0,
    )
    concern: float = log_odds(
        "has a concern about the neighbourhood this month", guessed(0.5, 1.5, "factors"), 8.0
    )
    response: float = log_odds(
        "own proposals were solved (+1) or met silence (-1)", guessed(0.3, 2.0, "factors")
    )
    called: float = log_odds(
        "was asked by telephone or message this month",
        measured(0.3, 1.5, "XG11, XG14, XG15: less than in person", "factors"),
    )
    at_meeting: float = log_odds(
        "was asked at a meeting this month",
        argued(0.5, 1.4, "asked before others, by people who can act; no study of proposals", "factors"),
    )
    other_acts: float = log_odds(
        "did another civic act in the last year (vote: at the last election)",
        argued(0.0, 2.0, "XC02, XC03, XB01: one act leads to others in some trials", "factors"),
    )
    disposition: float = log_odds(
        "part that the lasting disposition has in the choice, 1 in full", guessed(0.6, 1.2, "factors")
    )


TERMS: Final = tuple(item.name for item in fields(Motive))
Places: Any = tuple_type(TERMS, "Places", __name__)


def unmeasured(known: Evidence) -> Evidence:
    """The same range, one grade lower, for an act of which no survey gives the coefficients."""
    return argued(known.low, known.high, "as of the acts measured", known.ends) if known.measured else known


CARRIED_OVER: Final = {"evidence": unmeasured}  # what is known of an act that no survey has measured


@dataclass(frozen=True, kw_only=True)
class Motives:
    """The fourth gate of all nine acts."""

    vote: Motive = field(default_factory=Motive)
    stand: Motive = field(default_factory=Motive, metadata=CARRIED_OVER)
    deliberate: Motive = field(default_factory=Motive)
    suggest: Motive = field(default_factory=Motive)
    complain: Motive = field(default_factory=Motive)
    volunteer: Motive = field(default_factory=Motive)
    supervise: Motive = field(default_factory=Motive, metadata=CARRIED_OVER)
    culture: Motive = field(default_factory=Motive, metadata=CARRIED_OVER)
    donate: Motive = field(default_factory=Motive, metadata=CARRIED_OVER)

    def table(self) -> FloatArray:
        """Coefficients as an array of shape (acts, terms)."""
        rows = [[getattr(getattr(self, act), term) for term in TERMS] for act in ACTS]
        return np.array(rows, dtype=np.float64)

"""What being told does by itself: the response of somebody who knows nobody and remembers nothing.

One rule for rivals of trials (:mod:`experiments.trials.rivals`) and for null models of comparisons.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import logistic
from sim.residents.motives import TERMS
from sim.scenario import Scenario
from sim.vocabulary import ACTS, Informant, Reason

SMALLEST: Final = 1e-4  # of a share, where log-odds are taken of it
UNHEARD: Final = (int(Reason.NOT_OFFERED), int(Reason.NOT_INFORMED))
KEPT_OUT: Final = (int(Reason.NOT_ELIGIBLE), int(Reason.NO_TIME))
UNWILLING: Final = int(Reason.NOT_INTERESTED)
# What being asked adds, by the source that asks.
ASKED: Final = {
    Informant.VISIT: TERMS.index("asked"),
    Informant.CALL: TERMS.index("called"),
    Informant.MEETING: TERMS.index("at_meeting"),
}


def log_odds(share: float) -> float:
    """Log-odds of a share, kept off 0 and 1."""
    kept = min(max(share, SMALLEST), 1.0 - SMALLEST)
    return float(np.log(kept / (1.0 - kept)))


def asked_log_odds(scenario: Scenario, act: str, sources: Iterable[Informant]) -> float:
    """Log-odds that being told through the best of some sources adds; only asking in person adds any."""
    motives = scenario.assumptions.participation.motives.table()[ACTS.index(act)]
    return max((float(motives[ASKED[one]]) for one in sources if one in ASKED), default=0.0)


def shifted(share: float, more: float) -> float:
    """A share after a gain in log-odds."""
    return float(logistic(log_odds(share) + more))


def static_response(reach: float, control: float, asked: float) -> float:
    """The fourth gate alone: everybody knows, may and can; being asked adds its log-odds.

    Args:
        reach: share asked.
        control: share who do it unasked.
        asked: log-odds that being asked adds.
    """
    return reach * (shifted(control, asked) - control) if reach else 0.0


def mean_field_response(reach: float, heard: float, free: float, willing: float, asked: float) -> float:
    """Reach times response of one average resident through the gates.

    Args:
        reach: share who are told; less than zero where fewer are.
        heard: share who hear of it untold.
        free: of them, who are admitted and have time.
        willing: of them, who do it.
        asked: log-odds that being told adds.
    """
    untold = heard * free * willing
    return reach * (free * shifted(willing, asked) - untold) if reach > 0.0 else reach * untold


def gate_shares(reason: NDArray[np.int8]) -> dict[str, float]:
    """Who heard, was admitted and free, and was willing: what a mean field is told of people.

    Args:
        reason: (people,) what came of an act, see ``Reason``.
    """
    heard = reason[~np.isin(reason, UNHEARD)]
    free = heard[~np.isin(heard, KEPT_OUT)]
    willing = free[free != UNWILLING]
    return {
        "heard": _share(heard.size, reason.size),
        "free": _share(free.size, heard.size),
        "willing": _share(willing.size, free.size),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

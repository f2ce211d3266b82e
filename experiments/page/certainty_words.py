"""What the page says of how sure a reform is: worlds with good, the part of draws, the hinge.

The sentences are those of answers (:mod:`experiments.answering.over_worlds` and
:mod:`experiments.answering.hinge`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.answering.answer import outcome_words
from experiments.answering.hinge import find_hinge
from experiments.answering.hinge_table import hinge_words, stored_hinge_words
from experiments.answering.over_worlds import good_words
from experiments.answering.smallest_effects import sign_of_better
from experiments.asking.question import Words
from experiments.wording.sentences import sentences
from experiments.worlds.ensemble import Worlds
from sim.outcomes.headlines import EVERYBODY, GAIN
from sim.outcomes.register import Key
from sim.scenario import Scenario
from sim.views.evidence import Pair

Values = NDArray[np.float64]
LEAD: Final[Key] = (GAIN, EVERYBODY)
NAME: Final = sentences("certainty_words")("reform", outcome=outcome_words(GAIN))


@dataclass(frozen=True)
class Lived:
    """In which worlds runs lived.

    Attributes:
        worlds: the ensemble.
        scenario: the status quo, around whose values ranges are.
        seeds: of the runs, each in a world of its own.
    """

    worlds: Worlds
    scenario: Scenario
    seeds: Sequence[int]


def said_of_runs(lived: Lived, change: Values, cells: dict[str, Any], lead: int) -> tuple[Pair, ...]:
    """Of runs that the page has made.

    Args:
        lived: in which worlds.
        change: (seeds,) of the leading outcome.
        cells: of all outcomes, as :func:`experiments.answering.over_worlds.over_worlds` gives them.
        lead: column of the leading outcome.
    """
    told = [good_words(NAME, int(cells["good_in"][lead]), len(change), float(cells["draws_share"][lead]))]
    signed, smallest = sign_of_better(GAIN) * change, float(cells["smallest"][lead])
    hinge = find_hinge(signed, lived.seeds, lived.worlds, lived.scenario, smallest)
    return _pairs([*told, *hinge_words(hinge, NAME)])


def said_of_rows(rows: pd.DataFrame, hinges: pd.DataFrame, scenario: Scenario) -> tuple[Pair, ...]:
    """Of an arm of a stored result.

    Args:
        rows: its differences.
        hinges: its row of that table, or none.
        scenario: the status quo.
    """
    lead = rows[(rows.outcome == LEAD[0]) & (rows.group == LEAD[1]) & rows.difference.notna()]
    if not len(lead):
        return ()
    row = lead.iloc[0]
    told = [good_words(NAME, int(row.good_in), int(row.seeds), float(row.draws_share))]
    for hinge in hinges.to_dict("records"):
        told += stored_hinge_words({str(key): value for key, value in hinge.items()}, scenario, NAME)
    return _pairs(told)


def _pairs(told: Sequence[Words]) -> tuple[Pair, ...]:
    return tuple((one.en, one.zh) for one in told)

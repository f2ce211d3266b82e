"""What a comparison found: paired differences to the first scenario, and their form for programs."""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from experiments.answering.arm_names import arm_labels
from experiments.answering.arms import DIFFERENCES
from experiments.asking.answer_question import Answered
from experiments.asking.question_file import Asked
from sim.wording.labels import Language

FIELDS: Final = ("scenario", "outcome", "group", "baseline", "reform", "difference", "low", "high", "seeds")

GOOD_IN: Final = "good_in"


@dataclass(frozen=True, repr=False)
class Comparison(Answered):
    """Result of a comparison.

    Attributes:
        asked: what was compared.
    """

    asked: Asked

    @functools.cached_property
    def differences(self) -> pd.DataFrame:
        """A row a scenario, outcome and group, with columns :data:`FIELDS` and ``variance_cut``."""
        return self.table(DIFFERENCES)

    @property
    def pairs(self) -> str:
        """Seeds in which a reform and the baseline both finished; a range if reforms differ in that."""
        of_reforms = self.differences.groupby("scenario").seeds.max()
        few, most = int(of_reforms.min()), int(of_reforms.max())
        return str(most) if few == most else f"{few}-{most}"

    def labels(self, language: Language) -> dict[str, str]:
        """Names of the scenarios for people, by their own."""
        return {name: getattr(one, language) for name, one in arm_labels(self.asked.arms).items()}


def select(
    differences: pd.DataFrame, outcomes: tuple[str, ...] | None, groups: tuple[str, ...] | None
) -> pd.DataFrame:
    """Rows of some outcomes and groups, None for all, in the order asked for."""
    wanted = differences if groups is None else differences[differences.group.isin(groups)]
    if outcomes is not None:
        wanted = wanted[wanted.outcome.isin(outcomes)]
        wanted = wanted.sort_values("outcome", key=lambda names: names.map(outcomes.index), kind="stable")
    return wanted


def as_json(differences: pd.DataFrame) -> str:
    """Differences as a JSON list of objects with :data:`FIELDS`; null where there is no value.

    Over plausible worlds there is ``good_in`` too: in how many the change is for the better.
    """
    more = [name for name in (GOOD_IN,) if name in differences]
    rows = differences[[*FIELDS, *more]].to_dict("records")
    return json.dumps([{key: _plain(value) for key, value in row.items()} for row in rows], indent=1)


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value

"""What mixes did when they were run, and what each certainty costs.

Every other run chooses the mix of the answer; the runs between are those by which it is told. Told by the
runs that chose it, the luckiest of several mixes would seem cheaper and surer than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from experiments.answering.answer import Table
from experiments.asking.question import Words
from experiments.emulation.lever_coordinates import LeverSpace
from experiments.emulation.policy_emulator import Floats
from experiments.seeking.goal import Goal
from experiments.seeking.goal_search import Mix
from experiments.statistics import middle_and_range
from experiments.wording.sentences import named, sentences
from sim.policies import levers
from sim.wording.labels import LANGUAGES

SAY: Final = sentences("price_of_certainty")
MEANINGS: Final = named("price_of_certainty.columns")
PER_CENT: Final = 100.0
CHOOSING: Final = slice(None, None, 2)  # runs that choose; worlds come in an order that both halves span
FRESH: Final = slice(1, None, 2)  # runs that take no part in the choice


@dataclass(frozen=True)
class Confirmed:
    """A mix with what it did when it was run.

    Attributes:
        certainty: share of worlds that was asked for.
        mix: found on the emulator.
        changes: (seeds, keys of the goal) to the status quo under the same seed.
        reached: (seeds,) whether the goal was reached.
    """

    certainty: float
    mix: Mix
    changes: Floats
    reached: Any

    @property
    def name(self) -> str:
        """Of its scenario."""
        return mix_name(self.certainty)

    @property
    def label(self) -> Words:
        """What it is called."""
        return SAY("label", certainty=self.certainty)

    @property
    def share(self) -> float:
        """Of the runs that reached the goal."""
        return float(self.reached.mean())

    def some(self, runs: slice) -> Confirmed:
        """The mix by what it did in some of the runs."""
        return replace(self, changes=self.changes[runs], reached=self.reached[runs])

    def numbers(self) -> dict[str, float]:
        """How often the goal was reached; what was gained and what it cost, in the middle and at the ends."""
        middle, low, high = middle_and_range(self.changes[:, :2])
        found = {"reached_in": float(self.reached.sum()), "seeds": float(len(self.reached))}
        for k, name in enumerate(("gain", "cost")):
            found |= {name: float(middle[k]), f"{name}_low": float(low[k]), f"{name}_high": float(high[k])}
        return found


def mix_name(certainty: float) -> str:
    """Name of the scenario of a mix."""
    return f"mix_{certainty * PER_CENT:g}"


def confirmed(goal: Goal, certainty: float, mix: Mix, changes: Floats) -> Confirmed:
    """Hold what a mix did against the goal."""
    return Confirmed(certainty, mix, changes, goal.reached(changes))


def price_table(goal: Goal, rows: Sequence[Confirmed]) -> Table:
    """What each certainty costs, by the emulator and when run."""
    frame = pd.DataFrame([_price(one) for one in rows])
    whole = dict.fromkeys(("reached_in", "seeds", "fresh_reached_in", "fresh_seeds"), int)
    return Table("price", frame.astype(whole), MEANINGS, {"gain": goal.raised[0]}, SAY("table_price"))


def _price(one: Confirmed) -> dict[str, Any]:
    fresh = one.some(FRESH)
    return {
        "scenario": one.name,
        **{f"label_{language}": getattr(one.label, language) for language in LANGUAGES},
        "certainty": one.certainty,
        "share_estimated": one.mix.reached,
        "cost_estimated": one.mix.cost,
        "cost_estimated_high": one.mix.cost_high,
        **one.numbers(),
        "fresh_reached_in": int(fresh.reached.sum()),
        "fresh_seeds": len(fresh.reached),
    }


def mixes_table(rows: Sequence[Confirmed], space: LeverSpace) -> Table:
    """Which levers each mix moves, and how far."""
    listed = [
        {"certainty": one.certainty, **_lever(path, value)}
        for one in rows
        for path, value in space.settings(one.mix.position).items()
    ]
    return Table("mixes", pd.DataFrame(listed, columns=COLUMNS), MEANINGS, {}, SAY("table_mixes"))


COLUMNS: Final = (
    "certainty",
    "clause",
    "path",
    "label_en",
    "label_zh",
    "setting",
    "status_quo",
    "recommended",
    "unit",
)


def _lever(path: str, value: object) -> dict[str, str]:
    lever = levers()[path]
    return {
        "clause": lever.clause,
        "path": path,
        "label_en": lever.label_en,
        "label_zh": lever.label_zh,
        "setting": str(value),
        "status_quo": str(lever.status_quo),
        "recommended": str(lever.recommended),
        "unit": lever.unit,
    }

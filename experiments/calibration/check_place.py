"""A place held against its own facts: published ones, national rates reweighted, margins of its settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from experiments.asking.scenario_in_worlds import apart, load_in_worlds
from experiments.calibration.facts import Fact, place_facts
from experiments.calibration.observed import observe
from experiments.calibration.place_margins import MARGIN, REWEIGHTED, margins, reweighted
from experiments.running.progress import Console
from sim.engine.settings import BadInput
from sim.policies import Policies
from sim.scenario import name_parts

OWN: Final = "own"


@dataclass(frozen=True)
class Checked:
    """A fact and what the run gives.

    Attributes:
        fact: with what counts as a hit.
        role: ``own`` to the place, ``reweighted`` from the country, or a ``margin`` of the settings.
        found: what the run gives.
    """

    fact: Fact
    role: str
    found: float

    @property
    def passes(self) -> bool:
        """Whether it is a hit."""
        return self.fact.hit(self.found)

    def row(self) -> dict[str, Any]:
        """As plain data."""
        one = self.fact
        return {
            "fact": one.fact,
            "role": self.role,
            "label_en": one.label_en,
            "label_zh": one.label_zh,
            "target": one.value,
            "low": one.low,
            "high": one.high,
            "found": self.found if self.found == self.found else None,
            "passes": self.passes,
            "year": one.year,
            "source": one.source if self.role == OWN else "",
        }


def check_place(
    name: str,
    *,
    seed: int = 1,
    interviews: int = 7000,
    overrides: Sequence[str] = (),
    console: Console | None = None,
) -> list[Checked]:
    """Run a place under the status quo and hold what is known of it against the run.

    Args:
        name: of a place, or the path of its file.
        seed: of the run and its interviews.
        interviews: respondents, at the end of the burn-in.
        overrides: ``PATH=VALUE`` settings laid over it.
        console: where progress is shown.

    Raises:
        BadInput: it cannot be loaded, or is not a place alone.
    """
    scenario = load_in_worlds(name, seed=seed, overrides=overrides)
    if scenario.policies != Policies():
        raise BadInput(f"{name}: facts are of places as they are; give a place without a policy")
    place = Path(name_parts(apart(name)[0])[0]).stem
    own = place_facts(place)
    if console is None:
        seen = observe(scenario, own, interviews)
    else:
        with console.bar(scenario.name, scenario.calendar.burn_in + scenario.calendar.horizon) as advance:
            seen = observe(scenario, own, interviews, lambda _: advance(1))
    found = [Checked(fact, OWN, seen.of(fact)) for fact in own]
    found += [Checked(fact, REWEIGHTED, seen.of(fact)) for fact in reweighted(place, seen.survey)]
    return found + [
        Checked(fact, MARGIN, seen.of(fact)) for fact in margins(scenario.place, place, seen.survey)
    ]

"""Run a scenario from the first month to the last, alone or forked from a shared burn-in."""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.flows import FlowRow, Flows
from sim.outcomes.register import COMMUNITY_OUTCOMES, Key, OutcomeTaker, outcome_keys
from sim.policies import Policies
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

OnMonth = Callable[[int], None]
Change = tuple[int, Policies]


@dataclass(frozen=True)
class Run:
    """What a run left behind.

    Attributes:
        scenario: what was run; after changes on the way, as it stood at the end.
        keys: the columns, (outcome, group).
        values: (months, keys); NaN where an outcome has no value in a month.
        flows: all money as (month, payer, payee, purpose, community, fen), a tuple or what prints as one.
        communities: (months, communities, outcomes) the same outcomes taken in each community alone, in the
            order of ``COMMUNITY_OUTCOMES``; NaN where there is no value.
        pilots: (communities,) which are pilots of the reform (S3.1).
    """

    scenario: Scenario
    keys: tuple[Key, ...]
    values: NDArray[np.float64]
    flows: Sequence[FlowRow]
    communities: NDArray[np.float64]
    pilots: NDArray[np.bool_]

    def __repr__(self) -> str:
        """What was run and how much there is; :meth:`headline` and :meth:`monthly` give the numbers."""
        months, keys = self.values.shape
        scenario = self.scenario
        return f"Run({scenario.name!r}, seed={scenario.seed}, months={months}, outcomes_by_group={keys})"

    def monthly(self) -> pd.DataFrame:
        """Outcomes as a long table: month, outcome, group, value."""
        import pandas as pd

        month, column = np.nonzero(~np.isnan(self.values))
        outcome = [self.keys[k][0] for k in column]
        group = [self.keys[k][1] for k in column]
        cells = {"month": month + 1, "outcome": outcome, "group": group, "value": self.values[month, column]}
        return pd.DataFrame(cells)

    def by_community(self) -> pd.DataFrame:
        """Outcomes of each community as a long table: month, community, pilot, outcome, value."""
        import pandas as pd

        month, community, column = np.nonzero(~np.isnan(self.communities))
        cells = {
            "month": month + 1,
            "community": community,
            "pilot": self.pilots[community],
            "outcome": [COMMUNITY_OUTCOMES[k] for k in column],
            "value": self.communities[month, community, column],
        }
        return pd.DataFrame(cells)

    def headline(self) -> dict[Key, float]:
        """Mean of each outcome over the months from the policy date on, where it has any value."""
        means = zip(self.keys, self.means().tolist(), strict=True)
        return {key: mean for key, mean in means if not math.isnan(mean)}

    def means(self) -> NDArray[np.float64]:
        """The same as (keys,) numbers, NaN where an outcome has no value in any of these months."""
        after = self.values[self.scenario.calendar.burn_in :]
        known = ~np.isnan(after)
        count = known.sum(axis=0, dtype=np.uint32)
        total: NDArray[np.float64] = after.sum(axis=0)
        some = np.flatnonzero((count > 0) & (count < len(after)))
        total[some] = np.where(known.take(some, axis=1), after.take(some, axis=1), 0.0).sum(axis=0)
        means: NDArray[np.float64] = total / np.maximum(count, 1)
        return means

    def digest(self) -> str:
        """Hash every number of the run: equal digests mean the same run to the last bit."""
        parts = _hash_of_keys(self.keys).copy()
        parts.update(np.ascontiguousarray(self.values).data)
        parts.update(repr(self.flows).encode())
        parts.update(np.ascontiguousarray(self.communities).data)
        parts.update(self.pilots.tobytes())
        return parts.hexdigest()


@functools.lru_cache(maxsize=4)
def _hash_of_keys(keys: tuple[Key, ...]) -> hashlib._Hash:
    """With what every digest begins: the same for all runs, and a tenth of a short run's."""
    return hashlib.sha256(repr(keys).encode())


def adopt(district: District, changes: Sequence[Change]) -> None:
    """Put in force what is due in the coming month.

    Args:
        district: written: the policies of its scenario.
        changes: policies from a month on; of those that are due, the last holds.
    """
    due = [policies for month, policies in changes if month <= district.month + 1]
    if due and due[-1] != district.scenario.policies:
        district.scenario = replace(district.scenario, policies=due[-1])


class Recorder:
    """Steps a district and keeps what is measured; changes nothing in it but the policies that are due."""

    def __init__(
        self, district: District, trunk: Recorder | None = None, changes: Sequence[Change] = ()
    ) -> None:
        """Follow a district, perhaps one whose burn-in another recorder has recorded."""
        self.district, self.changes = district, changes
        self.keys = outcome_keys()
        self.taker = OutcomeTaker(district)
        months, communities = district.last_month, len(district.pilots)
        self.values = np.empty((months, len(self.keys)))
        self.communities = np.empty((months, communities, len(COMMUNITY_OUTCOMES)))
        if trunk is not None:
            self.values[: district.month] = trunk.values[: district.month]
            self.communities[: district.month] = trunk.communities[: district.month]

    def advance(self, to_month: int, on_month: OnMonth | None) -> None:
        """Step until the end of a month, telling ``on_month`` the number of each month that has ended."""
        while self.district.month < to_month:
            adopt(self.district, self.changes)
            self.district.step()
            self.values[self.district.month - 1] = self.taker.row(self.district)
            self.communities[self.district.month - 1] = self.taker.by_community
            if on_month is not None:
                on_month(self.district.month)

    def result(self) -> Run:
        """Give what was recorded as a run."""
        district, flows = self.district, Flows.of(self.district.ledger.books)
        values, communities = self.values[: district.month], self.communities[: district.month]
        return Run(district.scenario, self.keys, values, flows, communities, district.pilots)


def simulate(scenario: Scenario, *, on_month: OnMonth | None = None, threads: int = 1) -> Run:
    """Run one scenario from its first month to its last."""
    with closing(District(scenario, views=False, threads=threads)) as district:
        recorder = Recorder(district)
        recorder.advance(district.last_month, on_month)
        return recorder.result()


def simulate_forked(
    scenarios: Sequence[Scenario],
    *,
    changes: Sequence[Sequence[Change]] = (),
    on_month: OnMonth | None = None,
) -> list[Run]:
    """Run scenarios that share seed, place, assumptions and calendar; their burn-in is lived through once.

    Each result is the same, to the last bit, as :func:`simulate` gives for the scenario alone.

    Args:
        scenarios: what to run.
        changes: for each scenario its changes of policies after the policy date; none if left out.
        on_month: told the number of each month that has ended.

    Raises:
        ValueError: the scenarios do not share their burn-in.
    """
    with closing(District(scenarios[0], views=False)) as district:
        trunk = Recorder(district)
        trunk.advance(scenarios[0].calendar.burn_in, on_month)
        *before, last = zip(scenarios, changes or [()] * len(scenarios), strict=True)
        runs = [_branch(trunk, *branch, on_month) for branch in before]
        return [*runs, _last(trunk, *last, on_month)]


def _last(trunk: Recorder, scenario: Scenario, changes: Sequence[Change], on_month: OnMonth | None) -> Run:
    """Go on without a copy: nobody needs the burn-in any more."""
    trunk.district.turn_to(scenario)
    trunk.changes = changes
    trunk.advance(trunk.district.last_month, on_month)
    return trunk.result()


def _branch(trunk: Recorder, scenario: Scenario, changes: Sequence[Change], on_month: OnMonth | None) -> Run:
    """Go on from the burn-in under a scenario of one's own."""
    with closing(trunk.district.fork(scenario)) as district:
        branch = Recorder(district, trunk, changes)
        branch.advance(district.last_month, on_month)
        return branch.result()

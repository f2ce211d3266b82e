"""A trial under one seed: the untreated world, one treated world an arm, and one world divided by the lot.

The untreated world is the control: the same people under the same draws, so that an effect is theirs alone.
In the divided world the comparison is between those whom the lot treats and those whom it leaves, as in the
field; its estimate has the noise, and the spill-over, that a study there has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from experiments.null_models.responses import gate_shares
from experiments.trials.trial_file import Arm, Trial, TrialMeasure
from experiments.trials.world.assignment import draw_lot
from experiments.trials.world.compare_cells import Compared, between_people, between_worlds
from experiments.trials.world.measuring import groups_of, on_whom, still_here, value_of
from experiments.trials.world.treatment import Treatment, treat
from experiments.trials.world.trial_cells import FIELDS, PAIRED, WITHIN, Cell, cells_of, keys_of
from sim.district import District
from sim.institutions.government.rollout import EVERYWHERE, pilot_communities
from sim.outcomes.register import COMMUNITY_OUTCOMES
from sim.policies import Policies
from sim.residents.exposure import no_exposure
from sim.scenario import Scenario
from sim.simulation import OnMonth, Run
from sim.vocabulary import ACTS

Flags = NDArray[np.bool_]
Values = NDArray[np.float64]
Units = NDArray[np.int64]


def simulate_trials(
    scenarios: Sequence[Scenario],
    *,
    trial: Trial,
    policies: Mapping[str, Policies],
    on_month: OnMonth | None = None,
) -> list[Run]:
    """Run a trial once under each scenario's seed, in the form in which runs of questions are kept.

    Args:
        scenarios: places with seed; the burn-in ends before the trial's month.
        trial: what is done and measured.
        policies: levers of the arms that have some, by the arm's name.
        on_month: told the number of each month that has ended, of burn-in and of the untreated world.
    """
    return [_Worlds(trial, policies, one, on_month).run() for one in scenarios]


@dataclass(frozen=True)
class _World:
    """What was seen in a world.

    Attributes:
        seen: what each resident did or said, by measure and horizon.
        reason: (residents, acts) what came of each act in the trial's first month.
        acts: (residents,) what each did in it.
    """

    seen: dict[tuple[str, int], Values]
    reason: NDArray[np.int8]
    acts: NDArray[np.int16]


class _Worlds:
    """The worlds of one seed."""

    def __init__(
        self, trial: Trial, policies: Mapping[str, Policies], scenario: Scenario, on_month: OnMonth | None
    ) -> None:
        self.trial, self.policies, self.scenario = trial, policies, scenario
        self.before = District(scenario, views=False)
        while self.before.month < trial.month - 1:
            self.before.step()
            if on_month is not None:
                on_month(self.before.month)
        self.lot = draw_lot(self.before, trial.units)
        self.control = self._live((), scenario, on_month)
        self.found: dict[Cell, Compared] = {}

    def run(self) -> Run:
        """Live through all worlds and compare them."""
        told = [arm for arm in self.trial.arms if arm.name not in self.policies]
        for arm in self.trial.arms:
            if arm.name in self.policies:
                self._reform(arm)
            else:
                self._treat_all(arm)
        if told:
            self._divide(told)
        return self._as_run()

    def _treat_all(self, arm: Arm) -> None:
        """All drawn units, in a world of their own."""
        treatment = treat(self.before, arm, self.lot.treated)
        self._compare_worlds(treatment, self._live((treatment,), self.scenario))

    def _reform(self, arm: Arm) -> None:
        """Levers: the lot falls on communities by the model's own rule for pilots (S3.1)."""
        policies, community = self.policies[arm.name], self.before.residents.community.astype(np.int64)
        drawn = self._drawn(policies)
        pilots = self.lot.treated & drawn[community]
        treatment = treat(self.before, arm, pilots)
        world = self._live((treatment,), replace(self.scenario, policies=policies))
        self._compare_worlds(treatment, world)
        self._compare_people(treatment, world, self.lot.treated & ~drawn[community], community)

    def _drawn(self, policies: Policies) -> Flags:
        """(communities,) where the levers are in force."""
        kinds = self.before.geography.community_type
        if policies.pilots.where == EVERYWHERE:
            return np.ones(kinds.size, dtype=np.bool_)
        return pilot_communities(policies.pilots, kinds, self.before.seed)

    def _divide(self, arms: Sequence[Arm]) -> None:
        """Deal the drawn units out to the arms and to nobody, and let all live in one world."""
        parts = len(arms) + 1
        treatments = [treat(self.before, arm, self.lot.share(k + 1, parts)) for k, arm in enumerate(arms)]
        world = self._live(treatments, self.scenario)
        for treatment in treatments:
            self._compare_people(treatment, world, self.lot.share(0, parts), self.lot.unit)

    def _live(
        self, treatments: Sequence[Treatment], scenario: Scenario, on_month: OnMonth | None = None
    ) -> _World:
        """One world, from the trial's first month to its last horizon."""
        district = self.before.fork(scenario)
        for treatment in treatments:
            treatment.begin(district)
        self._expose(district, treatments, 0)
        district.step()
        first = district.residents.reason.copy(), district.residents.acts.copy()
        world = _World(self._see(district), *first)
        for month in range(1, self.trial.months):
            self._expose(district, treatments, month)
            district.step()
            world.seen.update(self._see(district))
            if on_month is not None:
                on_month(district.month)
        return world

    def _expose(self, district: District, treatments: Sequence[Treatment], month: int) -> None:
        busy = [one for one in treatments if month < one.arm.months]
        district.exposure = no_exposure(len(district.residents) if busy else 0)
        for treatment in busy:
            treatment.expose(district.exposure, month)

    def _see(self, district: District) -> dict[tuple[str, int], Values]:
        """What is due at the end of the month."""
        horizon = district.month - self.before.month
        due = [one for one in self.trial.measured if horizon in one.horizons]
        here = still_here(district, self.before) if due else np.zeros(0, dtype=np.bool_)
        return {(one.name, horizon): value_of(district, self.before, one, horizon, here) for one in due}

    def _compare_worlds(self, treatment: Treatment, treated: _World) -> None:
        """The same people without and with the treatment."""
        arm = treatment.arm
        for cell, one in self._cells(PAIRED, arm):
            rows = self._rows(cell, one, treatment, treatment.assigned)
            seen = (one.name, cell.horizon)
            found = between_worlds(self.control.seen[seen], treated.seen[seen], rows)
            if arm.act:
                found |= gate_shares(self.control.reason[rows, ACTS.index(arm.act)])
            self.found[cell] = found | {"dose": self._dose(treatment, rows)}

    def _compare_people(self, treatment: Treatment, world: _World, left: Flags, unit: Units) -> None:
        """Those whom the lot treated against those whom it left, in one world."""
        nobody, in_trial = treat(self.before, treatment.arm, left), self.lot.treated
        for cell, one in self._cells(WITHIN, treatment.arm):
            sides = [self._rows(cell, one, side, in_trial) for side in (treatment, nobody)]
            both = sides[0] & sides[1]
            values = world.seen[one.name, cell.horizon]
            found = between_people(values, sides[0] & ~both, sides[1] & ~both, unit)
            self.found[cell] = found | {"dose": self._dose(treatment, sides[0])}

    def _rows(self, cell: Cell, one: TrialMeasure, treatment: Treatment, in_trial: Flags) -> Flags:
        """(residents,) whom a cell is about."""
        of_reached = "reached" in (one.of, cell.on)
        base = treatment.reached if of_reached else treatment.assigned
        found = on_whom(self.before, cell.on, base, in_trial)
        return found & groups_of(self.before, self.trial, one)[cell.group]

    def _dose(self, treatment: Treatment, rows: Flags) -> float:
        """Share reached; of an act that was brought about, the share who would not have done it anyway."""
        if not rows.any():
            return 0.0
        if not treatment.arm.brings_about:
            return float(treatment.reached[rows].mean())
        did = self.control.acts[rows] >> ACTS.index(treatment.arm.act) & 1
        return float(1.0 - did.mean())

    def _cells(self, way: str, arm: Arm) -> list[tuple[Cell, TrialMeasure]]:
        return [
            (cell, self.trial.measure(cell.measured))
            for cell in cells_of(self.trial)
            if cell.way == way and cell.arm == arm.name
        ]

    def _as_run(self) -> Run:
        """The numbers of all cells, each in the month of its horizon."""
        keys = keys_of(self.trial)
        column = {key: k for k, key in enumerate(keys)}
        months = self.scenario.calendar.burn_in + self.scenario.calendar.horizon
        values = np.full((months, len(keys)), np.nan)
        for cell, numbers in self.found.items():
            row = self.trial.month + cell.horizon - 2
            for field in FIELDS:
                values[row, column[cell.key(field)]] = numbers.get(field, np.nan)
        nowhere = np.zeros((months, 0, len(COMMUNITY_OUTCOMES)))
        return Run(self.scenario, keys, values, (), nowhere, np.zeros(0, dtype=np.bool_))

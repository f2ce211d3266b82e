"""What is measured of residents in one world, and on whom: assigned, reached, housemates, contacts."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.trials.conditions import adults, did_within, in_group, meeting
from experiments.trials.trial_file import CONTACTS, Trial, TrialMeasure
from sim.district import District
from sim.institutions.fund.state import Funds
from sim.network.layers import Layer
from sim.outcomes.resident_groups import EVERYBODY, PEOPLE_NAMES
from sim.survey.answers import answers_of
from sim.vocabulary import ACTS, Hukou

Flags = NDArray[np.bool_]
Values = NDArray[np.float64]
A_MONTH: Final = 1.0 / 12.0
LAYERS: Final = {
    "work": Layer.WORK,
    "hometown": Layer.HOMETOWN,
    "friend": Layer.FRIEND,
    "companion": Layer.COMPANION,
}


def value_of(
    district: District, before: District, measured: TrialMeasure, horizon: int, rows: Flags
) -> Values:
    """(residents,) what each says or did by a horizon; NaN for those who are not asked.

    Args:
        district: at the end of the horizon's month.
        before: as it stood before the trial.
        measured: what.
        horizon: months since the trial began.
        rows: who is asked.
    """
    found = np.full(rows.size, np.nan)
    if measured.question:
        asked = rows & adults(district)
        found[asked] = _answer(district, measured, np.flatnonzero(asked))
    elif measured.ties:
        found[rows] = _has_companion_across(district)[rows]
    elif measured.projects:
        more = _decided(district) - _decided(before)
        found[rows] = more[district.residents.community[rows]]
    else:
        months = min(measured.window or horizon, horizon)
        found[rows] = did_within(district, ACTS.index(measured.act), months)[rows]
    return found


def _answer(district: District, measured: TrialMeasure, rows: NDArray[np.int64]) -> Values:
    given = np.asarray(answers_of(district, rows)[measured.question])
    if measured.equals:
        yes: Values = (given.astype(str) == measured.equals).astype(np.float64)
        return yes
    number: Values = given.astype(np.float64)
    return (number >= measured.at_least).astype(np.float64) if measured.at_least else number


def _has_companion_across(district: District) -> Flags:
    """Whether somebody met in shared acts is local to a migrant, or migrant to a local."""
    migrant = district.residents.hukou == int(Hukou.OUTSIDE_DISTRICT)
    partner = district.companions.partner
    other = migrant[np.maximum(partner, 0)] != migrant[:, np.newaxis]
    found: Flags = ((partner >= 0) & other).any(axis=1)
    return found


def _decided(district: District) -> NDArray[np.int64]:
    """(communities,) micro-projects that were ever decided on: finished, or running."""
    return district[Funds].ever_finished + district[Funds].under_way()


def still_here(district: District, before: District) -> Flags:
    """(residents,) whether the person of the row is the one who lived there before."""
    elapsed = (district.month - before.month) * A_MONTH
    stayed = district.residents.years_here >= before.residents.years_here + elapsed - 0.5 * A_MONTH
    older = district.residents.age >= before.residents.age + elapsed - 0.5 * A_MONTH
    same: Flags = stayed & older
    return same


def on_whom(district: District, on: str, base: Flags, assigned: Flags) -> Flags:
    """(residents,) adults on whom an effect is measured.

    Args:
        district: before the trial.
        on: see :data:`experiments.trials.trial_file.ON`.
        base: whose housemates, neighbours or contacts.
        assigned: who is treated in this trial and so is nobody's untreated contact.
    """
    if on in ("assigned", "reached"):
        return base
    others = adults(district) & ~assigned
    if on == "others":
        return others
    housemates = _in_same(district.residents.household, base)
    if on == "housemates":
        return others & housemates
    if on == "building":
        return others & _in_same(district.residents.building, base) & ~housemates
    return others & _contacts(district, LAYERS[on], base) & ~housemates


def _in_same(place: NDArray[np.int32], base: Flags) -> Flags:
    return np.isin(place, place[base])


def _contacts(district: District, layer: Layer, base: Flags) -> Flags:
    found = np.zeros_like(base)
    if layer is Layer.COMPANION:
        partner = district.companions.partner[base]
        found[partner[partner >= 0]] = True
        return found
    network = district.network
    found[network.target[(network.layer == layer) & base[network.source]]] = True
    return found


def groups_of(district: District, trial: Trial, measured: TrialMeasure) -> dict[str, Flags]:
    """Residents of each group that a measure tells apart, as they are before the trial."""
    found = {EVERYBODY: adults(district)}
    for name in measured.groups:
        own = trial.groups.get(name)
        found[name] = in_group(district, name) if own is None else meeting(district, own.among)
    return found


def known_groups(trial: Trial) -> list[str]:
    """Names of groups that measures can ask for."""
    return [*trial.groups, *PEOPLE_NAMES]


assert set(LAYERS) == set(CONTACTS), "every contact that a file can name has a layer"

"""From the shares of a place to tables whose margins are those shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from sim.engine.arithmetic import exp, log, logistic
from sim.engine.settings.per_object import PerObject
from sim.population.margins import (
    AGE_GROUPS,
    BANDS,
    LEVELS,
    LOCAL,
    MIGRANT,
    OLDEST,
    Margins,
    Table,
    cdf,
    fit_odds,
    level_for,
    mean_migrants,
    shares_of,
    tilted,
    total,
)
from sim.population.numbers import Families, LifeCourse, Population, assumed_of
from sim.population.place import Housing, People, Place

_DECADES: Final = np.array([2.1, 3.0, 4.0, 5.0, 6.0, 7.2])  # middles of the age bands in ten years
_LEVEL: Final = np.arange(6.0)


def calibrate(place: Place, population: Population | None = None) -> Margins:
    """Make the tables of a place; they depend on it and on what is assumed only, not on a seed.

    A place that is built again has the same tables, which nobody may write.
    """
    return _margins(place, population or _AS_DECLARED)


def _calibrated(place: Place, population: Population) -> Margins:
    families, mind = population.families, population.mind
    people, types = place.people, [kind.housing for kind in place.types.values()]
    age, education = age_tables(types, families), education_tables(people, types)
    weights = adult_weights(place, types, age, education)
    by_band, by_level = total(total(weights, 3), 0), total(total(weights, 2), 0)
    owners = owner_chances(people, types, total(weights, 3))
    dwelling = np.max(owners, axis=2)
    return Margins(
        male=people.male,
        household_cdf=household_tables(types),
        age_cdf=age.reshape(-1, BANDS),
        parent_slope=_column(types, lambda kind: parent_slope(kind, families)),
        child_of_parent=_column(types, lambda kind: child_chances(kind, families)[0]),
        child_of_other=_column(types, lambda kind: child_chances(kind, families)[1]),
        education_cdf=education.reshape(-1, LEVELS),
        owner_dwelling=dwelling,
        title=owners / np.maximum(dwelling, 1e-12)[:, :, None],
        shareholder=_column(types, lambda kind: kind.shareholders) / np.maximum(dwelling[:, LOCAL], 1e-12),
        elsewhere=_column(types, lambda kind: kind.elsewhere),
        agricultural=np.array([people.agricultural_locals, people.agricultural_migrants]),
        party=party_chances(people, total(weights)),
        moved=people.locals_moved,
        years_cdf=cdf(np.array([people.years_locals, people.years_migrants])),
        contact_cdf=cdf(np.array([people.contact_locals, people.contact_migrants])),
        tools=tools_chances(people, mind.tools_per_contact),
        trust=_rows((people.trust_locals, people.trust_migrants), by_band, mind.trust_per_decade * _DECADES),
        internal=_rows(
            (people.efficacy_internal_locals, people.efficacy_internal_migrants),
            by_level,
            mind.internal_per_level * _LEVEL,
        ),
        external=_rows(
            (people.efficacy_external,), total(by_level)[None, :], mind.external_per_level * _LEVEL
        )[0],
        employed=np.array([people.employed_men, people.employed_women]),
        hometown_cdf=cdf(people.hometowns)[None, :],
        works_here=_column(types, lambda kind: kind.works_here),
        work_hours=_column(types, lambda kind: kind.work_hours),
        work_evening=_column(types, lambda kind: kind.work_evening),
        mortality=mortality(population.life),
        assumed=assumed_of(population),
    )


_AS_DECLARED: Final = Population()
_margins: Final = PerObject(_calibrated)


def mortality(life: LifeCourse) -> Table:
    """Chance to die in a month by year of age."""
    ages = range(OLDEST + 1)
    rates = [life.death_rate * exp(life.death_rise * (age - life.death_from)) / 12.0 for age in ages]
    return np.array(rates)


def _column(types: list[Housing], value: Callable[[Housing], float]) -> Table:
    return np.array([value(kind) for kind in types], dtype=np.float64)


def household_tables(types: list[Housing]) -> Table:
    """Cumulative shares of family households by number of persons, one row a type."""
    shares = np.zeros((len(types), max(len(kind.household_sizes) for kind in types)))
    for row, kind in zip(shares, types, strict=True):
        row[: len(kind.household_sizes)] = kind.household_sizes
    return cdf(shares)


def _rows(targets: tuple[float, ...], weights: Table, offsets: Table) -> Table:
    """Log-odds per group and cell: a level for each group so that its share is met, plus the offsets."""
    return np.array([level_for(t, w, offsets) + offsets for t, w in zip(targets, weights, strict=True)])


def age_tables(types: list[Housing], families: Families) -> Table:
    """Cumulative shares of age bands: locals, migrants in families, migrants in dormitories (younger).

    If a share d of migrants lives in dormitories, the tilts k there and -k d/(1-d) in families leave all
    migrants as the scenario says.
    """
    tables = np.empty((len(types), AGE_GROUPS, BANDS))
    for table, kind in zip(tables, types, strict=True):
        migrants, d = cdf(kind.age_migrants), min(kind.dormitory, 0.999)
        tilt = families.dormitory_young * min(1.0, (1.0 - d) / max(d, 1e-9))
        in_families = -tilt * d / (1.0 - d)
        table[:] = cdf(kind.age_locals), tilted(migrants, in_families), tilted(migrants, tilt)
    return tables


def education_tables(people: People, types: list[Housing]) -> Table:
    """Cumulative shares of education levels by type and age band; positive tilt means more education."""
    by_band = cdf(np.array(people.education_by_age).reshape(BANDS, LEVELS))
    return np.array([tilted(by_band, -kind.education_tilt) for kind in types])


def adult_weights(place: Place, types: list[Housing], age: Table, education: Table) -> Table:
    """Expected adults of the place by type, group, age band and education level."""
    adults = dict.fromkeys(place.types, 0.0)
    for group in place.communities:
        grown_up = 1.0 - place.types[group.type].housing.children
        adults[group.type] += group.count * about(group.residents) * grown_up
    weights = np.empty((len(types), 2, BANDS, LEVELS))
    for t, (kind, count) in enumerate(zip(types, adults.values(), strict=True)):
        migrants = mean_migrants(kind.migrant_quantiles)
        groups = np.array([1.0 - migrants, migrants])
        bands = np.array([shares_of(age[t, LOCAL]), shares_of(cdf(kind.age_migrants))])
        weights[t] = count * groups[:, None, None] * bands[:, :, None] * shares_of(education[t])[None, :, :]
    return weights / float(total(weights.ravel()))


def about(residents: int) -> float:
    """Round to a quarter of an octave, so that one more resident does not shift all chances by a hair."""
    return float(exp(log(2.0) * round(4.0 * log(float(residents)) / log(2.0)) / 4.0))


def child_chances(kind: Housing, families: Families) -> tuple[float, float]:
    """Chance that a third or later person of a family is a child: head of a parent's age, and otherwise."""
    sizes = cdf(kind.household_sizes)
    persons, later = _persons(sizes)
    in_dormitories = (1.0 - kind.children) * mean_migrants(kind.migrant_quantiles) * kind.dormitory
    wanted = kind.children / max(1.0 - in_dormitories, 1e-9)
    most = families.most_children
    chance = min(wanted * persons / later, most) if later > 0.0 else 0.0
    of_parent = min(families.parents_with_children * chance, most)
    return of_parent, 2.0 * chance - of_parent


def _persons(sizes: Table) -> tuple[float, float]:
    number = np.arange(1.0, len(sizes) + 1.0)
    shares = shares_of(sizes)
    return float(total(shares * number)), float(total(shares * np.maximum(number - 2.0, 0.0)))


def parent_slope(kind: Housing, families: Families) -> float:
    """Density of age ranks outside the parents' ranks, among adults of families, before they are evened out.

    Heads and partners have uniform ranks; a third adult is half the ranks away from the head and is there
    less often when the head is of a parent's age, so ranks outside the parents' are too rare by this factor.
    """
    persons, later = _persons(cdf(kind.household_sizes))
    of_parent, of_other = child_chances(kind, families)
    outside = persons - later + later * (1.0 - of_parent)
    parents = persons - later + later * (1.0 - of_other)
    return 2.0 * outside / (outside + parents)


def owner_chances(people: People, types: list[Housing], weights: Table) -> Table:
    """Chance to own by type, group and age band, for those who do not live in dormitories."""
    margins = np.array([[kind.owner_locals, kind.owner_migrants] for kind in types])
    cells = weights.reshape(-1, BANDS).T
    chances = fit_odds(cells, (np.array(people.owner_by_age), margins.ravel()))
    owners = chances.T.reshape(len(types), 2, BANDS)
    in_families = 1.0 - np.array([min(kind.dormitory, 0.999) for kind in types])
    owners[:, MIGRANT] = np.minimum(owners[:, MIGRANT] / in_families[:, None], 1.0)
    return owners


def party_chances(people: People, weights: Table) -> Table:
    """Chance of party membership by group, age band and education level."""
    cells = np.moveaxis(weights, 0, 2)
    by_group = np.array([people.party_locals, people.party_migrants])
    chances = fit_odds(cells, (np.array(people.party_by_age), np.array(people.party_by_education), by_group))
    return np.moveaxis(chances, 2, 0).copy()


def tools_chances(people: People, per_contact: float) -> Table:
    """Chance to borrow tools by group and level of contact with neighbours."""
    contact = shares_of(cdf(np.array([people.contact_locals, people.contact_migrants])))
    offsets = per_contact * np.arange(contact.shape[1], dtype=np.float64)
    log_odds = _rows((people.tools_locals, people.tools_migrants), contact, offsets)
    return np.array([[logistic(x) for x in row] for row in log_odds.tolist()])

"""Gate 4, motivated: the terms of the choice and its log-odds, for one resident and one act.

Written once: the engine (``blocks``), the explanation and the tests call it. What each term is and what it
weighs stands in ``motives.py``.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import log
from sim.engine.compiling import inner, njit
from sim.residents.motives import TERMS, Places
from sim.residents.person import Person
from sim.vocabulary import CIVIC_ACTS, Hukou, Informant

FloatArray = NDArray[np.float64]
TERM_COUNT: Final = len(TERMS)
AT: Final = Places(*range(len(TERMS)))  # of each term, by its name
SAME_STREET: Final = int(Hukou.SAME_STREET)
OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
VISIT: Final = int(Informant.VISIT)
CALL: Final = int(Informant.CALL)
MEETING: Final = int(Informant.MEETING)


@njit(cache=True, error_model="numpy")
def fill_terms(person: Person, concern: bool, x: FloatArray) -> None:
    """Fill the terms of the choice that hold for every act; ``x`` is (terms,), as in ``TERMS``."""
    fill_row(0, person, concern, x.reshape(1, x.size))


@njit(cache=True, error_model="numpy", inline="always")
def fill_row(k: int, person: Person, concern: bool, x: FloatArray) -> None:
    """The same in row ``k`` of (people, terms): many people need no array for each."""
    fill_all_but_years(k, person, concern, x)
    x[k, AT.years] = years_term(person.years_here)


@njit(cache=True, error_model="numpy", inline="always")
def fill_all_but_years(k: int, person: Person, concern: bool, x: FloatArray) -> None:
    """The same but for the years, whose logarithm takes as long as all the others and weighs in few acts."""
    decades = (person.age - 40.0) / 10.0
    x[k, AT.intercept] = 1.0
    x[k, AT.age] = decades
    x[k, AT.age_squared] = decades * decades
    x[k, AT.female] = person.female
    x[k, AT.education] = person.education - 2.0
    x[k, AT.party] = person.party
    x[k, AT.elsewhere] = person.hukou not in (SAME_STREET, OUTSIDE)
    x[k, AT.migrant] = person.hukou == OUTSIDE
    x[k, AT.owner] = person.owner
    x[k, AT.agricultural] = person.agricultural
    x[k, AT.contact] = person.neighbour_contact / 6.0
    x[k, AT.tools] = person.lends_tools
    x[k, AT.income] = person.income
    x[k, AT.trust] = (person.trust - 0.6) / 0.2
    x[k, AT.efficacy_internal] = (person.efficacy_internal - 0.5) * 5.0
    x[k, AT.efficacy_external] = (person.efficacy_external - 0.5) * 5.0
    x[k, AT.belonging] = (person.belonging - 0.5) / 0.2
    x[k, AT.concern] = concern
    x[k, AT.response] = person.response


@inner(cache=True, error_model="numpy")
def years_term(years_here: float) -> float:
    """The term of the years here."""
    return float(log((years_here + 1.0) / 11.0))


@njit(cache=True, error_model="numpy")
def motivation(
    coefficient: FloatArray,
    habit: float,
    source: int,
    share_active: float,
    others: bool,
    disposition: float,
    x: FloatArray,
) -> float:
    """Gate 4. Log-odds of doing it; completes ``x`` with the terms that belong to the act.

    Args:
        coefficient: (terms,) of the act.
        habit: see :func:`sim.residents.gates.habit_of`.
        source: from whom it was heard: a visit, a call or a meeting asks.
        share_active: weighted share of contacts who did it.
        others: did another civic act within a year, see :func:`does_others`.
        disposition: see :class:`sim.residents.lasting.Lasting`.
        x: terms filled by :func:`fill_terms`.
    """
    return log_odds(0, coefficient, habit, source, share_active, others, disposition, x.reshape(1, x.size))


@njit(cache=True, error_model="numpy", inline="always")
def log_odds(
    k: int,
    coefficient: FloatArray,
    habit: float,
    source: int,
    share_active: float,
    others: bool,
    disposition: float,
    x: FloatArray,
) -> float:
    """The same with the terms in row ``k`` of (people, terms)."""
    complete_row(k, habit, source, share_active, others, disposition, x)
    z = 0.0
    for term in range(TERM_COUNT):
        z += coefficient[term] * x[k, term]
    return z


@njit(cache=True, error_model="numpy", inline="always")
def complete_row(
    k: int, habit: float, source: int, share_active: float, others: bool, disposition: float, x: FloatArray
) -> None:
    """Complete row ``k`` of (people, terms) with the terms that belong to the act."""
    x[k, AT.habit] = habit
    x[k, AT.asked] = source == VISIT
    x[k, AT.called] = source == CALL
    x[k, AT.at_meeting] = source == MEETING
    x[k, AT.contacts] = share_active
    x[k, AT.other_acts] = others
    x[k, AT.disposition] = disposition


@njit(cache=True, error_model="numpy")
def does_others(act: int, active: int) -> bool:
    """Whether another civic act was done recently: one act leads to another."""
    return bool(active & CIVIC_ACTS & ~(1 << act))


@njit(cache=True, error_model="numpy")
def share_of(active: float, total: float) -> float:
    """Weighted share of contacts who did it; 0 without contacts."""
    return active / total if total > 0.0 else 0.0

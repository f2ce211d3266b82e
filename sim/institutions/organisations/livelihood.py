"""An organisation's month: it pays the rent, works for what is left, keeps or loses members and its name.

One compiled pass over all organisations; the payments that come of it are made in :mod:`.month`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import exp
from sim.engine.compiling import njit
from sim.institutions.organisations.state import OrganisationColumns

Array = NDArray[Any]


class Means(NamedTuple):
    """What an organisation has to live on, and what misuse may cost it; (organisations,) but as told.

    Attributes:
        money: fen on its account.
        joiners: (communities,) share of those who would join an organisation whom none has yet.
        enforcement: (communities,) part of the cases that departments take up together.
        drawn: draw of misuse.
    """

    money: NDArray[np.int64]
    joiners: NDArray[np.float64]
    enforcement: NDArray[np.float64]
    drawn: NDArray[np.float64]


class Livelihood(NamedTuple):
    """The numbers of the rules; rents and the wage in fen, the others as settings name them."""

    rent: int
    rent_filed: int
    wage: int
    recruits: float
    leaves: float
    rule_hours: float
    misuse: float
    misuse_most: float
    rules_effect: float
    deterrence: float
    finding_scale: float
    own_risk: float
    credibility: tuple[float, ...]
    reputation_pace: float


@njit(cache=True, nogil=True, error_model="numpy")
def live_a_month(
    month: int, months_left: int, book: OrganisationColumns, means: Means, rule: Livelihood
) -> Array:
    """Live through the month; columns are written.

    Args:
        month: month of the run.
        months_left: months until January, this one among them: so long what there is must last.
        book: the columns.
        means: what there is.
        rule: the assumed numbers.

    Returns:
        (3, organisations) fen that each pays: rent, what is misused, wages.
    """
    paid = np.zeros((3, means.money.size), dtype=np.int64)
    for k in range(means.money.size):
        c, opened = book.community[k], book.opens[k] <= month
        rent = 0 if book.rent_free[k] else (rule.rent if book.registered[k] else rule.rent_filed)
        able = opened and means.money[k] >= rent
        if opened:
            book.months_without_money[k] = 0 if able else book.months_without_money[k] + 1
        if able:
            share = _misused(k, book, means.enforcement[c], means.drawn[k], rule)
            _work(k, book, max(0, means.money[k] - rent * months_left) // months_left, share, rule)
            paid[0, k] = rent
        paid[1, k], paid[2, k] = book.misused[k], book.spent[k] - book.misused[k]
        book.misused_year[k] += book.misused[k]
        if opened:
            joined = rule.recruits * book.capability[k] * book.reputation[k] * means.joiners[c] * able
            book.members[k] = (book.members[k] + joined) * (1.0 - rule.leaves)
            goal = near(book.capability[k], book.has_rules[k], able, rule.credibility)
            book.reputation[k] += rule.reputation_pace * (goal - book.reputation[k])
    return paid


@njit(cache=True, error_model="numpy", inline="always")
def _work(k: int, book: OrganisationColumns, spent: int, share: float, rule: Livelihood) -> None:
    """Spend an even part of what must last until January, rents kept back; rules take some of the hours."""
    book.spent[k], book.misused[k] = spent, int(spent * share)
    paid = (spent - book.misused[k]) / rule.wage
    book.staff_hours[k] = max(0.0, paid - rule.rule_hours * book.has_rules[k])


@njit(cache=True, error_model="numpy", inline="always")
def _misused(k: int, book: OrganisationColumns, enforced: float, u: float, rule: Livelihood) -> float:
    """Share of the month's money that is misused: less with rules, less with risk, and by a random draw.

    The risk is the chance that misuse of a tenth is found in a year of such inspections, times what it
    costs then.
    """
    kept_by_rules = 1.0 - rule.rules_effect * book.has_rules[k]
    found = 1.0 - exp(-book.inspected[k] / rule.finding_scale)
    risk = found * (rule.own_risk + (1.0 - rule.own_risk) * enforced)
    deterred = exp(-rule.deterrence * risk)
    return float(min(rule.misuse_most, rule.misuse * kept_by_rules * deterred * 2.0 * u))


@njit(cache=True, inline="always")
def near(capability: Any, has_rules: Any, at_work: Any, weights: tuple[float, ...]) -> Any:
    """What an organisation's credibility nears: capability, rules, being at work; of one, or (k,) of many."""
    there, able, ruled, working = weights
    return there + able * capability + ruled * has_rules + working * at_work

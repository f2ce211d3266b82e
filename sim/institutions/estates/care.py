"""How estates are kept (A10): property companies collect and spend, give up, and are followed by others.

All managed estates at once: arrays below are (estates,) in the order of both books.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Flags, Numbers
from sim.calendar import DECEMBER, month_of_year
from sim.engine.compiling import njit
from sim.engine.ledger import each_to_fen
from sim.engine.random import each_uniform
from sim.engine.records import record
from sim.institutions.estates.state import COMPANY_DRAWS, HomeownersCommittees, PropertyCompanies
from sim.institutions.world import World

Amounts = NDArray[np.float64]


class Prices(NamedTuple):
    """What a month of care reads of :class:`sim.institutions.estates.numbers.EstateLife`."""

    fee: float
    refused: float
    common: float
    common_part: float
    margin: float
    margin_overseen: float
    wages: float
    adjusts: float


def manage(district: World) -> None:
    """Collect fees, keep the margin, spend the rest; quality follows what is spent, for good or ill."""
    book, c = district[PropertyCompanies], district[PropertyCompanies].community
    owners, residents, managed = district[HomeownersCommittees], residents_of_each(c), book.manages.copy()
    yuan = _keep_estates(
        managed,
        owners.stands,
        book.residents,
        book.least,
        book.work,
        book.quality,
        book.losses,
        record(Prices, district.institutions.estates),
    )
    fees, common, works, wages, upkeep = each_to_fen(yuan)
    district.pay_each(residents, book.accounts, fees, "property fees", c)
    district.pay_each(OUTSIDE, book.accounts, common, "income from common parts", c)
    district.pay_each(book.accounts, owners.accounts, works, "common income to owners", c)
    district.pay_each(book.accounts, residents, wages, "property wages", c)
    district.pay_each(book.accounts, OUTSIDE, upkeep, "property upkeep", c)
    _do_common_works(district)
    _give_up(district, book, managed)
    _find_successors(district, book, ~managed)


@njit(cache=True, nogil=True, error_model="numpy")
def _keep_estates(
    managed: Flags,
    overseen: Flags,
    residents: Numbers,
    least: Amounts,
    work: Amounts,
    quality: Amounts,
    losses: Numbers,
    rule: Prices,
) -> Amounts:
    """A month of care: quality and months with a loss are written.

    Returns:
        (5, estates) yuan: fees, income from common parts, of it the owners', wages, upkeep.
    """
    yuan = np.zeros((5, managed.size))
    for k in range(managed.size):
        full, goal, cost, works = rule.fee * residents[k], 0.0, 0.0, 0.0
        if managed[k]:
            fees, common = full * (1.0 - rule.refused * (1.0 - quality[k])), rule.common * residents[k]
            works = rule.common_part * common if overseen[k] else 0.0
            kept = rule.margin_overseen if overseen[k] else rule.margin
            cost = max(least[k] * full, (1.0 - kept) * fees)
            goal = work[k] * (cost + works) / max(full, 1e-9) if full > 0.0 else 0.0
            losses[k] = losses[k] + 1 if cost + works > fees + common else 0
            yuan[0, k], yuan[1, k], yuan[2, k] = fees, common, works
            yuan[3, k], yuan[4, k] = cost * rule.wages, cost * (1.0 - rule.wages)
        quality[k] += rule.adjusts * (min(1.0, goal) - quality[k])
    return yuan


def _give_up(district: World, book: PropertyCompanies, managed: Flags) -> None:
    """Who has lost for too long gives the estate up; the others settle in December."""
    give_up = managed & (book.losses >= district.institutions.estates.patience)
    book.given_up += give_up
    book.leave(district, give_up)
    if month_of_year(district.month) == DECEMBER:
        book.settle(district, managed & ~give_up)


def _find_successors(district: World, book: PropertyCompanies, given_up: Flags) -> None:
    """Another company takes an estate that was given up, sooner or later."""
    if not np.count_nonzero(given_up):
        return
    u = each_uniform(district.seed, book.estate, district.month, COMPANY_DRAWS, 1)
    book.take_over(district, given_up & (u < district.institutions.estates.successor))


def _do_common_works(district: World) -> None:
    """Owners' committees spend what they received on their estates: a clerk of the estate and works."""
    book, c = district[HomeownersCommittees], district[HomeownersCommittees].community
    whole = book.balance(district.ledger)
    if not np.count_nonzero(whole):
        return
    clerk = np.floor(whole * district.institutions.estates.clerk).astype(np.int64)
    district.pay_each(book.accounts, residents_of_each(c), clerk, "homeowners' clerk", c)
    district.pay_each(book.accounts, OUTSIDE, whole - clerk, "common works", c)

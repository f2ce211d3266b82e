"""S1.3: the district buys services; openly by capability, reputation and price, or from those it knows.

All organisations at once: arrays below are (organisations,) in the order of the book.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import DISTRICT, OUTSIDE
from sim.bodies import Flags, Numbers
from sim.calendar import JANUARY, MONTHS, month_of_year
from sim.engine.compiling import njit
from sim.engine.ledger import FEN_PER_YUAN
from sim.engine.random import each_uniform, purpose
from sim.institutions.organisations.state import (
    KNOWN_AFTER,
    NOBODY,
    Amounts,
    FundingSource,
    Organisations,
)
from sim.institutions.row_selection import rows_where
from sim.institutions.world import World

PRICE_DRAWS: Final = purpose("organisations.price")
ADMISSION: Final = "organisations.admission"
SMALLEST: Final = 1.0  # yuan that are not worth a contract


def buy_services(district: World) -> None:
    """January: the district's ordinary purchases, then those that the catalogue adds where it is in force."""
    if month_of_year(district.month) != JANUARY:
        return
    book = district[Organisations]
    book.held_before[:], book.contracts[:] = book.contracts, 0.0
    rule, size = district.institutions.organisations, district.geography.size
    everywhere = rule.purchase_lines / 10000.0 * rule.purchase * float(size.sum())
    listed = district.levers("tasks.purchase_catalogue")
    _buy(district, book, everywhere, np.ones(size.size, dtype=np.bool_))
    _buy(district, book, float((listed * size).sum()), listed > 0.0)


def _buy(district: World, book: Organisations, yuan: float, served: Flags) -> None:
    """Tender the open part of the budget in these communities, give the rest to those who are known."""
    if yuan <= 0.0:
        return
    size = district.geography.size[served]
    openness = district.levers("tasks.purchase_openness")[served]
    tendered = float((openness * size).sum() / size.sum()) * yuan
    bidders = rows_where(served[book.community] & eligible(district))
    rule = district.institutions.organisations
    held, prices = book.contracts[bidders], price_of(district)[bidders] * rule.purchase
    won = tender(held, score(district)[bidders], prices, rule.purchases_each, rule.load, tendered)
    _note(district, book, bidders, won)
    # One each at the ceiling price, first to last year's partners, then to the oldest.
    known = bidders[np.argsort(book.held_before[bidders] == 0.0, kind="stable")]
    held = book.contracts[known]
    _note(district, book, known, give(held, rule.purchase, rule.purchases_each, yuan - tendered))


def eligible(district: World) -> Flags:
    """(organisations,) whether the rules of its community admit an organisation to purchases."""
    book = district[Organisations]
    strict, loose = (district.chosen(ADMISSION, rule)[book.community] for rule in ("two_years", "filed"))
    long_known = book.registered & (district.month - book.opens >= KNOWN_AFTER)
    ordinary = np.where(strict, long_known, book.registered)
    admitted: Flags = book.opened(district.month) & (ordinary | loose)
    return admitted


def price_of(district: World) -> Amounts:
    """(organisations,) bid against the ceiling: lower with members who work unpaid, and by a random draw."""
    rule, book = district.institutions.organisations, district[Organisations]
    unpaid = book.members * rule.member_hours
    u = each_uniform(district.seed, book.number, district.month, PRICE_DRAWS)
    share = rule.discount_luck
    return 1.0 - rule.discount * (share * u + (1.0 - share) * unpaid / (unpaid + rule.staff_hours))


def score(district: World) -> Amounts:
    """(organisations,) score of a bid: capability, reputation, price."""
    book = district[Organisations]
    return book.capability + book.reputation - price_of(district)


def best_of_each(district: World) -> Numbers:
    """(communities,) row of the registered organisation at work with the best bid; -1 where there is none."""
    book = district[Organisations]
    able = rows_where(book.registered & book.at_work(district.month))
    first_is_best = able[np.lexsort((able, -score(district)[able]))]
    best = np.full(book.communities, NOBODY, dtype=np.int64)
    best[book.community[first_is_best[::-1]]] = first_is_best[::-1]
    return best


@njit(cache=True, nogil=True)
def tender(
    held: Amounts, score: Amounts, price: Amounts, most: float, load: float, yuan: float
) -> tuple[Amounts, NDArray[np.int64]]:
    """The best bid wins, again and again while the money lasts; who holds a contract has less to spare.

    Args:
        held: (bidders,) contracts of each, the oldest first.
        score: (bidders,) score of each bid.
        price: (bidders,) yuan of a whole contract.
        most: contracts that each can hold.
        load: of the score that is taken off for each contract already held.
        yuan: the budget.

    Returns:
        (bidders,) contracts won, and what they are paid, in fen.
    """
    rank = load * held - score
    won, fen = np.zeros(held.size), np.zeros(held.size, dtype=np.int64)
    while yuan > SMALLEST and held.size:
        k = np.argmin(rank)
        if rank[k] == np.inf:
            break
        part = min(1.0, most - held[k] - won[k], yuan / price[k])
        won[k] += part
        fen[k] += int(np.rint(part * price[k] * FEN_PER_YUAN))
        yuan -= part * price[k]
        rank[k] = rank[k] + load if part == 1.0 else np.inf
    return won, fen


@njit(cache=True, nogil=True)
def give(held: Amounts, price: float, most: float, yuan: float) -> tuple[Amounts, NDArray[np.int64]]:
    """One contract to each in turn at one price while the money lasts; see :func:`tender`."""
    won, fen = np.zeros(held.size), np.zeros(held.size, dtype=np.int64)
    for k in range(held.size):
        won[k] = min(1.0, most - held[k], yuan / price)
        fen[k] = int(np.rint(won[k] * price * FEN_PER_YUAN))
        yuan -= won[k] * price
    return won, fen


def _note(
    district: World, book: Organisations, rows: Numbers, awarded: tuple[Amounts, NDArray[np.int64]]
) -> None:
    """Pay the year's contracts, or the parts of one for which there is money."""
    won, fen = awarded
    book.contracts[rows] += won
    book.receive(rows, FundingSource.SUPERIOR, fen)
    payee = book.view.kind, book.number[rows]
    district.pay_each(DISTRICT, payee, fen, "service purchase", book.community[rows])


def publish_purchases(district: World) -> None:
    """The published catalogue stands on local pages; the district pays for it month by month."""
    if district.idle("tasks.purchase_publication"):
        return
    cost = district.institutions.organisation_support.publication_cost / MONTHS
    yuan = published(district) * cost * district.geography.size
    district.spend_each(OUTSIDE, yuan, "catalogue published", np.arange(yuan.size))


def published(district: World) -> Amounts:
    """(communities,) share of the pages that show what was bought; 0 where nothing was."""
    book = district[Organisations]
    listed = district.levers("tasks.purchase_publication")
    return listed * (book.count(book.contracts > 0.0) > 0) if np.count_nonzero(listed) else listed

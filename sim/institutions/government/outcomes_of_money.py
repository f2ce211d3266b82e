"""Money by payer and purpose (P5): the month's flows as yearly rates, so that January weighs as its year."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np

from sim.engine.ledger import FEN_PER_YUAN, Entry
from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.fund.state import Funds
from sim.institutions.world import World

TO_OWNERS: Final = ("dividends", "investment")
DISTRICTS: Final = 2  # place among the kinds of flows


class MoneyMoved(NamedTuple):
    """(communities,) yuan a year of the month's flows of each kind, and the residents.

    Attributes:
        to_fund: paid into self-governance funds.
        services: paid by companies for public services.
        by_district: spent of the district's money.
        by_company: paid by companies, but to their owners.
        reserve: yuan that lie in funds.
        residents: of each community.
    """

    to_fund: Cells
    services: Cells
    by_district: Cells
    by_company: Cells
    reserve: Cells
    residents: Cells


@cache
def _kinds(entry: Entry) -> tuple[bool, ...]:
    """To which kinds of flows an entry belongs: to funds, public services, the district's, companies'."""
    by_company = entry.payer == "company" and entry.purpose not in TO_OWNERS
    by_district = entry.payer == "district" and entry.payee != "fund"
    return entry.payee == "fund", entry.purpose == "public services", by_district, by_company


def moved(district: World) -> MoneyMoved:
    """Go through the month's flows once; what was paid for all communities is shared by residents."""
    size, books = district.geography.size, district.ledger.books[district.month]
    fen = np.zeros((4, size.size + 1), dtype=np.int64)
    for entry, book in books.items():
        for kind, belongs in enumerate(_kinds(entry)):
            if belongs:
                fen[kind, : book.size] += book[: size.size + 1]
    for_all, own = fen[:, :1], fen[:, 1:]
    yuan = (own + for_all * (size / size.sum())) / FEN_PER_YUAN
    yuan[DISTRICTS] += district[Funds].public_spent / FEN_PER_YUAN
    reserve = district[Funds].balance(district) / FEN_PER_YUAN
    to_fund, services, by_district, by_company = 12.0 * yuan
    return MoneyMoved(to_fund, services, by_district, by_company, reserve, size.astype(np.float64))


MONEY: Final = (
    Ratio(
        Outcome(
            "fund.income",
            "yuan/resident/year",
            "+",
            "income of the fund",
            "自治基金收入",
            "Money paid into the self-governance fund, by all payers, as a yearly rate.",
            "各方拨入或捐入自治基金的资金，按年计。",
        ),
        lambda yuan: (yuan.to_fund, yuan.residents),
        moved,
    ),
    Ratio(
        Outcome(
            "company.burden",
            "yuan/resident/year",
            "-",
            "company's public services",
            "股份公司公共服务负担",
            "What share companies pay for public services of the community, as a yearly rate.",
            "股份公司为社区公共服务支付的费用，按年计。",
        ),
        lambda yuan: (yuan.services, yuan.residents),
        moved,
    ),
    Ratio(
        Outcome(
            "cost.district",
            "yuan/resident/year",
            "-",
            "cost to the district",
            "区财政支出",
            "What is spent of the district's money in its communities, as a yearly rate; what lies in "
            "self-governance funds counts when they spend it.",
            "区财政资金在各社区的实际支出，按年计；拨入自治基金的资金在基金支出时计入。",
        ),
        lambda yuan: (yuan.by_district, yuan.residents),
        moved,
    ),
    Ratio(
        Outcome(
            "fund.reserve",
            "yuan/resident",
            "",
            "money that lies in the fund",
            "自治基金结余",
            "Money of all payers that lies in the self-governance fund at the end of the month.",
            "月末自治基金账户中尚未支出的各方资金。",
        ),
        lambda yuan: (yuan.reserve, yuan.residents),
        moved,
    ),
    Ratio(
        Outcome(
            "cost.company",
            "yuan/resident/year",
            "-",
            "cost to companies",
            "股份公司支出",
            "What share companies pay except dividends and investment, as a yearly rate.",
            "股份公司除分红和投资以外的全部支出，按年计。",
        ),
        lambda yuan: (yuan.by_company, yuan.residents),
        moved,
    ),
)

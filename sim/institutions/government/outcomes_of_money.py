"""Money by payer and purpose (P5): the month's flows as yearly rates, so that January weighs as its year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from sim.engine.ledger import FEN_PER_YUAN, Entry
from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.fund.state import Funds
from sim.institutions.world import World

Belongs = Callable[[Entry], bool]


def _rate(belongs: Belongs) -> Callable[[World], tuple[Cells, Cells]]:
    """Yuan a year of the flows that belong, and the residents."""
    return lambda district: (_yuan(district, belongs) * 12.0, district.geography.size.astype(np.float64))


def _yuan(district: World, belongs: Belongs) -> Cells:
    """Yuan of this month by community; what was paid for all of them is shared by residents."""
    size, books = district.geography.size, district.ledger.books[district.month]
    for_all, own = 0, np.zeros(size.size, dtype=np.int64)
    for entry in filter(belongs, books):
        everywhere, by_place = district.ledger.by_place(district.month, entry, size.size)
        for_all, own = for_all + everywhere, own + by_place
    yuan: Cells = (own + for_all * (size / size.sum())) / FEN_PER_YUAN
    return yuan


def _spent_by_district(district: World) -> Cells:
    """(communities,) yuan of this month that the district paid, but not to funds, or funds of its money."""
    paid = _yuan(district, lambda entry: entry.payer == "district" and entry.payee != "fund")
    spent: Cells = paid + district[Funds].public_spent / FEN_PER_YUAN
    return spent


TO_OWNERS: Final = ("dividends", "investment")

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
        _rate(lambda entry: entry.payee == "fund"),
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
        _rate(lambda entry: entry.purpose == "public services"),
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
        lambda d: (12.0 * _spent_by_district(d), d.geography.size.astype(np.float64)),
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
        lambda d: (d[Funds].balance(d) / FEN_PER_YUAN, d.geography.size.astype(np.float64)),
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
        _rate(lambda entry: entry.payer == "company" and entry.purpose not in TO_OWNERS),
    ),
)

"""Money by payer and purpose (P5): the month's flows as yearly rates, so that January weighs as its year."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import Final

import numpy as np

from sim.district import District
from sim.engine.ledger import FEN_PER_YUAN, Flow
from sim.measures.outcome import Cells, Outcome, Ratio

Belongs = Callable[[Flow], bool]


def _rate(belongs: Belongs) -> Callable[[District], tuple[Cells, Cells]]:
    """Yuan a year of the flows that belong, and the residents."""
    return lambda district: (_yuan(district, belongs) * 12.0, district.geography.size.astype(np.float64))


def _yuan(district: District, belongs: Belongs) -> Cells:
    """Yuan of this month by community; what was paid for all of them is shared by residents."""
    size = district.geography.size
    fen = np.zeros(size.size)
    for flow, amount in month_flows(district):
        if belongs(flow):
            fen += amount * size / size.sum() if flow.place < 0 else 0.0
            fen[flow.place] += amount if flow.place >= 0 else 0.0
    return fen / FEN_PER_YUAN


def month_flows(district: District) -> list[tuple[Flow, int]]:
    """Flows of the month just lived through."""
    latest_first = reversed(district.ledger.flows.items())
    return list(takewhile(lambda item: item[0].month == district.month, latest_first))


TO_OWNERS: Final = ("dividends", "investment")

MONEY: Final = (
    Ratio(
        Outcome("fund.income", "yuan/resident/year", "+", "income of the fund", "自治基金收入", "all payers"),
        _rate(lambda flow: flow.payee == "fund"),
    ),
    Ratio(
        Outcome(
            "company.burden",
            "yuan/resident/year",
            "-",
            "company's public services",
            "股份公司公共服务负担",
            "carried",
        ),
        _rate(lambda flow: flow.purpose == "public services"),
    ),
    Ratio(
        Outcome(
            "cost.district",
            "yuan/resident/year",
            "-",
            "cost to the district",
            "区财政支出",
            "all purposes here",
        ),
        _rate(lambda flow: flow.payer == "district"),
    ),
    Ratio(
        Outcome(
            "cost.company",
            "yuan/resident/year",
            "-",
            "cost to companies",
            "股份公司支出",
            "all but dividends and investment",
        ),
        _rate(lambda flow: flow.payer == "company" and flow.purpose not in TO_OWNERS),
    ),
)

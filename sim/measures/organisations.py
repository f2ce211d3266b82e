"""Social organisations (A8, Q3) and share companies (A12, Q2)."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.district import District
from sim.measures.outcome import Cells, Outcome, Ratio

ORGANISATIONS: Final = (
    Ratio(
        Outcome("organisations", "1/10,000", "+", "social organisations", "社会组织", "registered and alive"),
        lambda d: (_organisations(d), d.geography.size / 10000.0),
    ),
    Ratio(
        Outcome(
            "company.profit",
            "yuan/resident/year",
            "+",
            "company's profit",
            "股份公司利润",
            "after public services",
        ),
        lambda d: (_profits(d), _of_companies(d)),
    ),
)


def _organisations(district: District) -> Cells:
    home = [one.community for one in district.organisations]
    return np.bincount(home, minlength=district.geography.communities).astype(np.float64)


def _profits(district: District) -> Cells:
    profits = np.zeros(district.geography.communities)
    for community, company in district.companies.items():
        profits[community] = company.profit
    return profits


def _of_companies(district: District) -> Cells:
    """Residents of all communities, if any has a company."""
    residents: Cells = district.geography.size.astype(np.float64)
    return residents * bool(district.companies)

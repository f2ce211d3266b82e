"""Service centres (A7, S3.4): needs met, residents who score, and what scoring costs the provider."""

from __future__ import annotations

from typing import Final

from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.service_centres.state import ServiceCentres
from sim.institutions.world import World

SERVICES: Final = (
    Ratio(
        Outcome(
            "services.quality",
            "share of needs",
            "+",
            "quality of services",
            "服务质量",
            "Share of the month's needs that service centres met; none where there is no centre.",
            "社区服务中心满足当月居民需求的比例；没有中心的社区为零。",
        ),
        lambda d: (_met(d).sum(axis=1), d[ServiceCentres].needs.sum(axis=1)),
    ),
    Ratio(
        Outcome(
            "services.raters",
            "ratings/1000/year",
            "+",
            "residents who score services",
            "服务打分人次",
            "Residents who scored a service centre, each round counted, as a yearly rate.",
            "为社区服务中心打分的居民人次，每轮分别计算，按年计。",
        ),
        lambda d: (
            12.0 * d[ServiceCentres].raters,
            d.geography.thousands,
        ),
    ),
)


def _met(district: World) -> Cells:
    book = district[ServiceCentres]
    met: Cells = book.needs * book.quality
    return met

"""Share companies and newcomers (S2): accounting, seats, jobs, improvements, ties, the roll."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calendar import MONTHS
from sim.engine.compiling import njit
from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.adults import Adults
from sim.institutions.committee.state import Committees
from sim.institutions.companies.month import hours_per_item
from sim.institutions.companies.slate import seats_held
from sim.institutions.companies.state import Companies
from sim.institutions.world import World
from sim.threads import in_whole_groups
from sim.vocabulary import Hukou

OUTSIDE_DISTRICT: Final = int(Hukou.OUTSIDE_DISTRICT)


class CompaniesCounted(NamedTuple):
    """What is counted of each community's company, 0 where there is none; (communities,) each.

    Attributes:
        number: companies, failed ones too.
        profit: yuan of the last year, after all costs.
        accounted: yuan a year of the public services that are accounted for.
        services: yuan a year of all of them.
        seats_held: seats of the committee that its people hold.
        seats: all seats of the committee.
        staff: residents whom it employs.
        residents: of the community.
        improvements: finished this month, as a yearly rate.
        failed: whether it has failed.
        everybody: residents of the community, if the place has any company.
    """

    number: Cells
    profit: Cells
    accounted: Cells
    services: Cells
    seats_held: Cells
    seats: Cells
    staff: Cells
    residents: Cells
    improvements: Cells
    failed: Cells
    everybody: Cells


def count(district: World) -> CompaniesCounted:
    """Take the numbers of all companies once for all outcomes."""
    book, size = district[Companies], district.geography.size
    c = book.community
    each = {
        "number": np.ones(len(book)),
        "profit": book.profit,
        "accounted": book.accounted(hours_per_item(district)),
        "services": book.services,
        "seats_held": seats_held(district),
        "seats": district[Committees].seats[c],
        "staff": book.employed,
        "residents": size[c],
        "improvements": MONTHS * book.finished(district.month),
        "failed": book.failed,
    }
    spread = np.zeros((len(each), size.size))
    spread[:, c] = list(each.values())
    everybody = size * np.float64(len(book) > 0)
    return CompaniesCounted(everybody=everybody, **dict(zip(each, spread, strict=True)))


class Ties(NamedTuple):
    """(communities,) ends of ties from shared acts, those that join a local and a newcomer, and residents."""

    every: Cells
    across: Cells
    residents: Cells


def ties_of(district: World) -> Ties:
    """Count the ties from shared acts of each community's residents."""
    start, newcomer = district.geography.community_start, district.residents.hukou == OUTSIDE_DISTRICT
    counts = in_whole_groups(
        start, lambda a, b: count_ties(start[a : b + 1], district.companions.partner, newcomer)
    )
    across, every = (np.concatenate(one) for one in zip(*counts, strict=True))
    return Ties(every, across, district.geography.size.astype(np.float64))


@njit(cache=True, nogil=True)
def count_ties(
    community_start: NDArray[np.int64], partner: NDArray[np.int32], newcomer: NDArray[np.bool_]
) -> tuple[Cells, Cells]:
    """(communities,) ends of ties from shared acts that join a local and a newcomer, and of all such ties."""
    across = np.zeros(community_start.size - 1)
    every = np.zeros(community_start.size - 1)
    slots = np.uint64(partner.shape[1])
    held = partner.ravel()  # few are, so all slots of a community are gone through in one row
    for c in range(across.size):
        joining, ends = 0, 0
        for k in range(slots * np.uint64(community_start[c]), slots * np.uint64(community_start[c + 1])):
            if held[k] >= 0:
                ends += 1
                joining += newcomer[k // slots] != newcomer[np.uint64(held[k])]
        across[c], every[c] = joining, ends
    return across, every


COMPANIES: Final = (
    Ratio(
        Outcome(
            "company.profit",
            "yuan/resident/year",
            "+",
            "company's profit",
            "股份公司利润",
            "Profit of the share company after paying for public services, per resident of its community.",
            "股份公司支付公共服务费用后的利润，按所在社区居民人均计。",
        ),
        lambda n: (n.profit, n.everybody),
        count,
    ),
    Ratio(
        Outcome(
            "company.accounted",
            "share of cost",
            "+",
            "company's public services accounted for",
            "股份公司公共服务费用已摸清比例",
            "Share of the cost of the company's public services that has been accounted for, item by item.",
            "股份公司承担的公共服务费用中，已逐项摸清的比例。",
        ),
        lambda n: (n.accounted, n.services),
        count,
    ),
    Ratio(
        Outcome(
            "committee.company_seats",
            "share of seats",
            "-",
            "committee seats of company people",
            "股份公司人员占居委会席位",
            "Share of the committee's seats held by people of the share company, where there is one.",
            "有股份公司的社区中，居委会席位由股份公司人员担任的比例。",
        ),
        lambda n: (n.seats_held, n.seats),
        count,
    ),
    Ratio(
        Outcome(
            "company.resident_jobs",
            "1/1000 residents",
            "+",
            "residents employed by the company",
            "股份公司吸纳居民就业",
            "Residents whom the share company employs, where there is one.",
            "有股份公司的社区中，股份公司雇用的本社区居民人数。",
        ),
        lambda n: (n.staff, n.residents / 1000.0),
        count,
    ),
    Ratio(
        Outcome(
            "company.improvements",
            "improvements/10,000/year",
            "+",
            "improvements of the environment",
            "社区环境改善项目",
            "Improvements of the environment that the share company finished, as a yearly rate.",
            "股份公司完成的社区环境改善项目数量，按年计。",
        ),
        lambda n: (n.improvements, n.residents / 10000.0),
        count,
    ),
    Ratio(
        Outcome(
            "company.failed",
            "share of companies",
            "-",
            "failed companies",
            "倒闭的股份公司",
            "Share of companies that could no longer pay for public services.",
            "无力继续支付公共服务费用的股份公司比例。",
        ),
        lambda n: (n.failed, n.number),
        count,
    ),
    Ratio(
        Outcome(
            "ties.across_hukou",
            "share of ties from shared acts",
            "+",
            "ties between locals and newcomers",
            "本地与外来居民之间的联系",
            "Share of the ties made by shared acts that join a local and a newcomer.",
            "共同参与形成的联系中，连接户籍居民与外来居民的比例。",
        ),
        lambda ties: (ties.across, ties.every),
        ties_of,
    ),
    Ratio(
        Outcome(
            "roll.newcomers",
            "share of adult newcomers",
            "+",
            "newcomers on the voters' roll",
            "外来居民选民登记率",
            "Share of adult newcomers who are on the voters' roll of the last registration.",
            "外来成年居民中，最近一次选民登记在册的比例。",
        ),
        lambda adults: (adults.on_roll, adults.newcomers),
        Adults,
    ),
)

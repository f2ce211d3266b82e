"""What we do not know for sure about former villages: their companies, and locals with newcomers."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import exactly, number, setting


@dataclass(frozen=True, kw_only=True)
class Company:
    """Share-cooperative companies of former villages."""

    profit: float = number(
        0.04,
        "1/year",
        0,
        0.3,
        "profit before public services, per yuan of assets",
        measured(0.02, 0.08, "C14, C15: 17.8m income on about 125m assets"),
    )
    swing: float = number(
        0.3, "share", 0, 1, "by which the profit of a year is above or below the mean", guessed(0.1, 0.5)
    )
    dividend: float = number(0.6, "share", 0, 1, "of profit paid to shareholders", guessed(0.4, 0.8))
    earnings: float = number(
        30000.0,
        "yuan/year",
        1000,
        1e6,
        "of a villager besides dividends, by which dividends are a large or a small part of income",
        argued(15000.0, 60000.0, "about 4,000 yuan a month for those with work, rents of a house, old age"),
    )
    income_deviation: float = number(
        0.8,
        "1",
        0.1,
        3,
        "standard deviation of log income, in which incomes are told",
        argued(0.6, 1.0, "household surveys of towns"),
    )
    accounts_told: float = number(
        0.3,
        "announcements/owner",
        0,
        5,
        "in December, of accounts that are open item by item, to villagers, who own their homes",
        guessed(0.1, 1.0),
    )
    item_spread: float = number(
        0.5,
        "1",
        0,
        2,
        "an item of public service costs between e^-spread and e^+spread times its usual part",
        guessed(0.2, 1.0),
    )
    service_parts: tuple[float, ...] = setting(
        (0.35, 0.30, 0.15, 0.10, 0.10),
        "shares",
        "of the cost of services: security, sanitation, roads and water, welfare, greening and lighting",
        low=0.0,
        high=1.0,
        shape=exactly(5, total=1.0),
        evidence=guessed(-0.7, 0.7, "tilts"),
    )
    audit_hours: float = number(
        12.0,
        "hours/1000 residents",
        0,
        500,
        "of accounting for one item of public service",
        guessed(5.0, 30.0),
    )
    poor_years: int = number(
        3,
        "years",
        1,
        50,
        "in a row in which it cannot pay for its services, after which it fails",
        guessed(2, 6),
    )
    management_gain: float = number(
        0.01,
        "1/year",
        0,
        0.2,
        "return added where all assets are under professional management",
        guessed(0.003, 0.03),
    )
    management_cost: float = number(
        0.003,
        "1/year",
        0,
        0.1,
        "salaries of professional managers, per yuan of assets",
        guessed(0.001, 0.008),
    )
    jobs: float = number(
        8.0, "jobs/1000 residents", 0, 200, "of the company and its contractors", guessed(3.0, 20.0)
    )
    job_premium: float = number(
        0.15,
        "share",
        0,
        2,
        "of the wage that a resident costs more than a contractor's worker",
        guessed(0.05, 0.4),
    )
    environment_cost: float = number(
        3.0,
        "yuan/resident",
        0.1,
        200,
        "of an improvement of the environment, for each resident whom it serves",
        guessed(1.0, 10.0),
    )
    environment_residents: int = number(
        1000,
        "residents",
        50,
        50000,
        "whom one improvement serves; a smaller community whole",
        argued(500, 2000, "a small square or a lit path for some buildings: 3,000 yuan"),
    )
    environment_months: int = number(60, "months", 1, 600, "that an improvement lasts", guessed(24, 120))
    environment_slots: float = number(
        4.0, "places/1000/month", 0, 100, "volunteer slots to look after one improvement", guessed(1.5, 10.0)
    )
    environment_reach: float = number(
        10.0,
        "announcements/1000/month",
        0,
        500,
        "persons told of the slots of one improvement",
        guessed(4.0, 25.0),
    )
    environment_culture: float = number(
        10.0,
        "places/1000/month",
        0,
        200,
        "places in activities that one improvement has room for",
        guessed(4.0, 25.0),
    )
    posts: float = number(
        1.5, "posts/seat", 0, 5, "directors and managers, by seats of the committee", guessed(0.5, 2.5)
    )
    slate: float = number(
        0.7,
        "share",
        0,
        1,
        "of the committee's seats for which the company puts up its people",
        guessed(0.3, 1.0),
    )
    loyalty: float = number(
        6.0,
        "1",
        0,
        50,
        "weight of the company's candidates on a shareholder's ballot, see `ballot_building`",
        guessed(3.0, 12.0),
    )
    mobilisation: float = number(
        1.0,
        "announcements/owner",
        0,
        10,
        "by which a company with a slate tells villagers of the voters' roll",
        guessed(0.3, 3.0),
    )
    screening_hours: float = number(
        20.0,
        "hours/election",
        0,
        1000,
        "of checking candidates' posts where all posts are barred (S2.3)",
        guessed(8.0, 50.0),
    )
    committee_hours: float = number(
        0.4,
        "share",
        0,
        1,
        "of their part of the committee's free hours that its people give to the company",
        guessed(0.15, 0.7),
    )


@dataclass(frozen=True, kw_only=True)
class Mixing:
    """Joint activities of locals and newcomers 本地居民与外来居民融合交流 (S2.5), and checks of residence."""

    event_places: int = number(40, "persons", 2, 1000, "who fit in a joint event", guessed(20, 100))
    event_reach: float = number(
        60.0, "announcements/event", 0, 5000, "persons who are told of it", guessed(25.0, 150.0)
    )
    company_part: float = number(
        0.5, "share", 0, 1, "of the cost of a joint event that a company pays which works", guessed(0.2, 0.8)
    )
    event_cost: float = number(1500.0, "yuan/event", 0, 100000, "of a joint event", guessed(500.0, 4000.0))
    permits: float = number(
        0.8,
        "share",
        0,
        1,
        "of newcomers without other papers who hold a residence permit 居住证",
        guessed(0.5, 0.95),
    )
    check_hours: float = number(
        0.25,
        "hours",
        0,
        10,
        "of checking the permit or the shorter residence of one newcomer on the roll",
        guessed(0.1, 0.6),
    )

"""What we do not know for sure about community service centres: hours, skill, wages, and how ratings go."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import exactly, number, setting


@dataclass(frozen=True, kw_only=True)
class ServiceWork:
    """Service centres 社区服务中心 (A7, S3.4)."""

    staff: float = number(
        0.31,
        "staff/1000",
        0,
        5,
        "paid staff of a centre that stands",
        measured(0.2, 0.5, "C16, C17: 5.4 social workers a centre, one centre for 15,000-20,000 people"),
    )
    social_worker: float = number(
        0.8, "share", 0, 1, "of needs taken up that a trained social worker meets", guessed(0.6, 0.95)
    )
    other_staff: float = number(
        0.4, "share", 0, 1, "same for staff without the training, committee's too", guessed(0.2, 0.6)
    )
    volunteer: float = number(
        0.3, "share", 0, 1, "same for volunteers and for those who use the services", guessed(0.15, 0.5)
    )
    social_worker_wage: float = number(
        1.3, "1", 1, 3, "wage of a social worker, other staff 1", guessed(1.1, 1.6)
    )
    drawn: float = number(
        0.3,
        "share",
        0,
        0.8,
        "of staff hours that open tasks of government may draw where the committee runs the centre",
        argued(0.1, 0.6, "D01: administration takes 70 % of a committee's time"),
    )
    government_run: float = number(
        1.0, "1", 0.3, 1.5, "work of staff where the committee runs the centre", guessed(0.8, 1.2)
    )
    imported: float = number(
        1.1, "1", 0.3, 1.5, "same for a professional organisation from outside", guessed(0.8, 1.4)
    )
    imported_price: float = number(
        1.2, "1", 1, 3, "price of an hour of a professional organisation", guessed(1.0, 1.6)
    )
    local: float = number(
        0.7, "1", 0.3, 1.5, "same for an organisation of the community, none with college", guessed(0.4, 1.0)
    )
    local_education: float = number(
        0.8,
        "1",
        0,
        2,
        "added where every adult has been to college: from them come its staff and board",
        guessed(0.3, 1.5),
    )
    provider_spread: float = number(
        0.2, "1", 0, 0.8, "by which one provider's work differs from its kind's", guessed(0.1, 0.4)
    )
    knows_government: float = number(
        0.2,
        "share",
        0,
        1,
        "of hours that go by the community's needs, not by the standard list",
        guessed(0.05, 0.4),
    )
    knows_imported: float = number(
        0.4, "share", 0, 1, "same for a professional organisation from outside", guessed(0.2, 0.6)
    )
    knows_local: float = number(
        0.8, "share", 0, 1, "same for an organisation of the community", guessed(0.5, 0.95)
    )
    fee: float = number(
        0.1,
        "share",
        0,
        0.5,
        "of the money that a contracted organisation keeps",
        argued(0.05, 0.2, "overheads in tenders for services"),
    )
    slack: float = number(
        0.25,
        "share",
        0,
        0.6,
        "of paid hours that no resident sees where no money depends on scores",
        guessed(0.1, 0.4),
    )
    half_stake: float = number(
        0.1,
        "share of money",
        0.01,
        1,
        "that must depend on scores for half of the slack to go",
        guessed(0.04, 0.3),
    )
    need_weights: tuple[float, ...] = setting(
        (3.0, 1.0, 2.0, 1.0, 0.5, 0.5),
        "1",
        "hours that who may need it takes: the old, the young, families, newcomers, health, culture",
        low=0.0,
        high=20.0,
        shape=exactly(6),
        evidence=guessed(0.6, 1.6, "factors"),
    )
    half_met: float = number(
        40.0,
        "hours/1000 needs",
        1,
        1000,
        "at which half of the needs of a month are taken up",
        guessed(15.0, 100.0),
    )
    use: float = number(
        0.3,
        "1/month",
        0,
        1,
        "chance to turn to a service that one may need, times its weight, when asked",
        guessed(0.1, 0.6),
    )
    served: float = number(
        0.02,
        "share",
        0,
        0.5,
        "of the remaining distance by which a met need raises trust and efficacy",
        guessed(0.005, 0.06),
    )
    committee_part: float = number(
        0.3,
        "share",
        0,
        1,
        "of the committee's hours for services that are worked at the centre",
        guessed(0.1, 0.5),
    )
    class_places: float = number(
        1.0, "places/hour", 0, 20, "in classes, an hour of the item culture", guessed(0.4, 2.5)
    )
    shift_cost: float = number(
        20.0,
        "yuan/shift",
        0,
        200,
        "insurance, meals and guidance of a volunteer",
        argued(8.0, 50.0, "insurance and a meal"),
    )
    round_hours: float = number(
        8.0,
        "hours/1000/round",
        0,
        200,
        "of paid interviewers in a round of rating all items",
        guessed(3.0, 20.0),
    )
    interviews: float = number(
        3.0,
        "interviews/hour",
        0.5,
        8,
        "finished at the door by a paid interviewer, of residents by chance",
        argued(1.5, 5.0, "ways and a questionnaire of ten minutes"),
    )
    rating_noise: float = number(
        0.25, "1", 0, 1, "by which one rating at most differs from what was met", guessed(0.1, 0.4)
    )
    halo: float = number(0.2, "1", -1, 1, "added to a rating per unit of trust above 0.6", guessed(0.0, 0.5))
    follows: float = number(
        0.5,
        "1",
        0,
        2,
        "by which a provider shifts hours to items scored low, plus the money at stake",
        guessed(0.2, 1.0),
    )
    most_bonus: float = number(
        1.5, "1", 1, 5, "most that scores above the mean bring of the money at stake", guessed(1.2, 2.0)
    )
    leaning: float = number(
        4.0,
        "1",
        1,
        100,
        "most times more, or less, that a provider leans to an item after scores",
        guessed(2.0, 8.0),
    )
    replace_below: float = number(
        0.8,
        "1",
        0,
        1,
        "part of the district's mean score below which a contract is not renewed",
        guessed(0.6, 0.95),
    )
    patience: int = number(
        2, "rounds in December", 1, 10, "below that until the provider is replaced", guessed(1, 4)
    )

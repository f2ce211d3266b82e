"""What we do not know for sure about social organisations: their life, their support, their supervision."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import exactly, number, setting


@dataclass(frozen=True, kw_only=True)
class OrganisationLife:
    """Social organisations: how they are founded, what they can do and what keeps them alive."""

    initial: float = number(
        3.0,
        "1/10,000",
        0,
        50,
        "registered organisations at the start",
        measured(1.5, 5.5, "B21: 5.5 in the whole city in 2013, fewer in Bao'an"),
    )
    # This and without_room: within their ranges so that organisations stay below 5.5 per 10,000 (B21).
    founding: float = number(
        0.06,
        "1/month",
        0,
        1,
        "of fully skilled activists and backbones who set about founding one",
        guessed(0.05, 0.4),
    )
    without_room: float = number(
        0.35, "share", 0, 1, "of founders without free premises who find a room", guessed(0.2, 0.8)
    )
    joins: float = number(
        3.0,
        "members/contact",
        0,
        20,
        "whom a fully skilled founder gathers, contacts bringing their own",
        guessed(1.0, 6.0),
    )
    joiners: float = number(
        0.1,
        "share of adults",
        0.01,
        1,
        "who would join an organisation; organisations compete for them",
        guessed(0.04, 0.25),
    )
    savings: float = number(
        6000.0, "yuan", 0, 1e6, "that a founder of middling income can put in", guessed(2000.0, 15000.0)
    )
    filing_cost: float = number(
        300.0, "yuan", 0, 1e5, "of setting up an organisation that is only filed", guessed(100.0, 1000.0)
    )
    filing_members: int = number(
        10,
        "members",
        1,
        500,
        "that a filed organisation needs",
        argued(5, 20, "rules of filing name 5 to 20"),
    )
    filing_months: int = number(
        1, "months", 0, 36, "until an organisation is filed", argued(1, 3, "rules of filing name weeks")
    )
    registration_fees: float = number(
        1000.0, "yuan", 0, 1e5, "of registering an association of members", guessed(300.0, 3000.0)
    )
    registration_months: int = number(
        6,
        "months",
        0,
        36,
        "until an organisation is registered",
        argued(3, 12, "the rules name 60 days a step, in two steps or three"),
    )
    staff_hours: float = number(
        57.0,
        "hours/month",
        1,
        1000,
        "of work behind the places and announcements that stand below",
        guessed(25.0, 120.0),
    )
    volunteer_places: float = number(
        20.0, "places/month", 0, 1000, "volunteer slots, mean over the fields", guessed(8.0, 40.0)
    )
    culture_places: float = number(
        50.0, "places/month", 0, 5000, "places in activities, mean over the fields", guessed(20.0, 120.0)
    )
    field_volunteering: tuple[float, ...] = setting(
        (0.2, 1.6, 1.6, 1.4, 0.4, 0.8),
        "1",
        "volunteer slots against the mean: culture, mutual aid, environment, the old, rights, the young",
        low=0.0,
        high=6.0,
        shape=exactly(6, total=6.0),
        evidence=guessed(-1.0, 1.0, "tilts"),
    )
    field_culture: tuple[float, ...] = setting(
        (2.0, 0.6, 0.4, 0.8, 0.4, 1.8),
        "1",
        "places in activities against the mean of these fields",
        low=0.0,
        high=6.0,
        shape=exactly(6, total=6.0),
        evidence=guessed(-1.0, 1.0, "tilts"),
    )
    field_voice: tuple[float, ...] = setting(
        (0.0, 0.0, 0.0, 0.0, 1.0, 0.0),
        "1",
        "announcements in these fields that one can make a proposal, against those of the own offers",
        low=0.0,
        high=6.0,
        shape=exactly(6),
        evidence=guessed(0.3, 3.0, "factors"),
    )
    wish_rarely: float = number(
        0.4, "1", 0, 10, "weight of a field among wishes for whom it is not meant", guessed(0.2, 0.8)
    )
    wish_elderly: float = number(
        2.5, "1", 0, 10, "the same of the old's field for the old", guessed(1.5, 4.0)
    )
    wish_rights: float = number(1.5, "1", 0, 10, "the same of rights for newcomers", guessed(1.0, 3.0))
    wish_youth: float = number(
        2.0, "1", 0, 10, "the same of the young's field for parents", guessed(1.2, 3.5)
    )
    wish_owner: float = number(0.5, "1", 0, 10, "added to the environment's for owners", guessed(0.0, 1.5))
    load: float = number(
        0.3,
        "1",
        0,
        1,
        "of the score that an evaluator takes off for a contract already held",
        guessed(0.1, 0.6),
    )
    reach: float = number(
        60.0, "announcements/month", 0, 5000, "persons whom it tells of its offers", guessed(25.0, 150.0)
    )
    member_hours: float = number(
        0.5, "hours/month", 0, 40, "unpaid work of a member for the organisation", guessed(0.2, 2.0)
    )
    dues: float = number(20.0, "yuan/year", 0, 10000, "of a member", guessed(5.0, 60.0))
    recruits: float = number(
        1.0,
        "members/month",
        0,
        100,
        "who join an organisation of full capability and reputation",
        guessed(0.4, 2.5),
    )
    leaves: float = number(0.015, "1/month", 0, 1, "of members", guessed(0.007, 0.04))
    rent: float = number(
        300.0,
        "yuan/month",
        0,
        1e5,
        "premises and accounts of a registered organisation",
        guessed(100.0, 1000.0),
    )
    rent_filed: float = number(
        30.0, "yuan/month", 0, 1e5, "room and materials of a filed one", guessed(0.0, 120.0)
    )
    outside_capability: float = number(
        0.5,
        "0-1",
        0,
        1,
        "of an organisation that came from outside and has no head among the residents",
        guessed(0.3, 0.8),
    )
    purchase: float = number(
        18000.0,
        "yuan/year",
        1,
        1e6,
        "one service purchase, if the budget line exists",
        guessed(8000.0, 40000.0),
    )
    purchase_lines: float = number(
        4.0, "1/10,000", 0, 50, "purchases in the district's yearly budget", guessed(1.5, 8.0)
    )
    purchases_each: int = number(
        3, "purchases", 1, 50, "that one organisation can carry in a year", guessed(2, 6)
    )
    incubation_months: int = number(
        36,
        "months",
        1,
        240,
        "that a young organisation may sit rent-free",
        argued(12, 48, "incubators of Shenzhen name one to three years"),
    )
    discount: float = number(
        0.3,
        "share",
        0,
        0.9,
        "by which a bid at an open tender is below the ceiling at most",
        guessed(0.1, 0.5),
    )
    discount_luck: float = number(
        0.5,
        "share",
        0,
        1,
        "of that discount which is random; the rest comes from unpaid work of members",
        guessed(0.2, 0.8),
    )
    deserted: float = number(
        0.5,
        "share",
        0,
        1,
        "of the members that filing asks for below which a filed organisation closes",
        guessed(0.25, 0.8),
    )
    grant_gap: int = number(6, "months", 1, 60, "without money after which it closes", guessed(3, 12))


@dataclass(frozen=True, kw_only=True)
class OrganisationSupport:
    """What support costs and what it does to an organisation."""

    survey_hours: float = number(
        10.0, "hours/1000/year", 0, 500, "of finding out what residents need, at full use", guessed(4.0, 25.0)
    )
    needs_fade: float = number(
        0.03, "1/month", 0, 1, "of what was asked for that is forgotten", guessed(0.01, 0.1)
    )
    training_cost: float = number(
        600.0,
        "yuan/place",
        0,
        1e5,
        "training of a backbone",
        argued(200.0, 1500.0, "teacher, room and meals of some days"),
    )
    training_gain: float = number(
        0.3, "share", 0, 1, "of the remaining distance by which a training raises skill", guessed(0.1, 0.5)
    )
    guidance_scale: float = number(
        12.0,
        "hours",
        0.1,
        500,
        "of guidance after which 63 % of organisations have internal rules",
        guessed(5.0, 30.0),
    )
    rule_hours: float = number(
        2.0, "hours/month", 0, 100, "of work that internal rules take", guessed(0.5, 5.0)
    )
    grant: float = number(
        6000.0,
        "yuan/year",
        1,
        1e6,
        "from the special fund to one organisation at most",
        guessed(3000.0, 15000.0),
    )
    campaign_cost: float = number(
        200.0, "yuan", 0, 1e5, "of an organisation's call for donations", guessed(80.0, 600.0)
    )
    exchange_cost: float = number(
        150.0, "yuan/day", 0, 1e5, "of training shared with the party organisation", guessed(50.0, 400.0)
    )
    exchange_gain: float = number(
        0.02,
        "share/day",
        0,
        0.5,
        "of the remaining distance by which a shared day raises the head's skill",
        guessed(0.005, 0.06),
    )
    publication_cost: float = number(
        0.5, "yuan/resident/year", 0, 100, "of publishing the catalogue in full", guessed(0.2, 1.5)
    )


@dataclass(frozen=True, kw_only=True)
class OrganisationSupervision:
    """Misuse of money, how it is found, and what finding it does."""

    misuse: float = number(
        0.1,
        "share",
        0,
        1,
        "of its money that an organisation without rules and supervision misuses, mean",
        guessed(0.03, 0.25),
    )
    rules_effect: float = number(
        0.5, "share", 0, 1, "of misuse that internal rules prevent", guessed(0.2, 0.8)
    )
    deterrence: float = number(
        1.5,
        "1",
        0,
        10,
        "log of misuse per unit of risk, the chance to be found times what it costs then",
        guessed(0.5, 3.0),
    )
    finding_scale: float = number(
        12.0,
        "hours/year",
        0.1,
        1000,
        "of inspection at which 63 % of misuse of a tenth of the money is found",
        guessed(5.0, 30.0),
    )
    evaluation_hours: float = number(
        8.0, "hours", 0, 200, "of a third party's yearly evaluation", guessed(4.0, 20.0)
    )
    evaluation_cost: float = number(
        2000.0, "yuan", 0, 1e6, "of a third party's evaluation", guessed(800.0, 5000.0)
    )
    evaluation_error: float = number(
        0.1, "0-1", 0, 0.5, "by which its score errs at most", guessed(0.03, 0.2)
    )
    evaluation_weight: float = number(
        0.5, "share", 0, 1, "by which its score replaces an organisation's reputation", guessed(0.2, 0.8)
    )
    misuse_most: float = number(
        0.9, "share", 0.1, 1, "of its money that any organisation misuses at most", guessed(0.5, 1.0)
    )
    reputation_lost: float = number(
        0.5, "share", 0, 1, "of reputation that a published case costs", guessed(0.2, 0.8)
    )
    let_down: float = number(
        0.03,
        "share",
        0,
        0.5,
        "of trust that those lose who take part in an organisation with a published case",
        guessed(0.01, 0.1),
    )
    credibility: tuple[float, ...] = setting(
        (0.25, 0.35, 0.25, 0.15),
        "shares",
        "of what an organisation's name nears: being there, capability, rules, being at work",
        low=0.0,
        high=1.0,
        shape=exactly(4, total=1.0),
        evidence=guessed(-1.0, 1.0, "tilts"),
    )
    reputation_pace: float = number(
        0.03,
        "1/month",
        0,
        1,
        "of the distance by which reputation nears what an organisation is",
        guessed(0.01, 0.08),
    )
    exit_share: float = number(
        0.2, "share", 0, 1, "of its money misused from which departments close it", guessed(0.1, 0.4)
    )
    enforcement_hours: float = number(
        16.0, "hours", 0, 500, "of the departments on a case taken up jointly", guessed(8.0, 40.0)
    )
    own_risk: float = number(
        0.3,
        "1",
        0,
        1,
        "what being found costs where departments do not act together, against 1 where they do",
        guessed(0.1, 0.6),
    )

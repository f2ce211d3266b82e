"""What we do not know for sure about social organisations: their life, their support, their supervision."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.settings import number


@dataclass(frozen=True, kw_only=True)
class OrganisationLife:
    """Social organisations: how they are founded, what they can do and what keeps them alive."""

    initial: float = number(
        3.0,
        "1/10,000",
        0,
        50,
        "registered organisations at the start",
        "B21: 5.5 in the whole city in 2013, fewer in Bao'an",
    )
    founding: float = number(
        0.15, "1/month", 0, 1, "of fully skilled activists and backbones who set about founding one"
    )
    without_room: float = number(0.5, "share", 0, 1, "of founders without free premises who find a room")
    joins: float = number(
        3.0, "members/contact", 0, 20, "whom a fully skilled founder gathers, contacts bringing their own"
    )
    joiners: float = number(
        0.1, "share of adults", 0.01, 1, "who would join an organisation; organisations compete for them"
    )
    savings: float = number(6000.0, "yuan", 0, 1e6, "that a founder of middling income can put in")
    filing_cost: float = number(300.0, "yuan", 0, 1e5, "of setting up an organisation that is only filed")
    filing_members: int = number(10, "members", 1, 500, "that a filed organisation needs")
    filing_months: int = number(1, "months", 0, 36, "until an organisation is filed")
    registration_fees: float = number(1000.0, "yuan", 0, 1e5, "of registering an association of members")
    registration_months: int = number(6, "months", 0, 36, "until an organisation is registered")
    staff_hours: float = number(
        57.0, "hours/month", 1, 1000, "of work behind the places and announcements that stand below"
    )
    volunteer_places: float = number(20.0, "places/month", 0, 1000, "volunteer slots, mean over the fields")
    culture_places: float = number(
        50.0, "places/month", 0, 5000, "places in activities, mean over the fields"
    )
    reach: float = number(60.0, "announcements/month", 0, 5000, "persons whom it tells of its offers")
    member_hours: float = number(0.5, "hours/month", 0, 40, "unpaid work of a member for the organisation")
    dues: float = number(20.0, "yuan/year", 0, 10000, "of a member")
    recruits: float = number(
        1.0, "members/month", 0, 100, "who join an organisation of full capability and reputation"
    )
    leaves: float = number(0.015, "1/month", 0, 1, "of members")
    rent: float = number(300.0, "yuan/month", 0, 1e5, "premises and accounts of a registered organisation")
    rent_filed: float = number(30.0, "yuan/month", 0, 1e5, "room and materials of a filed one")
    outside_capability: float = number(
        0.5, "0-1", 0, 1, "of an organisation that came from outside and has no head among the residents"
    )
    purchase: float = number(18000.0, "yuan/year", 1, 1e6, "one service purchase, if the budget line exists")
    purchase_lines: float = number(4.0, "1/10,000", 0, 50, "purchases in the district's yearly budget")
    purchases_each: int = number(3, "purchases", 1, 50, "that one organisation can carry in a year")
    incubation_months: int = number(36, "months", 1, 240, "that a young organisation may sit rent-free")
    discount: float = number(
        0.3, "share", 0, 0.9, "by which a bid at an open tender is below the ceiling at most"
    )
    grant_gap: int = number(6, "months", 1, 60, "without money after which it closes")


@dataclass(frozen=True, kw_only=True)
class OrganisationSupport:
    """What support costs and what it does to an organisation."""

    survey_hours: float = number(
        10.0, "hours/1000/year", 0, 500, "of finding out what residents need, at full use"
    )
    needs_fade: float = number(0.03, "1/month", 0, 1, "of what was asked for that is forgotten")
    training_cost: float = number(600.0, "yuan/place", 0, 1e5, "training of a backbone")
    training_gain: float = number(
        0.3, "share", 0, 1, "of the remaining distance by which a training raises skill"
    )
    guidance_scale: float = number(
        12.0, "hours", 0.1, 500, "of guidance after which 63 % of organisations have internal rules"
    )
    rule_hours: float = number(2.0, "hours/month", 0, 100, "of work that internal rules take")
    grant: float = number(6000.0, "yuan/year", 1, 1e6, "from the special fund to one organisation at most")
    campaign_cost: float = number(200.0, "yuan", 0, 1e5, "of an organisation's call for donations")
    exchange_cost: float = number(150.0, "yuan/day", 0, 1e5, "of training shared with the party organisation")
    exchange_gain: float = number(
        0.02, "share/day", 0, 0.5, "of the remaining distance by which a shared day raises the head's skill"
    )
    publication_cost: float = number(0.5, "yuan/resident/year", 0, 100, "of publishing the catalogue in full")


@dataclass(frozen=True, kw_only=True)
class OrganisationSupervision:
    """Misuse of money, how it is found, and what finding it does."""

    misuse: float = number(
        0.1, "share", 0, 1, "of its money that an organisation without rules and supervision misuses, mean"
    )
    rules_effect: float = number(0.5, "share", 0, 1, "of misuse that internal rules prevent")
    deterrence: float = number(
        1.5, "1", 0, 10, "log of misuse per unit of risk, the chance to be found times what it costs then"
    )
    finding_scale: float = number(
        12.0,
        "hours/year",
        0.1,
        1000,
        "of inspection at which 63 % of misuse of a tenth of the money is found",
    )
    evaluation_hours: float = number(8.0, "hours", 0, 200, "of a third party's yearly evaluation")
    evaluation_cost: float = number(2000.0, "yuan", 0, 1e6, "of a third party's evaluation")
    evaluation_error: float = number(0.1, "0-1", 0, 0.5, "by which its score errs at most")
    reputation_lost: float = number(0.5, "share", 0, 1, "of reputation that a published case costs")
    let_down: float = number(
        0.03,
        "share",
        0,
        0.5,
        "of trust that those lose who take part in an organisation with a published case",
    )
    reputation_pace: float = number(
        0.03, "1/month", 0, 1, "of the distance by which reputation nears what an organisation is"
    )
    exit_share: float = number(0.2, "share", 0, 1, "of its money misused from which departments close it")
    enforcement_hours: float = number(16.0, "hours", 0, 500, "of the departments on a case taken up jointly")
    own_risk: float = number(
        0.3,
        "1",
        0,
        1,
        "what being found costs where departments do not act together, against 1 where they do",
    )

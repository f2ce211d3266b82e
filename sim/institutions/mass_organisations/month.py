"""A5 and S5.4: mass organisations speak to their audience; the main forces are visited, at times that fit.

Arrays below are (communities,) where nothing else is said.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import DISTRICT, residents_of_each
from sim.engine.arithmetic import read_only
from sim.engine.ledger import each_to_fen, to_fen
from sim.institutions.committee.state import Committees
from sim.institutions.doors import add_contacts, each_doors
from sim.institutions.mass_organisations.state import SPEAKS_TO, Mass, MassOrganisations
from sim.institutions.world import World, while_set
from sim.residents.offers import Offers
from sim.vocabulary import PROFILES, Act, Audience

Numbers = NDArray[np.float64]

OUTREACH_FOR: Final = (Act.DELIBERATE, Act.VOLUNTEER, Act.CULTURE)  # in the order of the setting
OCCASIONS: Final = (Act.DELIBERATE, Act.VOLUNTEER, Act.CULTURE)
# Levers on outreach by bodies whose ordinary hours are few.
EXTRA: Final = {Mass.YOUTH_LEAGUE: "outreach_youth", Mass.WOMENS_FEDERATION: "outreach_women"}
FITTING: Final = ("residents.fitting_times", "residents.childcare")
TOLD_OF: Final = (Act.VOLUNTEER, Act.CULTURE)


def lever_of(district: World, name: str) -> Numbers:
    """(communities,) one of the levers on what reaches residents."""
    return district.levers(f"residents.{name}")


def pay_for_outreach(district: World) -> None:
    """The district pays the mass organisations' ordinary hours, and outreach to women and youth by them.

    Outreach to older people is done by helpers of the residents' committee.
    """
    book, thousands = district[MassOrganisations], district.geography.thousands
    wage, where = district.institutions.staff.wage, np.arange(thousands.size)
    for body in Mass:
        _pay_body(district, book, body, where)
    older = lever_of(district, "outreach_old") * thousands
    district.spend_each(residents_of_each(where), older * wage, "outreach to older people", where)
    book.outreach_hours[:, Audience.OLD] = older


def _pay_body(district: World, book: MassOrganisations, body: Mass, where: NDArray[np.int64]) -> None:
    """The district pays one of them, and it pays its staff for the hours that the money buys."""
    account, fen = (book.view.kind, int(body)), _pay(district)[body].copy()
    district.pay_each(DISTRICT, account, fen, "mass organisations", where)
    district.pay_each(account, residents_of_each(where), fen, "mass work", where)
    worked = fen / to_fen(district.institutions.staff.wage)
    ordinary = district.institutions.mass.hours * district.geography.thousands
    book.outreach_hours[:, SPEAKS_TO[body]] = np.maximum(0.0, worked - ordinary)


@while_set
def _pay(district: World) -> NDArray[np.int64]:
    """(bodies, communities) fen a month for ordinary hours and outreach."""
    thousands, wage = district.geography.thousands, district.institutions.staff.wage
    ordinary = district.institutions.mass.hours * thousands
    extra = [lever_of(district, EXTRA[body]) * thousands if body in EXTRA else 0.0 for body in Mass]
    return np.array([each_to_fen((ordinary + more) * wage) for more in extra])


def mass_offers(district: World, offers: Offers) -> None:
    """Announcements to members and visits of the outreach, each to one audience only."""
    rule, book = district.institutions.mass, district[MassOrganisations]
    persons = rule.hours * district.geography.size / 1000.0 * rule.told
    for audience in SPEAKS_TO.values():
        told = persons / np.maximum(1, district.audience_size[:, audience])
        for act in TOLD_OF:
            add_contacts(offers.organisation, act, told, audience)
    goes_round = np.asarray(book.outreach_hours.any(axis=0))
    for visited in Audience:
        if goes_round[visited]:
            _go_round(district, visited, book.outreach_hours[:, visited], offers)


def _go_round(district: World, audience: Audience, hours: Numbers, offers: Offers) -> None:
    """Visit one audience, hours (communities,), to speak of what is on offer."""
    visits = each_doors(district, hours * district.institutions.staff.drive_visits)
    each = visits / np.maximum(1, district.audience_size[:, audience])
    for act, share in zip(OUTREACH_FOR, district.institutions.mass.outreach_shares, strict=True):
        asked = share * each * (offers.phase[:, act] > 0)
        add_contacts(offers.visits, act, asked, audience)


def pay_for_fitting_occasions(district: World) -> None:
    """S5.4: overtime for evenings and weekends, carers who look after children while parents take part."""
    if district.idle(*FITTING):
        return
    staff, rule, book = district.institutions.staff, district.institutions.mass, district[Committees]
    residents, c = residents_of_each(book.community), book.community
    held = book.spent_meetings + book.spent_activities
    overtime = lever_of(district, "fitting_times") * held * staff.wage * rule.overtime
    district.spend_each(residents, overtime, "overtime", c)
    places = np.maximum(0, district.offers.places[:, OCCASIONS]).sum(axis=1)
    care = lever_of(district, "childcare") * places * rule.childcare
    district.spend_each(residents, care, "childcare", c)


def fit_occasions(district: World, offers: Offers) -> None:
    """S5.4: a share of occasions is held when the audience is free; at a share there is childcare."""
    if district.idle(*FITTING):
        return
    evenings, days = _fits(evening=True), _fits(evening=False)
    fitting = lever_of(district, "fitting_times")[:, np.newaxis]
    childcare = lever_of(district, "childcare")
    for act in OCCASIONS:
        offers.childcare[:, act] = childcare
        if not np.count_nonzero(fitting):
            continue
        offers.daytime[:, act, evenings] *= 1.0 - fitting
        offers.daytime[:, act, days] += (1.0 - offers.daytime[:, act, days]) * fitting


@cache
def _fits(evening: bool) -> NDArray[np.int64]:
    """Profiles of those who are free in the evening (at work, or young), or by day (old and not at work)."""
    profile = np.arange(PROFILES)
    busy = (profile >> int(Audience.WORKERS) | profile >> int(Audience.YOUTH)) & 1
    old = profile >> int(Audience.OLD) & 1
    return read_only(np.flatnonzero(busy if evening else old & ~busy))

"""Organisations' life: founded by backbones, paid by purchases and donations, closed without money."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.agents.actor import residents_of
from sim.agents.calendar import JANUARY, month_of_year
from sim.agents.organisations import SocialOrganisation
from sim.agents.residents import Act, Office, Rung
from sim.engine.ledger import to_fen
from sim.engine.streams import purpose, uniform
from sim.governance.rows import with_act
from sim.governance.world import World

FOUNDING_LUCK: Final = purpose("organisations.founding")
PURCHASE_LUCK: Final = purpose("organisations.purchase")
WAGE_SHARE: Final = 1.0 / 12.0


def run_organisations(district: World) -> None:
    """The year's purchases in January, donations, wages, closing, founding."""
    if month_of_year(district.month) == JANUARY:
        _purchase(district)
    _collect_donations(district)
    _work_and_close(district)
    _found(district)


def _purchase(district: World) -> None:
    """The district buys services from a limited number of organisations, drawn by lot each year."""
    rule = district.institutions.organisations
    lines = int(rule.purchase_lines * district.geography.size.sum() / 10000.0 + 0.5)
    lot = {
        organisation.number: uniform(district.seed, organisation.number, district.month, PURCHASE_LUCK)
        for organisation in district.organisations
    }
    for organisation in sorted(district.organisations, key=lambda one: lot[one.number])[:lines]:
        district.government.spend(
            organisation.account, rule.purchase, "service purchase", organisation.community
        )
        organisation.receive("government", to_fen(rule.purchase))


def _collect_donations(district: World) -> None:
    """Donations of the month are shared by the community's organisations, or go to its fund."""
    rows = with_act(district.residents.acts, int(Act.DONATE))
    givers = np.bincount(district.residents.community[rows], minlength=len(district.committees))
    for c in np.flatnonzero(givers):
        _share_out(district, int(c), to_fen(district.institutions.government.donation) * int(givers[c]))


def _share_out(district: World, community: int, fen: int) -> None:
    local = [one for one in district.organisations if one.community == community]
    accounts = [one.account for one in local] or [district.committees[community].fund]
    parts = [(fen + k) // len(accounts) for k in range(len(accounts))]  # they add up to the whole
    for account, part in zip(accounts, parts, strict=True):
        district.ledger.pay(residents_of(community), account, part, "donation", community, district.month)
    for organisation, part in zip(local, parts, strict=False):
        organisation.receive("residents", part)


def _work_and_close(district: World) -> None:
    rule = district.institutions.organisations
    wages = rule.purchase * WAGE_SHARE
    for organisation in list(district.organisations):
        organisation.work(wages)
        if organisation.months_without_money > rule.grant_gap:
            _close(district, organisation)


def _close(district: World, organisation: SocialOrganisation) -> None:
    """Close: what is left goes to the residents, the head steps back."""
    organisation.pay(residents_of(organisation.community), organisation.balance, "closing")
    if organisation.head >= 0 and district.residents.office[organisation.head] == int(
        Office.ORGANISATION_HEAD
    ):
        district.residents.office[organisation.head] = int(Office.NONE)
    district.organisations.remove(organisation)
    district.organisations_closed += 1
    organisation.remove()


def _found(district: World) -> None:
    """A backbone without duties may found and register an organisation."""
    residents = district.residents
    backbones = np.flatnonzero(
        (residents.rung == int(Rung.BACKBONE)) & (residents.office == int(Office.NONE))
    )
    rate = district.institutions.organisations.founding
    for row in backbones:
        identity = int(residents.identity[row])
        if uniform(district.seed, identity, district.month, FOUNDING_LUCK) < rate:
            residents.office[row] = int(Office.ORGANISATION_HEAD)
            district.add_organisation(int(residents.community[row]), int(row))

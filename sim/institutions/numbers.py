"""What we do not know for sure about institutions: hours, prices, workloads; with values and sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.institutions.committee.numbers import StaffTime
from sim.institutions.companies.numbers import Company, Mixing
from sim.institutions.elections.numbers import Elections
from sim.institutions.estates.numbers import EstateLife
from sim.institutions.fund.numbers import Fund
from sim.institutions.government.numbers import Government, Involvement, Workload
from sim.institutions.mass_organisations.numbers import Culture, MassOrganisationLife, Units
from sim.institutions.organisations.numbers import (
    OrganisationLife,
    OrganisationSupervision,
    OrganisationSupport,
)
from sim.institutions.party.numbers import Party, Path
from sim.institutions.service_centres.numbers import ServiceWork


@dataclass(frozen=True, kw_only=True)
class Institutions:
    """Everything assumed about institutions."""

    workload: Workload = field(default_factory=Workload)
    staff: StaffTime = field(default_factory=StaffTime)
    elections: Elections = field(default_factory=Elections)
    fund: Fund = field(default_factory=Fund)
    organisations: OrganisationLife = field(default_factory=OrganisationLife)
    organisation_support: OrganisationSupport = field(default_factory=OrganisationSupport)
    organisation_supervision: OrganisationSupervision = field(default_factory=OrganisationSupervision)
    government: Government = field(default_factory=Government)
    involvement: Involvement = field(default_factory=Involvement)
    mass: MassOrganisationLife = field(default_factory=MassOrganisationLife)
    culture: Culture = field(default_factory=Culture)
    company: Company = field(default_factory=Company)
    services: ServiceWork = field(default_factory=ServiceWork)
    mixing: Mixing = field(default_factory=Mixing)
    units: Units = field(default_factory=Units)
    estates: EstateLife = field(default_factory=EstateLife)
    party: Party = field(default_factory=Party)
    path: Path = field(default_factory=Path)

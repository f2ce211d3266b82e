"""What we do not know for sure about institutions: hours, prices, workloads; with values and sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.agents.assumptions.committee import Elections, Fund, StaffTime
from sim.agents.assumptions.companies import Company, Mixing
from sim.agents.assumptions.government import Government, Involvement, Workload
from sim.agents.assumptions.housing import EstateLife
from sim.agents.assumptions.organisations import (
    OrganisationLife,
    OrganisationSupervision,
    OrganisationSupport,
)
from sim.agents.assumptions.outreach import Culture, MassOrganisations, Units
from sim.agents.assumptions.party import Party, Path
from sim.agents.assumptions.services import ServiceWork


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
    mass: MassOrganisations = field(default_factory=MassOrganisations)
    culture: Culture = field(default_factory=Culture)
    company: Company = field(default_factory=Company)
    services: ServiceWork = field(default_factory=ServiceWork)
    mixing: Mixing = field(default_factory=Mixing)
    units: Units = field(default_factory=Units)
    estates: EstateLife = field(default_factory=EstateLife)
    party: Party = field(default_factory=Party)
    path: Path = field(default_factory=Path)

"""What can be changed: a file a section of the source, or an actor in it; every lever declared once.

Rules read these plain dataclasses; no lever touches a probability, a trust value or an outcome.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sim.policies.committee import CommitteePolicy, StaffPolicy
from sim.policies.companies import CompanyPolicy
from sim.policies.elite_path import LadderPolicy
from sim.policies.government import GovernmentPolicy
from sim.policies.lever import Lever, declared_settings
from sim.policies.organisations import OrganisationPolicy
from sim.policies.party_building import PartyPolicy
from sim.policies.pilots import PilotPolicy
from sim.policies.residents import ResidentPolicy
from sim.policies.service_centre import CentrePolicy
from sim.policies.tasks import TaskPolicy

__all__ = [
    "STATUS_QUO",
    "CentrePolicy",
    "CommitteePolicy",
    "CompanyPolicy",
    "GovernmentPolicy",
    "LadderPolicy",
    "Lever",
    "OrganisationPolicy",
    "PartyPolicy",
    "PilotPolicy",
    "Policies",
    "ResidentPolicy",
    "StaffPolicy",
    "TaskPolicy",
    "levers",
]


@dataclass(frozen=True, kw_only=True)
class Policies:
    """All levers; the defaults are the status quo."""

    government: GovernmentPolicy = field(default_factory=GovernmentPolicy)
    tasks: TaskPolicy = field(default_factory=TaskPolicy)
    companies: CompanyPolicy = field(default_factory=CompanyPolicy)
    pilots: PilotPolicy = field(default_factory=PilotPolicy)
    staff: StaffPolicy = field(default_factory=StaffPolicy)
    party: PartyPolicy = field(default_factory=PartyPolicy)
    committee: CommitteePolicy = field(default_factory=CommitteePolicy)
    centre: CentrePolicy = field(default_factory=CentrePolicy)
    organisations: OrganisationPolicy = field(default_factory=OrganisationPolicy)
    residents: ResidentPolicy = field(default_factory=ResidentPolicy)
    ladder: LadderPolicy = field(default_factory=LadderPolicy)


STATUS_QUO: Final = Policies()


def levers() -> dict[str, Lever]:
    """Every lever by its dotted path, in the order of the source."""
    found = declared_settings(Policies, "policies.")
    return {path: declared for path, declared, _ in found if isinstance(declared, Lever)}

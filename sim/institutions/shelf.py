"""The books of all institutions, in the order in which they are founded: one line an institution."""

from __future__ import annotations

from typing import Any, Final

from sim.institutions.committee.state import Committees
from sim.institutions.companies.mixing import JointEvents
from sim.institutions.companies.state import Companies
from sim.institutions.elections.state import Polls
from sim.institutions.estates.state import HomeownersCommittees, PropertyCompanies
from sim.institutions.fund.state import Funds
from sim.institutions.government.month import Channels
from sim.institutions.government.programme import Programme
from sim.institutions.government.purse import Purse
from sim.institutions.government.state import DistrictGovernment, StreetOffices
from sim.institutions.ladder.state import ElitePath
from sim.institutions.mass_organisations.state import MassOrganisations
from sim.institutions.organisations.state import Organisations
from sim.institutions.party.state import PartyOrganisations
from sim.institutions.resident_units.state import ResidentUnits
from sim.institutions.service_centres.state import ServiceCentres
from sim.institutions.tasks.task_book import TaskBook
from sim.institutions.voice.state import Voices
from sim.institutions.workstations.state import Workstations
from sim.institutions.world import World

BOOKS: Final[tuple[type[Any], ...]] = (
    DistrictGovernment,
    StreetOffices,
    TaskBook,
    ResidentUnits,
    PartyOrganisations,
    MassOrganisations,
    Organisations,
    ServiceCentres,
    Workstations,
    Committees,
    Polls,
    Companies,
    JointEvents,
    PropertyCompanies,
    HomeownersCommittees,
    Funds,
    Purse,
    Voices,
    ElitePath,
    Programme,
    Channels,
)


def found_books(world: World) -> None:
    """Found every book of a place by its own class; a later one may read those before it."""
    world.shelf = {}
    for book in BOOKS:
        world.shelf[book] = book.founded(world)

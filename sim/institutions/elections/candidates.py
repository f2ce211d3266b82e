"""Who is nominated: who stands, the company's slate, staff of the workstation, whom the street adds."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import residents_of
from sim.engine.random import purpose, rounded
from sim.institutions.committee.state import Background, Committees, ResidentsCommittee
from sim.institutions.companies import slate as company_slate
from sim.institutions.elections.by_elections import members
from sim.institutions.government.state import DistrictGovernment
from sim.institutions.party.state import PartyOrganisations
from sim.institutions.row_selection import best_row
from sim.institutions.workstations.state import Workstations
from sim.institutions.world import World
from sim.vocabulary import ADULT_AGE, Act, Education, Office, Rung

STAFF_DRAWS: Final = purpose("candidates.workstation")
NAMING_DRAWS: Final = purpose("candidates.party")


def nominate(district: World, committee: ResidentsCommittee) -> list[int]:
    """Give the candidates' rows, each once, and note where each comes from."""
    score = standing(district, slice(*district.rows_of(committee.community)))
    barred = dict.fromkeys(company_slate.fill_posts(district, committee, score), Background.COMPANY)
    slate = secretary_of(district, committee) | own_accord(district, committee, barred)
    slate |= dict.fromkeys(company_slate.slate_of(district, committee.community), Background.COMPANY)
    slate |= secretary_of(district, committee)
    from_station = workstation_candidates(district, committee, slate | barred)
    slate |= dict.fromkeys(from_station, Background.WORKSTATION)
    named = party_candidates(district, committee, slate | barred)
    slate |= dict.fromkeys(named, Background.PARTY)
    slate |= dict.fromkeys(put_up(district, committee, slate, barred), Background.PUT_UP)
    _note(district, committee, slate)
    return list(slate)


def nominate_for(district: World, committee: ResidentsCommittee, seats: int) -> list[int]:
    """Candidates for empty seats: who stands, the company's slate; the street adds up to one more."""
    c = committee.community
    serving = dict.fromkeys(members(district, committee).tolist(), Background.RESIDENT)
    barred = dict.fromkeys(company_slate.barred_of(district, c), Background.COMPANY)
    slate = own_accord(district, committee, serving | barred)
    backed = [row for row in company_slate.still_on_slate(district, c) if row not in serving | barred]
    slate |= dict.fromkeys(backed[:seats], Background.COMPANY)
    score = standing(district, slice(*district.rows_of(c)))
    added = best_rows(district, committee, score, serving | barred | slate, seats + 1 - len(slate))
    slate |= dict.fromkeys(added, Background.PUT_UP)
    _note(district, committee, slate)
    return list(slate)


def secretary_of(district: World, committee: ResidentsCommittee) -> dict[int, Background]:
    """Rival of posts: the secretary, who is to head the committee as well 一肩挑; nobody is barred for it."""
    row = int(district[PartyOrganisations].secretary[committee.community])
    here = row >= 0 and bool(district.residents.party[row])
    return {row: Background.PARTY} if district.structures.one_person and here else {}


def own_accord(
    district: World, committee: ResidentsCommittee, but: dict[int, Background]
) -> dict[int, Background]:
    """Residents who stood of themselves, but for some; backbones are told apart."""
    active = int(Rung.ACTIVIST)
    return {
        row: Background.BACKBONE if district.residents.rung[row] >= active else Background.RESIDENT
        for row in stood(district, committee)
        if row not in but
    }


def stood(district: World, committee: ResidentsCommittee) -> list[int]:
    """Residents who stood of themselves."""
    first, last = district.rows_of(committee.community)
    rows = first + np.flatnonzero(district.residents.acts[first:last] >> int(Act.STAND) & 1)
    return [int(row) for row in rows]


def workstation_candidates(
    district: World, committee: ResidentsCommittee, taken: dict[int, Background]
) -> list[int]:
    """S3.1: workstation staff who are released to stand: educated people of working age who live here."""
    c, residents = committee.community, district.residents
    share = district.policy_of(c).staff.candidates
    staff = share * district[Workstations][c].ordinary_hours / district.institutions.staff.month
    number = rounded(district.seed, c, district.month, STAFF_DRAWS, staff)
    block = slice(*district.rows_of(c))
    _release(district, committee, number)
    rule, age = district.institutions.elections, residents.age[block]
    working_age = (age >= rule.staff_from) & (age < rule.staff_to)
    fit = working_age & (residents.education[block] >= int(Education.SENIOR))
    free = residents.office[block] == int(Office.NONE)
    return best_rows(
        district, committee, standing(district, slice(*district.rows_of(c))) * (fit & free), taken, number
    )


def _release(district: World, committee: ResidentsCommittee, number: int) -> None:
    """The district pays for the hours in which candidates of the workstation are released from work."""
    hours = number * district.institutions.elections.release_hours
    if hours > 0.0:
        cost = hours * district.institutions.staff.wage
        district[DistrictGovernment].spend(
            residents_of(committee.community), cost, "candidates' release", committee.community
        )


def party_candidates(
    district: World, committee: ResidentsCommittee, taken: dict[int, Background]
) -> list[int]:
    """S3.2: members of the party name some of theirs in the open, by standing, where they hold meetings."""
    c = committee.community
    named = district.policy_of(c).party.democracy * district.institutions.party.named
    number = rounded(district.seed, c, district.month, NAMING_DRAWS, named)
    first, last = district.rows_of(c)
    score = standing(district, slice(first, last)) * district.residents.party[first:last]
    return best_rows(
        district, committee, score, taken, number * (district[PartyOrganisations][c].preparing > 0.0)
    )


def put_up(
    district: World,
    committee: ResidentsCommittee,
    taken: dict[int, Background],
    barred: dict[int, Background],
) -> list[int]:
    """Known and skilled residents whom the street office adds until one more than the seats stand."""
    score = standing(district, slice(*district.rows_of(committee.community)))
    return best_rows(district, committee, score, taken | barred, committee.seats + 1 - len(taken))


def best_rows(
    district: World,
    committee: ResidentsCommittee,
    score: NDArray[np.float64],
    taken: dict[int, Background],
    number: int,
) -> list[int]:
    """At most so many rows of the highest positive scores in a community that are not taken yet."""
    first, last = district.rows_of(committee.community)
    score[np.array(list(taken), dtype=np.int64) - first] = 0.0
    chosen: list[int] = []
    while len(chosen) < number:
        row = best_row(first, last, score)
        if row < 0:
            break
        chosen.append(int(row))
        score[row - first] = 0.0
    return chosen


def standing(district: World, rows: slice | NDArray[np.int64]) -> NDArray[np.float64]:
    """How well each stands with the committee: known, skilled, party members before others; no child does."""
    residents = district.residents
    party = district.institutions.elections.standing_party * residents.party[rows]
    score = residents.acquaintance[rows] + residents.skill[rows] + party
    adult: NDArray[np.float64] = score.astype(np.float64) * (residents.age[rows] >= ADULT_AGE)
    return adult


def _note(district: World, committee: ResidentsCommittee, slate: dict[int, Background]) -> None:
    """Note where candidates come from; of others only who is in office keeps the note."""
    block = slice(*district.rows_of(committee.community))
    known = district[Committees].background
    known[block][district.residents.office[block] != int(Office.COMMITTEE)] = Background.RESIDENT
    known[list(slate)] = list(slate.values())

"""Party members, proposals taken upward, and newcomers on the path of community elites (S3.2, S5.3)."""

from __future__ import annotations

from typing import Any, Final

from sim.agents.residents import ADULT_AGE, Act, Hukou, Rung
from sim.district import District
from sim.governance.world import Numbers
from sim.measures.outcome import Outcome, Ratio
from sim.participation.experience import CIVIC


def _members(district: District, acts: int) -> tuple[Numbers, Numbers]:
    """Party members who did one of these acts in the last twelve months, and all."""
    residents = district.residents
    member = residents.party & (residents.age >= ADULT_AGE)
    active = member & (residents.active & acts != 0)
    return district.by_community(active), district.by_community(member)


def _newcomers(district: District) -> tuple[Numbers, Any]:
    """Newcomers who are activists or higher, and all of them in tens of thousands."""
    residents = district.residents
    newcomer = (residents.hukou == int(Hukou.OUTSIDE_DISTRICT)) & (residents.age >= ADULT_AGE)
    risen = newcomer & (residents.rung >= int(Rung.ACTIVIST))
    return district.by_community(risen), district.by_community(newcomer) / 10000.0


LADDER: Final = (
    Ratio(
        Outcome(
            "party.members_active",
            "share of party members",
            "+",
            "active party members",
            "参与社区事务的党员",
            "volunteered, deliberated, proposed, stood or supervised in the last 12 months",
        ),
        lambda d: _members(d, CIVIC),
    ),
    Ratio(
        Outcome(
            "party.members_deliberating",
            "share of party members",
            "+",
            "deliberating party members",
            "参与议事的党员",
            "took part in committee work in the last 12 months",
        ),
        lambda d: _members(d, 1 << int(Act.DELIBERATE)),
    ),
    Ratio(
        Outcome(
            "voice.passed_upward",
            "proposals/1000/month",
            "+",
            "proposals taken upward",
            "向上反映的建议",
            "to street and district, by the party organisation and representatives",
        ),
        lambda d: (d.passed_upward, d.geography.size / 1000.0),
    ),
    Ratio(
        Outcome(
            "path.newcomers",
            "1/10,000 newcomers",
            "+",
            "newcomers who rose",
            "非户籍积极分子及以上",
            "adults with hukou outside who are activists or higher",
        ),
        _newcomers,
    ),
    Ratio(
        Outcome(
            "path.hukou",
            "persons/10,000/year",
            "+",
            "hukou for service",
            "非户籍转户籍",
            "newcomers who received local hukou",
        ),
        lambda d: (d.hukou_gained * 12.0, d.geography.size / 10000.0),
    ),
)

"""Structures on which theory or evidence leaves two readings: named settings, each rival in the code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sim.engine.settings import setting

PERSISTENT: Final = "persistent"
DRAWN_ANEW: Final = "drawn_anew"
LASTING: Final = "lasting"
NONE: Final = "none"
SEEN: Final = "seen"
UNSEEN: Final = "unseen"
SEPARATE: Final = "separate"
ONE_TEAM: Final = "one_team"
CONSTANT: Final = "constant"
REFILLS: Final = "refills"
ONE_PERSON: Final = "one_person"
SUPPORTS: Final = "supports"
DECIDES: Final = "decides"
OPEN: Final = "open"
BINDING: Final = "binding"
CONTACTS: Final = "contacts"


def reading(choices: tuple[str, str], sentence: str, source: str) -> Any:
    """Declare a structure on which there are two readings; the first holds unless something else is said."""
    return setting(choices[0], "choice", sentence, source=source, choices=choices)


@dataclass(frozen=True, kw_only=True)
class Structures:
    """Which reading holds; docs/model/concepts.md names the theory behind each."""

    audience: str = reading(
        (PERSISTENT, DRAWN_ANEW),
        "who reads local pages, notices and announcements: the same people each month, or drawn anew",
        "readers of a page are the same from month to month (XN01: access alone makes no readers)",
    )
    disposition: str = reading(
        (LASTING, NONE),
        "what equal people differ in when they choose: a lasting disposition, or the moment",
        "B04: acts of one person hang together beyond traits",
    )

    results: str = reading(
        (SEEN, UNSEEN),
        "who notices a finished project of the self-governance fund: neighbours, or only who took part in it",
        "XC02, XC03: budgets in residents' hands moved votes, volunteering and giving in six months",
    )

    staffing: str = reading(
        (SEPARATE, ONE_TEAM),
        "committee and workstation: two staffs, or one team 合署 that works all tasks off and organises with "
        "what is left",
        "D01 and Bao'an's numbers of staff fit both",
    )
    street: str = reading(
        (CONSTANT, REFILLS),
        "the street office: passes on as ever, or fills hours that a reform frees with joint tasks, and "
        "assesses committees 考核 by their records",
        "administrative absorption 行政化: Kang and Han 2008",
    )
    posts: str = reading(
        (SEPARATE, ONE_PERSON),
        "secretary and head of the committee: two persons, or one in both posts 一肩挑",
        "law and practice differ by place; required more and more since 2019",
    )
    party_committee: str = reading(
        (SUPPORTS, DECIDES),
        "the party committee and the fund: supports what was deliberated, or decides, and hears it",
        "XO03: the secretary presents, members of the council comment",
    )
    purse: str = reading(
        (OPEN, BINDING),
        "the district's purse: pays for every reform, or is bound and saves on staff what a reform costs",
        "budgets of districts are voted a year ahead; freezes of posts are their usual answer",
    )
    influence: str = reading(
        (CONTACTS, NONE),
        "what contacts do: tell and draw along, or nothing",
        "likeness and influence are confounded in networks observed (Shalizi and Thomas 2011)",
    )

    @property
    def one_team(self) -> bool:
        """Whether committee and workstation are one staff."""
        return self.staffing == ONE_TEAM

    @property
    def street_refills(self) -> bool:
        """Whether the street fills freed hours and assesses committees."""
        return self.street == REFILLS

    @property
    def one_person(self) -> bool:
        """Whether the secretary heads the committee."""
        return self.posts == ONE_PERSON

    @property
    def party_decides(self) -> bool:
        """Whether the party committee decides on the fund."""
        return self.party_committee == DECIDES

    @property
    def purse_binds(self) -> bool:
        """Whether the district saves elsewhere what reforms cost."""
        return self.purse == BINDING

    @property
    def contacts_matter(self) -> bool:
        """Whether contacts tell and draw along."""
        return self.influence == CONTACTS

    @property
    def lasting_audience(self) -> bool:
        """Whether the same people attend each month."""
        return self.audience == PERSISTENT

    @property
    def lasting_disposition(self) -> bool:
        """Whether persons keep what sets them apart from their equals."""
        return self.disposition == LASTING

    @property
    def results_seen(self) -> bool:
        """Whether neighbours notice what a project has brought."""
        return self.results == SEEN

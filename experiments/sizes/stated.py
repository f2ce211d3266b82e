"""Why some outcomes are not the same per head in small and large communities: mechanisms, by outcome."""

from __future__ import annotations

from typing import Final

SEATS: Final = "seats go by law, not by people: in a large community more stand for each, and the best win"
MEETINGS: Final = "where there is less than one meeting a month, invitations go out in its months only"
WHOLE: Final = "organisations are whole: half of the communities of 500 have none to buy from, to give to"
PRICE: Final = "a project reaches so many residents: more and smaller ones where people are few"
SMALLEST: Final = "money for less than the smallest project waits; without an organisation gifts add to it"
LADDER: Final = "months with a civic act make a backbone: where meetings are rare few have enough of them"
COMPANY: Final = "the posts of a company go by the committee's seats"

STATED: Final = {
    "rung.head": SEATS,
    "heads.from_ladder": SEATS,
    "elections.candidates": SEATS,
    "committee.": SEATS,
    "participation.stand": SEATS,
    "participation.deliberate": MEETINGS,
    "party.": MEETINGS,
    "rights.take_part": MEETINGS,
    "selfs.": MEETINGS,
    "deliberation.": MEETINGS,
    "rung.": LADDER,
    "organisations": WHOLE,
    "giving": WHOLE,
    "participation.donate": WHOLE,
    "participation.supervise": WHOLE,
    "rights.supervise": WHOLE,
    "rights.express": WHOLE,
    "awareness.": WHOLE,
    "fund.projects_finished": PRICE,
    "fund.": SMALLEST,
    "company.improvements": PRICE,
    "company.": COMPANY,
    "path.newcomers": LADDER,
}


def reason(outcome: str) -> str:
    """The mechanism of an outcome, by the longest name that fits; empty for none."""
    fitting = [name for name in STATED if outcome.startswith(name)]
    return STATED[max(fitting, key=len)] if fitting else ""

"""What we do not know for sure about estates: fees and work of property companies, assemblies of owners."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.settings import number


@dataclass(frozen=True, kw_only=True)
class EstateLife:
    """Property-management companies 物业管理公司 (A10) and homeowners' committees 业委会 (A9)."""

    fee: float = number(45.0, "yuan/resident/month", 0, 300, "property fee, 28 m2 a resident at 1.6 yuan")
    common: float = number(
        3.0, "yuan/resident/month", 0, 50, "income from common parts: parking, lifts, boards"
    )
    refused: float = number(0.4, "share", 0, 1, "of fees not paid where the quality is nothing")
    margin: float = number(0.3, "share of fees", 0, 0.8, "that a company keeps where nobody oversees it")
    margin_overseen: float = number(
        0.12, "share of fees", 0, 0.8, "that it keeps under a homeowners' committee"
    )
    floor: float = number(0.5, "share of full fees", 0, 1, "least cost of guards, lifts and cleaning")
    floor_spread: float = number(0.4, "1", 0, 1, "by which the least cost differs between estates")
    work_spread: float = number(0.3, "1", 0, 0.9, "by which the work of companies for a yuan differs")
    adjusts: float = number(0.1, "1/month", 0, 1, "of the distance by which quality follows what is spent")
    patience: int = number(12, "months", 1, 120, "of losses after which a company gives the estate up")
    successor: float = number(0.1, "1/month", 0, 1, "chance that another takes an estate that was given up")
    cooperates: float = number(
        0.5, "share", 0, 1, "of companies that open boards to the residents' committee unasked"
    )
    boards: float = number(
        0.02, "announcements/adult/month", 0, 1, "to owners by boards and lifts that are open"
    )
    closed: float = number(0.1, "share", 0, 1, "of notices that a company that does not cooperate keeps out")
    start: float = number(
        0.004, "1/month", 0, 0.1, "chance that an owner who acts proposes a homeowners' committee"
    )
    grievance: float = number(4.0, "1", 0, 20, "added to that chance, per unit of quality below 0.5")
    guidance: float = number(
        20.0, "hours", 0, 1000, "of guidance by the residents' committee before an assembly"
    )
    guidance_part: float = number(
        0.4, "share", 0, 1, "of the committee's hours for services at most for that"
    )
    callers: int = number(7, "owners", 1, 50, "preparatory group or members, who call on owners")
    calls: float = number(30.0, "calls/month", 0, 300, "of each of them before an assembly")
    vote_shift: float = number(
        0.5, "log-odds", -6, 6, "to vote in an assembly, beside voting for the residents' committee", "B24"
    )
    vote_hours: float = number(0.5, "hours", 0, 20, "voting in an assembly")
    seats: int = number(5, "persons", 3, 15, "members of a homeowners' committee")
    term: int = number(36, "months", 12, 60, "between elections of a homeowners' committee", "law: 3-5 years")
    again: int = number(12, "months", 1, 60, "until the next attempt after an assembly without a quorum")
    dismiss_below: float = number(
        0.4, "1", 0, 1, "quality below which a committee calls a vote on the company"
    )
    known: float = number(
        0.25, "share", 0, 1, "of adults who know whether there is a homeowners' committee", "B23"
    )
    known_owner: float = number(0.25, "share", 0, 1, "added for owners", "B23")
    known_contact: float = number(0.25, "share", 0, 1, "added for daily contact with neighbours", "B23")

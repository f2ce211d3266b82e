"""What we do not know for sure about estates: fees and work of property companies, assemblies of owners."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import number


@dataclass(frozen=True, kw_only=True)
class EstateLife:
    """Property-management companies 物业管理公司 (A10) and homeowners' committees 业委会 (A9)."""

    fee: float = number(
        45.0,
        "yuan/resident/month",
        0,
        300,
        "property fee, 28 m2 a resident at 1.6 yuan",
        argued(25.0, 80.0, "20 to 35 m2 a resident at 1 to 3 yuan"),
    )
    common: float = number(
        3.0,
        "yuan/resident/month",
        0,
        50,
        "income from common parts: parking, lifts, boards",
        guessed(1.0, 8.0),
    )
    common_part: float = number(
        0.5,
        "share",
        0,
        1,
        "of the income from common parts that an elected committee of owners receives",
        guessed(0.3, 0.7),
    )
    clerk: float = number(
        0.25,
        "share",
        0,
        1,
        "of what owners receive that pays a clerk; the rest pays works",
        guessed(0.1, 0.5),
    )
    wages: float = number(0.6, "share", 0, 1, "of upkeep that is wages", guessed(0.4, 0.8))
    good: float = number(0.5, "1", 0, 1, "quality from which there is no grievance", guessed(0.3, 0.7))
    refused: float = number(
        0.4, "share", 0, 1, "of fees not paid where the quality is nothing", guessed(0.2, 0.7)
    )
    margin: float = number(
        0.3, "share of fees", 0, 0.8, "that a company keeps where nobody oversees it", guessed(0.15, 0.45)
    )
    margin_overseen: float = number(
        0.12, "share of fees", 0, 0.8, "that it keeps under a homeowners' committee", guessed(0.05, 0.2)
    )
    floor: float = number(
        0.5, "share of full fees", 0, 1, "least cost of guards, lifts and cleaning", guessed(0.35, 0.65)
    )
    floor_spread: float = number(
        0.4, "1", 0, 1, "by which the least cost differs between estates", guessed(0.2, 0.6)
    )
    work_spread: float = number(
        0.3, "1", 0, 0.9, "by which the work of companies for a yuan differs", guessed(0.15, 0.5)
    )
    adjusts: float = number(
        0.1, "1/month", 0, 1, "of the distance by which quality follows what is spent", guessed(0.04, 0.25)
    )
    patience: int = number(
        12, "months", 1, 120, "of losses after which a company gives the estate up", guessed(6, 24)
    )
    successor: float = number(
        0.1, "1/month", 0, 1, "chance that another takes an estate that was given up", guessed(0.04, 0.25)
    )
    cooperates: float = number(
        0.5,
        "share",
        0,
        1,
        "of companies that open boards to the residents' committee unasked",
        guessed(0.2, 0.8),
    )
    boards: float = number(
        0.02,
        "announcements/adult/month",
        0,
        1,
        "to owners by boards and lifts that are open",
        guessed(0.007, 0.06),
    )
    closed: float = number(
        0.1, "share", 0, 1, "of notices that a company that does not cooperate keeps out", guessed(0.03, 0.3)
    )
    start: float = number(
        0.004,
        "1/month",
        0,
        0.1,
        "chance that an owner who acts proposes a homeowners' committee",
        argued(0.001, 0.012, "B23: 13 % of estates have a committee, 28 % have none"),
    )
    grievance: float = number(
        4.0, "1", 0, 20, "added to that chance, per unit of quality below a good one", guessed(1.5, 10.0)
    )
    guidance: float = number(
        20.0,
        "hours",
        0,
        1000,
        "of guidance by the residents' committee before an assembly",
        guessed(8.0, 50.0),
    )
    guidance_part: float = number(
        0.4, "share", 0, 1, "of the committee's hours for services at most for that", guessed(0.2, 0.7)
    )
    callers: int = number(
        7,
        "owners",
        1,
        50,
        "preparatory group or members, who call on owners",
        argued(5, 11, "the law names 5 to 11"),
    )
    calls: float = number(
        30.0, "calls/month", 0, 300, "of each of them before an assembly", guessed(12.0, 70.0)
    )
    vote_shift: float = number(
        0.5,
        "log-odds",
        -6,
        6,
        "to vote in an assembly, beside voting for the residents' committee",
        measured(0.0, 1.0, "B24: 37 % voted where there is one"),
    )
    vote_hours: float = number(0.5, "hours", 0, 20, "voting in an assembly", guessed(0.2, 1.0))
    seats: int = number(
        5, "persons", 3, 15, "members of a homeowners' committee", argued(5, 11, "the law names 5 to 11")
    )
    term: int = number(
        36,
        "months",
        12,
        60,
        "between elections of a homeowners' committee",
        measured(36, 60, "law: 3-5 years"),
    )
    again: int = number(
        12, "months", 1, 60, "until the next attempt after an assembly without a quorum", guessed(6, 24)
    )
    dismiss_below: float = number(
        0.4, "1", 0, 1, "quality below which a committee calls a vote on the company", guessed(0.2, 0.6)
    )
    known: float = number(
        0.25,
        "share",
        0,
        1,
        "of adults who know whether there is a homeowners' committee",
        measured(0.15, 0.35, "B23: 48 % are unsure"),
    )
    known_owner: float = number(0.25, "share", 0, 1, "added for owners", measured(0.1, 0.4, "B23"))
    known_contact: float = number(
        0.25, "share", 0, 1, "added for daily contact with neighbours", measured(0.1, 0.4, "B23")
    )

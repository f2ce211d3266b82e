"""What residents answer in the survey: one column of answers to each question of the codebook."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.engine.random import purpose, uniform
from sim.institutions.elections.state import Polls
from sim.institutions.estates.state import HomeownersCommittees, PropertyCompanies
from sim.outcomes.willingness import willing
from sim.residents import gates
from sim.vocabulary import Act, Education, Hukou, Office, Reason

Rows = NDArray[np.int64]
ANSWER_DRAWS: Final = purpose("survey.answer")
THREE_YEARS: Final = np.uint64(2**36 - 1)
ONE_YEAR: Final = np.uint64(2**12 - 1)
MONTHLY: Final = 6
CODEBOOK: Final = {
    "respondent": "number of the interview",
    "neighbourhood": "number of the community",
    "neighbourhood_type": "type of the community",
    "weight": "design weight, mean 1",
    "hukou": "same_street, elsewhere_in_district or outside_district",
    "agricultural_hukou": "holds an agricultural hukou (0/1)",
    "owner": "holds the title of the home, alone or with the spouse (0/1)",
    "shareholder": "holds shares of the share company (0/1)",
    "age": "years",
    "sex": "female or male",
    "education": "none, primary, junior, senior, college or ba",
    "party": "party member (0/1)",
    "income_z": "log income, standardised",
    "years_here": "years lived here",
    "dormitory": "lives in a dormitory (0/1)",
    "neighbour_contact": "socialises with neighbours, 0 never to 6 daily",
    "lends_tools": "could certainly borrow tools from a neighbour (0/1)",
    "trust_government": "trust in local government, 1 to 5",
    "efficacy_internal": "able to take part in politics, 1 to 5",
    "efficacy_external": "people like us have influence, 1 to 5",
    "knows_committee_formation": "knows how the residents' committee is formed (0/1)",
    "registered_voter": "on the voters' roll of the last committee election (0/1)",
    "voted_last": "voted in the last committee election: yes, no or not_eligible",
    "voted_3y": "voted in a committee election in three years (0/1)",
    "why_not_voted": "not_informed, no_time, not_eligible, not_interested; semicolon list",
    "committee_work_3y": "took part in committee work in three years (0/1)",
    "suggested_3y": "made a suggestion to the committee in three years (0/1)",
    "contacted_government_3y": "took a community matter to government in three years (0/1)",
    "volunteered_12m": "volunteered in twelve months (0/1)",
    "registered_volunteer": "registered as a volunteer (0/1)",
    "culture_12m": "took part in culture, sport or classes: never, less_than_monthly or monthly",
    "homeowners_committee": "exists, none, unsure or not_applicable",
    "voted_homeowners": "voted in the homeowners' committee election (0/1/empty)",
    "would_take_part": "would take part if told and if time allowed (0/1)",
    "rung": "rung of the ladder, 0 to 5",
}
WHY: Final = {
    Reason.NOT_OFFERED: "not_informed",
    Reason.NOT_INFORMED: "not_informed",
    Reason.NOT_ELIGIBLE: "not_eligible",
    Reason.NO_TIME: "no_time",
    Reason.NOT_INTERESTED: "not_interested",
}


def answers_of(district: District, rows: Rows) -> dict[str, Any]:
    """Answers of these residents to every question of the codebook, in its order; truthful ones."""
    given = {
        "respondent": np.arange(rows.size),
        "weight": np.ones(rows.size),
        "would_take_part": _willing(district, rows),
        **_who(district, rows),
        **_attitudes(district, rows),
        **_voting(district, rows),
        **_acts(district, rows),
        **_homeowners(district, rows),
    }
    return {name: given[name] for name in CODEBOOK}


def _who(district: District, rows: Rows) -> dict[str, Any]:
    residents, geography = district.residents, district.geography
    community = residents.community[rows]
    kinds = np.array(geography.types)[geography.community_type]
    flags = ("owner", "shareholder", "party", "dormitory", "lends_tools")
    return {
        "neighbourhood": community,
        "neighbourhood_type": kinds[community],
        "hukou": [Hukou(code).name.lower() for code in residents.hukou[rows]],
        "agricultural_hukou": residents.agricultural[rows].astype(int),
        "age": np.floor(residents.age[rows]).astype(int),
        "sex": np.where(residents.female[rows], "female", "male"),
        "education": [Education(level).name.lower() for level in residents.education[rows]],
        "income_z": residents.income[rows].astype(float),
        "years_here": np.floor(residents.years_here[rows]).astype(int),
        "neighbour_contact": residents.neighbour_contact[rows].astype(int),
        "rung": residents.rung[rows].astype(int),
        **{name: getattr(residents, name)[rows].astype(int) for name in flags},
    }


def _attitudes(district: District, rows: Rows) -> dict[str, Any]:
    """Shares are answered in five steps: 0.6 and more is 4 or 5."""
    named = {
        "trust_government": "trust",
        "efficacy_internal": "efficacy_internal",
        "efficacy_external": "efficacy_external",
    }
    steps = {
        answer: np.clip(
            1 + np.floor(5.0 * getattr(district.residents, column)[rows].astype(float)), 1, 5
        ).astype(int)
        for answer, column in named.items()
    }
    return steps | {"knows_committee_formation": district.residents.knows_formation[rows].astype(int)}


def _did(district: District, rows: Rows, act: Act, window: np.uint64) -> NDArray[np.bool_]:
    flags: NDArray[np.bool_] = (district.residents.history[rows, act] & window) != 0
    return flags


def _voting(district: District, rows: Rows) -> dict[str, Any]:
    voted = _did(district, rows, Act.VOTE, THREE_YEARS)
    last = voted_last(district, rows)
    reasons = [Reason(code) for code in district.residents.reason[rows, Act.VOTE]]
    excluded = np.array([reason is Reason.NOT_ELIGIBLE for reason in reasons])
    why = ["" if yes else WHY.get(reason, "no_time") for yes, reason in zip(voted, reasons, strict=True)]
    return {
        "registered_voter": district.residents.registered[rows].astype(int),
        "voted_last": np.where(last, "yes", np.where(excluded, "not_eligible", "no")),
        "voted_3y": voted.astype(int),
        "why_not_voted": why,
    }


def voted_last(district: District, rows: Rows) -> NDArray[np.bool_]:
    """Whether each voted at the last regular election; by-elections do not count."""
    election = district[Polls].last[district.residents.community[rows]]
    months_ago = (district.month - election).astype(np.uint64)
    voted: NDArray[np.bool_] = (district.residents.history[rows, Act.VOTE] >> months_ago & np.uint64(1)) != 0
    return voted & (election > 0)


def _acts(district: District, rows: Rows) -> dict[str, Any]:
    in_office = np.isin(district.residents.office[rows], (int(Office.COMMITTEE), int(Office.BUILDING_HEAD)))
    work = (
        _did(district, rows, Act.DELIBERATE, THREE_YEARS)
        | _did(district, rows, Act.STAND, THREE_YEARS)
        | in_office
    )
    volunteered = _did(district, rows, Act.VOLUNTEER, ONE_YEAR)
    months = np.array(
        [gates.count_bits(int(bits & ONE_YEAR)) for bits in district.residents.history[rows, Act.CULTURE]]
    )
    return {
        "committee_work_3y": work.astype(int),
        "suggested_3y": _did(district, rows, Act.SUGGEST, THREE_YEARS).astype(int),
        "contacted_government_3y": _did(district, rows, Act.COMPLAIN, THREE_YEARS).astype(int),
        "volunteered_12m": volunteered.astype(int),
        "registered_volunteer": district.residents.registered_volunteer[rows].astype(int),
        "culture_12m": np.where(
            months >= MONTHLY, "monthly", np.where(months > 0, "less_than_monthly", "never")
        ),
    }


def _homeowners(district: District, rows: Rows) -> dict[str, Any]:
    """Who knows says whether the own estate has a committee; who voted for one knows.

    Where flats have no owners (a setting of the type of community), the question does not apply.
    """
    residents, rule = district.residents, district.institutions.estates
    standing = district[PropertyCompanies].estate[district[HomeownersCommittees].stands]
    kinds = district.geography.community_type[residents.community[rows]]
    applies = np.array([kind.homeowners for kind in district.geography.settings])[kinds]
    exists = np.isin(residents.estate[rows], standing)
    voted = residents.homeowner_vote[rows] & exists
    identity = residents.identity
    draw = np.array([uniform(district.seed, int(identity[i]), 0, ANSWER_DRAWS, 2) for i in rows])
    contact = residents.neighbour_contact[rows] / 6.0
    knows = draw < rule.known + rule.known_owner * residents.owner[rows] + rule.known_contact * contact
    truth = np.where(applies, np.where(exists, "exists", "none"), "not_applicable")
    answer = np.where(knows | voted, truth, "unsure")
    return {
        "homeowners_committee": answer,
        "voted_homeowners": np.where(answer == "exists", voted.astype(int).astype(str), ""),
    }


def _willing(district: District, rows: Rows) -> NDArray[np.int64]:
    """Say whether they would do one of three acts within a year, see :mod:`sim.outcomes.willingness`."""
    return np.asarray(willing(rows, district.people, district.rules).any(axis=1), dtype=np.int64)

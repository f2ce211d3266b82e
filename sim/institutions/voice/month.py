"""Proposals to the committee and complaints to government: taken in, answered in order, or met by silence."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.committee.state import Committees
from sim.institutions.fund.state import Funds
from sim.institutions.row_selection import count_waiting, place_of_each, take_oldest, with_act
from sim.institutions.voice.state import Voices
from sim.institutions.world import World
from sim.residents.experience import hear_back, meet_silence, see_results
from sim.vocabulary import Act

Rows = NDArray[np.int64]

ANSWER_DRAWS: Final = purpose("voice.answers")
SOLVE_DRAWS: Final = purpose("voice.solved")
SEE_DRAWS: Final = purpose("voice.seen")


def handle_voice(district: World) -> None:
    """Take in the month's proposals and complaints, answer what hours allow, let old ones lapse."""
    residents, month = district.residents, district.month
    residents.voice_since[with_act(residents.acts, int(Act.SUGGEST))] = month
    residents.complaint_since[with_act(residents.acts, int(Act.COMPLAIN))] = month
    _answer_proposals(district)
    _answer_complaints(district)
    district[Voices].waiting = count_waiting(district.geography.community_start, residents.voice_since)


def _answer_proposals(district: World) -> None:
    rule, size = district.institutions, district.geography.size
    by_committee = district[Committees].answers
    listened = district.levers("residents.channel_opinion")
    answering = (1.0 - rule.government.channel_rounds) * listened
    opinion = answering * size / 1000.0 / rule.staff.answer_hours
    online = _online(district) * rule.government.online_answers * size / 1000.0
    answers = by_committee + each_rounded(district.seed, district.month, ANSWER_DRAWS, opinion + online, 0)
    rows = take_oldest(district.geography.community_start, district.residents.voice_since, answers)
    _note_waits(district, rows)
    solved = solved_without_money(district, rows)
    hear_back(rows[solved], True, district.people, district.rules)
    hear_back(rows[~solved], False, district.people, district.rules)
    _be_seen(district, rows[solved])
    most = np.asarray(rule.fund.ideas * size / 1000.0, dtype=np.float64)
    district[Funds].note(rows[~solved], district.residents, most)
    district.residents.voice_since[rows] = -1
    _lapse(district, district.residents.voice_since)


def _online(district: World) -> NDArray[np.float64]:
    return district.levers("residents.channel_online")


def _note_waits(district: World, rows: Rows) -> None:
    waited = district.month - district.residents.voice_since[rows].astype(np.int64)
    community = district.residents.community[rows]
    district[Voices].answered[:] = np.bincount(community, minlength=len(district[Committees]))
    district[Voices].waited[:] = np.bincount(community, weights=waited, minlength=len(district[Committees]))


def solved_without_money(district: World, rows: Rows) -> NDArray[np.bool_]:
    """Whether proposals answered this month need no money, by keyed draws of their authors, (rows,)."""
    u = each_uniform(district.seed, district.residents.identity[rows], district.month, SOLVE_DRAWS)
    return u < district.institutions.staff.solvable


def _be_seen(district: World, authors: Rows) -> None:
    """Neighbours in the building of who was helped notice that something comes of asking, or not."""
    if not district.rules.scalars.results_seen or authors.size == 0:
        return
    rule, start = district.institutions.staff, district.geography.building_start
    building = np.searchsorted(start, authors, side="right") - 1
    place = start[building], start[building + 1], place_of_each(building)
    key = district.month, district.seed, SEE_DRAWS
    see_results(*place, *key, rule.answer_seen, rule.answer_felt, district.people)


def _answer_complaints(district: World) -> None:
    rule, size = district.institutions.government, district.geography.size
    online = _online(district) * rule.online_answers
    exact = (rule.complaint_answers + online) * size / 1000.0
    answers = each_rounded(district.seed, district.month, ANSWER_DRAWS, exact, 1)
    rows = take_oldest(district.geography.community_start, district.residents.complaint_since, answers)
    hear_back(rows, False, district.people, district.rules)
    district.residents.complaint_since[rows] = -1
    _lapse(district, district.residents.complaint_since)


def _lapse(district: World, since: Any) -> None:
    """Patience ends: open ones older than it are given up and felt as silence."""
    patience = district.rules.scalars.experience.patience
    rows = np.flatnonzero((since >= 0) & (since <= district.month - patience))
    meet_silence(rows, district.people, district.rules)
    since[rows] = -1

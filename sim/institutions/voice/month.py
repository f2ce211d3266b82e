"""Proposals to the committee and complaints to government: taken in, answered in order, or met by silence."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.best_rows import oldest_of
from sim.institutions.committee.state import Committees
from sim.institutions.fund.state import Funds
from sim.institutions.row_selection import place_of_each, search, with_any
from sim.institutions.voice.state import Voices
from sim.institutions.world import World
from sim.residents.reactions import hear_back, meet_silence, see_results
from sim.vocabulary import Act

Rows = NDArray[np.int64]
Since = NDArray[np.int16]  # (residents,) month in which each began to wait, negative for who does not

ANSWER_DRAWS: Final = purpose("voice.answers")
SOLVE_DRAWS: Final = purpose("voice.solved")
SEE_DRAWS: Final = purpose("voice.seen")
RAISING: Final = 1 << Act.SUGGEST | 1 << Act.COMPLAIN


def handle_voice(district: World) -> None:
    """Take in the month's proposals and complaints, answer what hours allow, let old ones lapse."""
    residents = district.residents
    district[Voices].raised_by = with_any(residents.acts, RAISING)
    _answer_proposals(district, _take_in(district, residents.voice_since, Act.SUGGEST))
    _answer_complaints(district, _take_in(district, residents.complaint_since, Act.COMPLAIN))


def _take_in(district: World, since: Since, act: Act) -> Rows:
    """Note the month for who has done an act; give the rows of all who wait for an answer to it."""
    rows = district[Voices].raised_by
    since[rows[district.residents.acts[rows] >> int(act) & 1 == 1]] = district.month
    return search(since.size, lambda here: since[here] >= 0)


def _answer_proposals(district: World, waiting: Rows) -> None:
    rule, size, since = district.institutions, district.geography.size, district.residents.voice_since
    answers = district[Committees].answers + _answers_of_channels(district)
    rows = oldest_of(waiting, district.residents.community, since, answers)
    _note_waits(district, rows)
    solved = solved_without_money(district, rows)
    helped, others = rows[solved], rows[~solved]
    hear_back(helped, True, district.people, district.rules)
    hear_back(others, False, district.people, district.rules)
    _be_seen(district, helped)
    most = np.asarray(rule.fund.ideas * size / 1000.0, dtype=np.float64)
    district[Funds].note(others, district.residents, most)
    since[rows] = -1
    still = _lapse(district, since, waiting)
    district[Voices].waiting = np.bincount(district.residents.community[still], minlength=size.size)


def _answers_of_channels(district: World) -> Rows:
    """(communities,) proposals that the opinion and the online channel answer."""
    if district.idle("residents.channel_opinion", "residents.channel_online"):
        return np.zeros(district.geography.communities, dtype=np.int64)
    rule, size = district.institutions, district.geography.size
    answering = (1.0 - rule.government.channel_rounds) * district.levers("residents.channel_opinion")
    opinion = answering * size / 1000.0 / rule.staff.answer_hours
    online = _online(district) * rule.government.online_answers * size / 1000.0
    return each_rounded(district.seed, district.month, ANSWER_DRAWS, opinion + online, 0)


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


def _answer_complaints(district: World, waiting: Rows) -> None:
    rule, size = district.institutions.government, district.geography.size
    online, since = _online(district) * rule.online_answers, district.residents.complaint_since
    exact = (rule.complaint_answers + online) * size / 1000.0
    answers = each_rounded(district.seed, district.month, ANSWER_DRAWS, exact, 1)
    rows = oldest_of(waiting, district.residents.community, since, answers)
    hear_back(rows, False, district.people, district.rules)
    since[rows] = -1
    _lapse(district, since, waiting)


def _lapse(district: World, since: Since, waiting: Rows) -> Rows:
    """Patience ends: open ones older than it are given up and felt as silence.

    Returns:
        Rows of those who go on waiting, of those who were ``waiting`` before the answers.
    """
    patience = district.rules.scalars.experience.patience
    waiting = waiting[since[waiting] >= 0]
    late = since[waiting] <= district.month - patience
    meet_silence(waiting[late], district.people, district.rules)
    since[waiting[late]] = -1
    still: Rows = waiting[~late]
    return still

"""What an emulator says of the reform at once, until runs of these very settings say it."""

from __future__ import annotations

from typing import Any

from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.views.instant_answer import Estimated, InstantAnswer
from sim.views.page.panels.top import words
from sim.views.page.state import State
from sim.views.page.words import say
from sim.wording.labels import CARRIED, Language, label, scale


def instant(session: State) -> dict[str, Any] | None:
    """The estimates; None where runs say it, or nothing has been learned of these settings."""
    answer = session.remember("instant", session.twin.settings, lambda: _answer(session))
    if answer is None or session.evidence is not None:
        return None
    language = session.choices.lang
    return {
        "words": words(language, "instant", "outcome", "difference", "likely_range"),
        "basis": say(language, "instant_basis", worlds=answer.worlds, months=answer.months),
        "rows": [_line(one, language) for one in answer.estimates],
    }


def _answer(session: State) -> InstantAnswer | None:
    estimate, twin = session.offer.estimate, session.twin
    return None if estimate is None or twin.changes else estimate(twin.status_quo, twin.begun)


def _line(one: Estimated, language: Language) -> dict[str, str]:
    shown = scale(OUTCOMES[one.outcome].unit, language)
    whose = "" if one.group == EVERYBODY else label(GROUPS[one.group], language)
    return {
        "name": f"{one.outcome} {one.group}",
        "title": label(OUTCOMES[one.outcome], language),
        "unit": shown.difference_unit,
        "whose": whose,
        "difference": shown.difference(one.difference, CARRIED),
        "range": f"{shown.difference(one.low, CARRIED)} … {shown.difference(one.high, CARRIED)}",
    }

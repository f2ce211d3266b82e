"""Outcomes through time: both worlds, or their difference, with intervals where there is evidence."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import OUTCOMES, Key
from sim.outcomes.resident_groups import GROUPS
from sim.views.evidence import Band
from sim.views.page.answer.about import about
from sim.views.page.panels.top import words
from sim.views.page.state import State
from sim.views.page.twin import KEYS, REFORM, STATUS_QUO, key_of
from sim.views.page.words import say, worded
from sim.wording.labels import label, scale
from sim.wording.setting_values import gap

Values = NDArray[np.float64]
DIGITS: Final = 4
COLUMN: Final = {key: k for k, key in enumerate(KEYS)}


def curves(session: State) -> dict[str, Any]:
    """A panel an outcome; a line a world, or one for the difference with the ends of its interval."""
    language, twin, choices = session.choices.lang, session.twin, session.choices
    told = words(
        language,
        *(
            "curves",
            "group",
            "outcome",
            "status_quo",
            "reform",
            "difference",
            "month",
            "as_table",
            "interval",
        ),
        *("policy_date", "levels"),
    )
    told["interval"] = say(language, worded("interval", session.evidence))
    return {
        "words": told,
        "mode": choices.mode,
        "policy": twin.policy_month - 1,
        "last": twin.last_month,
        "shown": session.shown,
        "changes": [month for month, _ in twin.changes],
        "group": choices.group,
        "groups": [{"name": name, "label": label(one, language)} for name, one in GROUPS.items()],
        "outcomes": [{"name": name, "label": label(one, language)} for name, one in OUTCOMES.items()],
        "panels": [_panel(session, name) for name in choices.panels],
        "seeds": _seeds_text(session),
        "about": about(session, say(language, "curves")),
    }


def _seeds_text(session: State) -> str:
    evidence = session.evidence
    if evidence is None or evidence.monthly is None:
        return ""
    months = session.twin.status_quo.calendar.horizon
    return say(session.choices.lang, worded("basis_many", evidence), months=months, seeds=evidence.seeds)


def _panel(session: State, name: str) -> dict[str, Any]:
    outcome, choices = OUTCOMES[name], session.choices
    language = choices.lang
    shown = scale(outcome.unit, language)
    key = key_of(name, choices.group)
    unit = shown.difference_unit if choices.mode == "difference" else shown.unit
    group = label(GROUPS[key[1]], language)
    return {
        "name": name,
        "title": label(outcome, language),
        "group": group if key[1] != EVERYBODY else "",
        "unit": unit,
        "gap": gap(unit),
        "lines": {line: _scaled(values, shown.factor) for line, values in _lines(session, key).items()},
    }


def _lines(session: State, key: Key) -> dict[str, Values]:
    evidence = session.evidence
    if evidence is not None and evidence.monthly is not None:
        return _of_evidence(evidence.keys, evidence.monthly, key)
    worlds = [session.twin.values(which) for which in (STATUS_QUO, REFORM)]
    column = COLUMN[key]
    before, after = (np.array([month[column] for month in values]) for values in worlds)
    return {"status_quo": before, "reform": after, "difference": after - before}


def _of_evidence(keys: tuple[Key, ...], monthly: Band, key: Key) -> dict[str, Values]:
    if key not in keys:
        return {"status_quo": np.zeros(0), "reform": np.zeros(0), "difference": np.zeros(0)}
    column = keys.index(key)
    names = ("status_quo", "reform", "difference", "low", "high")
    return {name: getattr(monthly, name)[:, column] for name in names}


def _scaled(values: Values, factor: float) -> list[float | None]:
    return [None if math.isnan(value) else float(f"{value * factor:.{DIGITS}g}") for value in values.tolist()]

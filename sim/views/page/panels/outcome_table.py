"""The headline table in words and figures, and how sure it is."""

from __future__ import annotations

import math
from typing import Any, Final

from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.price import Price
from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.views.batch_runner import RunningBatch
from sim.views.evidence import ComparedRuns, OverWorlds
from sim.views.page.answer.headline_table import Row, headline_rows, price
from sim.views.page.panels.top import words
from sim.views.page.state import State
from sim.views.page.words import say, worded
from sim.wording.labels import CARRIED, Language, label, scale, sentence
from sim.wording.language_files import texts
from sim.wording.setting_values import NOTHING, amount

SEEDS: Final = (8, 16, 32, 64)
WORLDS: Final = (8, 20, 40, 80)  # of fewer than 19 a range is from the lowest to the highest
SECONDS_A_MINUTE: Final = 60
MINUTES_AN_HOUR: Final = 60


def table(session: State) -> dict[str, Any]:
    """Lines of the table, what they rest on, and the button for more seeds."""
    language, certainty, evidence = session.choices.lang, session.certainty, session.evidence
    settings = session.twin.settings
    others, found = certainty.of_others(settings), certainty.found(settings)
    told = words(
        language,
        *("headlines", "outcome", "status_quo", "reform", "difference", "interval", "all_outcomes", "group"),
        *("certainty", "certainty_tip", "cancel", "drop", "run"),
    )
    if evidence is not None:
        told |= _heads(evidence, language)
    batch, runs_worlds = certainty.batch, certainty.in_worlds
    told["certainty_tip"] = say(language, worded("certainty_tip", runs_worlds))
    return {
        "words": told,
        "rows": [_line(row, language, evidence) for row in headline_rows(session)],
        "basis": _basis(session),
        "price": _price(session),
        "said": _said(evidence, language),
        "everything": session.choices.everything,
        "group": session.choices.group,
        "groups": [{"name": name, "label": label(one, language)} for name, one in GROUPS.items()],
        "with_interval": evidence is not None,
        "can_run": certainty.laboratory is not None and not (found and found.folder),
        "again": say(language, worded("again", found), seeds=found.seeds) if found and not evidence else "",
        "seeds": [
            {"seeds": n, "label": say(language, worded("certainty_run", runs_worlds), seeds=n)}
            for n in (WORLDS if runs_worlds else SEEDS)
        ],
        "running": _running(session, batch) if batch else "",
        "covers": say(language, worded("covers_draws", evidence) if evidence else "covers_nothing"),
        "share": batch.done / batch.seeds if batch else 0.0,
        "stale": say(language, "stale", seeds=others) if others else "",
        "frame": session.frame,
        "reforms": _stored_reforms(session, language),
        "stored_reform": certainty.stored_reform,
    }


def _heads(evidence: ComparedRuns, language: Language) -> dict[str, str]:
    """What the columns of the evidence are called."""
    if evidence.over_worlds is None:
        return {"interval": say(language, "interval_of", level=f"{100.0 * evidence.confidence:g}")}
    return {"interval": say(language, "interval_worlds")}


def _good_in(row: Row, evidence: ComparedRuns, language: Language) -> str:
    """In how many worlds the reform does good."""
    return say(language, "good_in_of", good=int(row.good_in), worlds=evidence.seeds)


def _said(evidence: ComparedRuns | None, language: Language) -> list[str]:
    """What part draws have in the leading effect's spread, and the assumption that it hinges on."""
    if evidence is None or evidence.over_worlds is None:
        return []
    return [one[language == "zh"].replace("`", "") for one in evidence.over_worlds.said]


def _line(row: Row, language: Language, evidence: ComparedRuns | None) -> dict[str, Any]:
    outcome, in_worlds = OUTCOMES[row.outcome], evidence is not None and evidence.over_worlds is not None
    figures = CARRIED if in_worlds else 0
    shown = scale(outcome.unit, language)
    ends, known = (row.low, row.high), not math.isnan(row.low)
    is_good_known = in_worlds and bool(outcome.better)
    sure = known and (row.low > 0.0 or row.high < 0.0) and abs(row.difference) >= row.smallest
    direction = 0 if math.isnan(row.difference) else (row.difference > 0.0) - (row.difference < 0.0)
    better = direction * {"+": 1, "-": -1, "": 0}[outcome.better]
    whose = label(GROUPS[row.group], language) if row.group != EVERYBODY else ""
    return {
        "name": row.outcome,
        "title": label(outcome, language),
        "whose": whose,
        "tip": sentence(outcome, language),
        "unit": shown.unit,
        "status_quo": shown.level(row.status_quo, figures),
        "reform": shown.level(row.reform, figures),
        "difference": shown.difference(row.difference, figures),
        "interval": " … ".join(shown.difference(one, figures) for one in ends) if known else NOTHING,
        "good_in": _good_in(row, evidence, language) if evidence and is_good_known else "",
        "mark": ("▼", "·", "▲")[int(direction) + 1] if sure else "·" if known else "",
        "tone": ("worse", "same", "better")[int(better) + 1] if sure else "same",
    }


def _running(session: State, batch: RunningBatch) -> str:
    """How far the seeds are, and how long it will take."""
    language = session.choices.lang
    done = f"{batch.done:.1f}".removesuffix(".0")
    told = say(language, worded("running", session.certainty.in_worlds), done=done, seeds=batch.seeds)
    return told + texts("lists")[language]["comma"] + time_left(session.certainty.seconds_left(), language)


def time_left(seconds: float, language: Language) -> str:
    """Say how long something will take, no more precisely than it is known."""
    if math.isnan(seconds):
        return say(language, "left_unknown")
    if seconds < SECONDS_A_MINUTE:
        return say(language, "left_short")
    minutes = math.ceil(seconds / SECONDS_A_MINUTE)
    hours = round(minutes / MINUTES_AN_HOUR)
    return say(language, "left_hours", count=hours) if hours else say(language, "left_minutes", count=minutes)


def _basis(session: State) -> str:
    language, twin, evidence = session.choices.lang, session.twin, session.evidence
    if evidence is None and session.shown < twin.policy_month:
        return say(language, "basis_before")
    if evidence is None:
        return say(language, "basis_one", first=twin.policy_month, month=session.shown) + _changes(session)
    months = twin.status_quo.calendar.horizon
    stored = evidence.folder
    told = say(language, worded("stored", evidence), folder=stored, seeds=evidence.seeds)
    first = told + "\n" if stored else ""
    basis = say(language, worded("basis_many", evidence), months=months, seeds=evidence.seeds)
    return first + basis + _changes(session)


def _changes(session: State) -> str:
    """Say in which months levers were moved of which the numbers have something."""
    last = session.twin.last_month if session.evidence else session.shown
    moved = [str(month) for month, _ in session.twin.changes if month <= last]
    if not moved:
        return ""
    language = session.choices.lang
    return "\n" + say(language, "basis_changes", months=texts("lists")[language]["and"].join(moved))


def _price(session: State) -> str:
    language, found, evidence = session.choices.lang, price(session), session.evidence
    if found is None:
        return ""
    if evidence is not None and evidence.over_worlds is not None:
        return _price_over_worlds(found, evidence.over_worlds, evidence.seeds, language)
    yuan, low, high = (amount(one, language) for one in found)
    if math.isnan(found.low):
        return say(language, "price", yuan=yuan)
    return say(language, "price_interval", yuan=yuan, low=low, high=high)


def _price_over_worlds(found: Price, over: OverWorlds, worlds: int, language: Language) -> str:
    """The price with no more figures than are known; where nobody is added in some worlds, it has no end."""
    yuan, low = (amount(float(f"{one:.{CARRIED}g}"), language) for one in (found.yuan, found.low))
    if not math.isfinite(found.high):
        told = {"without": over.without, "worlds": worlds}
        return say(language, "price_without_end", yuan=yuan, low=low, **told)
    high = amount(float(f"{found.high:.{CARRIED}g}"), language)
    return say(language, "price_interval", yuan=yuan, low=low, high=high)


def _stored_reforms(session: State, language: Language) -> list[dict[str, Any]]:
    stored = session.certainty.stored
    if stored is None:
        return []
    return [
        {"number": number, "label": label(one.about, language) or one.name}
        for number, one in enumerate(stored.reforms)
    ]

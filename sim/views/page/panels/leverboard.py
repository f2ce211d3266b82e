"""The levers, grouped by section of the source, all from their declarations; and a clause looked at."""

from __future__ import annotations

from typing import Any

from sim.outcomes.register import OUTCOMES
from sim.policies import Lever, levers
from sim.policies.clauses import CLAUSES, SECTIONS
from sim.views.page.panels.top import words
from sim.views.page.presets import preset_of, presets
from sim.views.page.state import State
from sim.views.page.words import say
from sim.views.setting_paths import lever_settings, slider_step
from sim.wording.labels import Language, label, scale, sentence
from sim.wording.setting_values import choice, setting

LONGEST_SLIDER = 1000


def leverboard(session: State) -> dict[str, Any]:
    """Sections with their levers, and the policies to start from."""
    language, twin = session.choices.lang, session.twin
    key = (language, session.policies, twin.status_quo.policies)
    told = words(language, "levers", "preset", "preset_own", "lever_reset", "all_reset", "open_policy")
    return {
        "words": told,
        "acts_from": _acts_from(session),
        "answered": say(language, session.answered[0], month=session.answered[1]) if session.answered else "",
        "sections": session.remember("sections", key, lambda: _sections(session)),
        **session.remember("presets", key, lambda: _presets(session)),
        "clause": _clause(session),
    }


def _acts_from(session: State) -> str:
    """Say from when on a lever acts that is moved now."""
    language, twin, shown = session.choices.lang, session.twin, session.shown
    if session.at_the_end:
        return say(language, "acts_again", month=twin.policy_month)
    later = twin.policy_month <= shown < twin.month
    first = max(shown + 1, twin.policy_month)
    return say(language, "acts_branch" if later else "acts_from", month=first)


def _presets(session: State) -> dict[str, Any]:
    offered, chosen = presets(session.choices.lang), preset_of(session.policies)
    told = next((one["sentence"] for one in offered if one["name"] == chosen), "")
    return {"presets": offered, "preset": chosen, "preset_sentence": told}


def _sections(session: State) -> list[dict[str, Any]]:
    language, twin = session.choices.lang, session.twin
    now, usual = lever_settings(session.policies), lever_settings(twin.status_quo.policies)
    sections = []
    for section in SECTIONS:
        mine = {path: one for path, one in levers().items() if one.clause.partition(".")[0] == section.id}
        shown = [_lever(path, one, now[path], usual[path], language) for path, one in mine.items()]
        moved = sum(one["moved"] for one in shown)
        sections.append(
            {
                "id": section.id,
                "label": label(section, language),
                "levers": shown,
                "moved": say(language, "moved_levers", count=moved) if moved else "",
            }
        )
    return sections


def _lever(path: str, one: Lever, value: Any, usual: Any, language: Language) -> dict[str, Any]:
    shown = scale(one.unit, language)
    return {
        "path": path,
        "clause": one.clause,
        "label": label(one, language),
        "tip": f"{sentence(one, language)} ({one.clause})",
        "unit": shown.unit,
        "factor": shown.factor,
        "value": value,
        "usual": usual,
        "moved": value != usual,
        "usual_text": say(language, "status_quo_is", value=setting(one, usual, language)),
        "recommended": one.recommended,
        "recommended_text": say(language, "recommended_is", value=setting(one, one.recommended, language)),
    } | _input(one, value, language)


def _input(one: Lever, value: Any, language: Language) -> dict[str, Any]:
    """How a lever is set: by a list of words, a tick, or a number with a slider where the range allows."""
    if one.choices:
        return {"kind": "choice", "choices": [[word, choice(word, language)] for word in one.choices]}
    if isinstance(value, bool):
        return {"kind": "tick"}
    if not isinstance(value, int | float):
        return {"kind": "text"}
    low, high = one.low, one.high
    span = None if low is None or high is None else high - low
    step = 1 if isinstance(value, int) else slider_step(span or 1.0)
    slides = span is not None and (isinstance(value, float) or span <= LONGEST_SLIDER)
    return {"kind": "number", "low": low, "high": high, "step": step, "slides": slides}


def _clause(session: State) -> dict[str, Any] | None:
    """The clause that is looked at, with its levers and the outcomes that they should move first."""
    chosen, language = session.choices.clause, session.choices.lang
    if not chosen:
        return None
    mine = {path: one for path, one in levers().items() if one.clause == chosen}
    outcomes = dict.fromkeys(one.proximal_outcome for one in mine.values())
    return {
        "id": chosen,
        "title": say(language, "clause", id=chosen),
        "label": label(CLAUSES[chosen], language),
        "source": CLAUSES[chosen].label_zh,
        "levers_word": say(language, "clause_levers"),
        "outcomes_word": say(language, "clause_outcomes"),
        "levers": [{"path": path, "label": label(one, language)} for path, one in mine.items()],
        "outcomes": [
            {"name": name, "label": label(OUTCOMES[name], language)} for name in outcomes if name in OUTCOMES
        ],
        "none": "" if mine else say(language, "clause_none"),
        "close": say(language, "close"),
    }

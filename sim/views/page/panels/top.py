"""The top of the page: where we are in time, place, seed, what can be taken away, and messages."""

from __future__ import annotations

from typing import Any, Final

from sim.scenario import name_parts, shipped_names
from sim.views.page.answer.takeaway import commands
from sim.views.page.link import LONGEST, write_link
from sim.views.page.state import State
from sim.views.page.words import WORDS, say
from sim.views.setting_paths import plain_scenario
from sim.wording.labels import Language, label
from sim.wording.language_files import texts

LARGEST_PLACE: Final = 100_000


def words(language: Language, *keys: str) -> dict[str, str]:
    """Words for a Vue file."""
    return {key: WORDS[key][language == "zh"] for key in keys}


def header(session: State) -> dict[str, Any]:
    """Title, place, seed, language, message, stored result."""
    language, twin = session.choices.lang, session.twin
    place = twin.status_quo.place
    people = f"{len(twin.world(0).district.residents):,}"
    residents = say(language, "people", people=people)
    told = words(
        language,
        *("title", "place", "seed", "seed_tip", "language", "close", "skip", "offline", "reload"),
        *("what_it_is", "source_and_limits", "where_from", "how_far"),
    )
    return {
        "words": told,
        "lang": language,
        "other": "en" if language == "zh" else "zh",
        "place": _place_name(session),
        "places": _places(session),
        "about": f"{label(place, language)} · {residents}",
        "seed": str(twin.status_quo.seed),
        "message": {"text": session.message.text, "bad": session.message.bad} if session.message else None,
    }


def _place_name(session: State) -> str:
    parts = name_parts(session.twin.status_quo.name)
    return next((part for part in parts if part in shipped_names("places")), "")


def _places(session: State) -> list[dict[str, str]]:
    """Places that ship and are small enough for a page; none if the scenario's place is the user's own."""
    own, language = _place_name(session), session.choices.lang
    if not own or session.certainty.stored is not None:
        return []
    found = []
    for name in shipped_names("places"):
        place = plain_scenario(name).place
        residents = sum(group.count * group.residents for group in place.communities)
        if residents <= LARGEST_PLACE or name == own:
            found.append({"name": name, "label": f"{label(place, language)} ({residents:,})"})
    return found


def transport(session: State) -> dict[str, Any]:
    """What moves time."""
    language, twin = session.choices.lang, session.twin
    told = words(
        language,
        *("play", "pause", "step", "reset", "reset_tip", "to_policy", "to_end", "speed"),
        *("slow", "medium", "fast", "month_slider", "policy_date"),
    )
    changes = [month for month, _ in twin.changes]
    return {
        "words": told,
        "frame": session.frame,
        "shown": session.shown,
        "lived": twin.month,
        "last": twin.last_month,
        "policy": twin.policy_month - 1,
        "goal": session.goal,
        "changes": changes,
        "where": where_text(session),
    }


def where_text(session: State) -> str:
    """Say where in the run the shown month stands."""
    language, twin, shown = session.choices.lang, session.twin, session.shown
    mark = texts("lists")[language]["comma"]
    first = say(language, "where", month=shown, last=twin.last_month)
    since = shown - twin.policy_month + 1
    if since > 0:
        return first + mark + say(language, "under", months=since)
    return first + mark + (say(language, "before", months=-since) if since else say(language, "at_date"))


def take(session: State) -> dict[str, Any]:
    """What can be taken away."""
    language, link = session.choices.lang, write_link(session)
    kinds = ("toml", "csv", "table", "curves_png", "curves_svg", "maps_png", "maps_svg")
    return {
        "words": words(language, "take", "take.link", "take.command", "copy", "copied"),
        "kinds": [{"name": kind, "label": say(language, f"take.{kind}")} for kind in kinds],
        "link": link,
        "commands": commands(session),
        "note": say(language, "link_too_long") if len(link) > LONGEST else "",
    }


def parcel(session: State) -> dict[str, Any]:
    """The last thing packed; the number makes the browser save the same thing twice."""
    return session.parcel.as_json() | {"packed_at": session.packed_at} if session.parcel else {}

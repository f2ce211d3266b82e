"""What a file that is taken away says of itself: title, scenarios, seeds, source."""

from __future__ import annotations

from typing import Any

from sim.engine.version import shequ_version
from sim.views.page.reform_names import moved_by_hand, name_in_links
from sim.views.page.state import State
from sim.views.page.words import say, worded
from sim.wording.labels import label


def title(session: State, what: str) -> str:
    """What the file shows, and of which place."""
    return f"{what} · {label(session.twin.status_quo.place, session.choices.lang)}"


def scenarios(session: State) -> tuple[str, str]:
    """Both scenarios by name, with how many levers of the reform are not as its name says."""
    name, moved = moved_by_hand(session)
    by_hand = say(session.choices.lang, "about.moved", count=len(moved)) if moved else ""
    return name_in_links(session, session.twin.status_quo.name), name_in_links(session, name) + by_hand


def seeds(session: State) -> str:
    """The page's own seed, or how many seeds the numbers are means of."""
    language, evidence = session.choices.lang, session.evidence
    if evidence is None:
        return say(language, "about.seed", seed=session.twin.status_quo.seed)
    return say(language, worded("about.seeds", evidence), seeds=evidence.seeds)


def source(session: State) -> str:
    """Which program made the numbers, and that its residents are not people."""
    return say(session.choices.lang, "about.source", version=shequ_version())


def about(session: State, what: str, *, one_seed: bool = False) -> dict[str, Any]:
    """Title and lines of a picture.

    Args:
        session: what it shows.
        what: its subject.
        one_seed: whether it is of the page's own seed whatever there is of others, as maps are.
    """
    language, (first, second) = session.choices.lang, scenarios(session)
    own = say(language, "about.seed", seed=session.twin.status_quo.seed)
    lines = [
        say(language, "about.scenarios", status_quo=first, reform=second),
        own if one_seed else seeds(session),
        source(session),
    ]
    return {"title": title(session, what), "lines": lines}

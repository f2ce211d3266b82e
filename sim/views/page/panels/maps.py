"""Both worlds as maps: the ground plan once, then a letter a resident a month, and whom the reform moved."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sim.explain.resident_words import LAYERS, act_label, word
from sim.network.layers import Layer
from sim.views.page.answer.about import about
from sim.views.page.panels.top import words
from sim.views.page.people.explained import TIE_COLOURS, chosen, explained
from sim.views.page.people.paint import COLOURINGS, Codes, paint
from sim.views.page.people.snapshots import Snapshot, moved
from sim.views.page.state import State
from sim.views.page.twin import REFORM, STATUS_QUO, Twin
from sim.views.page.words import say
from sim.vocabulary import Act
from sim.wording.labels import Language, label

FIRST_LETTER: Final = ord("a")
NOT_MOVED, GAINED, LOST, CHANGED = range(4)
MOVED_COLOURS: Final = ("", "#0077bb", "#cc3311", "#ee9900")


def plan(session: State) -> dict[str, Any]:
    """What stays the same in every month."""
    drawn = session.twin.plan
    return {
        "made": session.worlds_made,
        "width": drawn.size.width,
        "height": drawn.size.height,
        "x": drawn.x.tolist(),
        "y": drawn.y.tolist(),
        "blocks": [list(block[:4]) for block in drawn.blocks],
        "every": drawn.residents_a_dot,
    }


def community_name(twin: Twin, community: int, language: Language) -> str:
    """Name of a community: its number and type."""
    kind = twin.world(STATUS_QUO).district.geography.type_of(community)
    return f"{community + 1} {label(kind, language)}"


def maps(session: State) -> dict[str, Any]:
    """A month's colours in both worlds, their legend, and whom the reform moved."""
    language, twin, choices = session.choices.lang, session.twin, session.choices
    colouring = COLOURINGS[choices.colour]
    snapshots = [twin.world(which).snapshots[session.shown] for which in (STATUS_QUO, REFORM)]
    codes = [paint(colouring, snapshot, choices.act) for snapshot in snapshots]
    lines = colouring.lines(language, choices.act)
    counts = [np.bincount(one, minlength=len(lines)) * twin.plan.residents_a_dot for one in codes]
    legend = [
        {
            "colour": line.colour,
            "label": line.label,
            "quiet": line.quiet,
            "counts": [int(n[k]) for n in counts],
        }
        for k, line in enumerate(lines)
    ]
    change = _moved(snapshots, this_month=choices.colour == "month")
    told = words(
        language,
        *("colour_by", "act", "highlight", "map_help", "as_table", "status_quo", "reform", "community"),
        *("residents", "administrative", "self_governing", "organisations", "in_force"),
    )
    return {
        "words": told | {"dots": _dots_text(twin, language)},
        "when": say(language, "in_month", month=session.shown),
        "about": about(session, say(language, "about.residents"), one_seed=True),
        "worlds": [_world(session, which, codes[which]) for which in (STATUS_QUO, REFORM)],
        "legend": legend,
        "moved": _letters(change),
        "moved_legend": _moved_legend(change, twin, language),
        "names": [community_name(twin, c, language) for c in range(len(twin.plan.blocks))],
        "colour": choices.colour,
        "colours": [{"name": name, "label": say(language, f"colour.{name}")} for name in COLOURINGS],
        "by_act": colouring.by_act,
        "chosen_act": choices.act.name.lower(),
        "acts": [{"name": act.name.lower(), "label": act_label(act, language)} for act in Act],
        "highlight": choices.highlight,
        "resident": _dot_of(session),
        "community": choices.community,
        "tie_legend": _tie_legend(language),
    }


def _world(session: State, which: int, codes: Codes) -> dict[str, Any]:
    language = session.choices.lang
    name = say(language, ("status_quo", "reform")[which])
    bodies = session.twin.world(which).bodies[session.shown]
    return {
        "name": name,
        "caption": say(language, "map_of", world=name),
        "codes": _letters(codes),
        "administrative": [round(float(share), 3) for share in bodies.administrative],
        "organisations": bodies.organisations.tolist(),
        "in_force": bodies.in_force.tolist(),
        "ties": _ties(session, which),
    }


def _letters(codes: Codes) -> str:
    return (codes + FIRST_LETTER).astype(np.uint8).tobytes().decode("ascii")


def _moved(snapshots: list[Snapshot], *, this_month: bool) -> Codes:
    found = moved(snapshots[STATUS_QUO], snapshots[REFORM], this_month=this_month)
    codes = np.zeros(len(found.gained), dtype=np.uint8)
    for code, flags in ((GAINED, found.gained), (LOST, found.lost), (CHANGED, found.changed)):
        codes[flags] = code
    return codes


def _moved_legend(change: Codes, twin: Twin, language: Language) -> list[dict[str, Any]]:
    counts = np.bincount(change, minlength=CHANGED + 1) * twin.plan.residents_a_dot
    names = {GAINED: "gained", LOST: "lost", CHANGED: "changed"}
    return [
        {"colour": MOVED_COLOURS[code], "label": say(language, f"moved.{name}"), "count": int(counts[code])}
        for code, name in names.items()
    ]


def _dots_text(twin: Twin, language: Language) -> str:
    every = twin.plan.residents_a_dot
    return say(language, "dots", count=every) if every > 1 else ""


def _dot_of(session: State) -> int:
    """Dot of the resident looked at; -1 if none."""
    return chosen(session) // session.twin.plan.residents_a_dot


def _ties(session: State, which: int) -> list[list[int]]:
    """Dots to which the resident looked at is tied in a world, each with its layer."""
    every = session.twin.plan.residents_a_dot
    told = explained(session)
    if not told:
        return []
    tied = told[which]["ties"]
    return [
        [row // every, int(layer)] for layer in Layer for row in tied[layer.name.lower()] if row % every == 0
    ]


def _tie_legend(language: Language) -> list[dict[str, str]]:
    names = (word(LAYERS, layer.name.lower(), language) for layer in Layer)
    return [{"colour": colour, "label": name} for colour, name in zip(TIE_COLOURS, names, strict=True)]

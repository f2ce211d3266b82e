"""Why a resident took part or not, in words: the four gates of every act in both worlds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sim.explain.reason_words import GATE_WORDS, SOURCES
from sim.explain.resident_words import TERMS, word
from sim.wording.labels import Language
from sim.wording.language_files import texts

Explanation = dict[str, Any]

STRONGEST: Final = 4

SAY: Final = texts("reasons")


def result_text(act: Explanation, language: Language) -> str:
    """Say what came of an act."""
    words = {reason.name.lower(): text for reason, text in GATE_WORDS[language].items()}
    return words[act["result"]]


def gate_texts(act: Explanation, language: Language) -> list[str]:
    """Say what happened at each gate that the resident came to, one sentence a gate."""
    return list(_gates(act, language))


def _gates(act: Explanation, language: Language) -> Iterator[str]:
    words = SAY[language]
    if act.get("polling_day"):
        yield words["polling_day"].format(roll=words["on_roll" if act["registered"] else "not_on_roll"])
    if "informed" in act:
        yield _informed(act["informed"], language)
    if "eligible" in act and _came_to(act, "eligible"):
        yield words["eligible" if act["eligible"]["admitted"] else "not_eligible"]
    if "available" in act and _came_to(act, "available"):
        yield _available(act["available"], language)
    if "motivated" in act and _came_to(act, "motivated"):
        yield _motivated(act["motivated"], language)


_STOPS: Final = {"not_informed": 1, "not_eligible": 2, "no_time": 3}
_GATES: Final = {"informed": 1, "eligible": 2, "available": 3, "motivated": 4}


def _came_to(act: Explanation, gate: str) -> bool:
    """Whether the resident came as far as a gate; on a polling day only time matters."""
    return bool(act.get("polling_day")) or _GATES[gate] <= _STOPS.get(act["result"], 4)


def _informed(gate: Explanation, language: Language) -> str:
    words = SAY[language]
    chances = [(name, chance) for name, chance in gate["chances"].items() if chance > 0.0]
    listed = texts("lists")[language]["comma"].join(
        f"{word(SOURCES, name, language)} {percent(chance)}"
        for name, chance in sorted(chances, key=lambda pair: -pair[1])
    )
    source = word(SOURCES, gate["source"], language)
    heard = words["not_heard" if gate["source"] == "nobody" else "heard"]
    return heard.format(source=source, chances=listed or words["none"])


def _available(gate: Explanation, language: Language) -> str:
    presence = percent(gate["presence"])
    if "hours_left" not in gate:
        return SAY[language]["that_day"].format(presence=presence)
    left, needed = gate["hours_left"], gate["hours_needed"]
    return SAY[language]["time"].format(left=left, needed=needed, presence=presence)


def _motivated(gate: Explanation, language: Language) -> str:
    words = SAY[language]
    sizes = {name: one["value"] * one["coefficient"] for name, one in gate["terms"].items()}
    sizes.pop("intercept", None)
    strongest = sorted((name for name in sizes if abs(sizes[name]) >= 0.05), key=lambda n: -abs(sizes[n]))
    reasons = texts("lists")[language]["comma"].join(
        f"{word(TERMS, name, language)} {sizes[name]:+.1f}".replace("-", "−")
        for name in strongest[:STRONGEST]
    )
    will = words["willing" if gate["draw"] < gate["probability"] else "unwilling"]
    return will.format(chance=percent(gate["probability"]), reasons=reasons or words["none"])


def percent(share: float) -> str:
    """Write a chance."""
    return f"{share:.1%}" if share < 0.0995 else f"{share:.0%}"

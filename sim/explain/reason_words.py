"""An explanation put into words: what came of an act, who told of it, the four gates line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sim.explain.resident_words import LAYERS, TERMS, act_label, resident_text, word
from sim.vocabulary import Act, Reason
from sim.wording.language_files import Language, text_pairs, texts

GATE_WORDS: Final = {
    language: {reason: words[reason.name.lower()] for reason in Reason}
    for language, words in texts("reason_words.results").items()
}
SOURCES: Final = text_pairs("reason_words.informants")
SAY: Final = texts("reason_words")
UNSEEN: Final = 0.005  # what a term adds to the log-odds, under which two decimals show nothing


def format_explanation(told: dict[str, Any], lang: Language = "en") -> str:
    """Put an explanation into words, one block an act."""
    words, results = SAY[lang], {reason.name.lower(): word for reason, word in GATE_WORDS[lang].items()}
    ties = _listed((f"{word(LAYERS, layer, lang)} {rows}" for layer, rows in told["ties"].items()), lang)
    lines = [
        words["head"].format(row=told["row"], month=told["month"], who=resident_text(told, lang)),
        words["ties"].format(ties=ties),
    ]
    if not told["adult"]:
        lines.append(words["not_of_age"])
    for act in told["acts"]:
        name = act_label(Act[act["act"].upper()], lang)
        lines.append(words["act"].format(act=name, code=act["act"], result=results[act["result"]]))
        lines += _gate_lines(act, lang)
    return "\n".join(lines)


def _listed(parts: Iterator[str], lang: Language) -> str:
    return texts("lists")[lang]["comma"].join(parts)


def _gate_lines(act: dict[str, Any], lang: Language) -> Iterator[str]:
    words = SAY[lang]
    if act.get("polling_day"):
        yield words["on_roll" if act["registered"] else "not_on_roll"]
    if "informed" in act:
        yield _informed(act["informed"], lang)
        yield words["eligible" if act["eligible"]["admitted"] else "not_eligible"]
    if "available" in act:
        gate = act["available"]
        hours = words["hours"].format(**gate) if "hours_left" in gate else ""
        yield words["available"].format(hours=hours, **gate)
    if "motivated" in act:
        yield _motivated(act["motivated"], lang)


def _informed(gate: dict[str, Any], lang: Language) -> str:
    words = SAY[lang]
    chances = {name: chance for name, chance in gate["chances"].items() if chance}
    heard = _listed((f"{word(SOURCES, name, lang)} {chance:.3f}" for name, chance in chances.items()), lang)
    source = word(SOURCES, gate["source"], lang)
    return words["informed"].format(heard=heard or words["no_source"], draw=gate["draw"], source=source)


def _motivated(gate: dict[str, Any], lang: Language) -> str:
    sizes = {name: one["value"] * one["coefficient"] for name, one in gate["terms"].items()}
    terms = _listed(
        (f"{word(TERMS, name, lang)} {size:+.2f}" for name, size in sizes.items() if abs(size) >= UNSEEN),
        lang,
    )
    told = {"terms": terms, "log_odds": f"{gate['log_odds']:+.2f}"}
    signed = {name: text.replace("-", "−") for name, text in told.items()}
    return SAY[lang]["motivated"].format(**{**gate, **signed})

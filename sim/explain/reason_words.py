"""An explanation put into words: what came of an act, who told of it, the four gates line by line."""

from __future__ import annotations

from typing import Any, Final

from sim.vocabulary import Reason
from sim.wording.language_files import Language, text_pairs, texts

GATE_WORDS: Final = {
    language: {reason: words[reason.name.lower()] for reason in Reason}
    for language, words in texts("reason_words.results").items()
}
SOURCES: Final = text_pairs("reason_words.informants")


def format_explanation(told: dict[str, Any], lang: Language = "en") -> str:
    """Put an explanation into words, one block an act."""
    words = {reason.name.lower(): word for reason, word in GATE_WORDS[lang].items()}
    traits = ", ".join(f"{name} {value:.3g}" for name, value in told["resident"].items())
    head = f"resident {told['row']}, month {told['month']}: {traits}"
    lines = [head, "ties: " + ", ".join(f"{layer} {number}" for layer, number in told["ties"].items())]
    if not told["adult"]:
        lines.append(texts("reason_words")[lang]["not_of_age"])
    for act in told["acts"]:
        lines += [f"{act['act']}: {words[act['result']]}", *_gate_lines(act)]
    return "\n".join(lines)


def _gate_lines(act: dict[str, Any]) -> list[str]:
    lines = []
    if "informed" in act:
        heard = ", ".join(
            f"{name} {chance:.3f}" for name, chance in act["informed"]["chances"].items() if chance
        )
        lines.append(f"  1 informed   {heard or 'no source'}; draw {act['informed']['draw']:.3f}"
                     f" -> {act['informed']['source']}")  # fmt: skip
        lines.append(f"  2 eligible   {act['eligible']['admitted']}")
    if "available" in act:
        gate = act["available"]
        hours = (
            f"{gate['hours_left']:.1f} h left, needs {gate['hours_needed']:.1f}; "
            if "hours_left" in gate
            else ""
        )
        lines.append(f"  3 available  {hours}present {gate['presence']:.2f}, draw {gate['draw']:.3f}")
    if "motivated" in act:
        gate = act["motivated"]
        parts = " ".join(
            f"{name}:{one['value'] * one['coefficient']:+.2f}" for name, one in gate["terms"].items()
        )
        lines.append(
            f"  4 motivated  {parts} = {gate['log_odds']:+.2f} -> "
            f"{gate['probability']:.4f}, draw {gate['draw']:.4f}"
        )
    return lines

"""An explanation put into words: what came of an act, who told of it, the four gates line by line."""

from __future__ import annotations

from typing import Any, Final

from sim.vocabulary import Reason

GATE_WORDS: Final = {
    "en": {
        Reason.DID: "does it",
        Reason.NOT_OFFERED: "not on offer",
        Reason.NOT_INFORMED: "has not heard of it",
        Reason.NOT_ELIGIBLE: "is not admitted",
        Reason.NO_TIME: "has no time",
        Reason.NOT_INTERESTED: "does not want to",
        Reason.NO_PLACE: "found no place",
    },
    "zh": {
        Reason.DID: "参与",
        Reason.NOT_OFFERED: "没有机会",
        Reason.NOT_INFORMED: "不知道",
        Reason.NOT_ELIGIBLE: "没有资格",
        Reason.NO_TIME: "没有时间",
        Reason.NOT_INTERESTED: "不愿意",
        Reason.NO_PLACE: "名额已满",
    },
}
SOURCES: Final[dict[str, tuple[str, str]]] = {
    "nobody": ("nobody", "无人告知"),
    "meeting": ("a meeting", "会议"),
    "visit": ("a visit by the committee or a building head", "居委会或楼栋长上门"),
    "call": ("a call or message", "电话或短信邀请"),
    "habit": ("own habit", "以往经历"),
    "notice": ("a notice", "通知公告"),
    "letter": ("a letter", "信函"),
    "contact": ("people they know", "熟人"),
    "organisation": ("an organisation", "社会组织"),
    "online": ("online", "网络"),
}


def format_explanation(told: dict[str, Any], lang: str = "en") -> str:
    """Put an explanation into words, one block an act."""
    words = {reason.name.lower(): word for reason, word in GATE_WORDS[lang].items()}
    traits = ", ".join(f"{name} {value:.3g}" for name, value in told["resident"].items())
    head = f"resident {told['row']}, month {told['month']}: {traits}"
    lines = [head, "ties: " + ", ".join(f"{layer} {number}" for layer, number in told["ties"].items())]
    if not told["adult"]:
        lines.append("not of age" if lang == "en" else "未成年")
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

"""Why a resident took part or not, in words: traits, and the four gates of every act in both worlds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sim.explain.reason_words import GATE_WORDS, SOURCES
from sim.views.page.people.paint import rung_label
from sim.vocabulary import Education, Hukou, Rung
from sim.wording.labels import Language

Told = dict[str, Any]
Pair = tuple[str, str]

STRONGEST: Final = 4

EDUCATION: Final[dict[Education, Pair]] = {
    Education.NONE: ("no school", "未上学"),
    Education.PRIMARY: ("primary school", "小学"),
    Education.JUNIOR: ("junior secondary", "初中"),
    Education.SENIOR: ("senior secondary", "高中"),
    Education.COLLEGE: ("college", "大专"),
    Education.BA: ("university", "本科及以上"),
}
HUKOU: Final[dict[Hukou, Pair]] = {
    Hukou.SAME_STREET: ("hukou in this street", "户籍在本街道"),
    Hukou.ELSEWHERE_IN_DISTRICT: ("hukou elsewhere in the district", "户籍在本区其他街道"),
    Hukou.OUTSIDE_DISTRICT: ("hukou outside the district", "户籍在区外"),
}
LAYERS: Final[dict[str, Pair]] = {
    "household": ("household", "家庭"),
    "building": ("neighbours", "邻居"),
    "work": ("work or school", "同事同学"),
    "hometown": ("home town", "同乡"),
    "friend": ("friends", "朋友"),
    "companion": ("met in shared acts", "共同参与"),
}
TERMS: Final[dict[str, Pair]] = {
    "intercept": ("starting point", "基准"),
    "age": ("age", "年龄"),
    "age_squared": ("age, squared", "年龄平方"),
    "female": ("woman", "女性"),
    "education": ("education", "教育程度"),
    "party": ("party member", "党员"),
    "elsewhere": ("hukou elsewhere in the district", "户籍在本区其他街道"),
    "migrant": ("migrant", "非户籍"),
    "owner": ("home owner", "业主"),
    "agricultural": ("agricultural hukou", "农业户口"),
    "years": ("years lived here", "居住年数"),
    "contact": ("contact with neighbours", "邻里往来"),
    "tools": ("could borrow tools", "可向邻居借工具"),
    "income": ("income", "收入"),
    "trust": ("trust", "信任"),
    "efficacy_internal": ("feels able", "自我能力感"),
    "efficacy_external": ("feels heard", "影响感"),
    "belonging": ("belonging", "归属感"),
    "habit": ("habit", "习惯"),
    "asked": ("was asked in person", "有人当面邀请"),
    "called": ("was asked by telephone or message", "有人电话或消息邀请"),
    "at_meeting": ("was asked at a meeting", "在会上受到邀请"),
    "other_acts": ("takes part otherwise", "参与其他活动"),
    "disposition": ("own disposition", "个人倾向"),
    "contacts": ("contacts take part", "身边的人参与"),
    "concern": ("a concern this month", "本月有关切的事"),
    "response": ("what came of own proposals", "以往建议的结果"),
}


def word(table: dict[Any, Pair], key: Any, language: Language) -> str:
    """A word of a table; what the table lacks stands as it is called in the code."""
    pair = table.get(key)
    return pair[language == "zh"] if pair else str(key).replace("_", " ")


def resident_text(told: Told, language: Language) -> str:
    """Say who a resident is, in a sentence."""
    one, zh = told["resident"], language == "zh"
    sex = ("woman", "女") if one["female"] else ("man", "男")
    parts = [sex[zh], f"{one['age']:.0f} 岁" if zh else f"{one['age']:.0f} years old"]
    parts.append(word(EDUCATION, Education(one["education"]), language))
    parts.append(word(HUKOU, Hukou(one["hukou"]), language))
    parts.append((("tenant or other", "租户或其他"), ("home owner", "业主"))[one["owner"]][zh])
    if one["party"]:
        parts.append(word(TERMS, "party", language))
    parts.append(f"在此居住 {one['years_here']:.0f} 年" if zh else f"{one['years_here']:.0f} years here")
    parts.append(("阶梯：" if zh else "rung: ") + rung_label(Rung(one["rung"]), language))
    parts.append(f"{'信任' if zh else 'trust'} {one['trust']:.2f}")
    return ("，" if zh else ", ").join(parts)


def result_text(act: Told, language: Language) -> str:
    """Say what came of an act."""
    words = {reason.name.lower(): text for reason, text in GATE_WORDS[language].items()}
    return words[act["result"]]


def gate_texts(act: Told, language: Language) -> list[str]:
    """Say what happened at each gate that the resident came to, one sentence a gate."""
    return list(_gates(act, language == "zh", language))


def _gates(act: Told, zh: bool, language: Language) -> Iterator[str]:
    if act.get("polling_day"):
        yield ("投票日，" if zh else "Polling day; ") + _roll(act, zh)
    if "informed" in act:
        yield _informed(act["informed"], zh, language)
    if "eligible" in act and _came_to(act, "eligible"):
        admitted = act["eligible"]["admitted"]
        yield (
            ("② 资格：" + ("符合" if admitted else "不符合"))
            if zh
            else ("2 Eligible: " + ("yes" if admitted else "no"))
        )
    if "available" in act and _came_to(act, "available"):
        yield _available(act["available"], zh)
    if "motivated" in act and _came_to(act, "motivated"):
        yield _motivated(act["motivated"], zh, language)


_STOPS: Final = {"not_informed": 1, "not_eligible": 2, "no_time": 3}
_GATES: Final = {"informed": 1, "eligible": 2, "available": 3, "motivated": 4}


def _came_to(act: Told, gate: str) -> bool:
    """Whether the resident came as far as a gate; on a polling day only time matters."""
    return bool(act.get("polling_day")) or _GATES[gate] <= _STOPS.get(act["result"], 4)


def _roll(act: Told, zh: bool) -> str:
    if zh:
        return "已登记为选民" if act["registered"] else "未登记为选民"
    return "on the voters' roll" if act["registered"] else "not on the voters' roll"


def _informed(gate: Told, zh: bool, language: Language) -> str:
    chances = [(name, chance) for name, chance in gate["chances"].items() if chance > 0.0]
    mark = "，" if zh else ", "
    listed = mark.join(
        f"{word(SOURCES, name, language)} {percent(chance)}"
        for name, chance in sorted(chances, key=lambda pair: -pair[1])
    )
    heard = gate["source"] != "nobody"
    source = word(SOURCES, gate["source"], language)
    if zh:
        return f"① 知情：{'由' + source + '得知' if heard else '没有听说'}（各途径机会：{listed or '无'}）"
    return f"1 Informed: {'heard from ' + source if heard else 'did not hear'} (chances: {listed or 'none'})"


def _available(gate: Told, zh: bool) -> str:
    presence = percent(gate["presence"])
    if "hours_left" not in gate:
        return f"③ 时间：当天能到场的机会 {presence}" if zh else f"3 Time: free on the day with {presence}"
    left, needed = gate["hours_left"], gate["hours_needed"]
    if zh:
        return f"③ 时间：剩余 {left:.1f} 小时，需要 {needed:.1f} 小时；能到场的机会 {presence}"
    return f"3 Time: {left:.1f} hours left, needs {needed:.1f}; can be there with {presence}"


def _motivated(gate: Told, zh: bool, language: Language) -> str:
    sizes = {name: one["value"] * one["coefficient"] for name, one in gate["terms"].items()}
    sizes.pop("intercept", None)
    strongest = sorted((name for name in sizes if abs(sizes[name]) >= 0.05), key=lambda n: -abs(sizes[n]))
    mark = "，" if zh else ", "
    reasons = mark.join(
        f"{word(TERMS, name, language)} {sizes[name]:+.1f}".replace("-", "−")
        for name in strongest[:STRONGEST]
    )
    chance = percent(gate["probability"])
    will = gate["draw"] < gate["probability"]
    if zh:
        said = "愿意" if will else "不愿意"
        return f"④ 意愿：{said}，机会 {chance}（主要原因，对数几率：{reasons or '无'}）"
    said = "wants to" if will else "does not want to"
    return f"4 Motivated: {said}, chance {chance} (strongest reasons, log-odds: {reasons or 'none'})"


def percent(share: float) -> str:
    """Write a chance."""
    return f"{share:.1%}" if share < 0.0995 else f"{share:.0%}"

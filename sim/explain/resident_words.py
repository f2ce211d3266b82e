"""Who a resident is, in words; the words of ties and of terms of the choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sim.outcomes.people import act_words
from sim.outcomes.register import OUTCOMES
from sim.vocabulary import Act, Education, Hukou, Rung
from sim.wording.language_files import LANGUAGES, Language, text_pairs, texts

SAY: Final = texts("reasons")
EDUCATION: Final = {level: text_pairs("reasons.education")[level.name.lower()] for level in Education}
HUKOU: Final = {hukou: text_pairs("reasons.hukou")[hukou.name.lower()] for hukou in Hukou}
LAYERS: Final = text_pairs("reasons.layers")
TERMS: Final = text_pairs("reasons.terms")


def word(table: Mapping[Any, tuple[str, str]], key: Any, language: Language) -> str:
    """A word of a table; what the table lacks stands as it is called in the code."""
    pair = table.get(key)
    return pair[LANGUAGES.index(language)] if pair else str(key).replace("_", " ")


def resident_text(told: dict[str, Any], language: Language) -> str:
    """Say who a resident is, in a sentence."""
    one, words = told["resident"], SAY[language]
    parts = [
        words["woman" if one["female"] else "man"],
        words["age"].format(age=one["age"]),
        word(EDUCATION, Education(one["education"]), language),
        word(HUKOU, Hukou(one["hukou"]), language),
        words["owner" if one["owner"] else "tenant"],
        *([word(TERMS, "party", language)] if one["party"] else []),
        words["years_here"].format(years=one["years_here"]),
        words["rung"].format(rung=rung_label(Rung(one["rung"]), language)),
        words["trust"].format(trust=one["trust"]),
    ]
    return texts("lists")[language]["comma"].join(parts)


def act_label(act: Act, language: Language) -> str:
    """Name of an act."""
    return act_words(act.name.lower())[LANGUAGES.index(language)]


def rung_label(rung: Rung, language: Language) -> str:
    """Name of a rung of the ladder."""
    one = OUTCOMES[f"rung.{rung.name.lower()}"]
    return one.label_zh if language == "zh" else one.label_en.removeprefix("rung: ")

"""From where arms change the leading outcome, and what one more participant costs, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.answering.answer import joined, words
from experiments.answering.arm_effects import Sampled, differences, outcome_label
from experiments.statistics import estimate
from experiments.statistics.price_of_gain import prices_of_gain
from experiments.wording.sentences import sentences
from sim.outcomes.headlines import ADULTS, COST, EVERYBODY, GAIN
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import LANGUAGES, scale

if TYPE_CHECKING:
    from experiments.answering.arm_names import Labels
    from experiments.asking.laboratory import RunLaboratory
    from experiments.asking.question import Question, Words
    from sim.outcomes.price import Price
    from sim.scenario import Scenario

SAY: Final = sentences("levels_and_prices")

PRICED: Final = tuple((outcome, EVERYBODY) for outcome in (GAIN, COST, ADULTS))


def level(sampled: Sampled, question: Question, labels: Labels) -> list[Words]:
    """Where the leading outcome stands in the baseline; nothing if it has no value there."""
    baseline = sampled.headlines.scenarios[0]
    mean = float(estimate(sampled.headlines.of(baseline)[:, :1]).mean[0])
    if np.isnan(mean):
        return []
    shown = [scale(OUTCOMES[question.lead].unit, language) for language in LANGUAGES]
    en, zh = (f"{one.level(mean)} {one.unit}".rstrip() for one in shown)
    lead_en, lead_zh = (outcome_label(question.lead, language) for language in LANGUAGES)
    return [SAY("level", lead=words(lead_en, lead_zh), arm=labels[baseline], value=words(en, zh))]


def prices(
    laboratory: RunLaboratory, sampled: Sampled, arms: Sequence[Scenario], labels: Labels
) -> list[Words]:
    """What one more participant costs under each arm that surely gains some."""
    found = laboratory.measuring(PRICED).done(arms, sampled.headlines.seeds)
    priced = prices_of_gain(differences(replace(sampled, headlines=found)))
    return [joined([SAY("of_arm", arm=labels[name]), price_words(one)]) for name, one in priced.items()]


def price_words(price: Price) -> Words:
    """What an added participant costs, in a sentence."""
    yuan, low, high = (f"{value:,.0f}" for value in (price.yuan, price.low, price.high))
    return SAY("price_words", yuan=yuan, low=low, high=high)

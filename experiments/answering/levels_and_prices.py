"""From where arms change the leading outcome, and what one more participant costs, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.answering.answer import joined, outcome_words
from experiments.answering.arm_effects import differences
from experiments.answering.arm_names import Labels
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import Sampled, of_keys
from experiments.statistics import FloatArray, estimate, quantile
from experiments.statistics.means import RANGE
from experiments.storing.store import Headlines
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import sentences
from sim.outcomes.headlines import ADULTS, COST, EVERYBODY, GAIN
from sim.outcomes.price import Price, price_of_gain
from sim.outcomes.register import OUTCOMES
from sim.scenario import Scenario
from sim.wording.labels import CARRIED, Language, scale

SAY: Final = sentences("levels_and_prices")

PRICED: Final = tuple((outcome, EVERYBODY) for outcome in (GAIN, COST, ADULTS))


if TYPE_CHECKING:
    import pandas as pd


def prices_of_gain(differences: pd.DataFrame) -> dict[str, Price]:
    """Cost per added participant of each reform whose gain in participants is certain to be above zero."""
    everybody = differences[differences.group == EVERYBODY].set_index(["scenario", "outcome"])
    prices = {}
    for scenario in dict.fromkeys(differences.scenario):
        rows = [(scenario, name) for name in (GAIN, COST, ADULTS)]
        if not all(row in everybody.index for row in rows):
            continue
        gain, cost, adults = (everybody.loc[row] for row in rows)
        price = price_of_gain(
            float(gain.difference),
            (float(gain.low), float(gain.high)),
            float(cost.difference),
            float(adults.reform),
        )
        if price is not None:
            prices[str(scenario)] = price
    return prices


def level(sampled: Sampled, question: Question, labels: Labels) -> list[Words]:
    """Where the leading outcome stands in the baseline; nothing if it has no value there."""
    baseline = sampled.headlines.scenarios[0]
    values = sampled.headlines.of(baseline)[:, :1]
    mean = float((quantile(values, 50.0) if sampled.in_worlds else estimate(values).mean)[0])
    if np.isnan(mean):
        return []
    figures = CARRIED if sampled.in_worlds else 0

    def value(language: Language) -> str:
        shown = scale(OUTCOMES[question.lead].unit, language)
        return f"{shown.level(mean, figures)} {shown.unit}".rstrip()

    return [SAY("level", lead=outcome_words(question.lead), arm=labels[baseline], value=in_both(value))]


def prices(
    laboratory: RunLaboratory, sampled: Sampled, arms: Sequence[Scenario], labels: Labels
) -> list[Words]:
    """What one more participant costs under each arm that surely gains some."""
    priced = of_keys(sampled, laboratory, arms, PRICED)
    if sampled.in_worlds:
        return _prices_in_worlds(priced.headlines, labels)
    found = prices_of_gain(differences(priced))
    return [joined([SAY("of_arm", arm=labels[name]), price_words(one)]) for name, one in found.items()]


def _prices_in_worlds(found: Headlines, labels: Labels) -> list[Words]:
    """What one more participant costs, over worlds; nothing of an arm that adds nobody in half of them."""
    told = []
    for name in found.scenarios[1:]:
        price, none = price_in_worlds(found.of(found.scenarios[0]), found.of(name))
        if not np.isfinite(price.yuan):
            continue
        told.append(joined([SAY("of_arm", arm=labels[name]), _told(price, none, len(found.seeds))]))
    return told


def _told(price: Price, none: int, worlds: int) -> Words:
    yuan, low = _two_figures(price.yuan), _two_figures(price.low)
    if np.isfinite(price.high):
        return SAY("price_words", yuan=yuan, low=low, high=_two_figures(price.high))
    return SAY("price_without_end", yuan=yuan, low=low, none=none, worlds=worlds)


def price_in_worlds(baseline: FloatArray, reform: FloatArray) -> tuple[Price, int]:
    """Price over worlds, and in how many of them nobody is added, so that no money buys one there.

    Args:
        baseline: (worlds, 3) gain, cost, adults, in the order of :data:`PRICED`.
        reform: the same of an arm.
    """
    known = np.isfinite(reform - baseline).all(axis=1)
    gain, cost = (reform - baseline)[known, 0], (reform - baseline)[known, 1]
    yuan = np.full(len(gain), np.inf)
    np.divide(cost, reform[known, 2] * gain, out=yuan, where=gain > 0.0)
    if not len(yuan):
        return Price(np.inf, np.nan, np.nan), 0
    # No interpolation: between a price and none there is nothing.
    ends = np.percentile(yuan, [50.0, *RANGE], method="inverted_cdf")
    return Price(*map(float, ends)), int((gain <= 0.0).sum())


def _two_figures(value: float) -> str:
    return _yuan(float(f"{value:.{CARRIED}g}"))


def _yuan(value: float) -> str:
    """Whole yuan, with a true minus sign where money is saved."""
    return f"{value:,.0f}".replace("-", "−")


def price_words(price: Price) -> Words:
    """What an added participant costs, in a sentence."""
    yuan, low, high = (_yuan(value) for value in (price.yuan, price.low, price.high))
    return SAY("price_words", yuan=yuan, low=low, high=high)
